"""Marks a function as an operation: something the owner does, with the words under which it can be undone."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from refdesk.store.unit import Unit

P = ParamSpec("P")
R = TypeVar("R")
Operation = Callable[Concatenate["Unit", P], R]

_LABEL = "operation_label"


def operation(label: str) -> Callable[[Callable[Concatenate["Unit", P], R]], Callable[Concatenate["Unit", P], R]]:
    """Name an operation; `label` is marked with N_ and may be made more exact by `unit.say`."""

    def mark(act: Callable[Concatenate["Unit", P], R]) -> Callable[Concatenate["Unit", P], R]:
        setattr(act, _LABEL, label)
        return act

    return mark


def label_of(act: Callable[..., Any]) -> str:
    """Return the untranslated label of an operation."""
    label = getattr(act, _LABEL, None)
    assert isinstance(label, str), f"{act.__name__} is not marked as an operation"
    return label
