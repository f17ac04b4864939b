"""Stages of referrals, as Settings changes them: their names, their order, and when a card stands still too long."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import stages as rules
from refdesk.domain import text
from refdesk.domain.ids import StageId
from refdesk.domain.stages import Meaning
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services.operation import operation
from refdesk.store.tables.referrals import Referral, Stage, StageMove
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class StageLine:
    """Hold a stage as it can be changed; `is_last_of_kind` when it has to stay."""

    stage_id: StageId
    name: str
    meaning: Meaning
    stalled_after_days: int | None
    is_last_of_kind: bool


def lines(session: Session) -> tuple[StageLine, ...]:
    """Return the stages in their order."""
    rows = session.scalars(select(Stage).order_by(Stage.order, Stage.id)).all()
    meanings = [row.meaning for row in rows]
    return tuple(
        StageLine(
            StageId(row.id), row.name, Meaning(row.meaning), row.stalled_after_days, meanings.count(row.meaning) == 1
        )
        for row in rows
    )


@operation(N_("Add a stage"))
def add(
    unit: Unit, name: str, *, meaning: Meaning = Meaning.OPEN, stalled_after_days: int | None = None
) -> StageId:  # fmt: skip
    """Add a stage behind the others of its kind; raises `Refused` by field."""
    rows = _rows(unit)
    _check(rows, name, stalled_after_days)
    same = [at for at, row in enumerate(rows) if row.meaning == meaning]
    stage = unit.add(
        Stage(
            name=text.clean(name), order=len(rows) + 1, meaning=meaning.value, stalled_after_days=stalled_after_days
        )
    )  # fmt: skip
    _number([*rows[: same[-1] + 1], stage, *rows[same[-1] + 1 :]] if same else [*rows, stage])
    unit.say(said_added(stage.name), "stage", stage.id)
    return StageId(stage.id)


@operation(N_("Change a stage"))
def change(unit: Unit, stage_id: StageId, name: str, *, stalled_after_days: int | None) -> None:
    """Give a stage another name and other days; what it means stays. Raises `Refused` by field."""
    stage = unit.get(Stage, stage_id)
    _check([row for row in _rows(unit) if row.id != stage_id], name, stalled_after_days)
    stage.name, stage.stalled_after_days = text.clean(name), stalled_after_days
    unit.say(said_changed(stage.name), "stage", stage_id)


@operation(N_("Move a stage"))
def place(unit: Unit, stage_id: StageId, at: int) -> None:
    """Put a stage at a place among the others, the first being 0; the board follows."""
    stage = unit.get(Stage, stage_id)
    others = [row for row in _rows(unit) if row.id != stage_id]
    at = min(max(at, 0), len(others))
    _number([*others[:at], stage, *others[at:]])
    unit.say(said_moved(stage.name), "stage", stage_id)


@operation(N_("Remove a stage"))
def remove(unit: Unit, stage_id: StageId) -> None:
    """Take a stage out in which nobody stands; the time that referrals spent in it counts to the stage before.

    Raises `Refused` for the last one that is open, of wins or of losses.
    """
    stage = unit.get(Stage, stage_id)
    rows = _rows(unit)
    of_kind = sum(row.meaning == stage.meaning for row in rows) - 1
    here = unit.session.scalar(select(func.count()).where(Referral.stage_id == stage_id)) or 0
    if found := rules.cannot_remove(Meaning(stage.meaning), others_of_kind=of_kind, referrals=here):
        raise Refused(found)
    for move in unit.session.scalars(select(StageMove).where(StageMove.stage_id == stage_id)).all():
        unit.session.delete(move)
    unit.session.flush()
    name = stage.name
    unit.session.delete(stage)
    _number([row for row in rows if row.id != stage_id])
    unit.say(said_removed(name))


def said_added(name: str) -> str:
    """Return what the passing line says of a new stage."""
    return _("Stage {name} added").format(name=name)


def said_changed(name: str) -> str:
    """Return what the passing line says of a stage that was changed."""
    return _("Stage {name} saved").format(name=name)


def said_moved(name: str) -> str:
    """Return what the passing line says of a stage that stands elsewhere now."""
    return _("Stage {name} moved").format(name=name)


def said_removed(name: str) -> str:
    """Return what the passing line says of a stage that was taken out."""
    return _("Stage {name} removed").format(name=name)


def _rows(unit: Unit) -> Sequence[Stage]:
    return unit.session.scalars(select(Stage).order_by(Stage.order, Stage.id)).all()


def _number(rows: Sequence[Stage]) -> None:
    for order, row in enumerate(rows, 1):
        if row.order != order:
            row.order = order


def _check(others: Sequence[Stage], name: str, stalled_after_days: int | None) -> None:
    wrong: list[Problem | None] = [
        rules.name_problem(name, [row.name for row in others]),
        rules.days_problem(stalled_after_days),
    ]
    if found := [each for each in wrong if each]:
        raise Refused(*found)
