"""Names in their parts, and the ways in which they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import names
from refdesk.domain.names import PersonName

ANA = PersonName(prefix="Dr.", given="Ana", middle="M.", family="Diaz", suffix="Jr.", organisation="Diaz Homes")


@pytest.mark.parametrize(
    ("name", "full", "usual", "short", "sort_key", "initials"),
    [
        (ANA, "Dr. Ana M. Diaz Jr.", "Ana Diaz", "Ana", "diaz ana m.", "AD"),
        (PersonName(given="Ann", nickname="Annie"), "Ann", "Ann", "Annie", "ann", "A"),
        (PersonName(nickname="Bo", family="Lee"), "Bo Lee", "Bo Lee", "Bo", "lee bo", "BL"),
        (PersonName(family="Łęcki"), "Łęcki", "Łęcki", "Łęcki", "lecki", "Ł"),
        (PersonName(organisation="Acme Homes"), "Acme Homes", "Acme Homes", "Acme Homes", "acme homes", "AH"),
        (PersonName(family="安藤", given="ロイド"), "安藤 ロイド", "安藤 ロイド", "ロイド", "anteng roido", "ロ安"),
        (PersonName(), "", "", "", "", ""),
    ],
)
def test_a_name_is_shown_in_each_way(
    name: PersonName, full: str, usual: str, short: str, sort_key: str, initials: str
) -> None:
    assert (name.full, name.usual, name.short, name.sort_key, name.initials) == (full, usual, short, sort_key, initials)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Ana Diaz", PersonName(given="Ana", family="Diaz")),
        ("Dr. Ana M. Diaz Jr.", PersonName(prefix="Dr.", given="Ana", middle="M.", family="Diaz", suffix="Jr.")),
        ("van der Berg, Anna", PersonName(given="Anna", family="van der Berg")),
        ("Ludwig van Beethoven", PersonName(given="Ludwig", family="van Beethoven")),
        ("Bob (Bobby) Smith", PersonName(given="Bob", family="Smith", nickname="Bobby")),
        ("Android", PersonName(given="Android")),
        ("安藤 ロイド", PersonName(family="安藤", given="ロイド")),
        ("Acme Solutions LLC", PersonName(organisation="Acme Solutions LLC")),
        ("Müller & Sohn", PersonName(organisation="Müller & Sohn")),
        ("Siemens AG", PersonName(organisation="Siemens AG")),
        ("Robert Church", PersonName(given="Robert", family="Church")),
        ("  ", PersonName()),
    ],
)
def test_a_name_in_one_column_is_split(typed: str, expected: PersonName) -> None:
    assert names.split(typed) == expected


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("o'neil", "O'Neil"),
        ("VAN DER BERG", "van der Berg"),
        ("  lee ", "Lee"),
        ("Łęcki", "Łęcki"),
        ("mcdonald", "McDonald"),
        ("smith-jones", "Smith-Jones"),
        ("deBoer", "deBoer"),
        ("NG", "NG"),
    ],
)
def test_a_family_name_is_written_as_people_write_it(typed: str, shown: str) -> None:
    assert names.family(typed) == shown


def test_a_given_name_in_capitals_is_mended_and_a_mixed_one_is_left() -> None:
    assert (names.given("MARY ANN"), names.given("LaToya")) == ("Mary Ann", "LaToya")


@given(st.text(max_size=80))
def test_splitting_loses_no_person(typed: str) -> None:
    assert names.split(typed).is_empty == (not names.text.clean(typed))
