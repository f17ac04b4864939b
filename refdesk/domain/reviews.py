"""The yearly client review: the facts confirmed, how we did, and who is in a similar situation."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from refdesk.domain import touches
from refdesk.domain.contact import LONGEST_TEXT, too_long
from refdesk.domain.evidence import LEAST_SATISFIED, MOST_SATISFIED
from refdesk.domain.ids import ContactId
from refdesk.domain.rank_proposals import months_before
from refdesk.domain.rules import USUAL, Rules
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


def due_on(client_since: date | None, last_review_on: date | None, rules: Rules = USUAL) -> date | None:
    """Return the day of the next review: so long after the last one, or after they became a client; None: never."""
    if client_since is None:
        return None
    last_on = client_since if last_review_on is None else max(client_since, last_review_on)
    return months_after(last_on, rules.review_months)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where there is no such day."""
    return months_before(day, -months)


def reviewed_by(today: date, rules: Rules = USUAL) -> date:
    """Return the last day from which the time is over: whoever was reviewed later is not due yet."""
    day = months_before(today, rules.review_months)
    while months_after(day + timedelta(days=1), rules.review_months) <= today:
        day += timedelta(days=1)
    return day


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
