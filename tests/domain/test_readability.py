"""The reading-ease hint: long sentences and long words are named, other languages are left alone."""

import pytest

from refdesk.domain import readability

LONG = (
    "We come to your house on the day that we said, look at every room with you, and then tell you what it costs to "
    "the last cent"
)
SHORT = "We call on the same day."


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", ""),
        ("Warm floors", ""),
        (SHORT, "Easy to say"),
        (f"{SHORT}\nWe say how it went.", "Easy to say"),
        (f"{LONG}.", "One long sentence: split it"),
        (f"{SHORT} {LONG}. {SHORT}", "One long sentence: split the second"),
        (f"{LONG}. {LONG} and one more.", "Two long sentences: split the second"),
        (f"{LONG} and one more.\n{LONG}.\n{LONG}.", "Three long sentences: split the first"),
        (
            "We do your administration and the documentation with you.",
            "Long words: “administration”, “documentation”. Say it as you would across a table",
        ),
    ],
)
def test_what_is_said_about_a_text(typed: str, said: str) -> None:
    assert readability.hint(typed, language="en_US") == said


@pytest.mark.parametrize(
    "typed",
    [
        "Wir rufen noch am selben Tag an und sagen Ihnen danach, wie es gelaufen ist und was wir machen",
        "Llamamos el mismo día y le contamos cómo fue la conversación con su amigo después",
        "同じ日にお電話します。その後どうなったかお伝えします。",
        "...... ---- \u200b ????",
    ],
)
def test_other_languages_are_left_alone(typed: str) -> None:
    assert readability.measure(typed) is None


def test_nothing_is_said_while_the_screen_speaks_another_language() -> None:
    assert readability.hint(SHORT, language="en_GB") == ""
    assert readability.hint(SHORT, language="de_DE") == ""


@pytest.mark.parametrize(("more", "long_ones"), [(0, ()), (1, (0,))])
def test_a_sentence_is_long_from_one_word_over_the_limit(more: int, long_ones: tuple[int, ...]) -> None:
    words = " ".join(["to"] * (readability.LONG_SENTENCE + more))
    found = readability.measure(words)
    assert found is not None
    assert found.long_sentences == long_ones


def test_the_tenth_sentence_is_called_the_longest() -> None:
    typed = f"{SHORT} " * 9 + LONG + "."
    assert readability.hint(typed, language="en_US") == "One long sentence: split the longest"
    typed = f"{LONG}. " * 12
    assert readability.hint(typed, language="en_US") == "12 long sentences: split the first"


def test_one_long_word_is_nobodys_trouble() -> None:
    assert readability.hint("We look after the refurbishment with you.", language="en_US") == "Easy to say"
