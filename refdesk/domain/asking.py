"""Asking: how often to ask one person directly, and giving first. It warns and never blocks."""

from dataclasses import dataclass
from datetime import date, timedelta

from refdesk import i18n
from refdesk.domain.rules import USUAL
from refdesk.domain.touches import Asked
from refdesk.i18n import _


@dataclass(frozen=True, slots=True)
class AskFacts:
    """Hold what the guard looks at: the last direct ask, the days to wait, what this person has had from us."""

    last_asked_on: date | None = None
    days_between: int = USUAL.ask_days
    referrals_given: int = 0
    gifts_given: int = 0
    promises_kept: int = 0
    useful_sent: int = 0

    @property
    def has_had_something(self) -> bool:
        """Say whether anything was ever given to this person."""
        return any((self.referrals_given, self.gifts_given, self.promises_kept, self.useful_sent))


def free_from(facts: AskFacts) -> date | None:
    """Return the first day on which to ask directly again; None when this person was never asked."""
    return None if facts.last_asked_on is None else facts.last_asked_on + timedelta(days=facts.days_between)


def warnings(facts: AskFacts, asked: Asked, today: date) -> tuple[str, ...]:
    """Return what to say to somebody about to ask; light mentions are always fine."""
    if asked is not Asked.DIRECTLY:
        return ()
    found = []
    if facts.last_asked_on is not None and (free := free_from(facts)) is not None and today < free:
        found.append(
            _("You asked on {day}. A light mention is fine; ask directly from {free} on.").format(
                day=i18n.day_month(facts.last_asked_on), free=i18n.day_month(free)
            )
        )
    if not facts.has_had_something:
        found.append(_("You have not given anything yet: a referral, some help, a gift or a kept promise. Give first."))
    return tuple(found)
