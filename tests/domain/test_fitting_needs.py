"""Who could help: the words of a need, their relatives, and how well they fit a person."""

import hostile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.domain import helping, text
from refdesk.domain.helping import BEGUN, RELATED, WHOLE, Place

SOME = st.text(alphabet=st.sampled_from("aäbeéilnorstß s'-王ŁÎ1"), max_size=40)


def _words(need: str) -> list[str]:
    return [each.word for each in helping.wanted(need)]


@pytest.mark.parametrize(
    ("need", "words"),
    [
        ("I need a plumber for my old house, please", ["plumber", "old", "house"]),
        ("Somebody who could help with taxes", ["taxes"]),
        ("Überdachung & Dächer", ["uberdachung", "dacher"]),
        ("plumber plumbers plumbing", ["plumber"]),
        ("TV", ["tv"]),
        ("what is it", []),
        (" ?! … ", []),
        ("", []),
    ],
)
def test_words_of_a_need(need: str, words: list[str]) -> None:
    assert _words(need) == words


@pytest.mark.parametrize(
    ("wanted", "found", "quality"),
    [
        ("kitchen", "kitchens", WHOLE),
        ("kitchens", "kitchen", WHOLE),
        ("bodies", "body", WHOLE),
        ("body", "bodies", WHOLE),
        ("taxes", "tax", WHOLE),
        ("boss", "bosses", WHOLE),
        ("glass", "glas", 0.0),
        ("tax", "taxation", BEGUN),
        ("paint", "painter", BEGUN),
        ("plumber", "plumbing", RELATED),
        ("renovation", "renovate", RELATED),
        ("roofers", "roof", RELATED),
        ("accountant", "accounting", 0.0),
        ("tv", "tvs", 0.0),
        ("it", "italy", 0.0),
        ("house", "houseboat", BEGUN),
        ("house", "greenhouse", 0.0),
    ],
)
def test_how_well_a_word_fits(wanted: str, found: str, quality: float) -> None:
    made = helping.Wanted(wanted, helping.stem_of(wanted))
    assert made.fits(found) == quality


def test_a_word_counts_once_where_it_says_the_most() -> None:
    words = helping.wanted("kitchen")
    in_work = helping.fit(words, {Place.DOES: "Kitchens"}, {})
    twice = helping.fit(words, {Place.DOES: "Kitchens", Place.NOTES: "kitchen kitchen kitchen"}, {})
    in_notes = helping.fit(words, {Place.NOTES: "kitchen kitchen"}, {})
    assert in_work.score == twice.score > in_notes.score > 0
    assert [each.place for each in twice.reasons] == [Place.DOES, Place.NOTES]


def test_the_name_of_a_trade_says_more_than_a_story_of_it_a_tag_and_a_note() -> None:
    words = helping.wanted("roof")
    falling = (Place.JOB, Place.DOES, Place.GOOD_LEAD, Place.TAGS, Place.NOTES)
    scores = [helping.fit(words, {place: "roof"}, {}).score for place in falling]
    assert set(falling) == set(Place)
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_rare_word_says_more() -> None:
    assert helping.rarity(3, 1_000) > helping.rarity(300, 1_000) > helping.rarity(1_000, 1_000) > 0
    assert helping.rarity(0, 0) > 0


def test_the_words_are_shown_where_they_stand() -> None:
    story = "Met at the fair. " * 20 + "Knows everything about slate roofs and gutters. " + "And more. " * 30
    (reason,) = helping.fit(helping.wanted("a roof"), {Place.NOTES: story}, {}).reasons
    ((start, end),) = reason.marks
    assert reason.words[start:end] == "roofs"
    assert len(reason.words) <= helping.SHOWN_LENGTH + 8
    assert reason.words.startswith("… ")
    assert reason.words.endswith(" …")


def test_a_thousand_words_are_told_by_their_beginning() -> None:
    story = " ".join(f"word{number}x" for number in range(1_000))
    assert len(helping.wanted(story)) == helping.MOST_WORDS


@settings(max_examples=150)
@given(need=SOME, said=SOME)
def test_marks_are_words_of_the_text_that_fit(need: str, said: str) -> None:
    words = helping.wanted(need)
    found = helping.fit(words, {Place.NOTES: said}, {})
    assert bool(found.matched) == bool(found.reasons)
    assert found.matched <= {each.word for each in words}
    for reason in found.reasons:
        for start, end in reason.marks:
            parts = text.fold(reason.words[start:end])
            assert any(each.stem in parts or each.word in parts for each in words)


@settings(max_examples=150)
@given(need=SOME, said=SOME)
def test_a_text_that_fits_is_found_by_what_the_index_is_asked(need: str, said: str) -> None:
    for each in helping.wanted(need):
        for _start, _end, _word, _quality in helping.matches([each], said, {}):
            folded = helping._LETTERS.findall(text.fold(said))
            assert any(
                word.startswith(start) if goes_on else word == start
                for word in folded
                for start, goes_on in each.looked_up
            )


@given(need=SOME)
def test_a_need_finds_itself_in_small_and_capital_letters(need: str) -> None:
    words = helping.wanted(need)
    found = helping.fit(words, {Place.DOES: need.upper()}, {})
    plain = helping.fit(words, {Place.DOES: need}, {})
    assert len(plain.matched) == len(words)
    if "ß" not in need:
        assert found.matched == plain.matched


@pytest.mark.parametrize("hostile", hostile.WORDS)
def test_any_text_can_be_looked_for_and_shown(hostile: str) -> None:
    words = helping.wanted(f"{hostile} roof")
    found = helping.fit(words, {Place.NOTES: f"{hostile}\nA roof, {hostile}"}, {})
    assert "roof" in {each.word for each in words}
    assert "roof" in found.matched
    for reason in found.reasons:
        assert "\n" not in reason.words
        assert all(0 <= start < end <= len(reason.words) for start, end in reason.marks)
