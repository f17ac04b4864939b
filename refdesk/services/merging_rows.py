"""What belongs to somebody goes over to somebody else, row by row; what would then stand twice becomes one.

Every table that refers to a contact is found by its references: one that comes later is not forgotten.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import and_, or_, select

from refdesk.domain.campaign import EntryState
from refdesk.domain.contact import LONGEST_LINE, LONGEST_TEXT
from refdesk.services import business
from refdesk.store import row_codec
from refdesk.store.base import Row
from refdesk.store.tables import all_tables
from refdesk.store.tables.campaign import CampaignEntry, CampaignTry
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import (
    Contact,
    ContactLink,
    ContactPoint,
    ContactTag,
    LessonTaught,
    Plan,
    PostalAddress,
    ToldApart,
    YearlyDate,
)
from refdesk.store.tables.referrals import Introduction, Referral, ReferralGiver, Thanks, ThanksPart
from refdesk.store.unit import Unit

OF_DRAFT: tuple[type[Any], ...] = (ContactPoint, PostalAddress, YearlyDate, ContactTag)
"""What the editor of a contact shows: the joined draft says what of it is kept."""
_STATES = (EntryState.REACHED, EntryState.STOPPED, EntryState.EXHAUSTED, EntryState.OPEN)
"""Of two entries in one month the one that came further counts."""


def is_referral_between(unit: Unit, one_id: int, other_id: int) -> bool:
    """Tell whether one of the two sent the other, or was sent to the other."""
    both = (one_id, other_id)
    sent = (
        select(Referral.id)
        .outerjoin(ReferralGiver, ReferralGiver.referral_id == Referral.id)
        .where(Referral.prospect_id.in_(both))
        .where(
            or_(
                and_(ReferralGiver.contact_id.in_(both), ReferralGiver.contact_id != Referral.prospect_id),
                and_(Referral.recipient_id.in_(both), Referral.recipient_id != Referral.prospect_id),
            )
        )
    )
    return unit.session.scalars(sent.limit(1)).first() is not None


def move(unit: Unit, kept_id: int, gone_id: int) -> None:
    """Give everything of one contact to another; their own rows stay as they are."""
    for row_class in OF_DRAFT:
        _delete(unit, _of(unit, row_class, gone_id))
    _join_givers(unit, kept_id, gone_id)
    _join_thanks(unit, kept_id, gone_id)
    _join_introductions(unit, kept_id, gone_id)
    _join_entries(unit, kept_id, gone_id)
    _join_plans(unit, kept_id, gone_id)
    _join_lessons(unit, kept_id, gone_id)
    _move_links(unit, kept_id, gone_id)
    _move_told_apart(unit, kept_id, gone_id)
    unit.session.flush()
    for owned, key in references():
        for row in unit.session.scalars(select(owned).where(getattr(owned, key) == gone_id)).all():
            setattr(row, key, kept_id)
    unit.session.flush()


@cache
def references() -> tuple[tuple[type[Any], str], ...]:
    """Return every attribute of every table that refers to a contact."""
    return tuple(
        (row_class, key)
        for row_class in all_tables.row_classes().values()
        for key, column in row_codec.all_columns(row_class)
        if any(each.column.table.name == Contact.__tablename__ for each in column.foreign_keys)
    )


def _join_givers(unit: Unit, kept_id: int, gone_id: int) -> None:
    """Somebody who gave a referral twice gave it once."""
    given = {row.referral_id for row in _of(unit, ReferralGiver, kept_id)}
    _delete(unit, [row for row in _of(unit, ReferralGiver, gone_id) if row.referral_id in given])


def _join_thanks(unit: Unit, kept_id: int, gone_id: int) -> None:
    """Nobody is thanked twice for one occasion of a referral; what was done for either is done."""
    known = {(row.referral_id, row.occasion): row for row in _of(unit, Thanks, kept_id) if row.referral_id is not None}
    for other in _of(unit, Thanks, gone_id):
        mine = known.get((other.referral_id, other.occasion))
        if mine is None:
            continue
        # Of two promises to everybody each is earned; the same one is earned once.
        parts = {(part.part, part.reward_id): part for part in _parts(unit, mine)}
        for part in _parts(unit, other):
            _join_part(unit, mine, parts.get((part.part, part.reward_id)), part)
        mine.opened_at = min(mine.opened_at, other.opened_at)
        unit.session.delete(other)


def _join_introductions(unit: Unit, kept_id: int, gone_id: int) -> None:
    """Nobody is waited for twice with one introduction; whoever was asked last was asked."""
    known = {row.referral_id: row for row in _of(unit, Introduction, kept_id) if _is_awaited(row)}
    for other in _of(unit, Introduction, gone_id):
        mine = known.get(other.referral_id)
        if mine is not None and _is_awaited(other):
            if other.asked_on > mine.asked_on:
                mine.asked_on, mine.how = other.asked_on, other.how
            unit.session.delete(other)


def _is_awaited(row: Introduction) -> bool:
    return row.happened_on is None and row.dropped_on is None


def _join_part(unit: Unit, thanks: Thanks, mine: ThanksPart | None, other: ThanksPart) -> None:
    if mine is None:
        other.thanks_id = thanks.id
        return
    if mine.done_at is None and other.done_at is not None:
        mine.done_at, mine.touch_id, mine.gift_id = other.done_at, other.touch_id, other.gift_id
    mine.due_at = min(mine.due_at, other.due_at)
    if other.waived_at is None and mine.done_at is None:
        mine.waived_at = None
    for card in unit.session.scalars(select(Printed).where(Printed.thanks_part_id == other.id)).all():
        card.thanks_part_id = mine.id
    unit.session.delete(other)


def _parts(unit: Unit, thanks: Thanks) -> Sequence[ThanksPart]:
    return unit.session.scalars(
        select(ThanksPart).where(ThanksPart.thanks_id == thanks.id).order_by(ThanksPart.id)
    ).all()


def _join_entries(unit: Unit, kept_id: int, gone_id: int) -> None:
    """Nobody stands twice in one referral month; the calls of the other entry go over."""
    known = {row.campaign_id: row for row in _of(unit, CampaignEntry, kept_id)}
    for other in _of(unit, CampaignEntry, gone_id):
        mine = known.get(other.campaign_id)
        if mine is None:
            continue
        days = {each.on: each for each in _tries(unit, mine)}
        for each in _tries(unit, other):
            known_try = days.get(each.on)
            if each.code is None and known_try is not None:
                unit.session.delete(each)  # the same call under a second number of one sheet
                continue
            if known_try is not None and known_try.code is None:
                unit.session.delete(known_try)
            each.entry_id = mine.id
        _join_places(unit, mine, other)
        unit.session.delete(other)


def _join_places(unit: Unit, mine: CampaignEntry, other: CampaignEntry) -> None:
    """The one that came further counts; of two that are open, the later day: the earlier has its result."""
    further = _STATES.index(EntryState(other.state)) - _STATES.index(EntryState(mine.state))
    called = [each for each in _tries(unit, mine) if each.code is not None]
    is_called = any(each.on >= mine.planned_on for each in called)
    if further < 0 or (further == 0 and is_called and other.planned_on > mine.planned_on):
        mine.state, mine.planned_on, mine.position = other.state, other.planned_on, other.position
    if mine.state == EntryState.OPEN and len(called) >= business.load(unit.session).rules.most_tries:
        mine.state = EntryState.EXHAUSTED.value


def _tries(unit: Unit, entry: CampaignEntry) -> Sequence[CampaignTry]:
    return unit.session.scalars(
        select(CampaignTry).where(CampaignTry.entry_id == entry.id).order_by(CampaignTry.id)
    ).all()


def _join_plans(unit: Unit, kept_id: int, gone_id: int) -> None:
    """Two plans become one: texts one below the other, and the step that comes first."""
    mine, theirs = _of(unit, Plan, kept_id), _of(unit, Plan, gone_id)
    if not mine or not theirs:
        return
    plan, other = mine[0], theirs[0]
    for name in ("benefit", "wanted_action", "why_we_like_their_kind", "words"):
        setattr(plan, name, _joined(getattr(plan, name), getattr(other, name), "\n", LONGEST_TEXT))
    plan.next_step = _joined(plan.next_step, other.next_step, " · ", LONGEST_LINE)
    plan.next_step_on = min((day for day in (plan.next_step_on, other.next_step_on) if day), default=None)
    _delete(unit, theirs)


def _joined(mine: str, theirs: str, mark: str, longest: int) -> str:
    if not mine or not theirs or theirs in mine:
        return mine or theirs
    return f"{mine}{mark}{theirs}"[:longest]


def _join_lessons(unit: Unit, kept_id: int, gone_id: int) -> None:
    """A lesson taught twice was first taught on the earlier day."""
    known = {row.lesson_key: row for row in _of(unit, LessonTaught, kept_id)}
    for other in _of(unit, LessonTaught, gone_id):
        mine = known.get(other.lesson_key)
        if mine is not None:
            mine.on, mine.can_repeat = min(mine.on, other.on), mine.can_repeat or other.can_repeat
            unit.session.delete(other)


def _move_links(unit: Unit, kept_id: int, gone_id: int) -> None:
    """A link to oneself vanishes, and so does one that the other had too."""
    known = {_ends(row) for row in _links(unit, kept_id)}
    for row in _links(unit, gone_id):
        a_id, b_id = (kept_id if each == gone_id else each for each in (row.a_id, row.b_id))
        if a_id == b_id or (a_id, b_id, row.kind, row.label) in known:
            unit.session.delete(row)
        else:
            row.a_id, row.b_id = a_id, b_id


def _links(unit: Unit, contact_id: int) -> Sequence[ContactLink]:
    of_contact = or_(ContactLink.a_id == contact_id, ContactLink.b_id == contact_id)
    return unit.session.scalars(select(ContactLink).where(of_contact).order_by(ContactLink.id)).all()


def _ends(row: ContactLink) -> tuple[int, int, str, str]:
    return row.a_id, row.b_id, row.kind, row.label


def _move_told_apart(unit: Unit, kept_id: int, gone_id: int) -> None:
    known = {(row.a_id, row.b_id) for row in _told_apart(unit, kept_id)}
    for row in _told_apart(unit, gone_id):
        other_id = row.b_id if row.a_id == gone_id else row.a_id
        first, second = sorted((kept_id, other_id))
        if first == second or (first, second) in known:
            unit.session.delete(row)
        else:
            row.a_id, row.b_id = first, second


def _told_apart(unit: Unit, contact_id: int) -> Sequence[ToldApart]:
    of_contact = or_(ToldApart.a_id == contact_id, ToldApart.b_id == contact_id)
    return unit.session.scalars(select(ToldApart).where(of_contact).order_by(ToldApart.id)).all()


def _of(unit: Unit, row_class: type[Any], contact_id: int) -> Sequence[Any]:
    query = select(row_class).where(row_class.contact_id == contact_id)
    return unit.session.scalars(query.order_by(row_class.id)).all()


def _delete(unit: Unit, rows: Sequence[Row]) -> None:
    for row in rows:
        unit.session.delete(row)
