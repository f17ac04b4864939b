"""What PySide6 keeps of the items of a layout that is added to another, given up at once.

It makes a Python object for each of them and keeps it as long as the outer layout lives, though Qt deletes an item
with its widget. Whatever comes to lie at that place of the memory is then taken for the item, and the process ends
when it is deleted (measured, PySide6 6.11: in three of 175 walks at random).
"""

from collections.abc import Callable
from functools import cache, wraps
from typing import Any

import shiboken6
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLayout, QWidget

_ADDING: tuple[tuple[type[QLayout], str], ...] = (
    (QBoxLayout, "addLayout"), (QBoxLayout, "insertLayout"), (QGridLayout, "addLayout")
)  # fmt: skip


@cache
def give_up() -> None:
    """Keep no such object from now on, whoever adds a layout; call it before the first window."""
    for layout_class, name in _ADDING:
        setattr(layout_class, name, _giving_up(getattr(layout_class, name)))


def widgets(layout: QLayout) -> list[QWidget]:
    """Return the widgets that stand in a layout itself, in their order."""
    items = [layout.itemAt(at) for at in range(layout.count())]
    found = [item.widget() for item in items if item is not None]
    _give_up_items(layout)
    return [each for each in found if each is not None]


def _giving_up(add: Callable[..., None]) -> Callable[..., None]:
    @wraps(add)
    def added(outer: QLayout, *args: Any, **named: Any) -> None:  # noqa: ANN401 - as Qt takes them
        add(outer, *args, **named)
        for inner in args:
            if isinstance(inner, QLayout):
                _give_up_items(inner)

    return added


def _give_up_items(layout: QLayout) -> None:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        if isinstance(item, QLayout):
            _give_up_items(item)
        elif item is not None:
            shiboken6.invalidate(item)  # the Python object alone; one that Python made stays as it is
