"""Conditions that many lists share, written so that a list is found by its own index and not by way of all people."""

from sqlalchemy import ColumnElement, Integer, bindparam, func, literal_column
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
    return func.coalesce(contact.status, "") == Status.ACTIVE.value


def is_of_kind(kind: PointKind) -> ColumnElement[bool]:
    """Return the condition that a point is a phone, an e-mail or a site, for points found by their contact."""
    return func.coalesce(ContactPoint.kind, "") == kind.value


def was_review() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a touch was a yearly review that took place, by the index of reviews."""
    return Touch.purpose == literal_column("'review'"), Touch.outcome.not_in(derived.NO_TOUCH)


def was_asked() -> ColumnElement[bool]:
    """Return the condition that a touch was an ask, directly or lightly.

    Written out and not bound to a value: only so does SQLite see that the index of asks holds the rows.
    """
    return Touch.asked != literal_column("'no'")
