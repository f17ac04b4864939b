import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from refdesk.domain import default_wordings, wording
from refdesk.domain.occasions import CardOccasion
from refdesk.errors import Refused

FACTS = {
    "dear": "Ana", "first_name": "Ana", "full_name": "Ana Diaz", "prospect": "Theo Marchetti",
    "prospect_first_name": "Theo", "need": "a kitchen", "owner": "Nadia Kerr", "owner_first_name": "Nadia",
    "firm": "Fernhollow",
}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Dear {{ dear }},", "Dear Ana,"),
        ("About {{ need }}{% if phone %}, {{ phone }}{% endif %}.", "About a kitchen."),
        ("{% if not spoken %}Soon{% else %}Done{% endif %}", "Soon"),
        ("{% if phone or need %}yes{% elif spoken %}no{% endif %}", "yes"),
        ("Call  {{ phone }} now", "Call now"),
        ("One\n\n\n\nTwo\n", "One\n\nTwo"),
        ("", ""),
        ("50% off & <b>no</b>", "50% off & <b>no</b>"),
    ],
)
def test_fields_are_filled_in(body: str, text: str) -> None:
    assert wording.fill(body, FACTS) == text


def test_what_people_are_called_is_never_a_wording_itself() -> None:
    assert wording.fill("Hi {{ dear }}", {"dear": "{{ owner }} {% if x %}<&"}) == "Hi {{ owner }} {% if x %}<&"


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("Hi {{ prospct }}", "Line 1, character 7: there is no field “prospct”. Did you mean “prospect”?"),
        ("One\nHi {{ zzzzzz }}", "Line 2, character 7: there is no field “zzzzzz” here."),
        ("{{ first_name", "Line 1: a field is not written to its end. Fields look like {{ first_name }}."),
        ("a\nb {% if need %}", "Line 2: a field is not written to its end. Fields look like {{ first_name }}."),
        ("{{ first_name|upper }}", "Line 1: only fields and “if” work here."),
        ("{{ owner.upper() }}", "Line 1: only fields and “if” work here."),
        ("{{ ''.__class__ }}", "Line 1: only fields and “if” work here."),
        ("{% for a in owner %}x{% endfor %}", "Line 1: only fields and “if” work here."),
        ("{% include 'x' %}", "Line 1: only fields and “if” work here."),
        ("{% set owner = 1 %}", "Line 1: only fields and “if” work here."),
        ("{{ 9 ** 9 ** 9 }}", "Line 1: only fields and “if” work here."),
        ("x" * 6_001, "This is too long. 6000 characters fit here."),
        ("{{ " + "(" * 2_000 + ")" * 2_000 + " }}", "Line 1: this is too complicated. Use simple fields."),
        ("{% if need %}" * 300, "Line 1: this is too complicated. Use simple fields."),
        ("{{ " + "not " * 1_000 + "need }}", "Line 1: this is too complicated. Use simple fields."),
    ],
)
def test_a_wrong_wording_is_refused_with_the_place(body: str, sentence: str) -> None:
    assert sentence in [problem.sentence for problem in wording.check(body)]
    with pytest.raises(Refused):
        wording.fill(body, FACTS)


@settings(max_examples=150)
@given(
    body=st.lists(
        st.sampled_from(["{{", "}}", "{%", "%}", " if ", "endif", " else ", "need", "(", "|", ".", "[", "{#", "#}",
                         "\n", "raw", "endraw", "__class__", "'", "\\", "ß", "\x00", "-", "~", "range(9)"]),
        max_size=12,
    ).map("".join) | st.text(max_size=20)
)  # fmt: skip
@example(body="{% if need %}" * 20 + "x" + "{% endif %}" * 20)
def test_any_text_is_filled_or_refused(body: str) -> None:
    if wording.check(body):
        with pytest.raises(Refused):
            wording.fill(body, FACTS)
    else:
        assert isinstance(wording.fill(body, FACTS), str)


def test_a_script_for_a_whole_page_names_nobody() -> None:
    (problem,) = wording.check("{{ first_name }}", field="script_ask", allowed=wording.SHEET_FIELDS)
    assert problem.field == "script_ask"


@pytest.mark.parametrize("shipped", default_wordings.ALL, ids=lambda each: each.key)
def test_the_wordings_that_come_along_are_right(shipped: default_wordings.Wording) -> None:
    assert wording.check(shipped.body) == ()
    assert default_wordings.by_key(shipped.key) is shipped
    for facts in (FACTS, {}, FACTS | {"spoken": "yes"}):
        filled = wording.fill(shipped.body, facts)
        assert "{" not in filled
        assert "  " not in filled
        assert " ." not in filled


def test_thanks_for_a_referral_open_with_the_introduction() -> None:
    usual = default_wordings.wording(CardOccasion.THANKS, discreet=False)
    assert wording.fill(usual.body, FACTS).startswith("Thank you for the introduction to Theo Marchetti.")
    assert wording.fill(usual.body, {}).startswith("Thank you for the introduction.")


@pytest.mark.parametrize("occasion", list(CardOccasion))
def test_a_discreet_wording_tells_nothing_about_who_was_sent(occasion: CardOccasion) -> None:
    discreet = default_wordings.wording(occasion, discreet=True)
    assert discreet.occasion is occasion
    for body in (discreet.body, *default_wordings.openings(occasion, discreet=True)):
        assert not wording.tells(body)
        assert "Theo" not in wording.fill(body, FACTS)


def test_the_discreet_card_says_that_we_have_spoken_only_once_we_have() -> None:
    body = default_wordings.THANKS_REFERRAL_DISCREET.body
    assert wording.fill(body, {"spoken": "yes"}).startswith("We have spoken; thank you for the introduction.")
    assert wording.fill(body, {}).startswith("Thank you for the introduction.")


@pytest.mark.parametrize("occasion", list(CardOccasion))
@pytest.mark.parametrize("discreet", [True, False])
def test_there_are_three_sentences_to_begin_with(occasion: CardOccasion, discreet: bool) -> None:
    openings = default_wordings.openings(occasion, discreet=discreet)
    assert len(openings) == 3
    for opening in openings:
        assert wording.check(opening) == ()
        assert wording.fill(opening, FACTS).endswith(".")


def test_a_beginning_reads_well_when_nobody_was_named() -> None:
    first, *_rest = default_wordings.openings(CardOccasion.THANKS, discreet=False)
    assert wording.fill(first, {}) == "You thought of us when somebody needed help, and that means a great deal."
    assert "Theo Marchetti needed help" in wording.fill(first, FACTS)


def test_the_win_card_tells_the_news() -> None:
    assert wording.tells(default_wordings.wording(CardOccasion.WIN, discreet=False).body)
    assert wording.fields_in("{{ need }} {% if spoken %}{% endif %}") == {"need", "spoken"}
    assert wording.fill(default_wordings.SALUTATION, FACTS) == "Dear Ana,"
    assert default_wordings.by_key("nothing") is None


def test_what_a_choice_does_is_said_in_plain_words() -> None:
    body = default_wordings.THANKS_REFERRAL_DISCREET.body + default_wordings.THANKS_REFERRAL.body
    assert wording.choices_told(body) == (
        "The words after “if spoken” stand once you have spoken with them; until then those after “else”.",
        "The words after “if prospect” are left out where nothing may be told of who was sent.",
    )
    assert wording.choices_told("{% if years %}{{ years }} years{% endif %}") == (
        "The words after “if years” stand where this is known: Years since then.",
    )
    assert wording.choices_told("Thank you, {{ dear }}. {% if nothing_known %}x") == ()
