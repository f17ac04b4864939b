"""What the palette shows: lines in sections, as many as fit before one asks for more."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from refdesk.i18n import N_, _, ngettext

SHOWN_AT_FIRST = 8
SHOWN_AT_MOST = 16
_SHARES = {"people": 3, "referrals": 2, "commands": 3}


class Section(StrEnum):
    """Where a line stands."""

    LATELY = "lately"
    PEOPLE = "people"
    REFERRALS = "referrals"
    COMMANDS = "commands"
    ACTS = "acts"
    NOTHING = "nothing"
    """Nothing was found: what can be done with the words all the same."""
    MORE = "more"


HEADS = {
    Section.LATELY: N_("Lately"),
    Section.PEOPLE: N_("People"),
    Section.REFERRALS: N_("Referrals"),
    Section.COMMANDS: N_("Commands"),
    Section.NOTHING: N_("Nothing has these words"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: `spans` are the letters of the title that were typed, `acts` what else it can do."""

    section: Section
    title: str
    act: Callable[[], object]
    detail: str = ""
    icon: str = ""
    rank: str = ""
    key: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    acts: tuple["Line", ...] = ()


def shown(lines: Sequence[Line], *, more: Callable[[], object] | None) -> list[Line]:
    """Return the lines that are shown: each section its share, the rest as there is room, then "more" if not all."""
    most = SHOWN_AT_FIRST if more else SHOWN_AT_MOST
    if len(lines) <= most:
        return list(lines)
    kept = _shares(lines)
    for line in lines:
        if len(kept) >= most:
            break
        kept.setdefault(id(line), line)
    found = [line for line in lines if id(line) in kept]
    hidden = len(lines) - len(found)
    if more is not None:
        found.append(
            Line(Section.MORE, ngettext("{n} more", "{n} more", hidden).format(n=hidden), more, icon="ellipsis")
        )
    return found


def head_of(line: Line, former: Line | None) -> str:
    """Return the heading above a line; "" where its section goes on."""
    if former is not None and former.section is line.section:
        return ""
    return _(HEADS[line.section]) if line.section in HEADS else ""


def _shares(lines: Iterable[Line]) -> dict[int, Line]:
    kept: dict[int, Line] = {}
    taken: dict[Section, int] = {}
    for line in lines:
        taken[line.section] = taken.get(line.section, 0) + 1
        if taken[line.section] <= _SHARES.get(line.section, SHOWN_AT_FIRST):
            kept[id(line)] = line
    return kept
