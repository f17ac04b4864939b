"""What stands on the call sheet of a day: the people with what helps to talk to them, the script, and the progress."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import names, phones, sheet_span, text, wording
from refdesk.domain.call_codes import Code
from refdesk.domain.campaign import EntryState
from refdesk.domain.ids import CampaignId
from refdesk.domain.profile import Profile
from refdesk.domain.sheet_span import Load, Span
from refdesk.domain.touches import KIND_WORDS, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import _, ngettext
from refdesk.services import business, campaign_days, done_for_them
from refdesk.services.campaign_days import DayEntry
from refdesk.store import derived
from refdesk.store.prepared import Prepared
from refdesk.store.tables.work import Promise, Touch

if TYPE_CHECKING:
    from refdesk.documents.call_sheet_text import CallSheet, Cover, Entry, OpenPromise, ScriptLine

DAYS_IN_WEEKS = 70
_LONGEST_ID = 9


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the days whose sheets a span takes in, and how many calls wait on them."""

    days: tuple[date, ...]
    calls: int
    title: str


def choice(session: Session, campaign_id: CampaignId, span: Span, day: date, working: WorkingTime) -> Choice:
    """Return what would be printed."""
    loads = [
        Load(each.day, each.calls, each.to_go)
        for each in campaign_days.days(session, campaign_id, day, working).days
        if each.calls
    ]
    days = sheet_span.days(span, loads, day=day)
    known = {load.day: load for load in loads}
    calls = sum(known[each].to_go or known[each].calls for each in days if each in known)
    return Choice(days, calls, i18n.day_span(days[0], days[-1]) if days else "")


def call_sheet(session: Session, campaign_id: CampaignId, day: date, working: WorkingTime) -> "CallSheet":
    """Return the sheet of a day; raises `Refused` for a day without calls."""
    return call_sheets(session, campaign_id, [day], working)[0]


def call_sheets(
    session: Session, campaign_id: CampaignId, days: Sequence[date], working: WorkingTime
) -> "tuple[CallSheet, ...]":
    """Return the sheets of these days that have calls; raises `Refused` when none has."""
    from refdesk.documents import call_sheet_text, stock

    profile = business.load(session)
    calendar = campaign_days.days(session, campaign_id, days[0] if days else date.min, working)
    worked = [each.day for each in calendar.days if each.is_working]
    found = []
    for day in days:
        if not (rows := _to_print(campaign_days.day_entries(session, campaign_id, day))):
            continue
        found.append(
            call_sheet_text.CallSheet(
                sheet_id=sheet_id(campaign_id, day),
                firm=profile.business_name or profile.owner,
                month_title=i18n.month_year(calendar.campaign.first_on),
                day=day,
                day_number=sum(each <= day for each in worked),
                day_count=len(worked),
                called=calendar.called,
                to_call=calendar.people,
                script=script(profile),
                entries=_entries(session, rows, day, profile, working),
                paper=stock.Paper(profile.paper.value),
                language=i18n.code(),
            )
        )
    if not found:
        raise Refused(Problem("day", none_left(days)))
    return tuple(found)


def none_left(days: Sequence[date]) -> str:
    """Say that these days have no calls."""
    return _("This day has no calls.") if len(days) == 1 else _("There is no call left to print.")


def cover(
    session: Session, campaign_id: CampaignId, days: Sequence[date], today: date, working: WorkingTime
) -> "Cover":  # fmt: skip
    """Return the cover before the sheets of these days, as the month stands today."""
    from refdesk.documents.call_sheet_text import Cover

    calendar = campaign_days.days(session, campaign_id, today, working)
    results = tuple(calendar.codes.get(code, 0) for code in Code)
    return Cover(i18n.day_span(days[0], days[-1]), results, calendar.reached, calendar.day_number)


def sheet_id(campaign_id: CampaignId, day: date) -> str:
    """Return what stands in the foot of a day's sheet and ties the paper to its calls."""
    return f"{campaign_id}-{day:%Y%m%d}"


def day_of(typed: str) -> tuple[CampaignId, date] | None:
    """Return whose sheet the words in its foot name, or None."""
    month, _dash, day = typed.strip().partition("-")
    if not (month.isdecimal() and len(month) <= _LONGEST_ID and len(day) == len("20261117") and day.isdecimal()):
        return None
    try:
        return CampaignId(int(month)), date(int(day[:4]), int(day[4:6]), int(day[6:]))
    except ValueError:
        return None


