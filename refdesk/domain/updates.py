"""Updates to the giver: when word is owed to whoever sent us somebody about what became of it (rule 6).

One is due after the first contact, then after 7 days, then every 28 days while the referral is open, and at its end.
Whatever mentioned the referral to the giver buys 7 quiet days. Where nothing may be shared, the one update says that we
have spoken, and there is no other.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from refdesk.domain.rules import USUAL, Rules
from refdesk.domain.stages import Meaning
from refdesk.domain.working_time import Clock, WorkingTime


@dataclass(frozen=True, slots=True)
class UpdateRules:
    """Hold the numbers of the rule, in days; the first three are settings of the business.

    `along` days before it is due, an update comes along with another to the same giver: one message does for both.
    After `news` days the end of a referral is no news any more. `grace` days after it is due, an update is overdue.
    """

    quiet: int = USUAL.update_quiet
    second: int = USUAL.update_second
    then: int = USUAL.update_then
    along: int = 7
    news: int = 90
    grace: int = 7


UPDATES = UpdateRules()


@lru_cache(maxsize=8)
def of(rules: Rules) -> UpdateRules:
    """Return the numbers as the business has set them."""
    return UpdateRules(quiet=rules.update_quiet, second=rules.update_second, then=rules.update_then)


class Mark(StrEnum):
    """How a giver stands with a referral, as its card on the board shows it."""

    NONE = "none"
    KEPT_POSTED = "kept_posted"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Case:
    """Hold what one giver has heard of one referral, and what has happened to it.

    `first_contact_at` is the first try to reach the person, `spoken_at` the first talk. `updates` counts those given
    since the first contact; `mentioned_at` is the last touch of any purpose that mentioned it to this giver, and
    `thanked_at` the last word of thanks or card for it. `news_comes` while thanks with the news of a win are owed: they
    are the update at its end.
    """

    meaning: Meaning
    first_contact_at: datetime | None = None
    spoken_at: datetime | None = None
    ended_at: datetime | None = None
    updates: int = 0
    updated_at: datetime | None = None
    mentioned_at: datetime | None = None
    thanked_at: datetime | None = None
    discreet: bool = False
    hear_less: bool = False
    news_comes: bool = False


def due_on(case: Case, today: date, working: WorkingTime) -> date | None:
    """Return the day from which the next update is owed, in the past or to come; None when none is."""
    rules = of(working.rules)
    wanted = _wanted_on(case, today, working, rules)
    if wanted is None or case.mentioned_at is None:
        return wanted
    return max(wanted, working.date_of(case.mentioned_at) + timedelta(days=rules.quiet))


def comes_along(case: Case, today: date, working: WorkingTime) -> bool:
    """Say whether an update that is not due yet may be given together with one that is."""
    rules = of(working.rules)
    day = due_on(case, today, working)
    if day is None or day > today + timedelta(days=rules.along):
        return False
    return case.mentioned_at is None or working.date_of(case.mentioned_at) + timedelta(days=rules.quiet) <= today


def clock(day: date, working: WorkingTime) -> Clock:
    """Return the clock of an update owed from a day on: due by the close of the next working day."""
    due_day = working.next_working_day(day)
    overdue_day = working.working_day_from(due_day + timedelta(days=UPDATES.grace))
    return Clock(working.start_of(day), working.close_of(due_day), working.close_of(overdue_day))


def has_news(case: Case) -> bool:
    """Say whether there is anything that may be told at all."""
    if case.discreet:
        return _has_discreet_word(case)
    return case.first_contact_at is not None or case.meaning is not Meaning.OPEN


def mark(case: Case, today: date, working: WorkingTime) -> Mark:
    """Return how this giver stands with this referral today."""
    day = due_on(case, today, working)
    if day is not None and day <= today:
        return Mark.DUE
    return Mark.KEPT_POSTED if case.updates or _knows_the_end(case) else Mark.NONE


def _wanted_on(case: Case, today: date, working: WorkingTime, rules: UpdateRules) -> date | None:
    """Return the day on which the next update is wanted, were it not for the quiet days."""
    if _is_old_news(case, today, working, rules):
        return None
    if case.discreet:
        return working.date_of(case.spoken_at) if case.spoken_at and _owes_discreet_word(case) else None
    if case.meaning is not Meaning.OPEN:
        return None if case.ended_at is None or _knows_the_end(case) else working.date_of(case.ended_at)
    if case.hear_less or case.first_contact_at is None:
        return None
    if not case.updates or case.updated_at is None:
        return working.date_of(case.first_contact_at)
    pause = rules.second if case.updates == 1 else rules.then
    return working.date_of(case.updated_at) + timedelta(days=pause)


def _is_old_news(case: Case, today: date, working: WorkingTime, rules: UpdateRules) -> bool:
    if case.meaning is Meaning.OPEN or case.ended_at is None:
        return False
    return working.date_of(case.ended_at) + timedelta(days=rules.news) < today


def _owes_discreet_word(case: Case) -> bool:
    # Its only word is about the beginning; whoever wants only the end hears nothing, for the end is not told.
    return not case.hear_less and _has_discreet_word(case)


def _has_discreet_word(case: Case) -> bool:
    if case.spoken_at is None or case.updates:
        return False
    return case.thanked_at is None or case.thanked_at < case.spoken_at


def _knows_the_end(case: Case) -> bool:
    if case.meaning is Meaning.OPEN or case.ended_at is None:
        return False
    if case.updated_at is not None and case.updated_at >= case.ended_at:
        return True
    if case.meaning is not Meaning.WON:
        return False
    return case.news_comes or (case.thanked_at is not None and case.thanked_at >= case.ended_at)
