"""The board of referrals: a column a stage, a card a referral, and one referral in detail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Row, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import stages
from refdesk.domain.ids import ContactId, ReferralId, StageId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.updates import Mark
from refdesk.domain.working_time import WorkingTime
from refdesk.services import attempts, board_filter, conditions, introductions, new_sources, shown_names, updates
from refdesk.services.board_filter import EVERYTHING, BoardFilter
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove, Thanks, ThanksPart
from refdesk.store.tables.work import Touch

_Held = TypeVar("_Held")
CHUNK = 500
IN_PARTS = {"yield_per": CHUNK}
"""How the long reads of a board are taken: all rows at once would need twice the memory of the cards."""


class ThanksMark(StrEnum):
    """How the thanks for a referral stand: none where nobody is known who gave it."""

    NONE = "none"
    THANKED = "thanked"
    OWED = "owed"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Card:
    """Hold one card; `referrer` is who sent it, or for a given referral who got it; "" when nobody knows.

    `days_still` counts days without a move or a conversation; `clock` runs until the first contact.
    """

    referral_id: ReferralId
    version: int
    stage_id: StageId
    prospect_id: ContactId
    name: str
    need: str
    referrer: str
    referrer_ids: tuple[ContactId, ...]
    value_minor: int | None
    preparedness: int | None
    expects_call: bool
    received_at: datetime
    days_still: int
    stalled: bool
    clock: ClockFace | None
    thanks: ThanksMark
    next_step: str
    next_step_on: date | None
    posted: Mark = Mark.NONE
    """Whether who sent them was kept posted, or should hear something now."""
    awaits_introduction: bool = False
    lost_reason: str = ""
    source_on: date | None = None
    """From when the new client is proposed as a source; None where nobody will be."""


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a stage with its cards, the longest waiting first; in closed stages the newest first."""

    stage_id: StageId
    name: str
    meaning: Meaning
    stalled_after_days: int | None
    cards: tuple[Card, ...]
    value_minor: int

    @property
    def count(self) -> int:
        """Return how many cards stand here."""
        return len(self.cards)


@dataclass(frozen=True, slots=True)
class Board:
    """Hold the columns in their order, and what the line above them says."""

    direction: Direction
    columns: tuple[Column, ...]
    open_count: int
    open_value_minor: int
    stalled: int
    without_next_step: int
    of_people_who_left: int = 0
    """How many open referrals are not on it, since their prospect is no longer active; counted for an empty board."""


def board(
    session: Session, direction: Direction, now: datetime, working: WorkingTime, wanted: BoardFilter = EVERYTHING
) -> Board:
    """Return the board of received or given referrals; open ones of people who left are not on it."""
    reader = _Reader(session, direction, now, working)
    cards: dict[int, list[Card]] = {}
    stage_rows = [_as_patient(stage, direction, working) for stage in stage_list(session)]
    by_id = {stage.stage_id: stage for stage in stage_rows}
    query = _referrals(direction).where(*board_filter.conditions(session, wanted, direction, now))
    for row in session.execute(query, execution_options=IN_PARTS):
        cards.setdefault(row.stage_id, []).append(reader.card(row, by_id[StageId(row.stage_id)]))
    columns = tuple(_column(stage, cards.get(stage.stage_id, [])) for stage in stage_rows)
    still_open = [card for column in columns if column.meaning is Meaning.OPEN for card in column.cards]
    return Board(
        direction=direction,
        columns=columns,
        open_count=len(still_open),
        open_value_minor=sum(card.value_minor or 0 for card in still_open),
        stalled=sum(card.stalled for card in still_open),
        without_next_step=sum(not card.next_step for card in still_open),
        of_people_who_left=0 if cards else _count_of_people_who_left(session, direction),
    )


def _count_of_people_who_left(session: Session, direction: Direction) -> int:
    query = (
        select(func.count())
        .select_from(Referral)
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(Referral.direction == direction, Stage.meaning == Meaning.OPEN, ~conditions.is_active())
    )
    return session.scalars(query).one()


@dataclass(frozen=True, slots=True)
class StageRow:
    """Hold a stage for a menu or a column."""

    stage_id: StageId
    name: str
    meaning: Meaning
    stalled_after_days: int | None


