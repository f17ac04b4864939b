"""Wins: what a won referral brought, when to ask how we did, and when to make a new client a source (rule 13)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from refdesk.domain import money, text
from refdesk.domain.contact import LONGEST_TEXT, too_long
from refdesk.domain.evidence import LEAST_SATISFIED, MOST_SATISFIED
from refdesk.domain.ids import ReferralId
from refdesk.domain.rules import USUAL, Rules
from refdesk.domain.touches import LOGGED_KINDS, Asked, TouchKind
from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import _


@dataclass(frozen=True, slots=True)
class WinRules:
    """Hold the numbers of the rule, in days; `review` are working days.

    Weeks after the work a question how it was sounds odd: `review_grace` days after it was done, it is overdue. The
    proposal to make a new client a source waits quietly for `source_grace` days, and `source_last` days after the win
    nobody asks any more.
    """

    review: int = 3
    review_grace: int = 14
    source_grace: int = 30
    source_last: int = 150


WINS = WinRules()


@dataclass(frozen=True, slots=True)
class WinDraft:
    """Hold what was won as it is typed in; no `value_minor` means that nobody has said what it brings."""

    on: date
    value_minor: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HowWeDid:
    """Hold the answer to "how did we do?"; an answer left out changes nothing.

    `happy_moment` is kept as evidence. `asked` says whether we asked for a referral on the way.
    """

    referral_id: ReferralId
    at: datetime
    kind: TouchKind = TouchKind.CALL
    satisfaction: int | None = None
    happy_moment: str = ""
    note: str = ""
    asked: Asked = Asked.NO


def problems(draft: WinDraft, *, came_on: date, today: date) -> tuple[Problem, ...]:
    """Return everything that must be corrected before a win can be saved; `came_on` is the day of the referral."""
    found = [wrong] if (wrong := day_problem(draft.on, came_on=came_on, today=today)) else []
    if draft.value_minor is not None and not 0 <= draft.value_minor <= money.MOST_MINOR:
        words = _("Type an amount of zero or more.") if draft.value_minor < 0 else _("This amount is too large.")
        found.append(Problem("value_minor", words))
    if len(draft.note) > LONGEST_TEXT:
        found.append(Problem("note", too_long(LONGEST_TEXT)))
    return tuple(found)


def day_problem(on: date, *, came_on: date, today: date) -> Problem | None:
    """Return what is wrong with the day of a win, or of work that was done."""
    if on > today:
        return Problem("on", _("This day has not come yet."))
    if on < came_on:
        return Problem("on", _("The referral came later than that."))
    return None


def review_problems(draft: HowWeDid) -> tuple[Problem, ...]:
    """Return what must be corrected in an answer, besides the conversation itself."""
    found = []
    if draft.satisfaction is not None and not LEAST_SATISFIED <= draft.satisfaction <= MOST_SATISFIED:
        found.append(Problem("satisfaction", _("Choose 1 to 5.")))
    if draft.satisfaction is None and text.is_blank(draft.happy_moment) and text.is_blank(draft.note):
        found.append(Problem("satisfaction", _("Choose 1 to 5, or type what was said.")))
    if draft.kind not in LOGGED_KINDS:
        found.append(Problem("kind", _("Choose how you asked.")))
    if len(draft.happy_moment) > LONGEST_TEXT // 4:
        found.append(Problem("happy_moment", too_long(LONGEST_TEXT // 4)))
    return tuple(found)


def review_clock(done_on: date, working: WorkingTime, rules: WinRules = WINS) -> Clock:
    """Return the clock of "how did we do?" for work done on a day: three working days, while it is fresh."""
    due_day = working.add_working_days(done_on, rules.review)
    overdue_day = working.working_day_from(max(done_on + timedelta(days=rules.review_grace), due_day))
    return Clock(working.start_of(done_on), working.close_of(due_day), _after(overdue_day, due_day, working))


def source_from(won_on: date, rules: Rules = USUAL) -> date:
    """Return the first day on which a new client is proposed as a source."""
    return won_on + timedelta(days=rules.source_days)


def won_by(today: date, rules: Rules = USUAL) -> date:
    """Return the last day of a win whose client is proposed as a source today."""
    return today - timedelta(days=rules.source_days)


def won_from(today: date, rules: WinRules = WINS) -> date:
    """Return the first day of a win whose client is still proposed as a source today."""
    return today - timedelta(days=rules.source_last)


def source_clock(won_on: date, working: WorkingTime, rules: WinRules = WINS) -> Clock:
    """Return the clock of "make them a source": nobody waits for it, so it is late only after a month."""
    first = source_from(won_on, working.rules)
    due_day = working.working_day_from(first + timedelta(days=rules.source_grace))
    overdue_day = working.working_day_from(due_day + timedelta(days=rules.source_grace))
    return Clock(working.start_of(first), working.close_of(due_day), _after(overdue_day, due_day, working))


def _after(overdue_day: date, due_day: date, working: WorkingTime) -> datetime:
    return working.close_of(overdue_day if overdue_day > due_day else working.next_working_day(due_day))
