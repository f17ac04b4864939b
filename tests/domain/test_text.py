"""Text from people: what is kept, and how it is searched and sorted."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import text


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Łęcki", "lecki"),
        ("  Søren  ÅGREN ", "soren agren"),
        ("Straße", "strasse"),
        ("李小龍", "lixiaolong"),
        ("O'Neil", "o'neil"),
        ("", ""),
    ],
)
def test_folding_leaves_plain_small_letters(typed: str, folded: str) -> None:
    assert text.fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ana \t Diaz ", "Ana Diaz"),
        ("Ana\0Diaz", "AnaDiaz"),
        ("line\r\nnext", "line next"),
        ("Ana\u00a0Diaz", "Ana Diaz"),
        ("Zoe\u0308", "Zoë"),
        ("\u202eevil\u202c", "evil"),
        ("\ufeffAna", "Ana"),
        ("\ud800Ana", "Ana"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_one_line_is_kept_without_what_nobody_sees(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


def test_several_lines_keep_their_ends_and_inner_spaces() -> None:
    assert text.clean(" one\r\n  two  words \r\r\n\n\n\n\nthree\x07 ", lines=True) == "one\n  two  words\n\n\nthree"


@given(st.text(), st.booleans())
def test_clean_text_stays_as_it_is(typed: str, lines: bool) -> None:
    kept = text.clean(typed, lines=lines)

    assert text.clean(kept, lines=lines) == kept
    assert "\0" not in kept
    assert "\r" not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert lines or "\n" not in kept


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(typed: str) -> None:
    assert text.fold(text.fold(typed)) == text.fold(typed)


@pytest.mark.parametrize(
    ("typed", "length", "shown"),
    [("short", 10, "short"), ("a long line of words", 12, "a long line…"), ("unbreakable", 6, "unbre…")],
)
def test_a_long_line_is_cut_at_a_word(typed: str, length: int, shown: str) -> None:
    assert text.shorten(typed, length) == shown


@pytest.mark.parametrize(
    ("whole", "first"),
    [
        ("Coffee. Taught a ready lead.", "Coffee"),
        ("Costs $3.50 a piece. Fine", "Costs $3.50 a piece"),
        ("One line\nand another", "One line"),
        ("Nothing ends here", "Nothing ends here"),
        ("Wow! Yes", "Wow"),
        ("", ""),
    ],
)
def test_paper_takes_the_first_sentence_whole(whole: str, first: str) -> None:
    assert text.first_sentence(whole) == first
