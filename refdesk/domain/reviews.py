"""The yearly client review: the facts confirmed, how we did, and who is in a similar situation."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from refdesk.domain import touches
from refdesk.domain.contact import LONGEST_TEXT, too_long
from refdesk.domain.evidence import LEAST_SATISFIED, MOST_SATISFIED
from refdesk.domain.ids import ContactId
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Problem
from refdesk.i18n import _

HAPPY_FROM = 4
"""The satisfaction from which on an answer proposes an ask."""


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """Hold a client review as it is logged; an answer left out changes nothing.

    `who_they_know` is the answer to "who do you know in a similar situation?".
    """

    contact_id: ContactId
    at: datetime
    kind: TouchKind = TouchKind.CALL
    facts_confirmed: bool = False
    satisfaction: int | None = None
    happy_moment: str = ""
    who_they_know: str = ""
    asked: Asked = Asked.NO
    summary: str = ""
    promise_text: str = ""
    promise_due_on: date | None = None


def due_on(client_since: date | None, last_review_on: date | None) -> date | None:
    """Return the day of the next review: a year after the last one, or after they became a client; None: never."""
    if client_since is None:
        return None
    return a_year_after(client_since if last_review_on is None else max(client_since, last_review_on))


def a_year_after(day: date) -> date:
    """Return the same day of the next year; after February 29 it is February 28."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 2, 28)


def reviewed_by(today: date) -> date:
    """Return the last day from which a year has gone by: whoever was reviewed later is not due yet."""
    if (today.month, today.day) == (2, 29):
        return date(today.year - 1, 2, 28)
    day = today.replace(year=today.year - 1)
    following = day + timedelta(days=1)
    return following if a_year_after(following) <= today else day


def problems(draft: ReviewDraft, *, now: datetime) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the review can be logged."""
    found = list(touches.problems(as_touch(draft), now=now))
    if draft.satisfaction is not None and not LEAST_SATISFIED <= draft.satisfaction <= MOST_SATISFIED:
        found.append(Problem("satisfaction", _("Choose 1 to 5.")))
    most = LONGEST_TEXT // 4
    found += [
        Problem(name, too_long(most)) for name in ("happy_moment", "who_they_know") if len(getattr(draft, name)) > most
    ]
    return tuple(found)


def as_touch(draft: ReviewDraft) -> TouchDraft:
    """Return the conversation that the review is."""
    return TouchDraft(
        contact_id=draft.contact_id,
        at=draft.at,
        kind=draft.kind,
        purpose=Purpose.REVIEW,
        outcome=Outcome.TALKED,
        summary=_summary(draft),
        asked=draft.asked,
        promise_text=draft.promise_text,
        promise_due_on=draft.promise_due_on,
    )


def _summary(draft: ReviewDraft) -> str:
    said = [draft.summary.strip()]
    if draft.facts_confirmed:
        said.append(_("Facts confirmed"))
    if draft.who_they_know.strip():
        said.append(_("In a similar situation: {answer}").format(answer=draft.who_they_know.strip()))
    return "\n".join(filter(None, said))
