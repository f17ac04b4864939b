"""Households: people who share one address get one card, and their gifts are counted together."""

from collections.abc import Sequence
from dataclasses import dataclass

from refdesk.domain import text
from refdesk.domain.contact import LONGEST_LINE, too_long
from refdesk.errors import Problem
from refdesk.i18n import _

SHARED = "household"
"""How a file labels the address of a household beside a member's own: read back, it is the household's again."""


@dataclass(frozen=True, slots=True)
class MemberName:
    """Hold the parts of a name that an envelope uses."""

    given: str
    family: str


def name_on_envelope(members: Sequence[MemberName]) -> str:
    """Return "Ana and Luis Diaz" for one family name, "Ana Diaz and Bo Lind" for several."""
    named = [member for member in members if member.given or member.family]
    families = {member.family for member in named}
    if len(named) > 1 and len(families) == 1 and all(member.given for member in named):
        together = _joined([member.given for member in named])
        return f"{together} {named[0].family}".strip()
    return _joined([f"{member.given} {member.family}".strip() for member in named])


def without_who_left(kept: str, staying: Sequence[MemberName], left: Sequence[MemberName]) -> str:
    """Return the name for the envelope when some members left: inactive or deceased people are not written to.

    A name in own words stays when it names nobody of them, such as "The Diaz family".
    """
    if not left or not staying:
        return kept
    words = set(text.fold(kept).split())
    stays = {text.fold(member.family) for member in staying}
    gone = {
        part
        for member in left
        for part in (text.fold(member.given), text.fold(member.family))
        if part and part not in stays
    }
    if len(staying) > 1 and not any(words.issuperset(part.split()) for part in gone):
        return kept
    return name_on_envelope(staying)


def problems(envelope_name: str) -> tuple[Problem, ...]:
    """Return what is wrong with the name on the envelope."""
    if text.is_blank(envelope_name):
        return (Problem("name_on_envelope", _("Type the name for the envelope.")),)
    if len(envelope_name) > LONGEST_LINE:
        return (Problem("name_on_envelope", too_long(LONGEST_LINE)),)
    return ()


def _joined(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
