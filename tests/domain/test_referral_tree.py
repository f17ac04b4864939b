"""The tree of who begot whom: everybody once, nobody over another, and an end for any referrals."""

from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import referral_tree
from refdesk.domain.ids import ContactId
from refdesk.domain.referral_tree import Member, Sent, Step, Tree, Won


def tree(*pairs: tuple[int, int], won: dict[int, Won] | None = None) -> Tree:
    sent = [Sent(ContactId(giver), ContactId(prospect)) for giver, prospect in pairs]
    return referral_tree.grow(sent, {ContactId(who): each for who, each in (won or {}).items()})


def member(grown: Tree, who: int) -> Member:
    return grown.by_id()[ContactId(who)]


def place(grown: Tree, who: int) -> tuple[int, int]:
    found = member(grown, who)
    return found.row, found.column


PEOPLE = st.integers(1, 12)
ANY = st.lists(st.tuples(PEOPLE, PEOPLE), max_size=40)


@given(ANY)
def test_everybody_stands_once_and_nobody_over_another(pairs: list[tuple[int, int]]) -> None:
    grown = tree(*pairs)
    everybody = [each.contact_id for each in grown.members]
    assert sorted(everybody) == sorted({who for pair in pairs for who in pair})
    places = [(each.row, each.column) for each in grown.members]
    assert len(set(places)) == len(places)
    assert {row for row, _column in places} == set(range(grown.rows))


@given(ANY)
def test_givers_stand_left_of_those_they_sent_and_never_below_them(pairs: list[tuple[int, int]]) -> None:
    grown = tree(*pairs)
    people = grown.by_id()
    for each in grown.members:
        assert (each.giver is None) == (each.column == 0)
        for place_of, below in enumerate(map(people.__getitem__, each.sent)):
            assert below.giver == each.contact_id
            assert below.column == each.column + 1
            assert below.row == each.row if place_of == 0 else below.row > each.row


@given(ANY)
def test_every_referral_is_told_of_once(pairs: list[tuple[int, int]]) -> None:
    grown = tree(*pairs)
    told = []
    for each in grown.members:
        told += [
            (giver, each.contact_id) for giver in (each.giver, *each.also_from, *each.circles) if giver is not None
        ]
    assert sorted(told) == sorted(set(pairs))
    assert sorted((each.contact_id, other) for each in grown.members for other in each.also_sent) == sorted(
        (giver, each.contact_id) for each in grown.members for giver in each.also_from
    )


@given(ANY, st.dictionaries(PEOPLE, st.integers(0, 9)))
def test_lines_add_up_to_all_that_was_won(pairs: list[tuple[int, int]], values: dict[int, int]) -> None:
    grown = tree(*pairs, won={who: Won(1, value) for who, value in values.items()})
    inside = {who for pair in pairs for who in pair}
    assert sum(each.line.value_minor for each in grown.roots) == sum(
        value for who, value in values.items() if who in inside
    )
    assert sum(each.people + 1 for each in grown.roots) == len(grown.members)


@given(ANY)
def test_lines_between_people_cross_nobody(pairs: list[tuple[int, int]]) -> None:
    """The upright line stands before the column of those who were sent, so only that of two givers could be one."""
    grown = tree(*pairs)
    spans = [(each.column, each.row, each.last_row) for each in grown.members if each.sent]
    for at, (column, first, last) in enumerate(spans):
        for other, begin, end in spans[at + 1 :]:
            assert column != other or last < begin or end < first


def test_the_first_sent_stands_beside_the_giver_and_the_others_below() -> None:
    grown = tree((1, 2), (2, 3), (2, 4), (1, 5))
    assert [place(grown, who) for who in (1, 2, 3, 4, 5)] == [(0, 0), (0, 1), (0, 2), (1, 2), (2, 1)]
    assert member(grown, 1).people == 4
    assert member(grown, 1).last_row == 2


def test_the_longest_line_comes_first() -> None:
    grown = tree((1, 2), (3, 4), (4, 5))
    assert [each.contact_id for each in grown.roots] == [3, 1]


def test_a_person_of_several_givers_stands_under_the_first_and_names_the_others() -> None:
    grown = tree((1, 3), (2, 3), (2, 3))
    assert member(grown, 3).giver == 1
    assert member(grown, 3).also_from == (2,)
    assert member(grown, 2).also_sent == (3,)


def test_a_circle_is_cut_where_it_closed_and_is_named() -> None:
    grown = tree((1, 2), (2, 3), (3, 1))
    assert [each.contact_id for each in grown.roots] == [1]
    assert [each.contact_id for each in grown.cut] == [1]
    assert member(grown, 1).circles == (3,)


def test_a_giver_who_comes_to_stand_below_later_closes_a_circle_too() -> None:
    grown = tree((9, 1), (2, 1), (1, 2))
    assert member(grown, 2).giver == 1
    assert member(grown, 1).circles == (2,)


def test_somebody_who_sent_themselves_is_a_circle_of_one() -> None:
    grown = tree((1, 1))
    assert member(grown, 1).circles == (1,)
    assert place(grown, 1) == (0, 0)


def test_a_chain_longer_than_calls_can_be_deep() -> None:
    grown = tree(*((who, who + 1) for who in range(5000)), (5000, 0))
    assert (grown.rows, grown.columns) == (1, 5001)
    assert member(grown, 0).circles == (5000,)


def test_no_referrals_make_an_empty_tree() -> None:
    assert tree() == Tree()
    assert (tree().rows, tree().columns) == (0, 0)


def test_what_was_won_is_counted_for_the_person_and_for_the_line() -> None:
    grown = tree((1, 2), (2, 3), won={2: Won(1, 100), 3: Won(2, 50)})
    assert (member(grown, 1).won, member(grown, 1).line) == (Won(), Won(3, 150))
    assert (member(grown, 3).won, member(grown, 3).line) == (Won(2, 50), Won(2, 50))


def test_one_step_leads_to_the_giver_to_the_sent_and_within_the_column() -> None:
    grown = tree((1, 2), (2, 3), (1, 4), (5, 6))

    def after(who: int, way: Step) -> int:
        return referral_tree.step(grown, member(grown, who), way).contact_id

    assert after(2, Step.GIVER) == 1
    assert after(1, Step.GIVER) == 1
    assert after(1, Step.FIRST_SENT) == 2
    assert after(3, Step.FIRST_SENT) == 3
    assert after(2, Step.BELOW) == 4
    assert after(4, Step.BELOW) == 6
    assert after(4, Step.ABOVE) == 2
    assert after(2, Step.ABOVE) == 2
    assert (after(4, Step.FIRST), after(4, Step.LAST)) == (1, 6)
