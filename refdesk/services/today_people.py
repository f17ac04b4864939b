"""The lines of Today about people: their days, what to look back at with them, and whom to keep in touch with."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import rank_proposals
from refdesk.domain import today as rules
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import ContactId
from refdesk.domain.today import LineKind, Look
from refdesk.domain.working_time import Clock
from refdesk.i18n import _
from refdesk.services import dates_due, given, keep_in_touch, new_sources, plans, referral_steps, reviews, wins
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.dates_due import DateDue
from refdesk.services.today_line import Line, call_columns
from refdesk.services.today_presence import Presence
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact

CHUNK = 500
REVIEW_DAYS = 30
REVIEWS_AT_ONCE = 3
"""So many client reviews are asked for at once: each needs an appointment, and nobody has time for twenty."""


def dates(session: Session, clocks: Clocks) -> Iterator[Line]:
    """Give the birthdays and anniversaries that are near."""
    for each in dates_due.due(session, clocks):
        yield date_line(each)


def date_line(each: DateDue) -> Line:
    """Return the line of a day."""
    return Line(
        LineKind.DATE, each.contact_id, each.name, each.text, each.clock, each.date_id, phone=each.phone,
        may_be_called=each.may_be_called, by_card=each.by_card, occasion=each.kind,
    )  # fmt: skip


def looks(session: Session, clocks: Clocks, there: Presence, put_off: Collection[str]) -> list[Line]:
    """Return what to look back at with people, what is due first on top; only what is there is read."""
    found = [
        *(_how_we_did(session, clocks) if there.work_done else ()),
        *(_how_it_went(session, clocks) if there.given else ()),
        *(_client_reviews(session, clocks, put_off) if there.clients else ()),
        *(_new_sources(session, clocks) if there.new_clients else ()),
        *(next_steps(session, clocks, until=clocks.today) if there.plans else ()),
        *(steps_of_referrals(session, clocks, until=clocks.today) if there.steps else ()),
    ]
    return sorted(found, key=lambda line: (line.due, line.key))


def words(session: Session, clocks: Clocks, put_off: Collection[str]) -> Iterator[Line]:
    """Give whom to keep in touch with, at most five; whoever is put off until later makes room for the next."""
    beyond = sum(key.startswith(LineKind.KEEP_IN_TOUCH) for key in put_off)
    left = keep_in_touch.left_today(session, clocks)
    for each in keep_in_touch.due(session, clocks, most=left + beyond) if left else ():
        is_put_off = rules.key(LineKind.KEEP_IN_TOUCH, each.contact_id) in put_off
        if not is_put_off and left == 0:
            return
        left -= not is_put_off
        yield Line(
            LineKind.KEEP_IN_TOUCH, each.contact_id, each.name, each.text, each.clock, each.contact_id,
            phone=each.phone, may_be_called=each.may_be_called,
        )  # fmt: skip


def _how_we_did(session: Session, clocks: Clocks) -> Iterator[Line]:
    for each in wins.to_review(session, clocks):
        about = each.need or _("your work")
        text = _("How did we do? {need}, done on {day}").format(
            need=about, day=i18n.day_due(each.done_on, clocks.today)
        )
        yield Line(
            LineKind.REVIEW, each.contact_id, each.name, text, each.clock, each.referral_id,
            referral_id=each.referral_id, look=Look.HOW_WE_DID,
        )  # fmt: skip


def _how_it_went(session: Session, clocks: Clocks) -> Iterator[Line]:
    for each in given.to_check(session, clocks):
        other = each.prospect if each.contact_id == each.recipient_id else each.recipient
        yield Line(
            LineKind.REVIEW, each.contact_id, each.name, _("How did it go with {name}?").format(name=other), each.clock,
            each.referral_id, referral_id=each.referral_id, look=Look.HOW_IT_WENT,
        )  # fmt: skip


def _client_reviews(session: Session, clocks: Clocks, put_off: Collection[str]) -> Iterator[Line]:
    """Give a few clients whose yearly review is due; it is a kindness to both and never turns red."""
    working = clocks.working
    beyond = sum(key.startswith(LineKind.REVIEW) for key in put_off)
    left = REVIEWS_AT_ONCE
    zone = ZoneInfo(working.zone)
    for each in reviews.due(session, clocks.today, zone, most=left + beyond):
        left -= rules.key(LineKind.REVIEW, each.contact_id, Look.CLIENT) not in put_off
        if left < 0:
            return
        due_at = working.close_of(working.working_day_from(each.due_on))
        never = working.close_of(clocks.today + timedelta(days=REVIEW_DAYS))
        clock = Clock(working.start_of(each.due_on - timedelta(days=REVIEW_DAYS)), due_at, max(due_at, never))
        said = _("Since {day}").format(day=i18n.day_near(each.due_on, clocks.today))
        if each.last_on is None:
            text = _("First client review: what has changed?")
        else:
            last = i18n.day_due(each.last_on, clocks.today)
            text = _("Yearly client review. The last was on {day}").format(day=last)
        yield Line(
            LineKind.REVIEW, each.contact_id, each.name, text, clocks.face(clock, said=said), each.contact_id,
            look=Look.CLIENT,
        )  # fmt: skip


def _new_sources(session: Session, clocks: Clocks) -> Iterator[Line]:
    for each in new_sources.proposed(session, clocks):
        since = i18n.day_due(each.won_on, clocks.today)
        text = _("A client since {day}. Would they send somebody?").format(day=since)
        if rank_proposals.is_unhappy(each.satisfaction):
            text = _("A client since {day}, and not happy. Put that right before you ask.").format(day=since)
        yield Line(
            LineKind.REVIEW, each.contact_id, each.name, text, each.clock, each.contact_id,
            referral_id=each.referral_id, look=Look.NEW_SOURCE,
        )  # fmt: skip


def next_steps(session: Session, clocks: Clocks, *, until: date) -> Iterator[Line]:
    """Give the next steps of plans up to a day."""
    for each in plans.due(session, until):
        text, face = _step_words(each.next_step), _step_face(each.next_step_on, clocks)
        yield Line(
            LineKind.REVIEW, each.contact_id, each.name, text, face, each.contact_id, look=Look.NEXT_STEP
        )  # fmt: skip


def steps_of_referrals(session: Session, clocks: Clocks, *, until: date) -> Iterator[Line]:
    """Give the next steps of open referrals up to a day."""
    for each in referral_steps.due(session, until):
        text, face = _step_words(each.next_step), _step_face(each.next_step_on, clocks)
        yield Line(
            LineKind.REVIEW, each.contact_id, each.name, text, face, each.referral_id,
            referral_id=each.referral_id, look=Look.REFERRAL_STEP,
        )  # fmt: skip


def _step_words(step: str) -> str:
    return _("Next step: {step}").format(step=step)


def _step_face(on: date, clocks: Clocks) -> ClockFace:
    began = clocks.working.start_of(on - timedelta(days=1))
    return clocks.face(clocks.working.by_end_of(on, began_at=began))


def with_phones(session: Session, lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those of other services with the number to dial too."""
    bare = [line.contact_id for line in lines if line.kind in _WITHOUT_PHONE and line.contact_id is not None]
    if not bare:
        return list(lines)
    known = _facts(session, bare)
    return [replace(line, **known.get(line.contact_id, {})) if line.kind in _WITHOUT_PHONE else line for line in lines]


_WITHOUT_PHONE = frozenset({LineKind.UPDATE, LineKind.INTRODUCTION, LineKind.REMINDER, LineKind.REVIEW})


def _facts(session: Session, contact_ids: Sequence[ContactId]) -> dict[ContactId | None, dict[str, Any]]:
    ids = sorted(set(contact_ids))
    found: dict[ContactId | None, dict[str, Any]] = {}
    for start in range(0, len(ids), CHUNK):
        for row in _call_rows.rows(session, ids=ids[start : start + CHUNK]):
            may_be_called = row.may_be_called != MayBeCalled.NO
            phone = (row.phone or "") if may_be_called else ""
            found[ContactId(row.id)] = {"phone": phone, "may_be_called": may_be_called}
    return found


@Prepared
def _call_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(Contact.id, *call_columns()).where(Contact.id.in_(bindparam("ids", expanding=True)))