def stage_list(session: Session) -> tuple[StageRow, ...]:
    """Return the stages in their order."""
    query = select(Stage.id, Stage.name, Stage.meaning, Stage.stalled_after_days).order_by(Stage.order, Stage.id)
    return tuple(
        StageRow(StageId(row.id), row.name, Meaning(row.meaning), row.stalled_after_days)
        for row in session.execute(query)
    )


def _as_patient(stage: StageRow, direction: Direction, working: WorkingTime) -> StageRow:
    """Return the stage with the days it is given here: one that we gave is left alone until we ask how it went."""
    days = stage.stalled_after_days
    if days is None or direction is Direction.RECEIVED:
        return stage
    return replace(stage, stalled_after_days=max(days, working.rules.check_back_days))


def _column(stage: StageRow, cards: list[Card]) -> Column:
    ordered = tuple(cards if stage.meaning is Meaning.OPEN else reversed(cards))
    value = sum(card.value_minor or 0 for card in cards)
    return Column(stage.stage_id, stage.name, stage.meaning, stage.stalled_after_days, ordered, value)


def _referrals(direction: Direction) -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            Referral.id, Referral.version, Referral.stage_id, Referral.prospect_id, Referral.recipient_id,
            Referral.need, board_filter.worth().label("worth"), Referral.preparedness, Referral.expects_call,
            Referral.received_at, Referral.next_step, Referral.next_step_on, Referral.lost_reason,
            shown_names.columns(Contact), and_(Stage.meaning == Meaning.OPEN, attempts.tried()).label("tried"),
        )
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(Referral.direction == direction, or_(Stage.meaning != Meaning.OPEN, conditions.is_active()))
        .order_by(Referral.received_at, Referral.id)
    )  # fmt: skip


class _Reader:
    """Makes cards out of rows, with what a board needs besides read at once."""

    def __init__(self, session: Session, direction: Direction, now: datetime, working: WorkingTime) -> None:
        self._clocks, self._working = Clocks(now, working), working
        self._today = working.date_of(now)
        self._direction = direction
        self._moved = _last_moves(session, direction)
        self._thanks = _thanks_marks(session, self._clocks) if direction is Direction.RECEIVED else {}
        self._people = _referrers(session, direction)
        self._posted = updates.marks(session, self._clocks, direction)
        self._awaiting = introductions.awaiting(session) if direction is Direction.RECEIVED else set()
        self._source_days = new_sources.days(session, self._clocks) if direction is Direction.RECEIVED else {}
        self._held: dict[Any, Any] = {}

    def _one(self, value: _Held) -> _Held:
        """Return the first of equal values: all cards are held, and most have what others have."""
        kept: _Held = self._held.setdefault(value, value)
        return kept

    def card(self, row: Row[Any], stage: StageRow) -> Card:
        people = self._people.get(row.id, ())
        is_open = stage.meaning is Meaning.OPEN
        days = stages.days_still(self._working.date_of(self._moved.get(row.id, row.received_at)), self._today)
        waits = is_open and not row.tried and self._direction is Direction.RECEIVED
        return Card(
            referral_id=ReferralId(row.id),
            version=row.version,
            stage_id=stage.stage_id,
            prospect_id=ContactId(row.prospect_id),
            name=self._one(shown_names.of(row.person).usual),
            need=self._one(row.need),
            referrer=self._one(names_of(tuple(name for _id, name in people))),
            referrer_ids=self._one(tuple(person_id for person_id, _name in people)),
            value_minor=self._one(None if row.worth is None else int(row.worth)),
            preparedness=row.preparedness,
            expects_call=row.expects_call,
            received_at=self._one(row.received_at),
            days_still=self._one(days),
            stalled=is_open and stages.is_stalled(days, stalled_after_days=stage.stalled_after_days),
            clock=self._clocks.first_contact(row.received_at) if waits else None,
            thanks=self._thanks.get(row.id, ThanksMark.NONE),
            next_step=self._one(row.next_step),
            next_step_on=row.next_step_on,
            posted=self._posted.get(ReferralId(row.id), Mark.NONE),
            awaits_introduction=row.id in self._awaiting,
            lost_reason=self._one(row.lost_reason) if stage.meaning is Meaning.LOST else "",
            source_on=self._source_days.get(ReferralId(row.id)),
        )


