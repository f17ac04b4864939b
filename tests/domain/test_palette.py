"""Typed words meet titles: how well, and at which letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import palette, text
from refdesk.domain.palette import Match, Quality


@pytest.mark.parametrize(
    ("typed", "title", "quality", "spans"),
    [
        ("mar", "Marguerite Tran", Quality.BEGINS, ((0, 3),)),
        ("MAR", "Theo Marchetti", Quality.BEGINS_WORDS, ((5, 8),)),
        ("mar", "Omar Benali", Quality.INSIDE, ((1, 4),)),
        ("mar", "Omar Martin", Quality.BEGINS_WORDS, ((5, 8),)),
        ("tran marg", "Marguerite Tran", Quality.BEGINS_WORDS, ((0, 4), (11, 15))),
        ("theo mar", "Theo Marchetti", Quality.BEGINS, ((0, 4), (5, 8))),
        ("lukasz", "Łukasz O’Neil", Quality.BEGINS, ((0, 6),)),
        ("gross", "Großmann", Quality.BEGINS, ((0, 4),)),
        ("neil", "O'Neil", Quality.BEGINS_WORDS, ((2, 6),)),
    ],
)
def test_words_meet_a_title(typed: str, title: str, quality: Quality, spans: tuple[tuple[int, int], ...]) -> None:
    assert palette.match(typed, title) == Match(quality, spans)


@pytest.mark.parametrize(
    ("typed", "title"), [("mir", "Marguerite"), ("mar x", "Marguerite"), ("", "Ana"), ("  ", "Ana")]
)
def test_what_does_not_fit_is_no_match(typed: str, title: str) -> None:
    assert palette.match(typed, title) is None


@given(st.text(max_size=12), st.text(max_size=30))
def test_the_places_are_letters_of_the_title_in_order(typed: str, title: str) -> None:
    met = palette.match(typed, title)
    if met is None:
        return
    ends = [end for span in met.spans for end in span]
    assert ends == sorted(ends)
    assert ends[0] >= 0
    assert ends[-1] <= len(title)


@given(st.text(st.characters(codec="ascii", categories=("L",)), min_size=1, max_size=20), st.data())
def test_any_part_of_a_word_is_found(title: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(title) - 1))
    last = data.draw(st.integers(first + 1, len(title)))
    met = palette.match(title[first:last], title)
    assert met is not None
    at, past = met.spans[0]
    assert text.fold(title[at:past]) == text.fold(title[first:last])
