"""The thank-you log in words, as it is printed."""

from datetime import date

from refdesk import i18n
from refdesk.documents.report_grid import Cells, Column, Words
from refdesk.documents.report_page import Frame
from refdesk.documents.report_table import Head, Notes, Row, Table
from refdesk.documents.sheets import Paper
from refdesk.documents.thanks_log import ThanksLogSheet
from refdesk.domain.profile import Profile
from refdesk.domain.thanks import PART_WORDS, Occasion, Part
from refdesk.domain.thanks_log import How, PartLine, Sums
from refdesk.i18n import _, ngettext
from refdesk.services.thanks_log import LogEntry, LogPart, ThanksLog

_AT = (0.0, 56.0, 182.0, 300.0, 370.0, 432.0)


def sheet(found: ThanksLog, profile: Profile, today: date, *, most: int | None = None) -> ThanksLogSheet:
    """Return what the log says; with `most`, only the first so many rows of it, and the sums of all."""
    return ThanksLogSheet(
        frame=Frame(
            overline=profile.business_name or profile.owner,
            title=_("Thank-you log"),
            period=i18n.span_full(found.period.first, found.period.last),
            line=_line(found, today),
            foot=_("Printed {day} from RefDesk").format(day=i18n.day_full(today)),
            goes_on=_("Who was thanked"),
        ),
        sums=_sums(found),
        columns=_columns(),
        rows=tuple(_cells(entry, today) for entry in found.entries[:most]),
        rows_heading=_("Who was thanked"),
        notes=Notes(_("How to read this"), _notes(profile.working_time.rules.rates_from)),
        paper=Paper(profile.paper.value),
        author=profile.owner,
        language=i18n.code(),
        goes_on=most is not None,
    )  # fmt: skip


def _line(found: ThanksLog, today: date) -> str:
    people = len({entry.contact_id for entry in found.entries})
    count = len(found.entries)
    thanked = ngettext("{n} thank-you", "{n} thank-yous", count).format(n=i18n.number(count))
    words = ngettext("{thanks} for one person, as of {day}.", "{thanks} for {n} people, as of {day}.", people)
    return words.format(thanks=thanked, n=i18n.number(people), day=i18n.day_month(today))


def _columns() -> tuple[Column, ...]:
    words = (_("Owed since"), _("Thanked"), _("For"), _("Call or message"), _("Card"), _("Gift"))
    ends = (*_AT[1:], 504.0)
    return tuple(Column(each, x, until) for each, x, until in zip(words, _AT, ends, strict=True))


def _cells(entry: LogEntry, today: date) -> Cells:
    reason = {
        Occasion.REFERRAL: entry.prospect,
        Occasion.WIN: _("{name}: it became business").format(name=entry.prospect),
        Occasion.OTHER: entry.prospect or _("another kindness"),
    }[entry.occasion]
    gifts = [part for part in entry.parts if part.line.part in (Part.GIFT, Part.REWARD)]
    return (
        (Words(i18n.day_due(entry.opened_on, today)),),
        (Words(entry.name, strong=True), Words(entry.organisation, small=True)),
        (Words(reason),),
        _timed(entry, Part.WORD, today),
        _timed(entry, Part.CARD, today),
        tuple(each for part in gifts for each in _given(part, today)),
    )


def _timed(entry: LogEntry, part: Part, today: date) -> tuple[Words, ...]:
    return tuple(each for found in entry.parts if found.line.part is part for each in _came(found.line, today))


def _came(line: PartLine, today: date) -> tuple[Words, ...]:
    if line.how is How.LEFT_OUT:
        return (Words("–"),)
    if line.done_on is None:
        is_over = line.how is How.OVER
        was_due = _("was due {day}") if is_over else _("due {day}")
        return (
            Words(_("open"), strong=is_over),
            Words(was_due.format(day=i18n.day_due(line.due_on, today)), strong=is_over, small=True),
        )
    is_late = line.how is How.LATE
    after = _after(line.days or 0)
    return (
        Words(i18n.day_due(line.done_on, today), strong=is_late),
        Words(_("{after}, late").format(after=after) if is_late else after, strong=is_late, small=True),
    )


def _given(part: LogPart, today: date) -> tuple[Words, ...]:
    what = part.what or _(PART_WORDS[part.line.part])
    if part.line.done_on is not None:
        return Words(i18n.day_due(part.line.done_on, today)), Words(what, small=True)
    if part.line.how is How.LEFT_OUT:
        return (Words("–"),)
    return Words(_("open")), Words(what, small=True)


def _after(days: int) -> str:
    if not days:
        return _("same day")
    return ngettext("{n} day", "{n} days", days).format(n=days)


def _sums(found: ThanksLog) -> Table:
    heads = (
        Head(_("owed"), 0.36), Head(_("in time"), 0.50), Head(_("late"), 0.60), Head(_("open"), 0.70),
        Head(_("past its time"), 0.86), Head(_("share in time"), 1.0),
    )  # fmt: skip
    return Table(_("How soon"), _("Thanks"), heads, tuple(_sum_row(each) for each in found.sums))


def _sum_row(each: Sums) -> Row:
    counts = [each.owed, *(each.counts[how] for how in (How.IN_TIME, How.LATE, How.OPEN, How.OVER))]
    percent = each.pace.percent
    share = "" if percent is None else _("{share} of {n}").format(share=_percent(percent), n=each.pace.decided)
    return Row(_(PART_WORDS[each.part]), (*(str(count) if count else "–" for count in counts), share))


def _percent(share: int) -> str:
    return _("{n}%").format(n=share)


def _notes(rates_from: int) -> tuple[str, ...]:
    return (
        _("A thank-you stands on the day on which it came to be owed; what was done later is told beside it."),
        _("Days are working days by your calendar. “Late” is later than it was due, absences considered."),
        _("The share in time is of those done or past their time, and is shown from {n} on.").format(n=rates_from),
        _("A dash is what was left out on purpose, and what is no longer owed to people who left."),
    )