def names_of(names: tuple[str, ...]) -> str:
    """Return "Ana", or "Ana and Bo" for several people."""
    return i18n.listing(list(names)) if len(names) > 1 else "".join(names)


def senders(session: Session, referral_ids: Sequence[int]) -> dict[int, str]:
    """Return who sent each of these referrals, in words; those of whom nobody knows are missing."""
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(referral_ids), CHUNK):
        ids = list(referral_ids[start : start + CHUNK])
        for row in _senders.rows(session, ids=ids):
            found[row.referral_id] = (*found.get(row.referral_id, ()), shown_names.usual_at_end(row))
    return {referral_id: names_of(names) for referral_id, names in found.items()}


@Prepared
def _senders() -> Any:  # noqa: ANN401 - a select of a name
    return (
        select(ReferralGiver.referral_id, *shown_names.parts(Contact))
        .join(Contact, Contact.id == ReferralGiver.contact_id)
        .where(ReferralGiver.referral_id.in_(bindparam("ids", expanding=True)))
        .order_by(ReferralGiver.id)
    )


def _last_moves(session: Session, direction: Direction) -> dict[int, datetime]:
    """Return when something last happened to each referral: a move or a conversation about it."""
    found: dict[int, datetime] = {}
    for column, at in ((StageMove.referral_id, StageMove.at), (Touch.referral_id, Touch.at)):
        query = (
            select(column, func.max(at, type_=Moment))
            .join(Referral, Referral.id == column)
            .where(Referral.direction == direction, column.is_not(None))
            .group_by(column)
        )
        for referral_id, last in session.execute(query, execution_options=IN_PARTS):
            if referral_id is not None:
                found[referral_id] = max(last, found.get(referral_id, last))
    return found


def _thanks_marks(session: Session, clocks: Clocks) -> dict[int, ThanksMark]:
    """Return how the thanks of each referral stand, the worst first."""
    # Nobody who left is thanked any more: what was done stays, what was open is no longer owed.
    is_open = and_(ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None), conditions.is_active())
    marks = {
        row.referral_id: ThanksMark.OWED if row.owed else ThanksMark.THANKED
        for row in session.execute(
            select(Thanks.referral_id, func.max(case((is_open, 1), else_=0)).label("owed"))
            .join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
            .join(Contact, Contact.id == Thanks.contact_id)
            .where(Thanks.referral_id.is_not(None))
            .group_by(Thanks.referral_id),
            execution_options=IN_PARTS,
        )
    }
    late = (
        select(Thanks.referral_id, ThanksPart.due_at)
        .join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .where(Thanks.referral_id.is_not(None), is_open, ThanksPart.due_at < clocks.now)
        .order_by(ThanksPart.id)
    )
    for referral_id, due_at in session.execute(late, execution_options=IN_PARTS):
        if clocks.is_late(due_at):
            marks[referral_id] = ThanksMark.LATE
    return marks


def _referrers(session: Session, direction: Direction) -> Mapping[int, tuple[tuple[ContactId, str], ...]]:
    """Return who sent each referral, or who got it."""
    if direction is Direction.RECEIVED:
        query = select(ReferralGiver.referral_id, ReferralGiver.contact_id, shown_names.columns(Contact)).join(
            Contact, Contact.id == ReferralGiver.contact_id
        )
        query = query.order_by(ReferralGiver.id)
    else:
        query = select(
            Referral.id.label("referral_id"), Contact.id.label("contact_id"), shown_names.columns(Contact)
        ).join(Contact, Contact.id == Referral.recipient_id)
    found: dict[int, tuple[tuple[ContactId, str], ...]] = {}
    for row in session.execute(query, execution_options=IN_PARTS):
        one = (ContactId(row.contact_id), shown_names.of(row.person).usual)
        found[row.referral_id] = (*found.get(row.referral_id, ()), one)
    return found
