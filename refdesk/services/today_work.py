"""The lines of Today about what is under way: promises, cards to mail, calls of the referral month, and reminders."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import dates_due
from refdesk.domain.campaign import CampaignState
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.thanks import Part
from refdesk.domain.today import LineKind, Look
from refdesk.i18n import _, ngettext
from refdesk.services import campaign_days, card_ways, conditions, reminders, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.today_line import Line, call_facts, name_of, person_columns
from refdesk.store.base import Day
from refdesk.store.prepared import Prepared
from refdesk.store.tables.campaign import Campaign, CampaignEntry, CampaignTry
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Thanks, ThanksPart
from refdesk.store.tables.work import Promise


def promises(session: Session, clocks: Clocks, *, first: date = date.min, until: date) -> Iterator[Line]:
    """Give the promises that are due from one day to another, the oldest first."""
    working = clocks.working
    asked = _promises_until if first == date.min else _promises_between
    days = {"until": until} if first == date.min else {"first": first, "until": until}
    for row in asked.rows(session, **days):
        # When it was promised is not kept; a day before is when it could first be forgotten.
        began = working.start_of(row.due_on - timedelta(days=1))
        yield Line(
            LineKind.PROMISE, ContactId(row.contact_id), shown_names.usual_at_end(row), row.text,
            clocks.face(working.by_end_of(row.due_on, began_at=began)), row.id,
            referral_id=None if row.referral_id is None else ReferralId(row.referral_id), **call_facts(row),
        )  # fmt: skip


def mail(session: Session, clocks: Clocks) -> list[Line]:
    """Return the cards that are printed and not mailed yet, what is due first on top."""
    rows = _mail_rows.rows(session)
    by_hand = card_ways.by_hand(session, [row.id for row in rows]) if rows else frozenset()
    found = [
        Line(
            LineKind.MAIL, ContactId(row.contact_id), shown_names.usual_at_end(row),
            _mail_words(row, by_hand=row.id in by_hand), _mail_clock(row, clocks), row.id,
            referral_id=None if row.referral_id is None else ReferralId(row.referral_id), by_hand=row.id in by_hand,
            occasion=row.occasion, **call_facts(row),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda line: (line.due, line.number))


def _mail_clock(row: Any, clocks: Clocks) -> ClockFace:  # noqa: ANN401 - a row of a query
    if row.part_id is not None:
        return clocks.part(Part.CARD, row.opened_at, row.due_at)
    if row.for_on is not None:
        words = dates_due.words(row.for_on, clocks.today, clocks.working)
        return clocks.face(dates_due.clock(row.for_on, clocks.working), said=words)
    return clocks.face(clocks.working.card(row.at))


def _mail_words(row: Any, *, by_hand: bool) -> str:  # noqa: ANN401
    """Return what is left to do with a printed card, and for which day it is."""
    if row.state == "written":
        words = _("Hand the card over") if by_hand else _("Mail the card")
    else:
        words = _("Write the card and hand it over") if by_hand else _("Write and mail the card")
    if row.for_on is None:
        return words
    kinds = {"birthday": _("Birthday on {day}"), "anniversary": _("Anniversary on {day}")}
    what = kinds.get(row.occasion, _("To be there by {day}"))
    return _("{words}. {what}").format(words=words, what=what.format(day=i18n.day_long(row.for_on)))


def calls(session: Session, clocks: Clocks, day: date) -> Iterator[Line]:
    """Give the calls of the referral month that are left on a day, in the order of its sheet."""
    working = clocks.working
    clock = clocks.face(working.by_end_of(day, began_at=working.open_of(day)))
    for row in _call_rows.rows(session, day=day):
        name = name_of(row)
        facts = [name.organisation if name.has_person else "", row.best_time]
        text = ", ".join(fact for fact in facts if fact) or row.what_they_do or row.name
        yield Line(
            LineKind.CAMPAIGN_CALL, ContactId(row.contact_id), name.usual, text, clock, row.id, **call_facts(row)
        )


def months_behind(session: Session, clocks: Clocks) -> Iterator[Line]:
    """Give a line for each referral month under way with calls of days gone by that have no result."""
    day, working = clocks.today, clocks.working
    clock = clocks.face(working.by_end_of(day, began_at=working.open_of(day)))
    for row in _behind_rows.rows(session, day=day):
        words = ngettext(
            "{n} call of a day gone by has no result.", "{n} calls of days gone by have no result.", row.calls
        )
        yield Line(
            LineKind.CAMPAIGN_CALL, None, row.name, words.format(n=i18n.number(row.calls)), clock, row.id,
            look=Look.BEHIND,
        )  # fmt: skip


def calls_planned(session: Session, first: date, last: date) -> list[tuple[date, int]]:
    """Return how many calls of the referral month are planned for each of some days; free days are missing."""
    query = (
        select(CampaignEntry.planned_on, func.count())
        .join(Campaign, Campaign.id == CampaignEntry.campaign_id)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.planned_on >= first, CampaignEntry.planned_on <= last)
        .where(Campaign.state != CampaignState.CLOSED, campaign_days.waits_for_call())
        .group_by(CampaignEntry.planned_on)
        .order_by(CampaignEntry.planned_on)
    )
    return [(on, count) for on, count in session.execute(query)]


def reminder_lines(session: Session, clocks: Clocks, *, until: date) -> Iterator[Line]:
    """Give the reminders up to the end of a day."""
    ends = clocks.working.start_of(until + timedelta(days=1))
    for each in reminders.due(session, clocks, until=ends):
        words = f"{each.text} ({each.repeats})" if each.repeats else each.text
        yield Line(
            LineKind.REMINDER, each.contact_id, each.name or _("Reminder"), words, each.clock, each.reminder_id
        )  # fmt: skip


@Prepared
def _promises_until() -> Any:  # noqa: ANN401 - a select of many columns
    # Nearly every promise ever made was due by now: they are read one after the other, and not by way of an index.
    due_on = func.coalesce(Promise.due_on, Promise.due_on, type_=Day)
    return _open_promises().where(due_on <= bindparam("until")).order_by(due_on, Promise.id)


@Prepared
def _promises_between() -> Any:  # noqa: ANN401
    between = Promise.due_on >= bindparam("first"), Promise.due_on <= bindparam("until")
    return _open_promises().where(*between).order_by(Promise.due_on, Promise.id)


def _open_promises() -> Any:  # noqa: ANN401
    return (
        select(Promise.id, Promise.contact_id, Promise.text, Promise.due_on, Promise.referral_id, *person_columns())
        .join(Contact, Contact.id == Promise.contact_id)
        .where(Promise.kept_on.is_(None), Promise.dropped_on.is_(None), conditions.is_active())
    )


@Prepared
def _mail_rows() -> Any:  # noqa: ANN401
    return (
        select(Printed.id, Printed.contact_id, Printed.state, Thanks.opened_at, Thanks.referral_id, PrintJob.at,
               Printed.occasion, Printed.for_on, ThanksPart.id.label("part_id"), ThanksPart.due_at, *person_columns())
        .join(PrintJob, PrintJob.id == Printed.print_job_id)
        .join(Contact, Contact.id == Printed.contact_id)
        .outerjoin(ThanksPart, ThanksPart.id == Printed.thanks_part_id)
        .outerjoin(Thanks, Thanks.id == ThanksPart.thanks_id)
        .where(conditions.is_one_of(Printed.state, ("printed", "written")), conditions.is_active())
        .where(ThanksPart.waived_at.is_(None))
        .order_by(Printed.id)
    )  # fmt: skip


@Prepared
def _behind_rows() -> Any:  # noqa: ANN401
    day = bindparam("day", type_=Date)
    has_result = (
        select(CampaignTry.id)
        .where(
            CampaignTry.entry_id == CampaignEntry.id, CampaignTry.on == CampaignEntry.planned_on,
            CampaignTry.code.is_not(None),
        )
        .exists()
    )  # fmt: skip
    return (
        select(Campaign.id, Campaign.name, func.count(CampaignEntry.id).label("calls"))
        .join(CampaignEntry, CampaignEntry.campaign_id == Campaign.id)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(Campaign.state != CampaignState.CLOSED, Campaign.last_on >= day, CampaignEntry.planned_on < day)
        .where(campaign_days.waits_for_call(), ~has_result)
        .group_by(Campaign.id, Campaign.name)
        .order_by(Campaign.id)
    )


@Prepared
def _call_rows() -> Any:  # noqa: ANN401
    day = bindparam("day", type_=Date)
    has_result = (
        select(CampaignTry.id)
        .where(CampaignTry.entry_id == CampaignEntry.id, CampaignTry.on == day, CampaignTry.code.is_not(None))
        .exists()
    )
    return (
        select(CampaignEntry.id, CampaignEntry.contact_id, Contact.best_time, Contact.what_they_do, Campaign.name,
               *person_columns())
        .join(Campaign, Campaign.id == CampaignEntry.campaign_id)
        .join(Contact, Contact.id == CampaignEntry.contact_id)
        .where(CampaignEntry.planned_on == day, Campaign.state != CampaignState.CLOSED)
        .where(campaign_days.waits_for_call(), ~has_result)
        .order_by(Campaign.id, CampaignEntry.position, CampaignEntry.id)
    )  # fmt: skip
