"""Referrals that we give: the letter that brings two people together, and when to ask how it went."""

from dataclasses import dataclass
from datetime import date, timedelta

from refdesk.domain.profile import Profile
from refdesk.domain.rules import USUAL, Rules
from refdesk.domain.working_time import Clock, WorkingTime
from refdesk.i18n import _


@dataclass(frozen=True, slots=True)
class Party:
    """Hold what the letter says of one of the two; phone and e-mail only as far as they may be passed on."""

    name: str
    short: str
    does: str = ""
    phone: str = ""
    email: str = ""

    @property
    def reach(self) -> str:
        """Return phone and e-mail on one line, "" where neither may be passed on."""
        return ", ".join(filter(None, (self.phone, self.email)))


def check_back_on(given_on: date, rules: Rules = USUAL) -> date:
    """Return the day from which on we ask how it went: before it, nobody has had the time."""
    return given_on + timedelta(days=rules.check_back_days)


def clock(given_on: date, working: WorkingTime) -> Clock:
    """Return the clock of asking: by the close of the first working day on or after that day."""
    day = check_back_on(given_on, working.rules)
    return working.by_end_of(day, began_at=working.start_of(day))


def letter(recipient: Party, prospect: Party, need: str, profile: Profile) -> str:
    """Return the letter to both; a fact that is not known leaves no gap."""
    short = {"recipient": recipient.short, "prospect": prospect.short}
    paragraphs = [
        _("Hello {prospect}, hello {recipient},").format(**short),
        _("I would like the two of you to meet."),
        _about_need(prospect, need),
        _("{name}: {does}").format(name=recipient.name, does=_sentence(recipient.does)) if recipient.does else "",
        "\n".join(f"{party.name}: {party.reach}" for party in (prospect, recipient) if party.reach),
        _("{recipient}, would you call {prospect} in the next days? I am glad if this helps you both.").format(**short),
        _signed(profile),
    ]
    return "\n\n".join(filter(None, paragraphs))


def subject(recipient: Party, prospect: Party) -> str:
    """Return the subject of the letter in the mail program."""
    return _("{prospect}, meet {recipient}").format(prospect=prospect.name, recipient=recipient.name)


def _about_need(prospect: Party, need: str) -> str:
    if not need.strip():
        return ""
    return _("This is what {name} is looking for: {need}").format(name=prospect.name, need=_sentence(need))


def _signed(profile: Profile) -> str:
    if not profile.owner:
        return ""
    own = [profile.owner, profile.business_name, ", ".join(filter(None, (profile.phone, profile.email)))]
    return "\n".join([_("Warm regards,"), *filter(None, own)])


def _sentence(words: str) -> str:
    """Return the words on one line with a stop at the end."""
    line = " ".join(words.split())
    return line if not line or line[-1] in ".!?…" else f"{line}."
