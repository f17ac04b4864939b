"""Introductions: asking a giver to bring us together with the person they sent, and how long to wait (rule 4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import names
from refdesk.domain.profile import Profile
from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.i18n import N_, _


class Way(StrEnum):
    """How the giver is to bring us together; the words of `referral.introduced`, once it has happened."""

    MESSAGE = "message"
    CALL = "call"
    MEETING = "meeting"


WAY_WORDS: Mapping[Way, str] = MappingProxyType(
    {
        Way.MESSAGE: N_("A message to forward"),
        Way.CALL: N_("A call to announce us"),
        Way.MEETING: N_("A three-way meeting"),
    }
)
ASKED_WORDS: Mapping[Way, str] = MappingProxyType(
    {
        Way.MESSAGE: N_("asked to forward a message"),
        Way.CALL: N_("asked to call ahead"),
        Way.MEETING: N_("asked for a three-way meeting"),
    }
)


@dataclass(frozen=True, slots=True)
class Wish:
    """Hold what the text is made of; `need` stays empty where it may not be repeated."""

    giver: str
    prospect: str
    prospect_short: str
    need: str = ""


def clock(asked_on: date, working: WorkingTime) -> Clock:
    """Return the clock of an introduction: some working days, then it is time to ask again: a lead cools."""
    due_day = working.add_working_days(asked_on, working.rules.introduction_days)
    return working.by_end_of(due_day, began_at=working.start_of(asked_on))


def call_clock(happened_on: date, working: WorkingTime) -> Clock:
    """Return the clock of the call after an introduction: it is expected, by the close of the next working day."""
    return working.by_end_of(working.next_working_day(happened_on), began_at=working.start_of(happened_on))


def text(wish: Wish, way: Way, profile: Profile) -> str:
    """Return the words with which the giver is asked; those of a message hold a part to be forwarded as it is."""
    asked = _(_ASKS[way]).format(giver=wish.giver, prospect=wish.prospect, short=wish.prospect_short)
    if way is Way.MESSAGE:
        return f"{asked}\n\n{forwarded(wish, profile)}\n\n{_signed(profile)}".strip()
    about = _about(wish)
    return "\n\n".join(filter(None, (" ".join(filter(None, (asked, about))), _signed(profile))))


def forwarded(wish: Wish, profile: Profile) -> str:
    """Return the part that the giver forwards, in the giver's words."""
    us = _us(profile)
    lines = [
        _("Hello {short}, this is {us}, of whom I told you.").format(short=wish.prospect_short, us=us)
        if us
        else _("Hello {short}, this is who I told you about.").format(short=wish.prospect_short),
        _sentence(profile.tagline),
        _("I thought of them for this: {need}").format(need=_sentence(wish.need)) if wish.need else "",
        _("Is it all right if you two talk for ten minutes?"),
    ]
    said = " ".join(filter(None, lines))
    reach = ", ".join(filter(None, (profile.phone, profile.email, profile.site)))
    return f"{said}\n{reach}" if reach else said


_ASKS: Mapping[Way, str] = MappingProxyType(
    {
        Way.MESSAGE: N_(
            "{giver}, would you introduce me to {prospect}? Here are a few lines that you can forward as they are:"
        ),
        Way.CALL: N_(
            "{giver}, would you give {prospect} a short call, and say that you trust me and that I will be in touch?"
        ),
        Way.MEETING: N_(
            "{giver}, would you bring {prospect} and me together, over a coffee or in a call of a quarter of an hour? "
            "Any day that suits you both is fine."
        ),
    }
)


def _about(wish: Wish) -> str:
    return _("It is about this: {need}").format(need=_sentence(wish.need)) if wish.need else ""


def _us(profile: Profile) -> str:
    if profile.owner and profile.business_name:
        return _("{owner} of {firm}").format(owner=profile.owner, firm=profile.business_name)
    return profile.owner or profile.business_name


def _signed(profile: Profile) -> str:
    return _("Thank you, {name}").format(name=names.split(profile.owner).short) if profile.owner else _("Thank you")


def _sentence(words: str) -> str:
    """Return the words on one line with a stop at the end."""
    line = " ".join(words.split())
    return line if not line or line[-1] in ".!?…" else f"{line}."
