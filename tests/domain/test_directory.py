"""The order of a directory: everybody below the right head, ranks told only where they are wanted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import directory, text
from refdesk.domain.directory import Listing, Order, Section
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.ranking import Rank

ANA = Listing(ContactId(1), "diaz ana", Rank.B, ("golf", "choir"))
BO = Listing(ContactId(2), "lind bo", Rank.A_PLUS)
CY = Listing(ContactId(3), "dane cy", None, ("Choir",))
DEE = Listing(ContactId(4), "7 hills", Rank.D, ("golf",))
ALL = (BO, ANA, DEE, CY)

LISTINGS = st.lists(
    st.builds(
        Listing, st.integers(1, 50).map(ContactId), st.text(max_size=6).map(text.fold),
        st.sampled_from([None, *Rank]), st.lists(st.sampled_from(["a", "b", "B", "ä"]), max_size=4).map(tuple),
    ),
    max_size=20, unique_by=lambda each: each.contact_id,
)  # fmt: skip


@pytest.mark.parametrize(
    ("order", "with_ranks", "wanted"),
    [
        (Order.NAME, False, [("#", (4,)), ("D", (3, 1)), ("L", (2,))]),
        (Order.NAME, True, [("#", (4,)), ("D", (3, 1)), ("L", (2,))]),
        (Order.RANK, False, [("", (2, 1, 3, 4))]),
        (
            Order.RANK,
            True,
            [("A+: sends often", (2,)), ("B: could send", (1,)), ("Not ranked yet", (3,)), ("D: not asking", (4,))],
        ),
        (Order.TAG, True, [("Choir", (3,)), ("choir", (1,)), ("golf", (4, 1)), ("Without a tag", (2,))]),
    ],
)
def test_everybody_stands_below_the_right_head(
    order: Order, with_ranks: bool, wanted: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = directory.sections(ALL, order, with_ranks=with_ranks)
    assert [(each.head, each.people) for each in found] == wanted


@pytest.mark.parametrize("order", list(Order))
def test_nobody_makes_no_head(order: Order) -> None:
    assert directory.sections((), order, with_ranks=True) == ()


@given(LISTINGS, st.sampled_from(Order), st.booleans())
def test_nobody_is_lost_and_no_rank_is_told_unasked(known: list[Listing], order: Order, with_ranks: bool) -> None:
    found = directory.sections(known, order, with_ranks=with_ranks)
    placed = [each for section in found for each in section.people]
    wanted = {each.contact_id: max(len(set(each.tags)), 1) if order is Order.TAG else 1 for each in known}
    assert {each: placed.count(each) for each in placed} == wanted
    assert all(section.people for section in found)
    if not (order is Order.RANK and with_ranks):
        assert not any(section.head[:2] in {"A+", "A:", "B:", "C:", "D:"} for section in found)
    by_key = {each.contact_id: each for each in known}
    for section in found:
        if not (order is Order.RANK and not with_ranks):
            assert list(section.people) == sorted(section.people, key=lambda each: directory._by_name(by_key[each]))


@given(LISTINGS)
def test_heads_come_by_the_alphabet_and_signs_before_letters(known: list[Listing]) -> None:
    heads = [section.head for section in directory.sections(known, Order.NAME)]
    assert heads == sorted(heads)
    assert len(heads) == len(set(heads))


@pytest.mark.parametrize(
    ("first", "last", "words"), [("A", "D", "A–D"), ("S", "S", "S"), ("choir", "golf", "choir – golf"), ("", "", "")]
)
def test_a_page_says_from_where_to_where_it_goes(first: str, last: str, words: str) -> None:
    assert directory.span(first, last) == words


@pytest.mark.parametrize(
    ("name", "listed"),
    [
        (PersonName(given="Ana", middle="M.", family="Diaz"), "Diaz, Ana M."),
        (PersonName(prefix="Dr.", given="Ana", family="Diaz", suffix="Jr."), "Diaz, Ana, Jr."),
        (PersonName(family="Diaz", nickname="Annie"), "Diaz, Annie"),
        (PersonName(given="Ana"), "Ana"),
        (PersonName(family="Diaz"), "Diaz"),
        (PersonName(given="小明", family="王"), "王 小明"),
        (PersonName(organisation="Harbor Realty"), "Harbor Realty"),
        (PersonName(), ""),
    ],
)
def test_names_are_listed_as_they_are_sorted(name: PersonName, listed: str) -> None:
    assert name.listed == listed


def test_a_section_holds_people_in_their_order() -> None:
    assert directory.sections((ANA, CY), Order.NAME) == (Section("D", (ContactId(3), ContactId(1))),)


@given(LISTINGS, st.sampled_from(Order), st.integers(1, 25), st.booleans())
def test_the_beginning_is_what_the_whole_begins_with(
    known: list[Listing], order: Order, most: int, with_ranks: bool
) -> None:
    whole = directory.sections(known, order, with_ranks=with_ranks)
    found = directory.beginning(iter(known), order, most, with_ranks=with_ranks)
    assert found == (directory.first_of(whole, most), len(known))
