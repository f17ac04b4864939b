"""Goals: what is aimed at, how it stands in this week and month, and how it went before."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from refdesk.domain import goals as rules
from refdesk.domain import touches
from refdesk.domain.goals import Goal as Aim
from refdesk.domain.goals import Measure, Period
from refdesk.domain.referral import Direction
from refdesk.domain.thanks import OPENING_PARTS
from refdesk.domain.touches import Asked, Outcome, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Refused
from refdesk.i18n import N_, _
from refdesk.services import business
from refdesk.services.clocks import Clocks
from refdesk.services.operation import operation
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart
from refdesk.store.tables.work import Goal, Touch
from refdesk.store.unit import Unit

PERIODS_SHOWN = 12
_HEARD = tuple(outcome.value for outcome in Outcome if touches.counts_as_touch(outcome))


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold how a goal stands in the period that runs; `pace` is the share of its working days, from 0 to 1."""

    measure: Measure
    period: Period
    target: int
    done: int
    pace: float

    @property
    def reached(self) -> bool:
        """Say whether it is done."""
        return self.done >= self.target


@dataclass(frozen=True, slots=True)
class Past:
    """Hold how a measure went in one period; `target` is 0 where there was no goal."""

    first: date
    last: date
    target: int
    done: int


def bars(session: Session, clocks: Clocks) -> tuple[Bar, ...]:
    """Return the goals of this week, then of this month, as they stand."""
    today = clocks.working.date_of(clocks.now)
    counted = _Counted(session, clocks.working)
    paces = {period: rules.pace(period, today, clocks.working) for period in Period}
    return tuple(
        Bar(aim.measure, aim.period, aim.target, counted.done(aim.measure, *rules.bounds(aim.period, today)),
            paces[aim.period])
        for aim in in_force(session, today)
    )  # fmt: skip


def in_force(session: Session, today: date) -> tuple[Aim, ...]:
    """Return the goals that count in the periods of this day, weeks first; those of a business that set none too."""
    kept = _targets(session)
    possible = [(period, measure) for period in Period for measure in Measure]
    aims = (
        Aim(measure, period, _target(kept, measure, period, rules.bounds(period, today)[1]))
        for period, measure in possible
    )
    return tuple(aim for aim in aims if aim.target)


def history(
    session: Session, measure: Measure, period: Period, now: datetime, working: WorkingTime
) -> tuple[Past, ...]:
    """Return the last twelve periods of a measure, the running one last."""
    kept, counted = _targets(session), _Counted(session, working)
    day = working.date_of(now)
    found = []
    for _step in range(PERIODS_SHOWN):
        first, last = rules.bounds(period, day)
        target = _target(kept, measure, period, last)
        found.append(Past(first, last, target, counted.done(measure, first, last)))
        day = first - timedelta(days=1)
    return tuple(reversed(found))


@operation(N_("Set goals"))
def set_targets(unit: Unit, aims: Sequence[Aim]) -> None:
    """Aim at these from the running periods on; 0 ends a goal. Earlier periods keep what they aimed at.

    Raises `Refused`, each problem with the measure and the period as its field: "given.week".
    """
    wrong = [
        replace(problem, field=f"{aim.measure}.{aim.period}") for aim in aims for problem in rules.problems(aim.target)
    ]
    if wrong:
        raise Refused(*wrong)
    today = business.working_time(unit.session).date_of(unit.now)
    for aim in aims:
        _set_target(unit, aim, rules.bounds(aim.period, today)[0])
    unit.say(_said(aims))


def _set_target(unit: Unit, aim: Aim, first: date) -> None:
    here = select(Goal).where(Goal.measure == aim.measure, Goal.period == aim.period, Goal.from_on == first)
    row = unit.session.scalars(here).one_or_none()
    if row is None:
        unit.add(Goal(measure=aim.measure.value, period=aim.period.value, target=aim.target, from_on=first))
    else:
        row.target = aim.target


