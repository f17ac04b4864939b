"""What a screen hands to the print dialog, by its signal `print_wanted`."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from refdesk.errors import RefDeskError

Written = TypeVar("Written")
LONG_EDGE, SHORT_EDGE = "long", "short"


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """A finished PDF and what the printer must be told of it.

    The pages are drawn without any print position: the dialog moves them for the printer that is chosen. The file
    belongs to the dialog, which removes it; `filled` makes one. `sides` is 2 for front and back of one sheet in
    turns, turned at the edge `flip`. `paper` says in words what to put in ("Letter"), `stock_key` names the card or
    label sheet. `then` is called once the pages went to the printer, or were saved; not when it was put off.
    """

    pdf: Path
    title: str
    paper: str = ""
    sides: int = 1
    flip: str = LONG_EDGE
    stock_key: str = ""
    then: Callable[[], object] | None = None


def filled(write: Callable[[Path], Written]) -> Written:
    """Let `write` fill a file for a request; when it is refused, nothing is left behind."""
    path = new_file()
    try:
        return write(path)
    except RefDeskError:
        path.unlink(missing_ok=True)
        raise


def new_file() -> Path:
    """Return the path of a new empty PDF that nobody else on this computer can read."""
    handle, name = tempfile.mkstemp(prefix="refdesk-", suffix=".pdf")
    os.close(handle)
    return Path(name)
