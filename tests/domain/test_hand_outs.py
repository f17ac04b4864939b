"""The words of the pages to give away: the owner's own first, and else what the rules make of them."""

from dataclasses import replace

import pytest

from refdesk.domain import hand_outs
from refdesk.domain.hand_outs import Kind
from refdesk.domain.profile import Profile
from refdesk.domain.rules import Rules

PROFILE = Profile(
    business_name="Fernhollow", owner="Nadia Fern", phone="(614) 555-0142", tagline="Old houses made easy."
)


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("a kitchen\n- a bath\n\n 3) damp \n• wiring", ("a kitchen", "a bath", "damp", "wiring")),
        ("  \n\u200b\n", ()),
        ("1950s houses\n-2 degrees", ("1950s houses", "-2 degrees")),
    ],
)
def test_lines_lose_their_dashes_and_numbers_and_nothing_else(typed: str, lines: tuple[str, ...]) -> None:
    assert hand_outs.lines(typed) == lines


def test_what_people_say_stands_in_one_pair_of_quotes() -> None:
    assert hand_outs.said('“Where would we cook?”\nIt drips\n"So old"') == (
        "“Where would we cook?”", "“It drips”", "“So old”",
    )  # fmt: skip


def test_a_step_is_its_first_sentence_and_the_rest() -> None:
    typed = "1. I call the same day. If they cannot talk, they choose.\nI listen\nI ask: what hurts? And wait."
    assert hand_outs.steps(typed) == (
        ("I call the same day.", "If they cannot talk, they choose."), ("I listen", ""),
        ("I ask:", "what hurts? And wait."),
    )  # fmt: skip
    assert len(hand_outs.steps("step\n" * 20)) == hand_outs.MOST_STEPS


@pytest.mark.parametrize(
    ("last_minutes", "words"),
    [(0, "the same working day"), (240, "the same working day"), (241, "by the next working day")],
)
def test_the_promise_of_a_call_is_made_of_the_rule(last_minutes: int, words: str) -> None:
    rules = Rules(last_minutes=last_minutes)
    assert hand_outs.when_we_call(rules) == words
    profile = replace(PROFILE, rules=rules)
    assert words in hand_outs.introducing(profile)[2][1]
    assert any(words in line for line in hand_outs.then(profile))


def test_the_introduction_gives_the_reason_if_there_is_one() -> None:
    assert hand_outs.introducing(PROFILE)[0][1] == "“May Nadia Fern call you?”"
    told = replace(PROFILE, different="We give the date in writing. And keep it.")
    assert hand_outs.introducing(told)[0][1] == "“May Nadia Fern call you? We give the date in writing.”"


def test_what_givers_hear_follows_the_rules_until_one_writes_it() -> None:
    usual = hand_outs.givers_hear(replace(PROFILE, rules=Rules(update_second=9, update_then=30)))
    assert "after 9 days, then every 30 days" in usual
    assert "between us" in hand_outs.givers_hear(replace(PROFILE, discreet=True))
    assert hand_outs.givers_hear(replace(PROFILE, discreet=True, givers_hear="Ask me.")) == "Ask me."


def test_own_words_come_before_ours() -> None:
    own = replace(PROFILE, treat_opening="Mine.", client_gets="an hour\na price", how_we_treat="I call. Soon.")
    assert hand_outs.opening(own) == "Mine."
    assert "good name" in hand_outs.opening(PROFILE)
    assert hand_outs.client_gets(own) == ("an hour", "a price")
    assert hand_outs.client_gets(replace(own, client_gets="")) == ("I call.",)
    assert hand_outs.what_to_say(PROFILE, "I know a builder") == ("“I know a builder”",)
    assert hand_outs.what_to_say(PROFILE, "")[0] == "“I know somebody: Old houses made easy.”"
    assert hand_outs.what_to_say(replace(PROFILE, tagline=""), "") == ("“May Nadia Fern call you?”",)


@pytest.mark.parametrize(
    ("kind", "missing"), [(Kind.WHO, ("ideal_client",)), (Kind.TREAT, ("how_we_treat",)), (Kind.DESK, ())]
)
def test_a_page_that_would_say_too_little_names_what_to_fill_in(kind: Kind, missing: tuple[str, ...]) -> None:
    assert hand_outs.missing(kind, PROFILE) == missing
