"""What stands on the call sheet of a day: the people with what helps to talk to them, the script, and the progress."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import names, phones, text, wording
from refdesk.domain.ids import CampaignId
from refdesk.domain.profile import Profile
from refdesk.domain.touches import KIND_WORDS, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import _, ngettext
from refdesk.services import business, campaign_days
from refdesk.services.campaign_days import DayEntry
from refdesk.store import derived
from refdesk.store.tables.work import Promise, Touch

if TYPE_CHECKING:
    from refdesk.documents.call_sheet_text import CallSheet, Entry, OpenPromise, ScriptLine

DAYS_IN_WEEKS = 70
OUR_KINDS = (TouchKind.CARD.value, TouchKind.GIFT.value, TouchKind.USEFUL.value)


def call_sheet(session: Session, campaign_id: CampaignId, day: date, working: WorkingTime) -> "CallSheet":
    """Return the sheet of a day; raises `Refused` for a day without calls."""
    from refdesk.documents import call_sheet_text, stock

    every = campaign_days.day_entries(session, campaign_id, day)
    entries = [each for each in every if each.may_be_called or each.code is not None]
    if not entries:
        raise Refused(Problem("day", _("This day has no calls.")))
    profile = business.load(session)
    calendar = campaign_days.days(session, campaign_id, day, working)
    return call_sheet_text.CallSheet(
        sheet_id=f"{campaign_id}-{day:%Y%m%d}",
        firm=profile.business_name or profile.owner,
        month_title=i18n.month_year(calendar.campaign.first_on),
        day=day,
        day_number=calendar.day_number,
        day_count=calendar.day_count,
        called=calendar.called,
        to_call=calendar.people,
        script=script(profile),
        entries=_entries(session, entries, day, profile, working),
        paper=stock.Paper(profile.paper.value),
        language=i18n.code(),
    )


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
    counted = Touch.kind.in_(OUR_KINDS) if ours else Touch.outcome.not_in(derived.NO_TOUCH)
    place = func.row_number().over(partition_by=Touch.contact_id, order_by=(Touch.at.desc(), Touch.id.desc()))
    ranked = (
        select(Touch.contact_id, Touch.kind, Touch.summary, Touch.at, place.label("place"))
        .where(Touch.contact_id.in_(ids), counted)
        .subquery()
    )
    found = {}
    for row in session.execute(select(ranked).where(ranked.c.place == 1)):
        on = working.date_of(row.at)
        what = text.first_sentence(row.summary) or _(KIND_WORDS[TouchKind(row.kind)])
        found[row.contact_id] = f"{what}, {i18n.day_short(on)}" + ("" if ours else _ago(on, day))
    return found


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
