from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk import i18n
from refdesk.domain import money
from refdesk.errors import Refused


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("$1,250.50", "USD", 125050),
        ("1.250,50 €", "EUR", 125050),
        ("$ 14,000", "USD", 1400000),
        ("USD 5", "USD", 500),
        ("US$5", "USD", 500),
        ("5 usd", "USD", 500),
        ("1250", "USD", 125000),
        ("1,250", "USD", 125000),
        ("1,25", "USD", 125),
        ("0.10", "USD", 10),
        (".5", "USD", 50),
        ("5.", "USD", 500),
        ("1'250.50", "CHF", 125050),
        ("CHF 1’250.50", "CHF", 125050),
        ("1 250,50", "EUR", 125050),
        ("1\u202f250,50", "EUR", 125050),
        ("1,00,000.50", "INR", 10000050),
        ("1,234,567", "USD", 123456700),
        ("1.234.567,8", "EUR", 123456780),
        ("\u0663\u0664", "USD", 3400),
        ("¥1,250", "JPY", 1250),
        ("1250", "JPY", 1250),
        ("1.250", "KWD", 1250),
        ("1,250", "KWD", 1250000),
        ("$40", "AUD", 4000),
        ("12 kr", "SEK", 1200),
        ("0", "USD", 0),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, currency: str, minor: int) -> None:
    assert money.parse(typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency", "sentence"),
    [
        ("", "USD", "Type an amount such as $1,250.00."),
        ("abc", "USD", "Type an amount such as $1,250.00."),
        ("12a", "USD", "Type an amount such as $1,250.00."),
        ("-5", "USD", "Type an amount of zero or more."),
        ("(5)", "USD", "Type an amount of zero or more."),
        ("€5", "USD", "This file counts in USD. Type the amount in it."),
        ("1.250", "USD", "This can be read in two ways. Type it without thousands marks, such as 1250.00."),
        ("1.2.3", "USD", "This can be read in two ways. Type it without thousands marks, such as 1250.00."),
        ("1,25,0.5", "USD", "This can be read in two ways. Type it without thousands marks, such as 1250.00."),
        ("1.2345", "USD", "USD has 2 decimals. Type no more than that."),
        ("12.50", "JPY", "JPY has no decimals. Type a whole amount."),
        ("1" + "0" * 40, "USD", "This amount is too large."),
        ("9" * 400, "USD", "This amount is too large."),
    ],
)
def test_a_bad_amount_is_refused_in_a_plain_sentence(typed: str, currency: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        money.parse(typed, currency, field="value")
    assert [(problem.field, problem.sentence) for problem in refused.value.problems] == [("value", sentence)]


def test_an_empty_field_is_no_amount() -> None:
    assert money.parse_optional("  ", "USD") is None
    assert money.parse_optional("5", "USD") == 500
    assert money.problem("", "USD") is None
    found = money.problem("x", "USD", field="cost")
    assert found is not None
    assert found.field == "cost"


@settings(max_examples=60)
@given(
    minor=st.integers(0, money.MOST_MINOR),
    currency=st.sampled_from(["USD", "EUR", "JPY", "KWD", "CHF", "INR"]),
    locale=st.sampled_from(["en_US", "de_DE", "fr_FR", "de_CH", "en_IN", "es_ES", "pl_PL"]),
)
def test_what_is_shown_can_be_typed_again(minor: int, currency: str, locale: str) -> None:
    i18n.use(locale)
    try:
        assert money.parse(money.shown(minor, currency), currency) == minor
        assert money.parse(money.typed(minor, currency), currency) == minor
    finally:
        i18n.use(i18n.DEFAULT_LOCALE)


@settings(max_examples=150)
@given(typed=st.text(st.sampled_from("0123456789.,' $€-()kr\u0663x²½①"), max_size=12) | st.text(max_size=8))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    if money.problem(typed, "USD") is None and typed.strip():
        assert 0 <= money.parse(typed, "USD") <= money.MOST_MINOR
    else:
        with pytest.raises(Refused):
            money.parse(typed, "USD")


@pytest.mark.parametrize(("currency", "digits"), [("USD", 2), ("JPY", 0), ("KWD", 3), ("EUR", 2)])
def test_each_currency_has_its_minor_units(currency: str, digits: int) -> None:
    assert money.exponent(currency) == digits
    assert money.from_minor(12345, currency) == Decimal(12345) / 10**digits
    assert money.to_minor(money.from_minor(12345, currency), currency) == 12345


def test_a_fraction_of_a_cent_has_no_minor_units() -> None:
    with pytest.raises(ValueError, match="more digits"):
        money.to_minor(Decimal("0.001"), "USD")


def test_money_is_shown_in_the_language_of_the_reader() -> None:
    assert money.shown(125050, "USD") == "$1,250.50"
    assert money.typed(None, "USD") == ""


@pytest.mark.parametrize(
    ("locale", "currency", "minor", "shown", "also"),
    [
        ("en_US", "USD", 4_200_000, "42,000", ("42000", "42000.00", "$42,000")),
        ("en_US", "USD", 125_050, "1,250.50", ("1250.5", "1,250.50")),
        ("en_GB", "GBP", 4_200_000, "42,000", ("42000.00", "£42,000.00")),
        ("de_DE", "EUR", 4_200_000, "42.000", ("42000", "42000,00", "42.000,00 €")),
        ("de_DE", "EUR", 125_050, "1.250,50", ("1250,50", "1250,5")),
        ("fr_FR", "EUR", 125_050, "1\u202f250,50", ("1 250,50",)),
        ("en_IN", "INR", 12_500_000, "1,25,000", ("125000",)),
        ("en_US", "JPY", 1250, "1,250", ("1250",)),
        ("de_DE", "KWD", 1_250, "1,250", ("1,25",)),
        ("en_US", "USD", 1, "0.01", (".01",)),
        ("en_US", "USD", 0, "0", ("0.00",)),
    ],
)
def test_an_amount_to_be_edited_has_the_form_of_the_country(
    locale: str, currency: str, minor: int, shown: str, also: tuple[str, ...]
) -> None:
    i18n.use(locale)
    try:
        assert money.typed(minor, currency) == shown
        assert {money.parse(each, currency) for each in (shown, *also)} == {minor}
    finally:
        i18n.use(i18n.DEFAULT_LOCALE)
