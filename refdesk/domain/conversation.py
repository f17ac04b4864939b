"""A conversation with all that is logged at its end: a call back, a date to remember, a lesson that was taught."""

from dataclasses import dataclass, replace
from datetime import date

from refdesk.domain import contact
from refdesk.domain.incoming import IncomingDate
from refdesk.domain.lessons import LessonKey
from refdesk.domain.touches import Outcome, TouchDraft
from refdesk.errors import Problem
from refdesk.i18n import _


@dataclass(frozen=True, slots=True)
class ConversationDraft:
    """Hold a conversation and what came out of it.

    `call_back_on` counts with the outcome "call back" only. `remember` is a yearly date that was mentioned; `taught` is
    the lesson that was taught, and `can_repeat` says whether the person could say it back.
    """

    touch: TouchDraft
    call_back_on: date | None = None
    remember: IncomingDate | None = None
    taught: LessonKey | None = None
    can_repeat: bool = False


def as_touch(draft: ConversationDraft) -> TouchDraft:
    """Return the conversation; one that ended with "call back" carries the promise to do so."""
    if draft.touch.outcome is not Outcome.CALL_BACK or draft.call_back_on is None:
        return draft.touch
    return replace(draft.touch, promise_text=_("Call back"), promise_due_on=draft.call_back_on)


def problems(draft: ConversationDraft, *, today: date) -> tuple[Problem, ...]:
    """Return what must be corrected besides the conversation itself."""
    found = []
    if draft.touch.outcome is Outcome.CALL_BACK and draft.call_back_on is None:
        found.append(Problem("call_back_on", _("Choose the day on which to call back.")))
    elif draft.touch.outcome is Outcome.CALL_BACK and draft.call_back_on is not None and draft.call_back_on < today:
        found.append(Problem("call_back_on", _("This day is over.")))
    if draft.remember is not None:
        on, label = draft.remember.on, draft.remember.label
        if wrong := contact.date_problem(on, field="remember_on", today=today):
            found.append(wrong)
        if len(label) > contact.LONGEST_LINE:
            found.append(Problem("remember_label", contact.too_long(contact.LONGEST_LINE)))
    return tuple(found)
