"""Everything about one person, as the panel beside the list shows it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Executable, Row, func, select
from sqlalchemy.orm import Session

from refdesk.domain import promises as promise_rules
from refdesk.domain.asking import AskFacts
from refdesk.domain.contact import ContactDraft, PointKind
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import ContactId, GiftId, PromiseId, ReferralId, StageId
from refdesk.domain.names import PersonName
from refdesk.domain.promises import PromiseState
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.services import (
    asks,
    contact_list,
    contacts,
    evidence,
    gift_limits,
    households,
    lessons,
    links,
    plans,
    reviews,
    shown_names,
    timeline,
)
from refdesk.services.asks import AskLine
from refdesk.services.conditions import WHO
from refdesk.services.contact_list import ContactRow
from refdesk.services.evidence import EvidenceFacts
from refdesk.services.households import HouseholdFacts
from refdesk.services.lessons import LessonsOf
from refdesk.services.links import LinkLine
from refdesk.services.plans import OpenedPlan
from refdesk.services.timeline_line import TimelineLine
from refdesk.services.timeline_marks import Mark
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage
from refdesk.store.tables.work import Promise


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise to this person."""

    promise_id: PromiseId
    text: str
    due_on: date
    state: PromiseState
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """Somebody who was sent; `other` is the prospect, and for a person's own referrals who sent them."""

    referral_id: ReferralId
    direction: Direction
    on: date
    other_id: ContactId | None
    other: str
    need: str
    stage_id: StageId
    stage: str
    meaning: Meaning
    preparedness: int | None


@dataclass(frozen=True, slots=True)
class GiftLine:
    """A gift to this person, or to somebody of the household."""

    gift_id: GiftId
    on: date
    name: str
    recipient_id: ContactId
    direction: GiftDirection
    state: GiftState
    cost_minor: int


@dataclass(frozen=True, slots=True)
class Person:
    """A person with facts, household, links, plan, lessons, asks, promises, referrals both ways, gifts and timeline.

    `row` is their line in the list, with the day for keeping in touch; `draft` and `version` are what the editor opens.
    `gifts_minor` is what the person or household was given this year, shipping apart; `own` are the referrals in which
    this person was the one sent. `timeline` is its first page. `review_due_on` is the day of a client's next review.
    """

    contact_id: ContactId
    name: PersonName
    row: ContactRow
    draft: ContactDraft
    version: int
    phone: str
    email: str
    household: HouseholdFacts | None
    promises: tuple[PromiseLine, ...]
    received: tuple[ReferralLine, ...]
    given: tuple[ReferralLine, ...]
    own: tuple[ReferralLine, ...]
    gifts: tuple[GiftLine, ...]
    gifts_minor: int
    asked: AskFacts
    timeline: tuple[TimelineLine, ...]
    timeline_next: Mark | None
    links: tuple[LinkLine, ...]
    evidence: EvidenceFacts
    plan: OpenedPlan
    lessons: LessonsOf
    asks: tuple[AskLine, ...]
    review_due_on: date | None
    has_photo: bool

    @property
    def open_promises(self) -> tuple[PromiseLine, ...]:
        """The promises neither kept nor dropped, the most urgent first."""
        return tuple(each for each in self.promises if each.state is PromiseState.OPEN)


def panel(session: Session, contact_id: ContactId, today: date, zone: ZoneInfo) -> Person:
    """Return a person; raises `Overtaken` when they are gone."""
    opened = contacts.draft_of(session, contact_id)
    kept = session.get_one(Contact, contact_id)
    row = contact_list.rows(session, [contact_id], today)[contact_id]
    gifts = _gifts(session, contact_id, kept.household_id)
    year = gift_limits.rules(session).year_of(today)
    story = timeline.page(session, contact_id, zone)
    return Person(
        contact_id=contact_id,
        name=row.name,
        row=row,
        draft=opened.draft,
        version=opened.version,
        phone=contacts.points_to_use(session, [contact_id], PointKind.PHONE).get(contact_id, ""),
        email=contacts.points_to_use(session, [contact_id], PointKind.EMAIL).get(contact_id, ""),
        household=households.of(session, contact_id),
        promises=_promises(session, contact_id),
        received=_received(session, contact_id, zone),
        given=_given(session, contact_id, zone),
        own=_own(session, contact_id, zone),
        gifts=gifts,
        gifts_minor=sum(each.cost_minor for each in gifts if _counts(each) and each.on in year),
        asked=ask_facts(session, contact_id, zone),
        timeline=story.lines,
        timeline_next=story.next,
        links=links.of(session, contact_id),
        evidence=evidence.of(session, contact_id),
        plan=plans.of(session, contact_id),
        lessons=lessons.of(session, contact_id),
        asks=asks.of(session, contact_id, zone),
        review_due_on=reviews.due_on(session, contact_id, zone),
        has_photo=kept.photo_id is not None,
    )


