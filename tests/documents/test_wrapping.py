"""Lines are never too wide, no word is lost, and what belongs together stays together."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.documents import direction, graphemes, shaping, wrapping
from refdesk.documents.fonts import Face

NBSP = "\u00a0"
PRINTED = st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), max_size=120)
MESSAGE = (
    "Two years ago you sent me Hye-jin Park, and her bathroom was the first job in Port Alder where we tried the "
    "curbless shower. On Monday she brought her sister, who has bought the old net loft on Ferry Lane."
)


def letters(text: str) -> str:
    return "".join(text.replace(NBSP, " ").replace("\u200e", "").replace("\u200f", "").split())


@given(text=PRINTED, measure=st.floats(40, 400), size=st.sampled_from([8.0, 9.5, 12.0]), hyphens=st.booleans())
def test_no_letter_is_lost_and_no_line_is_too_wide(text: str, measure: float, size: float, hyphens: bool) -> None:
    wrapped = wrapping.wrap(text, Face.SERIF, size, measure=measure, hyphens=hyphens)
    assert letters("".join(wrapped.lines)) == letters(shaping.clean(text))
    for line in wrapped.lines:
        # One letter with a heap of marks cannot be cut.
        if len(graphemes.clusters(line)) > 1:
            assert shaping.width(Face.SERIF, line, size) <= measure + 1e-3


@given(
    words=st.lists(st.text("abcdefghijklmnop", min_size=1, max_size=9), min_size=1, max_size=40),
    measure=st.floats(60, 300),
)
def test_words_keep_their_order_and_fewest_lines_are_used(words: list[str], measure: float) -> None:
    lines = wrapping.wrap(" ".join(words), Face.SANS, 9.0, measure=measure).lines
    assert " ".join(lines).split(" ") == words
    assert len(lines) == greedy(words, measure)


def greedy(words: list[str], measure: float) -> int:
    count, line = 1, words[0]
    for word in words[1:]:
        longer = f"{line} {word}"
        if shaping.width(Face.SANS, longer, 9.0) <= measure + 1e-6:
            line = longer
        else:
            count, line = count + 1, word
    return count


def test_a_lone_letter_does_not_end_a_line_and_a_short_last_word_has_company() -> None:
    for measure in range(120, 300, 7):
        lines = wrapping.wrap(f"{MESSAGE} I am glad of it.", Face.SERIF, 10, measure=measure, keep_end=True).lines
        assert not any(line.endswith((" I", " a")) for line in lines[:-1])
        assert lines[-1] not in {"it.", "of it."} or measure < 140


def test_numbers_keep_their_unit_and_initials_their_neighbour() -> None:
    tied = wrapping.tie("about 5 km from J. R. Ewing, p. 3, took 2 h 40 min in all", keep_end=True)
    assert tied.count(NBSP) == 6
    assert f"5{NBSP}km" in tied
    assert f"J.{NBSP}R. Ewing" in tied
    assert f"p.{NBSP}3" in tied
    assert tied.endswith(f"in{NBSP}all")


def test_a_long_address_breaks_after_its_marks() -> None:
    lines = wrapping.wrap("https://www.example.com/somewhere/far.away", Face.SANS, 9, measure=90).lines
    assert len(lines) > 1
    assert all(line[-1] in "/." for line in lines[:-1])


def test_names_break_at_a_space_before_a_hyphen() -> None:
    lines = wrapping.wrap("Wilhelmina van den Broek-Ossendrijver", Face.SANS_S, 12.5, measure=198, hyphens=True).lines
    assert lines == ("Wilhelmina van den", "Broek-Ossendrijver")
    narrow = wrapping.wrap("Broek-Ossendrijver", Face.SANS_S, 12.5, measure=100, hyphens=True).lines
    assert narrow == ("Broek-", "Ossendrijver")


def test_the_first_line_leaves_room_for_a_label() -> None:
    lines = wrapping.wrap(MESSAGE, Face.SANS, 9, measure=200, first=120).lines
    assert shaping.width(Face.SANS, lines[0], 9) <= 120
    assert wrapping.wrap("relocation", Face.SANS, 9, measure=60, first=10).lines == ("", "relocation")


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u00ad", "\x00\x07"])
def test_nothing_to_print_has_no_lines(text: str) -> None:
    assert wrapping.wrap(text, Face.SANS, 9, measure=100).lines == ()


def test_a_book_in_a_field_is_wrapped_without_waiting() -> None:
    wrapped = wrapping.wrap("x" * 20_000, Face.SANS, 9, measure=200)
    assert "".join(wrapped.lines) == "x" * 20_000
    assert unicodedata.category(wrapped.lines[0][0]) == "Ll"


def test_chinese_breaks_between_ideographs_but_not_before_a_closing_mark() -> None:
    text = "谢谢您把王女士介绍给我，她的浴室是我们今年做过最好的。下次见面，请让我请您喝杯茶！"
    lines = wrapping.wrap(text, Face.SERIF, 10, measure=105).lines
    assert "".join(lines) == text
    assert len(lines) == -(-len(text) // 10)
    assert not any(line[0] in "，。！" for line in lines)
    assert all(shaping.width(Face.SERIF, line, 10) <= 105 for line in lines)


def test_korean_words_stay_whole() -> None:
    lines = wrapping.wrap("소개해 주셔서 진심으로 감사드립니다", Face.SERIF, 10, measure=80).lines
    assert " ".join(lines) == "소개해 주셔서 진심으로 감사드립니다"


def test_each_line_runs_as_its_paragraph_does() -> None:
    hebrew = wrapping.wrap("תודה ששלחת אליי את Barak Electric Company, זה היה נהדר", Face.SERIF, 10, measure=90).lines
    assert any(line.lstrip("\u200f")[0].isascii() for line in hebrew)
    assert all(direction.is_rtl(line) for line in hebrew)
    latin = wrapping.wrap("Thanks to Amit for עמית ברק חשמל ובניו and all", Face.SERIF, 10, measure=60).lines
    assert not any(direction.is_rtl(line) for line in latin)
