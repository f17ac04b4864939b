"""Modules read in beside the window before what needs them is made: nobody who is quick has to wait in a dead window.

To read a module in takes the window's thread longer than to make what it holds. So a thread reads it in, and meanwhile
keys and clicks are held: they reach what comes, as they would in a window that stood still.
"""

import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from functools import cache, partial, wraps
from threading import Event
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import shiboken6
from PySide6 import QtWidgets
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from refdesk.progress import Progress
from refdesk.ui.held_input import HeldInput
from refdesk.ui.jobs import JobLanes
from refdesk.ui.workplace import Workplace

Given = ParamSpec("Given")


class _Opens(Protocol):
    """What opens dialogs over a window."""

    @property
    def _workplace(self) -> Workplace: ...

    @property
    def _shell(self) -> QWidget: ...


Owner = TypeVar("Owner", bound=_Opens)
_NOBODY_WAITS = Event()
_NOBODY_WAITS.set()
"""What is read in only to be there sooner stands back while somebody waits for a module."""


def are_in(names: Sequence[str]) -> bool:
    """Tell whether all modules are read in to their end: none is half way on another thread."""
    found = [sys.modules.get(name) for name in names]
    return all(each is not None and not getattr(each.__spec__, "_initializing", False) for each in found)


def then(jobs: JobLanes, window: QWidget, names: Sequence[str], act: Callable[[], object]) -> None:
    """Do `act` now if the modules are in, else as soon as a thread has read them in."""
    if are_in(names):
        act()
        return
    if (waiting := window.findChild(HeldInput)) is not None:
        waiting.leave()  # the last thing asked for counts
    held = HeldInput(window)
    jobs.start(partial(_read, tuple(names)), then=partial(_go_on, held, act), failed=held.give_up)


def before(*names: str) -> Callable[
    [Callable[Concatenate[Owner, Given], None]], Callable[Concatenate[Owner, Given], None]
]:  # fmt: skip
    """Let a method that opens something wait for these modules."""

    def wait(opens: Callable[Concatenate[Owner, Given], None]) -> Callable[Concatenate[Owner, Given], None]:
        @wraps(opens)
        def opens_then(self: Owner, /, *args: Given.args, **kwargs: Given.kwargs) -> None:
            then(self._workplace.jobs, self._shell.window(), names, partial(opens, self, *args, **kwargs))

        return opens_then

    return wait


def read_ahead(names: Sequence[str], progress: Progress) -> None:
    """Read modules in that somebody may want soon, one after the other; whoever waits for one comes first."""
    _make_classes()
    for name in names:
        progress.check()
        _NOBODY_WAITS.wait(timeout=2)
        importlib.import_module(name)
        gc.freeze()  # it stays: the window's thread, which collects, need not look through it


def read_now(names: Sequence[str]) -> None:
    """Read in what somebody waits for, on the thread that calls."""
    _NOBODY_WAITS.clear()
    try:
        _make_classes()
        for name in names:
            importlib.import_module(name)
    finally:
        _NOBODY_WAITS.set()


@cache
def _make_classes() -> None:
    """Let PySide make its classes of all widgets.

    It makes each when it is first named, and all of them once Qt hands out a widget of its own, such as the inside of
    a list: the window would stand still for it.
    """
    for name in dir(QtWidgets):
        getattr(QtWidgets, name)


def _read(names: Sequence[str], _progress: Progress) -> None:
    read_now(names)


def _go_on(held: HeldInput, act: Callable[[], object], _done: Any) -> None:  # noqa: ANN401
    # In an event of its own, as a click would: what the end of a job makes is laid out and painted in the same go.
    if shiboken6.isValid(held):  # else something else was asked for since
        QTimer.singleShot(0, held, partial(_act, held, act))


def _act(held: HeldInput, act: Callable[[], object]) -> None:
    if held.leave():
        act()
        held.pass_on()
