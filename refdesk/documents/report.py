"""What could not be printed as it was given: said by person and field, never left out in silence."""

from dataclasses import dataclass

from refdesk.i18n import _, ngettext

_NAMED = 12


@dataclass(frozen=True, slots=True)
class Misfit:
    """Text that is too long for its place even at its smallest size; whoever `key` names was left out of the page."""

    key: str
    person: str
    field: str
    lines_over: int
    words_over: int

    def sentence(self) -> str:
        """Return "Tomasz Wiśniewski, message: 3 lines over, about 27 words"."""
        lines = ngettext("{n} line over", "{n} lines over", self.lines_over).format(n=self.lines_over)
        words = ngettext("about {n} word", "about {n} words", self.words_over).format(n=self.words_over)
        return _("{person}, {field}: {lines}, {words}").format(
            person=self.person, field=self.field, lines=lines, words=words
        )


@dataclass(frozen=True, slots=True)
class Unprintable:
    """Characters that no font has, shipped or of this computer; a question mark stands in the place of each."""

    key: str
    person: str
    characters: tuple[str, ...]

    def sentence(self) -> str:
        """Return "Li 𗀀: no font has 𗀀 (U+17000), so a question mark stands in its place"."""
        words = ngettext(
            "{person}: no font has {characters}, so a question mark stands in its place",
            "{person}: no font has {characters}, so question marks stand in their places",
            len(self.characters),
        )
        return words.format(person=self.person, characters=_named(self.characters))


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A message whose handwriting lacks letters, so that the whole of it is set in the book face."""

    key: str
    person: str
    characters: tuple[str, ...]

    def sentence(self) -> str:
        """Return "Олена: this handwriting has no ж (U+0436), so the message is set in the book face"."""
        return _("{person}: this handwriting has no {characters}, so the message is set in the book face").format(
            person=self.person, characters=_named(self.characters)
        )


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A picture that cannot be read: a card without its picture was left out, a logo gave way to the initials."""

    key: str
    person: str
    is_logo: bool = False

    def sentence(self) -> str:
        """Return "Ana Diaz: the picture for the front cannot be read, and this card was left out"."""
        if self.is_logo:
            return _("The logo cannot be read: the initials stand in its place. Choose it again as PNG or JPEG.")
        return _("{person}: the picture for the front cannot be read, so this card was left out").format(
            person=self.person
        )


@dataclass(frozen=True, slots=True)
class Unaddressed:
    """Somebody for whom there is no address to print."""

    key: str
    person: str

    def sentence(self) -> str:
        """Return "Ana Diaz: no address is known"."""
        return _("{person}: no address is known").format(person=self.person)


Finding = Misfit | Unaddressed | Spoiled | Unprintable | Rewritten


def rewritten(key: str, person: str, unwritten: frozenset[str]) -> tuple[Rewritten, ...]:
    """Return the one report for a handwriting that gave way, or none when it wrote everything."""
    return (Rewritten(key, person, tuple(sorted(unwritten))),) if unwritten else ()


def unprintable(key: str, person: str, missing: frozenset[str]) -> tuple[Unprintable, ...]:
    """Return the one report for a person's missing characters, or none when nothing is missing."""
    return (Unprintable(key, person, tuple(sorted(missing))),) if missing else ()


@dataclass(frozen=True, slots=True)
class Made:
    """What `render` did: pages written (0: nothing was written), keys printed in order, and what went wrong."""

    pages: int
    printed: tuple[str, ...]
    misfits: tuple[Misfit, ...] = ()
    unprintable: tuple[Unprintable, ...] = ()
    spoiled: tuple[Spoiled, ...] = ()
    rewritten: tuple[Rewritten, ...] = ()
    unaddressed: tuple[Unaddressed, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Return one plain sentence for each thing that did not print as given."""
        found: tuple[Finding, ...] = (
            *self.misfits, *self.unaddressed, *self.spoiled, *self.unprintable, *self.rewritten,
        )  # fmt: skip
        return tuple(each.sentence() for each in found)


def _named(characters: tuple[str, ...]) -> str:
    """Return the first characters with their codes, and how many more there are."""
    named = []
    for character in characters[:_NAMED]:
        code = " ".join(f"U+{ord(ch):04X}" for ch in character[:_NAMED])
        named.append(f"{character} ({code})" if character.isprintable() else code)
    more = len(characters) - _NAMED
    if more > 0:
        named.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return ", ".join(named)
