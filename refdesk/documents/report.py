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
    """A character that no shipped face has; a question mark stands in its place."""

    key: str
    person: str
    character: str

    def sentence(self) -> str:
        """Return "Li Na: the character 娜 (U+5A1C) was printed as ?"."""
        code = " ".join(f"U+{ord(ch):04X}" for ch in self.character)
        shown = self.character if self.character.isprintable() else ""
        return _("{person}: the character {character} was printed as ?").format(
            person=self.person, character=f"{shown} ({code})".strip()
        )


@dataclass(frozen=True, slots=True)
class Made:
    """What `render` did: pages written (0: nothing was written), keys printed in order, and what went wrong."""

    pages: int
    printed: tuple[str, ...]
    misfits: tuple[Misfit, ...] = ()
    unprintable: tuple[Unprintable, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """Return one plain sentence for each thing that did not print as given."""
        over = tuple(misfit.sentence() for misfit in self.misfits)
        return over + tuple(character.sentence() for character in self.unprintable)
