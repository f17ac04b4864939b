"""Where the lines of a timeline come from: one statement finds the next of every kind, the newest first.

A mark is the moment, the source and the id of what stands there; a page goes on below the last mark of the one before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    type_coerce,
    union,
    union_all,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session, aliased
from sqlalchemy.sql.functions import FunctionElement

from refdesk.domain.gifts import GiftState
from refdesk.domain.ids import ContactId
from refdesk.domain.touches import TouchKind
from refdesk.services import timeline_trail
from refdesk.services.conditions import WHO
from refdesk.store.base import Moment
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Evidence, LessonTaught
from refdesk.store.tables.referrals import Referral, ReferralGiver, StageMove, Thanks, ThanksPart
from refdesk.store.tables.trail import Operation, RowChange
from refdesk.store.tables.work import Promise, Touch


class Source(IntEnum):
    """What a mark stands for; of two at one moment the higher one is read first."""

    CARD_PRINTED = 1
    CAME_TO_US = 2
    WE_SENT = 3
    SENT_US = 4
    EVIDENCE = 5
    LESSON = 6
    PROMISE_MADE = 7
    TOUCH = 8
    GIFT = 9
    THANKS = 10
    PROMISE_DROPPED = 11
    PROMISE_KEPT = 12
    STAGE = 13
    RANK = 14
    PLAN = 15
    EDIT = 16


class Show(StrEnum):
    """Which lines somebody wants to see; ALL leaves out what was merely typed into fields."""

    ALL = "all"
    CONVERSATIONS = "conversations"
    REFERRALS = "referrals"
    GIFTS_AND_CARDS = "gifts_and_cards"
    PROMISES = "promises"
    EDITS = "edits"


@dataclass(frozen=True, slots=True)
class Mark:
    """One line before it is put in words, and the place from which a page goes on."""

    at: datetime
    source: Source
    row_id: int


START = Mark(datetime(9999, 1, 1, tzinfo=UTC), Source.EDIT, 0)
_CARD, _GIFT = TouchKind.CARD.value, TouchKind.GIFT.value
_GROUPS = {
    Show.ALL: tuple(each for each in Source if each is not Source.EDIT),
    Show.CONVERSATIONS: (Source.TOUCH,),
    Show.REFERRALS: (Source.SENT_US, Source.WE_SENT, Source.CAME_TO_US, Source.STAGE),
    Show.GIFTS_AND_CARDS: (Source.TOUCH, Source.GIFT, Source.CARD_PRINTED, Source.THANKS),
    Show.PROMISES: (Source.PROMISE_MADE, Source.PROMISE_KEPT, Source.PROMISE_DROPPED),
    Show.EDITS: (Source.EDIT,),
}
_AT, _SOURCE, _ROW_ID = (bindparam(name, type_=kind) for name, kind in (
    ("at", Moment()), ("source", Integer()), ("row_id", Integer())))  # fmt: skip
_LIMIT, _HOURS = bindparam("limit", type_=Integer), bindparam("hours", type_=Integer)


class _EndOfDay(FunctionElement[datetime]):
    """The moment at which a day of the business ends: what has a day only stands above what happened on it."""

    type = Moment()
    inherit_cache = True
    name = "end_of_day"


@compiles(_EndOfDay, "sqlite")
def _on_file(element: _EndOfDay, compiler: Any, **more: Any) -> str:  # noqa: ANN401 - SQLAlchemy's compiler
    day, hours = (compiler.process(each, **more) for each in element.clauses)
    return f"strftime('%Y-%m-%d %H:%M:%S.000000', {day}, {hours} || ' hours')"


@compiles(_EndOfDay, "postgresql")
def _on_server(element: _EndOfDay, compiler: Any, **more: Any) -> str:  # noqa: ANN401 - SQLAlchemy's compiler
    day, hours = (compiler.process(each, **more) for each in element.clauses)
    return f"(({day} + make_interval(hours => {hours})) AT TIME ZONE 'UTC')"


def page(
    session: Session, contact_id: ContactId, zone: ZoneInfo, *, show: Show, after: Mark = START, limit: int
) -> list[Mark]:
    """Return the next marks below `after`, the newest first."""
    values = {"who": contact_id, "at": after.at, "source": int(after.source), "row_id": after.row_id}
    values |= {"limit": limit, "hours": _hours_to_the_end(zone)}
    rows = session.connection().execute(_statement(show), values)
    return [Mark(at, Source(source), row_id) for at, source, row_id in rows]


def _hours_to_the_end(zone: ZoneInfo) -> int:
    """Return how many hours after midnight UTC a day ends there; an hour of summer time makes no other order."""
    offset = datetime.combine(date(2026, 1, 1), time(), zone).utcoffset() or timedelta()
    return 24 - round(offset / timedelta(hours=1))


@cache
def _statement(show: Show) -> Any:  # noqa: ANN401 - a union of many selects
    parts = [_next_of(source, show) for source in _GROUPS[show]]
    found = union_all(*parts).subquery() if len(parts) > 1 else parts[0].subquery()
    at, source, row_id = found.c.at, found.c.source, found.c.row_id
    return select(at, source, row_id).order_by(at.desc(), source.desc(), row_id.desc()).limit(_LIMIT)


def _next_of(source: Source, show: Show) -> Select[Any]:
    """Return the next marks of one source: each is found by its own index, however many there are."""
    row_id, at, query = _PARTS[source](show)
    own = literal_column(str(int(source)), Integer)
    below = or_(at < _AT, and_(at == _AT, or_(own < _SOURCE, and_(own == _SOURCE, row_id < _ROW_ID))))
    marks = query.with_only_columns(at.label("at"), own.label("source"), row_id.label("row_id"))
    grouped = bool(query._group_by_clauses)  # noqa: SLF001 - there is no other way to ask
    marks = marks.having(below) if grouped else marks.where(at <= _AT, below)
    newest = marks.order_by(at.desc(), row_id.desc()).limit(_LIMIT).subquery()
    return select(newest.c.at, newest.c.source, newest.c.row_id)


Part = tuple[Any, Any, Select[Any]]


def _touches(show: Show) -> Part:
    kind = Touch.kind != _GIFT  # gifts have a line of their own, with what they cost
    if show is Show.GIFTS_AND_CARDS:
        kind = Touch.kind == _CARD
    elif show is Show.CONVERSATIONS:
        kind = Touch.kind.not_in((_GIFT, _CARD))
    return Touch.id, Touch.at, select(Touch.id).where(Touch.contact_id == WHO, kind)


def _sent_us(_show: Show) -> Part:
    query = select(Referral.id).join(ReferralGiver, ReferralGiver.referral_id == Referral.id)
    return Referral.id, Referral.received_at, query.where(ReferralGiver.contact_id == WHO)


def _we_sent(_show: Show) -> Part:
    return Referral.id, Referral.received_at, select(Referral.id).where(Referral.recipient_id == WHO)


def _came_to_us(_show: Show) -> Part:
    return Referral.id, Referral.received_at, select(Referral.id).where(Referral.prospect_id == WHO)


def _stages(_show: Show) -> Part:
    """Return the later stages of every referral in which the person stands; the first is the referral itself."""
    theirs = union(
        select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == WHO),
        select(Referral.id).where(Referral.prospect_id == WHO),
        select(Referral.id).where(Referral.recipient_id == WHO),
    )
    earlier = aliased(StageMove)
    later = exists().where(earlier.referral_id == StageMove.referral_id, earlier.id < StageMove.id)
    ids = select(theirs.subquery().c[0])
    return StageMove.id, StageMove.at, select(StageMove.id).where(StageMove.referral_id.in_(ids), later)


def _gifts(_show: Show) -> Part:
    given = select(Gift.id).where(Gift.contact_id == WHO, Gift.state == GiftState.GIVEN.value)
    return Gift.id, _end_of(Gift.on), given


def _cards(_show: Show) -> Part:
    query = select(Printed.id).join(PrintJob, PrintJob.id == Printed.print_job_id).where(Printed.contact_id == WHO)
    return Printed.id, PrintJob.at, query


def _promises_made(_show: Show) -> Part:
    """Return when promises were made: the trail knows, since a promise itself only has its due day."""
    query = (
        select(Promise.id)
        .join(RowChange, and_(RowChange.table == Promise.__tablename__, RowChange.row_id == Promise.id))
        .join(Operation, Operation.id == RowChange.operation_id)
        .where(Promise.contact_id == WHO, RowChange.before.is_(None), RowChange.last_row_id.is_(None))
        .group_by(Promise.id)
    )
    return Promise.id, type_coerce(func.min(Operation.at), Moment()), query


def _promises_kept(_show: Show) -> Part:
    query = select(Promise.id).where(Promise.contact_id == WHO, Promise.kept_on.is_not(None))
    return Promise.id, _end_of(Promise.kept_on), query


def _promises_dropped(_show: Show) -> Part:
    query = select(Promise.id).where(Promise.contact_id == WHO, Promise.dropped_on.is_not(None))
    return Promise.id, _end_of(Promise.dropped_on), query


def _thanks(_show: Show) -> Part:
    """Return thanks that ended without a conversation, card or gift: those have their own lines."""
    at = func.coalesce(ThanksPart.done_at, ThanksPart.waived_at)
    query = select(ThanksPart.id).join(Thanks, Thanks.id == ThanksPart.thanks_id).where(
        Thanks.contact_id == WHO, ThanksPart.touch_id.is_(None), ThanksPart.gift_id.is_(None), at.is_not(None)
    )  # fmt: skip
    return ThanksPart.id, type_coerce(at, Moment()), query


def _evidence(_show: Show) -> Part:
    return Evidence.id, _end_of(Evidence.on), select(Evidence.id).where(Evidence.contact_id == WHO)


def _lessons(_show: Show) -> Part:
    return LessonTaught.id, _end_of(LessonTaught.on), select(LessonTaught.id).where(LessonTaught.contact_id == WHO)


def _ranks(_show: Show) -> Part:
    return RowChange.id, Operation.at, timeline_trail.rank_changes()


def _plans(_show: Show) -> Part:
    return RowChange.id, Operation.at, timeline_trail.plan_changes()


def _edits(_show: Show) -> Part:
    return Operation.id, Operation.at, timeline_trail.edits()


def _end_of(day: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a column of a day, perhaps without one
    return _EndOfDay(type_coerce(day, Date()), _HOURS)


_PARTS: dict[Source, Callable[[Show], Part]] = {
    Source.CARD_PRINTED: _cards, Source.CAME_TO_US: _came_to_us, Source.WE_SENT: _we_sent, Source.SENT_US: _sent_us,
    Source.EVIDENCE: _evidence, Source.LESSON: _lessons, Source.TOUCH: _touches, Source.GIFT: _gifts,
    Source.THANKS: _thanks, Source.PROMISE_MADE: _promises_made, Source.PROMISE_DROPPED: _promises_dropped,
    Source.PROMISE_KEPT: _promises_kept, Source.STAGE: _stages, Source.RANK: _ranks, Source.PLAN: _plans,
    Source.EDIT: _edits,
}  # fmt: skip
