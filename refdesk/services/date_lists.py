"""The birthdays and anniversaries of a month on paper, and as rows for other programs."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import i18n
from refdesk.domain.dates_of_month import Standing
from refdesk.errors import BadFile, Problem, Refused
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _, ngettext
from refdesk.progress import SILENT, Progress
from refdesk.services import business, dates_of_month, whole_files
from refdesk.services.clocks import Clocks
from refdesk.services.dates_of_month import DateOfMonth
from refdesk.services.desk import Desk
from refdesk.services.paper import Begun, Rendered, Written

if TYPE_CHECKING:
    from refdesk.documents.birthday_list_text import BirthdayList, ListedDay

PDF, CSV = ".pdf", ".csv"
COLUMNS = ("Date", "Name", "Organization", "Kind", "What", "Years", "Mail by", "State", "Mailed on")
FIRST_ON_SCREEN = 45
"""Of a long list so many days are drawn to begin with: two pages, and some to fill the last of them."""
_PRINTED = (Standing.PRINTED, Standing.WRITTEN, Standing.ON_ITS_WAY)


def render_first(desk: Desk, first: date, progress: Progress = SILENT) -> Begun:
    """Return the first pages at once, the very ones that the whole list begins with, but for their numbers.

    Where there are so few days that the whole is there as soon, that is returned.
    """
    found = _days(desk, first)
    more = len(found) - FIRST_ON_SCREEN
    if more < FIRST_ON_SCREEN:
        return Begun(_of(desk, first, found, progress), is_whole=True)
    filled = replace(_sheet(desk, first, found[:FIRST_ON_SCREEN]), more=more)
    return Begun(_rendered(filled, progress), is_whole=False)


def render(desk: Desk, first: date, progress: Progress = SILENT) -> Rendered:
    """Return the pages of the list of the month that begins on this day; none, and a sentence, without any day."""
    return _of(desk, first, _days(desk, first), progress)


def write(desk: Desk, first: date, path: Path) -> Written:
    """Write the list of the month that begins on this day, as PDF or CSV by the suffix of the file.

    Raises `Refused` for a month without any day, `BadFile` for another kind of file, and `StoreFault`.
    """
    found = _days(desk, first)
    if not found:
        raise Refused(Problem("month", none_in(first)))
    if path.suffix.lower() == CSV:
        whole_files.write(path, lambda out: csv_writer.rows(COLUMNS, _cells(found), out, flavour=Flavour.SPREADSHEET))
        return Written(path, 0, tuple(str(each.date_id) for each in found), ())
    if path.suffix.lower() != PDF:
        raise BadFile(_("The list is written as .pdf (paper) or .csv (other programs)."))
    from refdesk.documents import birthday_list

    sheet = _sheet(desk, first, found)
    made = whole_files.write(path, lambda out: birthday_list.render(sheet, out))
    return Written(path, made.pages, made.printed, made.sentences())


def none_in(first: date) -> str:
    """Return the sentence for a month without any day."""
    return _("There is no birthday or anniversary in {month}.").format(month=i18n.month_year(first))


def said(written: Written) -> str:
    """Return what the passing line says of a list that was written, and what did not come out as typed."""
    count = len(written.printed)
    words = ngettext("{n} day listed in {file}", "{n} days listed in {file}", count)
    return ". ".join([words.format(n=count, file=written.path.name), *written.sentences[:1]])


def _days(desk: Desk, first: date) -> tuple[DateOfMonth, ...]:
    clocks = Clocks(desk.now(), desk.ask(business.working_time))
    return desk.ask(dates_of_month.of, first.year, first.month, clocks)


def _of(desk: Desk, first: date, found: Sequence[DateOfMonth], progress: Progress) -> Rendered:
    if not found:
        return Rendered(b"", 0, (none_in(first),))
    return _rendered(_sheet(desk, first, found), progress)


def _rendered(sheet: "BirthdayList", progress: Progress) -> Rendered:
    from refdesk.documents import birthday_list

    progress.check()
    out = io.BytesIO()
    made = birthday_list.render(sheet, out, progress=progress)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _sheet(desk: Desk, first: date, found: Iterable[DateOfMonth]) -> "BirthdayList":
    from refdesk.documents.birthday_list_text import BirthdayList
    from refdesk.documents.sheets import Paper

    profile = desk.ask(business.load)
    return BirthdayList(
        firm=profile.business_name or profile.owner,
        first=first,
        made_on=desk.today(),
        days=tuple(_listed(each) for each in found),
        paper=Paper(profile.paper.value),
        language=i18n.code(),
    )


def _listed(each: DateOfMonth) -> "ListedDay":
    from refdesk.documents.birthday_list_text import ListedDay

    return ListedDay(
        key=str(each.date_id),
        on=each.on,
        name=each.name,
        organisation=each.organisation,
        what=what_words(each),
        mail_by=each.mail_by,
        printed=each.standing in _PRINTED,
        sent=each.standing is Standing.ON_ITS_WAY,
        remark=_remark(each),
        is_missed=dates_of_month.is_missed(each),
    )


def what_words(each: DateOfMonth) -> str:
    """Return "Birthday, 60 years"."""
    if each.years is None:
        return each.what
    years = ngettext("{n} year", "{n} years", each.years).format(n=each.years)
    return _("{what}, {years}").format(what=each.what, years=years)


def _remark(each: DateOfMonth) -> str:
    if dates_of_month.is_missed(each):
        return _("missed")
    if each.mailed_on is not None:
        return _("on its way since {day}").format(day=i18n.day_short(each.mailed_on))
    if each.standing is Standing.REMEMBERED:
        return _("remembered")
    return "" if each.may_be_mailed else _("no mail, please: by hand")


def _cells(found: Iterable[DateOfMonth]) -> list[list[str]]:
    return [
        [
            each.on.isoformat(), each.name, each.organisation, each.kind, each.what,
            "" if each.years is None else str(each.years), each.mail_by.isoformat(), each.standing.value,
            each.mailed_on.isoformat() if each.mailed_on else "",
        ]
        for each in found
    ]  # fmt: skip
