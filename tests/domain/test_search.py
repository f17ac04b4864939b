"""Words of the search box."""

import pytest

from refdesk.domain import search
from refdesk.domain.ranking import Rank
from refdesk.domain.search import Search


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Search()),
        ("  ana  diaz ", Search("ana diaz")),
        ("rank:A+", Search(ranks=frozenset({Rank.A_PLUS}))),
        ("rank:a,B golf", Search("golf", ranks=frozenset({Rank.A, Rank.B}))),
        ("rank:none", Search(ranks=frozenset({None}))),
        ("rank:z", Search(unknown=("z",))),
        ("rank:", Search()),
        ("tag:", Search()),
        ("ana tag:Golf diaz", Search("ana diaz", ("golf",))),
        ('tag:"new clients" tag:Zürich', Search(tags=("new clients", "zurich"))),
        ('tag:"new cl', Search(tags=("new cl",))),
        ("stage:ana", Search("stage:ana")),
    ],
)
def test_words_are_read(typed: str, meant: Search) -> None:
    assert search.parse(typed) == meant
    assert search.parse(typed).is_empty == (meant == Search())


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("(614) 555", "614555"), ("555-01", "55501"), ("55", ""), ("614 Main", ""), ("", ""), ("...", "")],
)
def test_part_of_a_phone_number_is_recognized(typed: str, digits: str) -> None:
    assert search.parse(typed).digits == digits
