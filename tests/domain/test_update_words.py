"""The words of an update: two lines made from what happened, and no more than may be told."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import update_words
from refdesk.domain.update_words import Happened, News

TODAY = date(2026, 11, 18)
DISCREET = "We have spoken; thank you for the introduction."


def news(
    happened: Happened, name: str = "Theo Marchetti", *, on: date = date(2026, 11, 17), quiet: bool = False
) -> News:
    return News(name, name.split(maxsplit=1)[0], happened, on, quiet)


@pytest.mark.parametrize(
    ("happened", "line"),
    [
        (Happened.MET, "We met yesterday, and I will let you know how it goes on."),
        (Happened.SPOKE, "We spoke yesterday, and I will let you know what comes of it."),
        (Happened.WROTE, "We have been in touch, and I will let you know what comes of it."),
        (Happened.TRIED, "I tried to get in touch yesterday, and will try again."),
        (Happened.STILL, "Nothing is decided yet; you will hear from me as soon as it is."),
        (Happened.WON, "Good news: we are going to work together, and it began with a word of yours."),
        (Happened.LOST, "It did not work out this time, but I am glad that we talked, and grateful to you."),
        (Happened.NEVER_MET, "We did not come together this time; I am grateful that you thought of me."),
    ],
)
def test_one_referral_makes_two_lines(happened: Happened, line: str) -> None:
    assert update_words.text([news(happened)], TODAY) == f"Thank you again for sending Theo Marchetti.\n{line}"


def test_several_referrals_stand_in_one_text_by_first_names_unless_they_share_one() -> None:
    both = [news(Happened.MET), news(Happened.WON, "Hanne Kjeldsen")]
    assert update_words.text(both, TODAY) == (
        "Thank you again for sending Theo Marchetti and Hanne Kjeldsen.\n"
        "Theo: we met yesterday.\nHanne: good news, we are going to work together."
    )
    assert "\nTheo Marchetti: we met" in update_words.text([*both, news(Happened.TRIED, "Theo Lind")], TODAY)


def test_nothing_to_tell_is_no_text() -> None:
    assert update_words.text([], TODAY) == ""


def test_discreet_ones_say_that_we_have_spoken_and_no_more() -> None:
    quiet = news(Happened.WON, quiet=True)
    assert update_words.text([quiet], TODAY) == DISCREET
    assert update_words.text([quiet, quiet], TODAY) == "We have spoken; thank you for the introductions."
    assert update_words.in_short([quiet], TODAY) == "About Theo Marchetti: that you have spoken, and no more"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2026-11-18", "today"),
        ("2026-11-17", "yesterday"),
        ("2026-11-16", "on Monday"),
        ("2026-11-12", "on Thursday"),
        ("2026-11-11", "on November 11"),
        ("2025-11-18", "on November 18"),
    ],
)
def test_days_are_told_as_one_would_say_them(on: str, words: str) -> None:
    assert update_words.near_day(date.fromisoformat(on), TODAY) == words


def test_the_line_of_today() -> None:
    assert update_words.in_short([news(Happened.MET)], TODAY) == "About Theo Marchetti: you met yesterday"
    assert update_words.in_short([news(Happened.LOST)], TODAY) == "About Theo Marchetti: a kind last word"
    both = [news(Happened.MET), news(Happened.MET, "Hanne Kjeldsen")]
    assert update_words.in_short(both, TODAY) == "About Theo Marchetti and Hanne Kjeldsen"


everything = st.lists(
    st.builds(
        News,
        name=st.sampled_from(["Theo Marchetti", "Hanne Kjeldsen", "Quill"]),
        short_name=st.just("Quill"),
        happened=st.sampled_from(Happened),
        on=st.dates(date(2026, 1, 1), TODAY),
        discreet=st.booleans(),
    ),
    max_size=5,
)


@given(everything)
def test_no_text_names_or_tells_of_what_is_discreet(some: list[News]) -> None:
    secret = [News("Secret Person", "Secret", each.happened, each.on, discreet=True) for each in some]
    text = update_words.text([*some, *secret], TODAY)
    assert "Secret" not in text
    if all(each.discreet for each in some) and some:
        assert re.fullmatch(r"We have spoken; thank you for the introductions?\.", text)


@given(everything)
def test_every_text_is_plain_and_says_neither_he_nor_she(some: list[News]) -> None:
    text = update_words.text(some, TODAY)
    assert not re.search(r"\b(he|she|him|his|her|hers)\b|[{}]", text, re.IGNORECASE)