def _said(aims: Sequence[Aim]) -> str:
    if len(aims) != 1:
        return _("Goals changed")
    said = _("Goal set: {name}, {target}") if aims[0].target else _("Goal ended: {name}")
    return said.format(name=_(rules.MEASURE_WORDS[aims[0].measure]), target=aims[0].target)


def _targets(session: Session) -> dict[tuple[str, str], list[tuple[date, int]]]:
    """Return the targets of each measure and period with the days from which they count, in their order."""
    found: dict[tuple[str, str], list[tuple[date, int]]] = {}
    query = select(Goal.measure, Goal.period, Goal.from_on, Goal.target).order_by(Goal.from_on, Goal.id)
    for row in session.execute(query):
        found.setdefault((row.measure, row.period), []).append((row.from_on, row.target))
    return found


def _target(
    kept: dict[tuple[str, str], list[tuple[date, int]]], measure: Measure, period: Period, last: date
) -> int:  # fmt: skip
    usual = next((aim.target for aim in rules.DEFAULT_GOALS if (aim.measure, aim.period) == (measure, period)), 0)
    since = [target for from_on, target in kept.get((measure, period), ()) if from_on <= last]
    return since[-1] if since else usual


class _Counted:
    """Counts what was done from one day to another, in the time of the business."""

    def __init__(self, session: Session, working: WorkingTime) -> None:
        self._session, self._working = session, working

    def done(self, measure: Measure, first: date, last: date) -> int:
        begins, ends = self._working.start_of(first), self._working.start_of(last + timedelta(days=1))
        if measure is Measure.THANKS_IN_TIME:
            return sum(self._in_time(begins, ends))
        return self._session.scalar(_COUNTS[measure](begins, ends)) or 0

    def _in_time(self, begins: datetime, ends: datetime) -> Iterator[bool]:
        rows = self._session.execute(
            select(ThanksPart.done_at, ThanksPart.due_at)
            .join(Thanks, Thanks.id == ThanksPart.thanks_id)
            .where(ThanksPart.done_at >= begins, ThanksPart.done_at < ends, ThanksPart.part.in_(OPENING_PARTS))
        )
        for done_at, due_at in rows:
            yield done_at is not None and done_at <= self._working.after_absence(due_at)


def _received(begins: datetime, ends: datetime) -> Select[Any]:
    return _referrals(begins, ends).where(Referral.direction == Direction.RECEIVED)


def _well_prepared(begins: datetime, ends: datetime) -> Select[Any]:
    return _received(begins, ends).where(Referral.preparedness >= rules.WELL_PREPARED)


def _given(begins: datetime, ends: datetime) -> Select[Any]:
    return _referrals(begins, ends).where(Referral.direction == Direction.GIVEN)


def _asks(begins: datetime, ends: datetime) -> Select[Any]:
    return _touches(begins, ends).where(Touch.asked == Asked.DIRECTLY)


def _heard(begins: datetime, ends: datetime) -> Select[Any]:
    return _touches(begins, ends).where(Touch.outcome.in_(_HEARD))


def _cards(begins: datetime, ends: datetime) -> Select[Any]:
    return _touches(begins, ends).where(Touch.kind == TouchKind.CARD)


def _calls(begins: datetime, ends: datetime) -> Select[Any]:
    return _touches(begins, ends).where(Touch.kind == TouchKind.CALL)


def _referrals(begins: datetime, ends: datetime) -> Select[Any]:
    return select(func.count()).where(Referral.received_at >= begins, Referral.received_at < ends)


def _touches(begins: datetime, ends: datetime) -> Select[Any]:
    return select(func.count()).where(Touch.at >= begins, Touch.at < ends)


_COUNTS: dict[Measure, Callable[[datetime, datetime], Select[Any]]] = {
    Measure.RECEIVED: _received,
    Measure.WELL_PREPARED: _well_prepared,
    Measure.GIVEN: _given,
    Measure.ASKS: _asks,
    Measure.TOUCHES: _heard,
    Measure.CARDS: _cards,
    Measure.CALLS: _calls,
}
