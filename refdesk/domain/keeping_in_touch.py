"""Keeping in touch by rank (rule 7): any touch resets the time, and only a few people a day are named."""

from dataclasses import dataclass
from datetime import date, timedelta

from refdesk.domain import ranking
from refdesk.domain.ranking import Rank
from refdesk.domain.rules import USUAL, Rules
from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.i18n import _, ngettext

NEVER = timedelta(days=1)
"""A day that is always to come."""
RANKS = ranking.KEPT_IN_TOUCH


@dataclass(frozen=True, slots=True)
class Waiting:
    """Hold somebody as the rule sees them; `last_touch_on` is None for somebody never met."""

    rank: Rank
    last_touch_on: date | None


def every(rank: Rank, rules: Rules = USUAL) -> int:
    """Return after how many days a word to somebody of this rank is due."""
    return ranking.touch_days(rules)[rank]


def touched_by(rank: Rank, today: date, rules: Rules = USUAL) -> date:
    """Return the last day of contact with which a word is due today."""
    return today - timedelta(days=every(rank, rules))


def clock(one: Waiting, today: date, working: WorkingTime) -> Clock:
    """Return the clock of a word: due on its day, amber after it; nobody is wronged, so that it never turns red."""
    last_on = one.last_touch_on or touched_by(one.rank, today, working.rules)
    due_at = working.close_of(last_on + timedelta(days=every(one.rank, working.rules)))
    return Clock(working.start_of(last_on), due_at, max(due_at, working.close_of(today + NEVER)))


def words(one: Waiting, today: date) -> str:
    """Return what stands beside the clock: "33 days", or "Never yet"."""
    if one.last_touch_on is None:
        return _("Never yet")
    days = (today - one.last_touch_on).days
    return ngettext("{n} day", "{n} days", days).format(n=days)


def left_today(done_today: int, rules: Rules = USUAL) -> int:
    """Return how many more people may be named today."""
    return max(0, rules.words_a_day - done_today)
