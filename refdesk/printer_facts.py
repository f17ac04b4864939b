"""What is known of the printers of this machine: asked once, kept beside the other settings."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from refdesk import settings

FILE_NAME = "printers.toml"


@dataclass(frozen=True, slots=True)
class PrinterFacts:
    """What was asked once about a printer that this machine prints to; "" and False where it was not asked yet.

    They are of the machine: a printer is known to it by a name that may mean another one elsewhere.
    """

    kind: str = ""
    """The kind of printer, by its code; card stock is made for one or the other."""
    flip: str = ""
    """The edge at which its sheets are turned: "long" or "short"."""
    tray: str = ""
    """The tray that was chosen last."""
    last_on_top: bool = False
    """Whether the last sheet lies on top once a printed stack is turned by hand and put back."""
    landed: tuple[str, ...] = ()
    """The ways of printing that the owner found to land right."""
    words: str = ""
    """What people call it; the system's name may be another."""


def load() -> dict[str, PrinterFacts]:
    """Return what is known of the printers of this machine, by their names."""
    found = settings.read_table(FILE_NAME).get("printer")
    if not isinstance(found, dict):
        return {}
    return {name: _facts(each) for name, each in found.items() if isinstance(each, dict)}


def of(name: str) -> PrinterFacts:
    """Return what is known of one printer."""
    return load().get(name, PrinterFacts())


def save(name: str, facts: PrinterFacts) -> None:
    """Keep what is known of a printer; nothing but defaults forgets it. Work goes on when it cannot be written."""
    known = {**load(), name: facts}
    table = {each: _plain(dataclasses.asdict(what)) for each, what in known.items() if what != PrinterFacts()}
    settings.keep_table(FILE_NAME, {"printer": table})


def _facts(table: Mapping[str, object]) -> PrinterFacts:
    """Read what is there and makes sense."""
    kind, flip, tray, words, landed = (table.get(name) for name in ("kind", "flip", "tray", "words", "landed"))
    return PrinterFacts(
        kind=kind if isinstance(kind, str) else "",
        flip=flip if isinstance(flip, str) and flip in {"long", "short"} else "",
        tray=tray if isinstance(tray, str) else "",
        last_on_top=table.get("last_on_top") is True,
        landed=tuple(each for each in landed if isinstance(each, str)) if isinstance(landed, list) else (),
        words=words if isinstance(words, str) else "",
    )


def _plain(table: Mapping[str, object]) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in table.items()}
