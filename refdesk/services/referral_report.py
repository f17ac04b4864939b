"""What came of the referrals of a time, read from the file beside the time before."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Row, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import referral_report as rules
from refdesk.domain import report_period, report_steps
from refdesk.domain.ids import ContactId, ReferralId
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
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove, Thanks, ThanksPart, Win
from refdesk.store.tables.work import Promise, Touch

Columns = TypeVarTuple("Columns")
ROWS_AT_ONCE = 500
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
    came = (Referral.received_at >= begins, Referral.received_at < ends)
    received = (*came, Referral.direction == Direction.RECEIVED)
    thanked = _thanked(session, received)
    return Facts(
        received=_received(session, received),
        given=_given(session, came),
        words=thanked[Part.WORD],
        cards=thanked[Part.CARD],
        promised=_promised(session, period),
        stages=sum(stage.meaning is Meaning.OPEN for stage in board.stage_list(session)),
    )


Conditions = Iterable[ColumnElement[bool]]


def _received(session: Session, came: Conditions) -> list[Received]:
    query = (
        select(Referral.id, Referral.received_at, Stage.meaning, Referral.stage_id, Referral.preparedness)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(*came)
        .order_by(Referral.received_at, Referral.id)
    )
    rows = list(_read(session, query))
    tried, places, brought = _tried(session, came), _furthest(session, came, rows), _brought(session, came)
    givers: dict[int, tuple[ContactId, ...]] = {}
    sent = select(ReferralGiver.referral_id, ReferralGiver.contact_id).distinct().order_by(ReferralGiver.contact_id)
    for referral_id, giver in _read(
        session, sent.join(Referral, Referral.id == ReferralGiver.referral_id).where(*came)
    ):
        givers[referral_id] = (*givers.get(referral_id, ()), ContactId(giver))
    return [
        Received(
            ReferralId(referral_id), received_at, MEANINGS[meaning], places.get(referral_id, 0), preparedness,
            tried.get(referral_id), givers.get(referral_id, ()),
            brought.get(referral_id, 0) if meaning == Meaning.WON else 0,
        )
        for referral_id, received_at, meaning, _stage_id, preparedness in rows
    ]  # fmt: skip


def _tried(session: Session, came: Conditions) -> dict[int, datetime]:
    """Return when each person was first tried to be reached: with the referral, or with the person since it came."""
    first = func.min(Touch.at, type_=Moment)
    named = select(Referral.id, first).join(Touch, Touch.referral_id == Referral.id)
    met = select(Referral.id, first).join(
        Touch, (Touch.contact_id == Referral.prospect_id) & (Touch.at >= Referral.received_at)
    )
    found: dict[int, datetime] = {}
    for query in (named, met):
        rows = _read(session, query.where(*came, attempts.is_attempt()).group_by(Referral.id))
        for referral_id, at in rows:
            found[referral_id] = min(at, found.get(referral_id, at))
    return found


def _furthest(
    session: Session, came: Conditions, rows: Sequence[Row[int, datetime, str, int, int | None]]
) -> dict[int, int]:
    """Return the furthest open stage to which each referral ever came, counted from 0."""
    opened = [stage.stage_id for stage in board.stage_list(session) if stage.meaning is Meaning.OPEN]
    places: dict[int, int] = {int(stage_id): place for place, stage_id in enumerate(opened)}
    if not places:
        return {}
    place = case(places, value=StageMove.stage_id, else_=0)
    moved = select(Referral.id, func.max(place)).join(StageMove, StageMove.referral_id == Referral.id)
    found = {referral_id: int(at) for referral_id, at in _read(session, moved.where(*came).group_by(Referral.id))}
    for referral_id, _came, _meaning, stage_id, _preparedness in rows:
        here = places.get(stage_id, 0)
        if here > found.get(referral_id, 0):
            found[referral_id] = here
    return found


def _brought(session: Session, came: Conditions) -> dict[int, int]:
    value = func.sum(func.coalesce(Win.value_minor, 0))
    query = select(Referral.id, value).join(Win, Win.referral_id == Referral.id).where(*came).group_by(Referral.id)
    return {referral_id: int(brought) for referral_id, brought in _read(session, query)}


def _given(session: Session, came: Conditions) -> list[Given]:
    query = select(Referral.received_at, Referral.recipient_id).where(*came, Referral.direction == Direction.GIVEN)
    return [Given(given_at, ContactId(recipient)) for given_at, recipient in _read(session, query) if recipient]


def _thanked(session: Session, came: Conditions) -> dict[Part, list[Thanked]]:
    """Return the words and cards that were owed for the referrals; none left out, nor still owed to who left."""
    giver = aliased(Contact)
    query = (
        select(ThanksPart.part, Thanks.opened_at, ThanksPart.done_at)
        .select_from(Referral)
        .join(Thanks, (Thanks.referral_id == Referral.id) & (Thanks.occasion == Occasion.REFERRAL))
        .join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
        .join(giver, giver.id == Thanks.contact_id)
        .where(*came, ThanksPart.waived_at.is_(None), ThanksPart.part.in_((Part.WORD.value, Part.CARD.value)))
        .where(ThanksPart.done_at.is_not(None) | conditions.is_active(giver))
    )
    found: dict[str, list[Thanked]] = {Part.WORD.value: [], Part.CARD.value: []}
    for part, opened_at, done_at in _read(session, query):
        found[part].append((opened_at, done_at))
    return {Part(part): thanked for part, thanked in found.items()}


def _promised(session: Session, period: Period) -> list[Promised]:
    query = select(Promise.due_on, Promise.kept_on, Promise.dropped_on)
    return [Promised(*row) for row in _read(session, query.where(Promise.due_on.between(period.first, period.last)))]


def _read(session: Session, query: Select[*Columns]) -> Iterator[Row[*Columns]]:
    """Yield columns without the session's care for whole rows, which takes as long again.

    They come some at a time: rows that are held by the ten thousand are looked through again and again as garbage.
    """
    for some in session.connection().execute(query).partitions(ROWS_AT_ONCE):
        yield from some
