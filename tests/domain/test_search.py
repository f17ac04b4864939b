"""Words of the search box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import search
from refdesk.domain.contact import Category
from refdesk.domain.ranking import Rank
from refdesk.domain.search import Search, Trait


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
        ("ana tag:Golf diaz", Search("ana diaz", (("golf",),))),
        ('tag:"new clients" tag:Zürich', Search(tags=(("new clients",), ("zurich",)))),
        ('tag:golf,"new clients"', Search(tags=(("golf", "new clients"),))),
        ('tag:"golf, tennis"', Search(tags=(("golf, tennis",),))),
        ('tag:"new cl', Search(tags=(("new cl",),))),
        ("stage:ana", Search("stage:ana")),
        ("piano:plan", Search("piano:plan")),
        ("category:client,friend", Search(categories=frozenset({Category.CLIENT, Category.FRIEND}))),
        ('category:"Business owner"', Search(categories=frozenset({Category.BUSINESS_OWNER}))),
        ("category:hermit", Search(unknown=("hermit",))),
        ("No:Plan never:asked", Search(traits=frozenset({Trait.NO_PLAN, Trait.NEVER_ASKED}))),
        ("due:touch,review", Search(traits=frozenset({Trait.DUE, Trait.REVIEW_DUE}))),
        ("birthday:month lind", Search("lind", traits=frozenset({Trait.BIRTHDAY}))),
        ("no:fun", Search(unknown=("no:fun",))),
        ("no:", Search()),
        ("with:inactive", Search(with_inactive=True)),
        ('saved:"To call"', Search(saved=("to call",))),
    ],
)
def test_words_are_read(typed: str, meant: Search) -> None:
    assert search.parse(typed) == meant
    assert search.parse(typed).is_empty == (meant == Search())


NAMES = st.text("abc ,é-+", min_size=1).map(search.fold_name).filter(bool)
SEARCHES = st.builds(
    Search,
    st.sampled_from(["", "ana", "ana diaz"]),
    st.lists(st.lists(NAMES, min_size=1, max_size=2, unique=True).map(tuple), max_size=2, unique=True).map(tuple),
    st.frozensets(st.sampled_from([None, *Rank])),
    st.frozensets(st.sampled_from(Category)),
    st.frozensets(st.sampled_from(Trait)),
    st.booleans(),
    st.lists(NAMES, max_size=2, unique=True).map(tuple),
)


@given(SEARCHES)
def test_a_filter_of_chips_can_be_typed(wanted: Search) -> None:
    assert search.parse(search.words(wanted)) == wanted


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("(614) 555", "614555"), ("555-01", "55501"), ("55", ""), ("614 Main", ""), ("", ""), ("...", "")],
)
def test_part_of_a_phone_number_is_recognized(typed: str, digits: str) -> None:
    assert search.parse(typed).digits == digits
