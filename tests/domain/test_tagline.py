"""The coach beside the tagline: what is counted, what is named, and what is left alone."""

import pytest

from refdesk.domain import tagline


@pytest.mark.parametrize(
    ("typed", "words", "begins"),
    [
        ("", 0, "Say in about eight words"),
        (" \u200b ", 0, "Say in about eight words"),
        ("Cold rooms in old houses, warm by winter", 8, "Say it aloud once"),
        ("Kitchens that are done on the promised day", 8, "Say it aloud once"),
        ("KITCHENS THAT ARE DONE ON THE DAY", 7, "Say it aloud once"),
        ("Your trusted partner for kitchens", 5, "Everybody says “trusted partner”"),
        ("World-class kitchens for old houses", 5, "Everybody says “world class”"),
        ("Quality, of all things, in kitchens", 6, "Everybody says “quality”"),
        ("We utilize old doors for new kitchens", 7, "A friend would not say “utilize”. Perhaps: “use”."),
        ("HVAC for old houses in town", 6, "Not everybody knows “HVAC”"),
        ("TV and IT put right at home", 7, "Say it aloud once"),
        ("Kitchens", 1, "That is short"),
        ("We rebuild the kitchens and the baths of old houses so that people in them can stay", 17, "A friend keeps"),
    ],
)  # fmt: skip
def test_what_is_said_about_a_tagline(typed: str, words: int, begins: str) -> None:
    found = tagline.coach(typed)
    assert found.words == words
    assert found.sentences[0].startswith(begins)
    assert found.is_good == begins.startswith("Say it aloud")


def test_parts_of_words_are_not_taken_for_phrases() -> None:
    assert tagline.coach("The Bestwick brothers mend roofs overnight").is_good


def test_at_most_two_things_are_said_at_once() -> None:
    typed = "Innovative turnkey solutions for the holistic optimization of all of your residential HVAC needs at home"
    assert len(tagline.coach(typed).sentences) == 2


def test_words_of_other_languages_are_only_counted() -> None:
    found = tagline.coach("Calidad, unique und professional", english=False)
    assert (found.words, found.is_good) == (4, True)
    assert not tagline.coach("Calidad, unique und professional").is_good


def test_the_examples_are_judged_as_they_are_shown() -> None:
    good, bad = tagline.example().split("”")[0][1:], "Innovative solutions for comfort"
    assert bad in tagline.example()
    assert tagline.coach(good).is_good
    assert not tagline.coach(bad).is_good


@pytest.mark.parametrize(("typed", "words"), [("One", "1 word"), ("Old houses, warm by winter", "5 words")])
def test_words_are_counted_in_words(typed: str, words: str) -> None:
    assert tagline.count_words(tagline.coach(typed)) == words


def test_every_jargon_word_has_one_in_its_place_and_each_phrase_is_as_it_is_compared() -> None:
    assert all(plain for plain in tagline.JARGON.values())
    for phrase in (*tagline.GENERIC, *tagline.JARGON):
        assert not tagline.coach(f"Old houses {phrase} by winter").is_good, phrase
