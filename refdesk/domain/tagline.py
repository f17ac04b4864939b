"""A tagline that a friend can repeat tomorrow: how long it is, and which of its words say nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from refdesk.domain import text
from refdesk.i18n import N_, _, ngettext

FEWEST, MOST = 4, 12
LONGEST_HINT = 2
"""So many remarks at once: whoever reads more of them writes nothing."""

GENERIC = (
    "a name you can trust", "affordable", "all your needs", "attention to detail", "award winning", "best",
    "committed to", "commitment", "customer focused", "customer service", "dedicated", "excellence", "exceed",
    "experienced", "expertise", "family owned", "full service", "go the extra mile", "high quality", "honest",
    "industry leading", "innovative", "leading", "number one", "one stop shop", "passion", "passionate",
    "peace of mind", "personal service", "premier", "professional", "professionalism", "quality", "reliable",
    "satisfaction", "solution", "solutions", "state of the art", "superior", "tailored", "top notch", "trusted",
    "trusted partner", "unique", "we care", "world class", "your partner",
)  # fmt: skip
"""What every business says of itself, and nobody repeats."""
JARGON = {
    "b2b": N_("other businesses"), "b2c": N_("people at home"), "bespoke": N_("made to measure"),
    "deliverables": N_("what you get"), "empower": N_("help"), "empowering": N_("helping"),
    "end to end": N_("from the first call to the last day"), "facilitate": N_("help"), "holistic": N_("the whole"),
    "implement": N_("put in"), "leverage": N_("use"), "leveraging": N_("using"), "maximize": N_("get more from"),
    "optimization": N_("getting more from it"), "optimize": N_("get more from"), "remediation": N_("putting right"),
    "residential": N_("homes"), "roi": N_("what it brings"), "scalable": N_("it grows with you"),
    "seamless": N_("without trouble"), "stakeholders": N_("the people it concerns"), "strategic": N_("planned"),
    "synergies": N_("what works together"), "synergy": N_("what works together"), "turnkey": N_("ready to use"),
    "utilize": N_("use"), "utilizing": N_("using"), "value added": N_("what you add"),
    "wealth management": N_("savings"),
}  # fmt: skip
"""Words of a trade, with what a friend would say in their place."""
_KNOWN_CAPITALS = frozenset({"AC", "DIY", "IT", "NYC", "TV", "UK", "US", "USA"})
_WORD = re.compile(r"[^\W_]+(?:['’&-][^\W_]+)*")
_GAPS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Coaching:
    """Hold what is said beside a tagline: how many words it has, what could be better, and whether it is good."""

    words: int
    sentences: tuple[str, ...]
    is_good: bool = False


def coach(tagline: str, *, english: bool = True) -> Coaching:
    """Return what a friend would have trouble with; words are weighed in English only, their number always."""
    said = _WORD.findall(tagline)
    if not said:
        return Coaching(0, (_("Say in about eight words what becomes better for the people you help."),))
    remarks = [*_remarks(tagline, said)] if english else []
    if len(said) > MOST:
        remarks.append(_("A friend keeps about eight words: leave out what can be left out."))
    elif len(said) < FEWEST and not remarks:
        remarks.append(_("That is short. For whom is it, and what becomes better?"))
    if remarks:
        return Coaching(len(said), tuple(remarks[:LONGEST_HINT]))
    return Coaching(len(said), (_("Say it aloud once: a friend can repeat that."),), is_good=True)


def count_words(found: Coaching) -> str:
    """Return "8 words"."""
    return ngettext("{n} word", "{n} words", found.words).format(n=found.words)


def example() -> str:
    """Return one tagline that is repeated, and one that is not."""
    return _("“Cold rooms in old houses, warm by winter” is repeated. “Innovative solutions for comfort” is not.")


def _remarks(tagline: str, said: list[str]) -> list[str]:
    spoken = f" {_GAPS.sub(' ', text.fold(tagline)).strip()} "
    remarks = []
    if generic := _longest_in(spoken, GENERIC):
        sentence = _("Everybody says “{words}”. Say what a friend would see or feel instead.")
        remarks.append(sentence.format(words=generic))
    if trade := _longest_in(spoken, JARGON):
        sentence = _("A friend would not say “{words}”. Perhaps: “{plain}”.")
        remarks.append(sentence.format(words=trade, plain=_(JARGON[trade])))
    elif short := _abbreviation(said):
        sentence = _("Not everybody knows “{words}”. Say it so that a friend can repeat it.")
        remarks.append(sentence.format(words=short))
    return remarks


def _longest_in(spoken: str, phrases: Iterable[str]) -> str:
    """Return the longest of the phrases that is said: “trusted partner” rather than “trusted”."""
    found = (phrase for phrase in phrases if f" {phrase} " in spoken)
    return max(found, key=len, default="")


def _abbreviation(said: list[str]) -> str:
    """Return the first word in capitals that is not known to everybody; a tagline all in capitals has none."""
    if all(word.isupper() for word in said):
        return ""
    return next((each for each in said if 1 < len(each) < 6 and each.isupper() and each not in _KNOWN_CAPITALS), "")
