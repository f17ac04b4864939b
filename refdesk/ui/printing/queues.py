"""The printers of this computer, as the system tells of them."""

import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintEngine, QPrinter, QPrinterInfo

from refdesk.ui.print_request import SHORT_EDGE

FINEST = 600
"""Dots an inch that are drawn at most: finer ones are seen by nobody, and take four times as long."""
_USUAL = 600
_COARSEST = 150
_PATIENCE_S = 4.0
_NO_TRAY = frozenset({"Auto", "AutoSelect", "Automatic", "auto"})
# Qt has this property for its own print dialog, and does not name it: options that are handed on to CUPS.
_CUPS_OPTIONS = 0xFE00


@dataclass(frozen=True, slots=True)
class Tray:
    """Where paper comes from; `key` is the system's name for it."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Queue:
    """One printer: the system's name, what people call it, and what it can do."""

    name: str
    words: str
    is_default: bool = False
    turns: bool = False
    """Prints both sides by itself."""
    resolution: int = _USUAL
    has_fault: bool = False
    """The system says that it is stopped or in trouble."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a printer is told before the first page: size in points, tray, and how it turns ("" not at all)."""

    queue: str
    title: str
    size: tuple[float, float]
    tray: str = ""
    duplex: str = ""
    resolution: int = _USUAL


class Printers(Protocol):
    """What the dialogs need of the system; tests give printers of their own."""

    def queues(self) -> tuple[Queue, ...]:
        """Return the printers that are set up here, the default first."""
        ...

    def trays(self, name: str) -> tuple[Tray, ...]:
        """Return the trays of a printer that can be chosen; may take a moment, and any thread may ask."""
        ...

    def open(self, ticket: Ticket) -> QPrinter | None:
        """Return the printer, told of everything; None when it is not there any more."""
        ...


class SystemPrinters:
    """The printers of the system."""

    def queues(self) -> tuple[Queue, ...]:
        """Return the printers that are set up here, the default first."""
        found = [_queue(info) for info in QPrinterInfo.availablePrinters()]
        return tuple(sorted(found, key=lambda queue: (not queue.is_default, queue.words.casefold())))

    def trays(self, name: str) -> tuple[Tray, ...]:
        """Return the trays of a printer where the system tells of them; () elsewhere."""
        command = shutil.which("lpoptions")
        if command is None or sys.platform in {"win32", "darwin"}:
            return ()
        try:
            told = subprocess.run(  # noqa: S603 - the name is handed on as it is, without a shell
                [command, "-p", name, "-l"], capture_output=True, timeout=_PATIENCE_S, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return ()
        return read_trays(told.stdout.decode("utf-8", "replace").splitlines())

    def open(self, ticket: Ticket) -> QPrinter | None:
        """Return the printer, told of everything; None when it is not there any more."""
        info = QPrinterInfo.printerInfo(ticket.queue)
        if info.isNull():
            return None
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        set_up(printer, ticket)
        if sys.platform not in {"win32", "darwin"}:
            key = QPrintEngine.PrintEnginePropertyKey(_CUPS_OPTIONS)
            printer.printEngine().setProperty(key, cups_options(ticket))
        return printer


def set_up(printer: QPrinter, ticket: Ticket) -> None:
    """Tell a printer of the page: its very size, drawn up to the edges, and nothing fitted."""
    width, height = ticket.size
    across = width > height
    upright = QSizeF(height, width) if across else QSizeF(width, height)
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    way = QPageLayout.Orientation.Landscape if across else QPageLayout.Orientation.Portrait
    layout = QPageLayout(paper, way, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setDocName(ticket.title)
    printer.setCreator("RefDesk")
    printer.setPageLayout(layout)
    printer.setFullPage(True)
    printer.setResolution(ticket.resolution)
    printer.setDuplex(_duplex(ticket.duplex))


def cups_options(ticket: Ticket) -> list[str]:
    """Return what CUPS is told beside: true size, and the tray."""
    return ["print-scaling", "none", *(("InputSlot", ticket.tray) if ticket.tray else ())]


def read_trays(lines: Iterable[str]) -> tuple[Tray, ...]:
    """Return the trays in what `lpoptions -l` says; what the printer chooses by itself is left out."""
    for line in lines:
        name, _colon, choices = line.partition(":")
        if name.partition("/")[0] == "InputSlot":
            keys = [each.removeprefix("*") for each in choices.split()]
            return tuple(Tray(key, _spaced(key)) for key in keys if key and key not in _NO_TRAY)
    return ()


def resolution(offered: Iterable[int]) -> int:
    """Return in how many dots an inch to draw for a printer that offers these."""
    fine = [dots for dots in offered if dots >= _COARSEST]
    return max((dots for dots in fine if dots <= FINEST), default=_USUAL)


def _queue(info: QPrinterInfo) -> Queue:
    modes = {QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexShortSide}
    faults = {QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted}
    return Queue(
        name=info.printerName(),
        words=info.description().strip() or info.printerName(),
        is_default=info.isDefault(),
        turns=bool(modes & set(info.supportedDuplexModes())),
        resolution=resolution(info.supportedResolutions()),
        has_fault=info.state() in faults,
    )


def _duplex(edge: str) -> QPrinter.DuplexMode:
    if not edge:
        return QPrinter.DuplexMode.DuplexNone
    return QPrinter.DuplexMode.DuplexShortSide if edge == SHORT_EDGE else QPrinter.DuplexMode.DuplexLongSide


def _spaced(key: str) -> str:
    """Return "Tray 1" for "Tray1" and "Hand Feed" for "HandFeed"."""
    words = ""
    for before, letter in zip(f" {key}", key, strict=False):
        apart = (letter.isupper() and before.islower()) or (letter.isdigit() and before.isalpha())
        words += f" {letter}" if apart else letter
    return words.replace("-", " ").replace("_", " ")
