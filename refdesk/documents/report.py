"""What could not be printed as it was given: said by person and field, never left out in silence."""

from dataclasses import dataclass

from refdesk.i18n import _, ngettext


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
    """Characters that no shipped face has; a question mark stands in the place of each."""

    key: str
    person: str
    characters: tuple[str, ...]

    def sentence(self) -> str:
        """Return "Li 娜: 娜 (U+5A1C) was printed as a question mark"."""
        named = []
        for character in self.characters:
            code = " ".join(f"U+{ord(ch):04X}" for ch in character)
            named.append(f"{character} ({code})" if character.isprintable() else code)
        words = ngettext(
            "{person}: {characters} was printed as a question mark",
            "{person}: {characters} were printed as question marks",
            len(named),
        )
        return words.format(person=self.person, characters=", ".join(named))


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

    def sentences(self) -> tuple[str, ...]:
        """Return one plain sentence for each thing that did not print as given."""
        over = tuple(misfit.sentence() for misfit in self.misfits)
        spoiled = tuple(picture.sentence() for picture in self.spoiled)
        return over + spoiled + tuple(character.sentence() for character in self.unprintable)
