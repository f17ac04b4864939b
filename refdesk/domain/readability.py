"""Whether a text can be said aloud: how long its sentences and its words are. Known for US English only."""

import re
from dataclasses import dataclass

from refdesk.i18n import N_, _

LONG_SENTENCE = 22
"""More words than this are not said in one breath."""
LONG_WORD = 12
MANY_LONG_WORDS = 0.12
FEWEST_WORDS = 4
"""Fewer words are no sentence yet: nothing is said about them."""
ENGLISH_SHARE = 0.15
LANGUAGE = "en_US"
_COMMON_WORDS = (
    "a about all an and any are as at be because been before but by call can do each every first for from get had has "
    "have how i if in is it its let like me more my no not of off on one or our out people so tell than that the their "
    "them then there they this to up us want was we what when where who will with without work you your"
)
"""Words of which every English text is full: where they are missing, it is another language."""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENDS = re.compile(r"[.!?:;]+[\"”’)\]]*(?=\s|$)|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_PLACES = (
    N_("the first"), N_("the second"), N_("the third"), N_("the fourth"), N_("the fifth"), N_("the sixth"),
    N_("the seventh"), N_("the eighth"), N_("the ninth"),
)  # fmt: skip
_NUMBERS = (N_("Two"), N_("Three"), N_("Four"), N_("Five"), N_("Six"), N_("Seven"), N_("Eight"), N_("Nine"))


@dataclass(frozen=True, slots=True)
class Ease:
    """Hold what makes a text hard to say: the places of its long sentences from 0, the longest one, and long words."""

    long_sentences: tuple[int, ...] = ()
    longest: int = 0
    sentences: int = 0
    long_words: tuple[str, ...] = ()

    @property
    def is_easy(self) -> bool:
        """Say whether nothing makes it hard."""
        return not self.long_sentences and not self.long_words


def measure(words: str) -> Ease | None:
    """Return how easy an English text is to say; None when it is too short to tell, or not English."""
    said = [found for part in _ENDS.split(words) if (found := _WORD.findall(part))]
    spoken = [word.casefold() for sentence in said for word in sentence]
    if len(spoken) < FEWEST_WORDS or sum(word in _COMMON for word in spoken) < ENGLISH_SHARE * len(spoken):
        return None
    long_ones = tuple(at for at, sentence in enumerate(said) if len(sentence) > LONG_SENTENCE)
    wordy = tuple(dict.fromkeys(word for word in spoken if len(word) >= LONG_WORD))
    return Ease(
        long_sentences=long_ones,
        longest=max(range(len(said)), key=lambda at: len(said[at])),
        sentences=len(said),
        long_words=wordy if len(wordy) > 1 and len(wordy) > MANY_LONG_WORDS * len(spoken) else (),
    )


def hint(words: str, *, language: str) -> str:
    """Return one plain sentence about a text, or "" where there is nothing to say: "Easy to say"."""
    found = measure(words) if language == LANGUAGE else None
    if found is None:
        return ""
    if found.is_easy:
        return _("Easy to say")
    if not found.long_sentences:
        named = ", ".join(_("“{word}”").format(word=word) for word in found.long_words[:3])
        return _("Long words: {words}. Say it as you would across a table").format(words=named)
    return _about_sentences(found)


def _about_sentences(found: Ease) -> str:
    """Return which sentence to split: the longest one."""
    which = _(_PLACES[found.longest]) if found.longest < len(_PLACES) else _("the longest")
    many = len(found.long_sentences)
    if many > 1:
        number = _(_NUMBERS[many - 2]) if many - 2 < len(_NUMBERS) else str(many)
        return _("{number} long sentences: split {which}").format(number=number, which=which)
    if found.sentences == 1:
        return _("One long sentence: split it")
    return _("One long sentence: split {which}").format(which=which)
