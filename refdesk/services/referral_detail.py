"""One referral with everything about it: its people, the history of its stages, its thanks and its conversations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import Session

from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, ReferralId, StageId, ThanksPartId, TouchId
from refdesk.domain.referral import Direction, Fits, Introduced
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.touches import Outcome, Purpose, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Overtaken
from refdesk.i18n import _
from refdesk.services import attempts, business, introductions, referral_facts, shown_names, updates, wins
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.introductions import Awaited
from refdesk.services.referral_facts import PersonRef, ReferralFacts
from refdesk.services.updates import UpdateDue
from refdesk.services.wins import Won
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove, Thanks, ThanksPart
from refdesk.store.tables.work import Touch


@dataclass(frozen=True, slots=True)
class StageStep:
    """Hold one step of the history; `left_at` is None for the stage where the referral stands."""

    stage_id: StageId
    name: str
    at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class ThanksStep:
    """Hold one part of the thanks to a giver; `clock` only while it is owed."""

    part_id: ThanksPartId
    contact_id: ContactId
    name: str
    occasion: Occasion
    part: Part
    done_at: datetime | None
    waived_at: datetime | None
    clock: ClockFace | None


@dataclass(frozen=True, slots=True)
class Introducing:
    """Hold how far the introduction is: who can be asked, what is awaited, and what happened and calls for a call."""

    ask: tuple[PersonRef, ...] = ()
    awaited: tuple[Awaited, ...] = ()
    to_call: tuple[Awaited, ...] = ()


@dataclass(frozen=True, slots=True)
class Conversation:
    """Hold one conversation about the referral."""

    touch_id: TouchId
    at: datetime
    kind: TouchKind
    purpose: Purpose
    outcome: Outcome
    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class Detail(ReferralFacts):
    """Hold a referral as its panel shows it: what is written down, and what came of it.

    `clock` runs until the first contact. `tried` tells of any attempt, `reached_for` of one to reach the person and not
    only the giver. `updates_due` are those about this referral, one for each giver. `won` tells what a referral that
    was won has brought. One that we gave tells whether `both_agreed`, and whether it came `unexpected`.
    """

    referral_id: ReferralId
    recipient: PersonRef | None
    stage_id: StageId
    stage_name: str
    meaning: Meaning
    lost_reason: str
    tried: bool
    reached_for: bool
    clock: ClockFace | None
    steps: tuple[StageStep, ...]
    thanks: tuple[ThanksStep, ...]
    conversations: tuple[Conversation, ...]
    updates_due: tuple[UpdateDue, ...] = ()
    introducing: Introducing = Introducing()
    won: Won | None = None
    both_agreed: bool = False
    unexpected: bool = False


def detail(session: Session, referral_id: ReferralId, now: datetime, working: WorkingTime) -> Detail:
    """Return one referral; raises `Overtaken` if it is no longer there."""
    referral, stage_name, meaning, tried, reached_for = _found(session, referral_id)
    clocks = Clocks(now, working)
    giver_ids = _giver_ids(session, referral_id)
    people = referral_facts.people(session, [referral.prospect_id, *giver_ids, *filter(None, [referral.recipient_id])])
    waits = not tried and meaning == Meaning.OPEN and referral.direction == Direction.RECEIVED
    return Detail(
        referral_id=referral_id,
        version=referral.version,
        direction=Direction(referral.direction),
        prospect=people[referral.prospect_id],
        givers=tuple(people[giver_id] for giver_id in giver_ids),
        recipient=None if referral.recipient_id is None else people[referral.recipient_id],
        received_at=referral.received_at,
        need=referral.need,
        introduced=Introduced(referral.introduced),
        preparedness=referral.preparedness,
        expects_call=referral.expects_call,
        fits=None if referral.fits is None else Fits(referral.fits),
        may_share=referral.may_share,
        value_minor=referral.value_expected_minor,
        stage_id=StageId(referral.stage_id),
        stage_name=stage_name,
        meaning=Meaning(meaning),
        next_step=referral.next_step,
        next_step_on=referral.next_step_on,
        lost_reason=referral.lost_reason,
        tried=tried,
        reached_for=reached_for,
        clock=clocks.first_contact(referral.received_at) if waits else None,
        steps=_steps(session, referral_id),
        thanks=_thanks(session, referral_id, clocks),
        conversations=_conversations(session, referral_id),
        updates_due=updates.about(session, referral_id, clocks, discreet=business.load(session).discreet),
        introducing=_introducing(
            session, referral, clocks, people, can_ask=meaning == Meaning.OPEN and not reached_for
        ),
        won=_won(session, referral_id, clocks) if meaning == Meaning.WON else None,
        both_agreed=referral.both_agreed,
        unexpected=referral.unexpected,
    )


def _won(session: Session, referral_id: ReferralId, clocks: Clocks) -> Won | None:
    found = wins.of(session, referral_id, clocks)
    return found if found.is_won else None


def _introducing(
    session: Session, referral: Referral, clocks: Clocks, people: Mapping[int, PersonRef], *, can_ask: bool
) -> Introducing:
    """Return how far the introduction is; nobody is asked for one to whoever expects our call."""
    referral_id = ReferralId(referral.id)
    waiting = introductions.awaited(session, clocks, referral_id=referral_id)
    done = introductions.to_call(session, clocks, referral_id=referral_id)
    needless = waiting or done or referral.expects_call or not can_ask
    givers = () if needless else introductions.givers(session, referral_id)
    return Introducing(tuple(people[each.contact_id] for each in givers), waiting, done)


def _found(session: Session, referral_id: ReferralId) -> Row[Referral, str, str, bool, bool]:
    reached_for = exists().where(attempts.with_prospect())
    query = (
        select(Referral, Stage.name, Stage.meaning, attempts.tried(), reached_for)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(Referral.id == referral_id)
    )
    found = session.execute(query).one_or_none()
    if found is None:
        raise Overtaken(_("This referral is no longer there."))
    return found


def _giver_ids(session: Session, referral_id: ReferralId) -> list[int]:
    query = select(ReferralGiver.contact_id).where(ReferralGiver.referral_id == referral_id)
    return list(session.scalars(query.order_by(ReferralGiver.id)))


def _steps(session: Session, referral_id: ReferralId) -> tuple[StageStep, ...]:
    query = (
        select(Stage.id, Stage.name, StageMove.at)
        .join(Stage, Stage.id == StageMove.stage_id)
        .where(StageMove.referral_id == referral_id)
        .order_by(StageMove.at, StageMove.id)
    )
    rows = session.execute(query).all()
    leaving = [*(row.at for row in rows[1:]), None]
    return tuple(StageStep(StageId(row.id), row.name, row.at, left) for row, left in zip(rows, leaving, strict=True))


def _thanks(session: Session, referral_id: ReferralId, clocks: Clocks) -> tuple[ThanksStep, ...]:
    query = (
        select(
            ThanksPart.id, ThanksPart.part, ThanksPart.due_at, ThanksPart.done_at, ThanksPart.waived_at,
            Thanks.contact_id, Thanks.occasion, Thanks.opened_at, Contact.status, shown_names.columns(Contact),
        )
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .where(Thanks.referral_id == referral_id)
        .order_by(Thanks.id, ThanksPart.id)
    )  # fmt: skip
    return tuple(
        ThanksStep(
            part_id=ThanksPartId(row.id),
            contact_id=ContactId(row.contact_id),
            name=shown_names.of(row.person).usual,
            occasion=Occasion(row.occasion),
            part=Part(row.part),
            done_at=row.done_at,
            waived_at=row.waived_at,
            clock=None
            if row.done_at or row.waived_at or row.status != Status.ACTIVE
            else clocks.part(Part(row.part), row.opened_at, row.due_at),
        )
        for row in session.execute(query)
    )


def _conversations(session: Session, referral_id: ReferralId) -> tuple[Conversation, ...]:
    query = (
        select(
            Touch.id, Touch.at, Touch.kind, Touch.purpose, Touch.outcome, Touch.summary, shown_names.columns(Contact)
        )
        .join(Contact, Contact.id == Touch.contact_id)
        .where(Touch.referral_id == referral_id)
        .order_by(Touch.at.desc(), Touch.id.desc())
    )
    return tuple(
        Conversation(
            TouchId(row.id), row.at, TouchKind(row.kind), Purpose(row.purpose), Outcome(row.outcome),
            shown_names.of(row.person).usual, row.summary,
        )
        for row in session.execute(query)
    )  # fmt: skip