def ask_facts(session: Session, contact_id: ContactId, zone: ZoneInfo) -> AskFacts:
    """Return what the log dialog looks at before somebody asks: the last ask, and what was given."""
    return asks.facts(session, contact_id, zone)


def name_of(session: Session, contact_id: ContactId) -> PersonName:
    """Return a name; raises `Overtaken` when the contact is gone."""
    found = shown_names.by_id(session, [contact_id])
    if contact_id not in found:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    return found[contact_id]


def _promises(session: Session, contact_id: ContactId) -> tuple[PromiseLine, ...]:
    rows = session.scalars(select(Promise).where(Promise.contact_id == contact_id))
    lines = [
        PromiseLine(
            PromiseId(row.id),
            row.text,
            row.due_on,
            promise_rules.state(kept_on=row.kept_on, dropped_on=row.dropped_on),
            row.kept_on or row.dropped_on,
        )
        for row in rows
    ]
    still_open = sorted((each for each in lines if each.closed_on is None), key=lambda each: each.due_on)
    closed = sorted((each for each in lines if each.closed_on), key=lambda each: each.closed_on or each.due_on)
    return (*still_open, *reversed(closed))


_REFERRAL = (
    Referral.id, Referral.direction, Referral.received_at, Referral.need, Referral.preparedness, Referral.stage_id,
    Stage.name.label("stage"), Stage.meaning,
)  # fmt: skip
_NEWEST_FIRST = (Referral.received_at.desc(), Referral.id.desc())


@cache
def _received_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(*_REFERRAL, Contact.id.label("other_id"), shown_names.columns(Contact))
        .join(ReferralGiver, ReferralGiver.referral_id == Referral.id)
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(ReferralGiver.contact_id == WHO, Referral.direction == Direction.RECEIVED.value)
        .order_by(*_NEWEST_FIRST)
    )


def _received(session: Session, contact_id: ContactId, zone: ZoneInfo) -> tuple[ReferralLine, ...]:
    return _lines(session, _received_rows(), contact_id, zone)


@cache
def _given_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(*_REFERRAL, Contact.id.label("other_id"), shown_names.columns(Contact))
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(Referral.recipient_id == WHO)
        .order_by(*_NEWEST_FIRST)
    )


def _given(session: Session, contact_id: ContactId, zone: ZoneInfo) -> tuple[ReferralLine, ...]:
    return _lines(session, _given_rows(), contact_id, zone)


@cache
def _own_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(*_REFERRAL, Contact.id.label("other_id"), shown_names.columns(Contact))
        .join(Stage, Stage.id == Referral.stage_id)
        .outerjoin(ReferralGiver, ReferralGiver.referral_id == Referral.id)
        .outerjoin(Contact, Contact.id == func.coalesce(Referral.recipient_id, ReferralGiver.contact_id))
        .where(Referral.prospect_id == WHO)
        .order_by(*_NEWEST_FIRST, ReferralGiver.id)
    )


def _own(session: Session, contact_id: ContactId, zone: ZoneInfo) -> tuple[ReferralLine, ...]:
    return _lines(session, _own_rows(), contact_id, zone)


def _lines(session: Session, query: Executable, contact_id: ContactId, zone: ZoneInfo) -> tuple[ReferralLine, ...]:
    lines: dict[int, ReferralLine] = {}
    for row in session.execute(query, {"who": contact_id}):
        # Of several who sent this person the first stands for all: the referral itself names them.
        other = "" if row.other_id is None else shown_names.of(row.person).usual
        lines.setdefault(row.id, _line(row, other, zone))
    return tuple(lines.values())


def _line(row: Row[Any], other: str, zone: ZoneInfo) -> ReferralLine:
    return ReferralLine(
        referral_id=ReferralId(row.id),
        direction=Direction(row.direction),
        on=row.received_at.astimezone(zone).date(),
        other_id=None if row.other_id is None else ContactId(row.other_id),
        other=other,
        need=row.need,
        stage_id=StageId(row.stage_id),
        stage=row.stage,
        meaning=Meaning(row.meaning),
        preparedness=row.preparedness,
    )


def _gifts(session: Session, contact_id: ContactId, household_id: int | None) -> tuple[GiftLine, ...]:
    theirs = Gift.contact_id == contact_id
    if household_id is not None:
        # What they had before they shared a home counts too, as it does when a gift is logged.
        members = select(Contact.id).where(Contact.household_id == household_id)
        theirs |= (Gift.household_id == household_id) | Gift.contact_id.in_(members)
    rows = session.scalars(select(Gift).where(theirs).order_by(Gift.on.desc(), Gift.id.desc()))
    return tuple(
        GiftLine(
            GiftId(row.id),
            row.on,
            row.name,
            ContactId(row.contact_id),
            GiftDirection(row.direction),
            GiftState(row.state),
            row.cost_minor,
        )
        for row in rows
    )


def _counts(gift: GiftLine) -> bool:
    return gift.direction is GiftDirection.GIVEN and gift.state is GiftState.GIVEN
