"""Promises: something that we said we would do for a contact, by a day."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from refdesk.domain import text
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.text_lengths import LONGEST_TEXT, too_long
from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import _


class PromiseState(StrEnum):
    """What became of a promise."""

    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """Hold a promise as it is typed in."""

    contact_id: ContactId | None
    text: str
    due_on: date | None
    referral_id: ReferralId | None = None


@dataclass(frozen=True, slots=True)
class OnTheWay:
    """Hold a promise that was made while something else was done; empty when there was none."""

    text: str = ""
    due_on: date | None = None


NOTHING_PROMISED = OnTheWay()


def problems_on_the_way(made: OnTheWay, *, made_on: date | None = None) -> tuple[Problem, ...]:
    """Return what is wrong with a promise that came with something else, on `made_on` where that is known."""
    if text.is_blank(made.text):
        return () if made.due_on is None else (Problem("promise_text", _("Type what you promised.")),)
    if len(made.text) > LONGEST_TEXT:
        return (Problem("promise_text", too_long(LONGEST_TEXT)),)
    if made.due_on is None:
        return (Problem("promise_due_on", _("Choose a day by which you will do it.")),)
    return (Problem("promise_due_on", _before_made()),) if _is_before(made.due_on, made_on) else ()


def problems(draft: PromiseDraft, *, made_on: date | None = None) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the promise, made on `made_on` if that is known, is saved."""
    found = []
    if draft.contact_id is None:
        found.append(Problem("contact_id", _("Choose to whom you promised it.")))
    if text.is_blank(draft.text):
        found.append(Problem("text", _("Type what you promised.")))
    elif len(draft.text) > LONGEST_TEXT:
        found.append(Problem("text", too_long(LONGEST_TEXT)))
    if draft.due_on is None:
        found.append(Problem("due_on", _("Choose a day by which you will do it.")))
    elif _is_before(draft.due_on, made_on):
        found.append(Problem("due_on", _before_made()))
    return tuple(found)


def _is_before(due_on: date, made_on: date | None) -> bool:
    return made_on is not None and due_on < made_on


def _before_made() -> str:
    return _("This day was over when it was promised.")


def state(*, kept_on: date | None, dropped_on: date | None) -> PromiseState:
    """Return what became of a promise."""
    if kept_on is not None:
        return PromiseState.KEPT
    return PromiseState.OPEN if dropped_on is None else PromiseState.DROPPED


class Kept(StrEnum):
    """What a promise counts for in the month in which it was due; RUNNING and MOOT count for nothing."""

    IN_TIME = "in_time"
    LATE = "late"
    NOT = "not"
    RUNNING = "running"
    MOOT = "moot"


def kept(
    due_on: date, *, kept_on: date | None, dropped_on: date | None, today: date, working: WorkingTime
) -> Kept:  # fmt: skip
    """Return how a promise was kept: on a free day it might wait for the working day after.

    One that was dropped before it was due is no broken one.
    """
    last = working.working_day_from(due_on)
    if kept_on is not None:
        return Kept.IN_TIME if kept_on <= last else Kept.LATE
    if dropped_on is not None:
        return Kept.MOOT if dropped_on <= last else Kept.NOT
    return Kept.RUNNING if today <= last else Kept.NOT


def clock(due_on: date, *, promised_at: datetime, working: WorkingTime) -> Clock:
    """Return the clock of a promise: due by the close of its day."""
    return working.by_end_of(due_on, began_at=promised_at)
