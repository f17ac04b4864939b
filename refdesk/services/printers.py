"""Where each printer puts its ink: its print position, tray by tray and side by side.

Positions lie in the data file, so that whoever opens it prints right; what kind of printer it is lies with the machine.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from refdesk.documents.sheets import PrinterKind
from refdesk.domain import print_position
from refdesk.domain.print_position import ZERO, Position, Side
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services.operation import operation
from refdesk.store.tables.paper import PrinterPosition
from refdesk.store.unit import Unit

__all__ = ["PrinterKind"]

KIND_WORDS: dict[PrinterKind, str] = {PrinterKind.INK_JET: N_("Ink jet"), PrinterKind.LASER: N_("Laser")}
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class KnownPosition:
    """The print position of one tray of a printer; a side that was never read is not moved."""

    printer: str
    tray: str
    front: Position
    back: Position


def position(session: Session, printer: str, tray: str, side: Side) -> Position:
    """Return how far a printer must be moved; the position of the printer as a whole serves a tray without its own."""
    rows = {row.tray: row for row in session.scalars(_of(printer)) if row.side == side}
    row = rows.get(tray) or rows.get("")
    return _position(row) if row else ZERO


def positions(session: Session) -> tuple[KnownPosition, ...]:
    """Return every print position that is kept, by printer and tray."""
    found: dict[tuple[str, str], dict[str, Position]] = {}
    for row in session.scalars(select(PrinterPosition).order_by(PrinterPosition.printer, PrinterPosition.tray)):
        found.setdefault((row.printer, row.tray), {})[row.side] = _position(row)
    return tuple(
        KnownPosition(printer, tray, sides.get(Side.FRONT, ZERO), sides.get(Side.BACK, ZERO))
        for (printer, tray), sides in found.items()
    )


@operation(N_("Save a print position"))
def keep(unit: Unit, printer: str, tray: str, sides: Mapping[Side, Position]) -> None:
    """Keep the position of these sides of a tray ("" for all of them); raises `Refused`."""
    found = [each for each in map(print_position.problem, sides.values()) if each]
    if not printer or max(len(printer), len(tray)) > LONGEST_NAME:
        found.append(Problem("printer", _("Choose a printer.")))
    if found:
        raise Refused(*found)
    rows = {row.side: row for row in unit.session.scalars(_of(printer)) if row.tray == tray}
    for side, value in sides.items():
        row = rows.get(side)
        if row is None:
            unit.add(
                PrinterPosition(
                    printer=printer, tray=tray, side=side.value, dx=value.right, dy=value.up, scale=value.scale
                )
            )
        else:
            row.dx, row.dy, row.scale = value.right, value.up, value.scale
    unit.say(said_kept(printer), "printer_position")


@operation(N_("Forget a print position"))
def forget(unit: Unit, printer: str, tray: str | None = None) -> None:
    """Move nothing any more on a tray of a printer, or on all of them for None."""
    for row in unit.session.scalars(_of(printer)).all():
        if tray is None or row.tray == tray:
            unit.session.delete(row)
    unit.say(said_forgotten(printer), "printer_position")


def said_kept(printer: str) -> str:
    """Return what the passing line says of a position that was kept."""
    return _("Print position of {printer} saved").format(printer=printer)


def said_forgotten(printer: str) -> str:
    """Return what the passing line says of a position that was forgotten."""
    return _("Print position of {printer} forgotten").format(printer=printer)


def _of(printer: str) -> Select[PrinterPosition]:
    return select(PrinterPosition).where(PrinterPosition.printer == printer).order_by(PrinterPosition.id)


def _position(row: PrinterPosition) -> Position:
    return Position(row.dx, row.dy, row.scale)
