"""Conditions that many lists share, written so that a list is found by its own index and not by way of all people."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Integer, bindparam, func, literal_column
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm.util import AliasedClass

from refdesk.domain.contact import PointKind, Status
from refdesk.store import derived
from refdesk.store.tables.people import Contact, ContactPoint
from refdesk.store.tables.work import Touch

WHO = bindparam("who", type_=Integer)
"""The person a statement is about: it is made once, since making it takes longer than running it."""


def is_active(contact: type[Contact] | AliasedClass[Contact] = Contact) -> ColumnElement[bool]:
    """Return the condition that somebody has not left.

    Wrapped, it offers no index: nearly everybody is active, and beginning there reads the whole table.
    """
    return _unsought(contact.status) == literal_column(f"'{Status.ACTIVE.value}'")


def is_of_kind(kind: PointKind) -> ColumnElement[bool]:
    """Return the condition that a point is a phone, an e-mail or a site, for points found by their contact."""
    return _unsought(ContactPoint.kind) == literal_column(f"'{kind.value}'")


def is_one_of(column: InstrumentedAttribute[Any], words: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a column holds one of these states.

    They are our own words and written out: bound values would be set in anew each time that the statement is run.
    """
    return column.in_([literal_column(f"'{word}'") for word in words])


def was_touch() -> ColumnElement[bool]:
    """Return the condition that somebody was reached, or at least told something."""
    return ~is_one_of(Touch.outcome, derived.NO_TOUCH)


def was_review() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a touch was a yearly review that took place, by the index of reviews."""
    return Touch.purpose == literal_column("'review'"), was_touch()


def was_asked() -> ColumnElement[bool]:
    """Return the condition that a touch was an ask, directly or lightly.

    Written out and not bound to a value: only so does SQLite see that the index of asks holds the rows.
    """
    return Touch.asked != literal_column("'no'")


def _unsought(column: InstrumentedAttribute[str]) -> ColumnElement[str]:
    return func.coalesce(column, literal_column("''"))