def _to_print(rows: Sequence[DayEntry]) -> Sequence[DayEntry]:
    """Return the calls that wait; of a day on which none does, all that were made."""
    waiting = [row for row in rows if row.may_be_called and row.code is None and row.state is EntryState.OPEN]
    return waiting or [row for row in rows if row.code is not None]


def script(profile: Profile) -> "tuple[ScriptLine, ...]":
    """Return the three lines of the help-first script."""
    from refdesk.documents.call_sheet_text import ScriptLine

    fields = {
        "owner": profile.owner, "owner_first_name": names.split(profile.owner).short, "firm": profile.business_name,
        "trade": profile.trade, "phone": profile.phone, "site": profile.site, "tagline": profile.tagline,
    }  # fmt: skip
    return (
        ScriptLine(_("Help first."), _("“{words}”").format(words=wording.fill(_(profile.script_help), fields))),
        ScriptLine(_("Listen, write it down."), _("Promise only what you will do, and say by when.")),
        ScriptLine(_("Then ask, once."), _("“{words}”").format(words=wording.fill(_(profile.script_ask), fields))),
    )


def _entries(
    session: Session, rows: Iterable[DayEntry], day: date, profile: Profile, working: WorkingTime
) -> "tuple[Entry, ...]":
    from refdesk.documents.call_sheet_text import Entry

    shown = tuple(rows)
    ids = [row.contact_id for row in shown]
    last = newest(session, ids, day, working, ours=False)
    ours = newest(session, ids, day, working, ours=True)
    promised = _promises(session, ids)
    return tuple(
        Entry(
            key=str(row.entry_id),
            number=row.number,
            name=row.name,
            try_number=row.try_number,
            organisation=row.organisation,
            phone=phones.shown(row.phone, profile.country),
            best_time=row.best_time,
            last_contact=last.get(row.contact_id, ""),
            does=row.what_they_do,
            good_lead=row.good_lead_for_them,
            i_did_last=ours.get(row.contact_id, ""),
            promises=promised.get(row.contact_id, ()),
        )
        for row in shown
    )


def newest(session: Session, ids: Sequence[int], day: date, working: WorkingTime, *, ours: bool) -> dict[int, str]:
    """Return in words the last dealing with each person, or the last thing that we did for them."""
    if ours:
        return done_for_them.last(session, ids, day, working)
    found = {}
    for row in _newest.rows(session, ids=list(ids)):
        on = working.date_of(row.at)
        what = text.first_sentence(row.summary) or _(KIND_WORDS[TouchKind(row.kind)])
        found[row.contact_id] = f"{what}, {i18n.day_short(on)}{_ago(on, day)}"
    return found


@Prepared
def _newest() -> Any:  # noqa: ANN401 - a select of many columns
    place = func.row_number().over(partition_by=Touch.contact_id, order_by=(Touch.at.desc(), Touch.id.desc()))
    theirs = Touch.contact_id.in_(bindparam("ids", expanding=True))
    columns = (Touch.contact_id, Touch.kind, Touch.summary, Touch.at)
    ranked = select(*columns, place.label("place")).where(theirs, Touch.outcome.not_in(derived.NO_TOUCH)).subquery()
    return select(ranked).where(ranked.c.place == 1)


def _ago(on: date, day: date) -> str:
    days = (day - on).days
    if days < 14:
        return ""
    if days < DAYS_IN_WEEKS:
        return " " + ngettext("({n} week)", "({n} weeks)", days // 7).format(n=days // 7)
    return " " + ngettext("({n} month)", "({n} months)", days // 30).format(n=days // 30)


def _promises(session: Session, ids: Sequence[int]) -> "dict[int, tuple[OpenPromise, ...]]":
    from refdesk.documents.call_sheet_text import OpenPromise

    query = (
        select(Promise.contact_id, Promise.text, Promise.due_on)
        .where(Promise.contact_id.in_(ids), Promise.kept_on.is_(None), Promise.dropped_on.is_(None))
        .order_by(Promise.due_on, Promise.id)
    )
    every: dict[int, list[OpenPromise]] = {}
    for contact_id, words, due_on in session.execute(query):
        every.setdefault(contact_id, []).append(OpenPromise(words, due_on))
    return {contact_id: tuple(each) for contact_id, each in every.items()}
