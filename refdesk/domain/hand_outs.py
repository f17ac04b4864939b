"""What the pages to give away say: made from the profile, and where the owner wrote nothing, from the rules."""

import re
from enum import StrEnum

from refdesk.domain import profile as profiles
from refdesk.domain import text
from refdesk.domain.profile import Profile
from refdesk.domain.rules import Rules
from refdesk.i18n import _, ngettext

MOST_STEPS = 8
LATE_MINUTES = 240
"""Who takes what came in the last half of a day for the next one's promises no call on the same day."""
_QUOTES = "“”\"'‘’«»„"
_SENTENCE = re.compile(r"(?<=[.!?:])\s+")


class Kind(StrEnum):
    """The pages that there are."""

    WHO = "who"
    TREAT = "treat"
    DESK = "desk"


class Scan(StrEnum):
    """What a phone finds in the square code."""

    NONE = "none"
    CARD = "card"
    SITE = "site"


def lines(words: str) -> tuple[str, ...]:
    """Return the lines of a text that say something, without a dash or number that was typed before them."""
    cleaned = (re.sub(r"^\s*(?:[-–•*]|\d+[.)])\s+", "", line).strip() for line in words.splitlines())
    return tuple(line for line in cleaned if not text.is_blank(line))


def said(words: str) -> tuple[str, ...]:
    """Return the lines of a text as somebody says them: each in quotes."""
    return tuple(f"“{line.strip(_QUOTES)}”" for line in lines(words))


def steps(words: str) -> tuple[tuple[str, str], ...]:
    """Return each line as (its first sentence, the rest of it); at most eight."""
    found = []
    for line in lines(words)[:MOST_STEPS]:
        head, *rest = _SENTENCE.split(line, maxsplit=1)
        found.append((head, rest[0] if rest else ""))
    return tuple(found)


def when_we_call(rules: Rules) -> str:
    """Return how soon we promise to call, as the rule for first contacts has it."""
    return _("the same working day") if rules.last_minutes <= LATE_MINUTES else _("by the next working day")


def introducing(profile: Profile) -> tuple[tuple[str, str], ...]:
    """Return the three steps of an introduction as (lead-in, words)."""
    ask = _("“May {owner} call you?”").format(owner=profile.owner)
    if not text.is_blank(profile.different):
        reason = text.first_sentence(profile.different)
        ask = _("“May {owner} call you? {reason}.”").format(owner=profile.owner, reason=reason)
    return (
        (_("Ask them"), ask),
        (_("Tell me"), _("their name, number, a good time to call, and what is wearing them out.")),
        (
            _("Leave the rest to me."),
            _("I call {when}, and I tell you what came of it.").format(when=when_we_call(profile.rules)),
        ),
    )


def opening(profile: Profile) -> str:
    """Return the opening of how we treat people: the owner's own, else ours."""
    usual = _("You lend me your good name. This is what I do with it, every time, whether or not any work comes of it.")
    return profile.treat_opening or usual


def givers_hear(profile: Profile) -> str:
    """Return what the giver hears and gets: the owner's own words, else what the rules of updates make of it."""
    return "\n".join(filter(None, (profile.givers_hear or _usually_heard(profile), profiles.everybody_gets(profile))))


def _usually_heard(profile: Profile) -> str:
    if profile.discreet:
        return _("A thank-you the same day, and a line when I have spoken to them. What they tell me stays between us.")
    rules = profile.rules
    second = ngettext("{n} day", "{n} days", rules.update_second).format(n=rules.update_second)
    then = ngettext("{n} day", "{n} days", rules.update_then).format(n=rules.update_then)
    usual = _(
        "A thank-you the same day. A line when I have spoken to them, after {second}, then every {then}, and when it "
        "is settled. If you would rather hear less, tell me: I will only say thank you."
    )
    return usual.format(second=second, then=then)


def client_gets(profile: Profile) -> tuple[str, ...]:
    """Return what somebody who was sent gets: the owner's own lines, else the heads of how we treat people."""
    return lines(profile.client_gets) or tuple(head for head, _rest in steps(profile.how_we_treat))[:3]


def what_to_say(profile: Profile, words: str) -> tuple[str, ...]:
    """Return what a source says: the words of their plan, else our tagline and the question."""
    if found := said(words):
        return found
    tagline = profile.tagline.rstrip(". ")
    ask = _("“May {owner} call you?”").format(owner=profile.owner)
    return (_("“I know somebody: {tagline}.”").format(tagline=tagline), ask) if tagline else (ask,)


def then(profile: Profile) -> tuple[str, ...]:
    """Return what a source does then, step by step."""
    found = (_("text me name and number"), _("tell them I call {when}").format(when=when_we_call(profile.rules)))
    return (*found, _("if it is urgent, call: {phone}").format(phone=profile.phone)) if profile.phone else found


def missing(kind: Kind, profile: Profile) -> tuple[str, ...]:
    """Return the settings without which a page says too little, by name; the first are the most needed."""
    needed = {
        Kind.WHO: ("tagline", "ideal_client"), Kind.TREAT: ("how_we_treat",), Kind.DESK: ("tagline",),
    }  # fmt: skip
    return tuple(name for name in needed[kind] if text.is_blank(getattr(profile, name)))
