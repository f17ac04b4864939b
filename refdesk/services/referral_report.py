"""What came of the referrals of a time, read from the file beside the time before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, exists, func, select
from sqlalchemy.orm import Session

from refdesk.domain import referral_report as rules
from refdesk.domain import report_period, report_steps
from refdesk.domain.ids import ContactId, ReferralId, StageId
from refdesk.domain.names import PersonName
from refdesk.domain.referral import Direction
from refdesk.domain.referral_report import ReferralReport
from refdesk.domain.referral_report_facts import Facts, Given, Promised, Received, Thanked
from refdesk.domain.report_period import Period
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.working_time import WorkingTime
from refdesk.services import attempts, board, conditions, shown_names
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove, Thanks, ThanksPart, Win
from refdesk.store.tables.work import Promise, Touch

MEANINGS = {meaning.value: meaning for meaning in Meaning}


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what came of a time and of the one before; `stages` names the open ones after the first."""

    period: Period
    earlier: Period
    report: ReferralReport
    before: ReferralReport
    stages: tuple[str, ...]
    names: dict[ContactId, PersonName]


def of(session: Session, period: Period, today: date, working: WorkingTime) -> Found:
    """Return what came of a time, with the names of everybody who sent somebody in it."""
    earlier = report_period.before(period)
    steps = report_steps.of(period)
    report = rules.report(facts(session, period, working), steps, today=today, working=working)
    earlier_steps = report_steps.before(steps, period, earlier)
    before = rules.report(
        facts(session, earlier, working), earlier_steps, today=today, working=working, with_sources=False
    )  # fmt: skip
    givers = {giver for source in report.sources for giver in source.givers}
    return Found(
        period=period,
        earlier=earlier,
        report=report,
        before=before,
        stages=tuple(stage.name for stage in board.stage_list(session) if stage.meaning is Meaning.OPEN)[1:],
        names={ContactId(each): name for each, name in shown_names.by_id(session, givers).items()},
    )


def facts(session: Session, period: Period, working: WorkingTime) -> Facts:
    """Return everything that is counted of a time."""
    begins, ends = working.start_of(period.first), working.start_of(period.last + timedelta(days=1))
    stages = [stage for stage in board.stage_list(session) if stage.meaning is Meaning.OPEN]
    thanked: dict[str, list[Thanked]] = {Part.WORD.value: [], Part.CARD.value: []}
    for part, opened_at, done_at in _thanked.rows(session, begins=begins, ends=ends):
        thanked[part].append((opened_at, done_at))
    given = _given.rows(session, begins=begins, ends=ends)
    promised = _promised.rows(session, first=period.first, last=period.last)
    return Facts(
        received=_received(session, begins, ends, [stage.stage_id for stage in stages]),
        given=[Given(given_at, ContactId(recipient)) for given_at, recipient in given],
        words=thanked[Part.WORD],
        cards=thanked[Part.CARD],
        promised=[Promised(*row) for row in promised],
        stages=len(stages),
    )


def _received(session: Session, begins: datetime, ends: datetime, stage_ids: Sequence[StageId]) -> list[Received]:
    """Return the referrals that came; `stage_ids` are the open stages in their order."""
    places = {int(stage_id): place for place, stage_id in enumerate(stage_ids)}
    furthest: dict[int, int] = {}
    for referral_id, stage_id in _moved.rows(session, begins=begins, ends=ends):
        furthest[referral_id] = max(furthest.get(referral_id, 0), places.get(stage_id, 0))
    givers: dict[int, tuple[ContactId, ...]] = {}
    for referral_id, giver in _givers.rows(session, begins=begins, ends=ends):
        givers[referral_id] = (*givers.get(referral_id, ()), ContactId(giver))
    return [
        Received(
            ReferralId(referral_id), received_at, MEANINGS[meaning],
            max(places.get(stage_id, 0), furthest.get(referral_id, 0)), preparedness,
            min(named_at or met_at, met_at or named_at) if named_at or met_at else None,
            givers.get(referral_id, ()), brought if meaning == Meaning.WON else 0,
        )
        for referral_id, received_at, meaning, stage_id, preparedness, named_at, met_at, brought in _came.rows(
            session, begins=begins, ends=ends
        )
    ]  # fmt: skip


@Prepared
def _came() -> Any:  # noqa: ANN401 - a select of many columns
    """Ask for each referral when somebody first tried to reach its person: for it, or in any way since it came."""
    first = select(func.min(Touch.at, type_=Moment)).where(attempts.is_attempt())
    named = first.where(Touch.referral_id == Referral.id)
    met = first.where(Touch.contact_id == Referral.prospect_id, Touch.at >= Referral.received_at)
    brought = select(func.coalesce(func.sum(Win.value_minor), 0)).where(Win.referral_id == Referral.id)
    return (
        select(
            Referral.id, Referral.received_at, Stage.meaning, Referral.stage_id, Referral.preparedness,
            named.scalar_subquery().label("named_at"), met.scalar_subquery().label("met_at"),
            brought.scalar_subquery().label("brought"),
        )
        .join(Stage, Stage.id == Referral.stage_id)
        .where(*_in_time(Direction.RECEIVED))
        .order_by(Referral.received_at, Referral.id)
    )  # fmt: skip


@Prepared
def _moved() -> Any:  # noqa: ANN401
    moved = select(StageMove.referral_id, StageMove.stage_id).join(Referral, Referral.id == StageMove.referral_id)
    return moved.where(*_in_time(Direction.RECEIVED))


@Prepared
def _givers() -> Any:  # noqa: ANN401
    sent = select(ReferralGiver.referral_id, ReferralGiver.contact_id).distinct()
    return (
        sent.join(Referral, Referral.id == ReferralGiver.referral_id)
        .where(*_in_time(Direction.RECEIVED))
        .order_by(ReferralGiver.contact_id)
    )


@Prepared
def _given() -> Any:  # noqa: ANN401
    given = select(Referral.received_at, Referral.recipient_id)
    return given.where(*_in_time(Direction.GIVEN), Referral.recipient_id.is_not(None))


@Prepared
def _thanked() -> Any:  # noqa: ANN401
    """Ask for the words and cards that were owed for the referrals; none left out, nor still owed to who left."""
    is_here = exists().where(Contact.id == Thanks.contact_id, conditions.is_active(Contact))
    return (
        select(ThanksPart.part, Thanks.opened_at, ThanksPart.done_at)
        .select_from(Referral)
        .join(Thanks, (Thanks.referral_id == Referral.id) & (Thanks.occasion == Occasion.REFERRAL))
        .join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
        .where(*_in_time(Direction.RECEIVED))
        .where(ThanksPart.waived_at.is_(None), ThanksPart.part.in_((Part.WORD.value, Part.CARD.value)))
        .where(ThanksPart.done_at.is_not(None) | is_here)
    )


@Prepared
def _promised() -> Any:  # noqa: ANN401
    due = Promise.due_on.between(bindparam("first", type_=Date), bindparam("last", type_=Date))
    return select(Promise.due_on, Promise.kept_on, Promise.dropped_on).where(due)


def _in_time(direction: Direction) -> tuple[ColumnElement[bool], ...]:
    begins, ends = (bindparam(name, type_=Moment) for name in ("begins", "ends"))
    return Referral.received_at >= begins, Referral.received_at < ends, Referral.direction == direction
