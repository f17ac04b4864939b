"""What becomes of somebody who is already there, in words, and the letter that chooses it."""

from collections.abc import Mapping

from refdesk.domain.merging import Choice
from refdesk.i18n import _
from refdesk.services.imports import Way, Why

LETTERS: Mapping[str, Way] = {
    "m": Way.KEEP_MINE, "t": Way.TAKE_THEIRS, "b": Way.KEEP_BOTH, "s": Way.SKIP, "n": Way.ADD,
}  # fmt: skip
"""The letters on the keyboard; the letter of a way stands in its tooltip."""


def words(way: Way) -> str:
    """Return what a way is called."""
    return {
        Way.KEEP_MINE: _("Keep mine"), Way.TAKE_THEIRS: _("Take theirs"), Way.KEEP_BOTH: _("Keep both"),
        Way.SKIP: _("Skip"), Way.ADD: _("Add as new"),
    }[way]  # fmt: skip


def about(way: Way) -> str:
    """Return what a way does."""
    return {
        Way.KEEP_MINE: _("What is here stays; only what is empty is filled in."),
        Way.TAKE_THEIRS: _("Where the two differ, what the file says takes the place of what is here."),
        Way.KEEP_BOTH: _("Lists are joined; of other fields yours stays, and theirs is written into the notes."),
        Way.SKIP: _("Nothing is taken from the file."),
        Way.ADD: _("It is somebody else: the file’s person is added beside yours."),
    }[way]


def choice_words(choice: Choice | None) -> str:
    """Return what the choice for one field is called; None goes with the person."""
    return words(Way(choice.value)) if choice is not None else _("As for the person")


def why(reason: Why) -> str:
    """Return what two records have in common."""
    return {
        Why.EMAIL: _("same e-mail"), Why.PHONE_AND_NAME: _("same phone and name"), Why.NAME: _("same name"),
    }[reason]  # fmt: skip
