"""Pages go through the printer in the order in which they are needed, however the stack is turned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import print_pages
from refdesk.domain.print_pages import Leaf, Run
from refdesk.domain.print_position import Side
from refdesk.errors import Refused

F, B = Side.FRONT, Side.BACK


def _pages(run: Run) -> list[int | None]:
    return [leaf.page for leaf in run]


@pytest.mark.parametrize(
    ("words", "sheets", "chosen"),
    [
        ("", 3, (0, 1, 2)),
        (" ", 2, (0, 1)),
        ("2", 3, (1,)),
        ("1-3, 5", 5, (0, 1, 2, 4)),
        ("3,1-2,2", 3, (0, 1, 2)),
        ("1–2", 2, (0, 1)),
    ],
)
def test_numbers_are_chosen(words: str, sheets: int, chosen: tuple[int, ...]) -> None:
    assert print_pages.read(words, sheets) == chosen


@pytest.mark.parametrize("words", ["0", "4", "3-1", "1-4", "all", "1;2", "-1", "1-", ",", "1,,2", "9" * 30])
def test_numbers_that_are_not_there_are_refused(words: str) -> None:
    with pytest.raises(Refused) as refused:
        print_pages.read(words, 3)
    assert refused.value.problems[0].field == "pages"


def test_one_side_goes_through_at_once() -> None:
    assert print_pages.runs((0, 2), pages=3, sides=1, copies=2) == (
        (Leaf(0, F), Leaf(2, F), Leaf(0, F), Leaf(2, F)),
    )  # fmt: skip


def test_a_printer_that_turns_gets_front_and_back_in_turns() -> None:
    (run,) = print_pages.runs((0, 1), pages=3, sides=2)
    assert run == (Leaf(0, F), Leaf(1, B), Leaf(2, F), Leaf(None, B))


@pytest.mark.parametrize(("last_on_top", "backs"), [(False, [1, 3, None]), (True, [None, 3, 1])])
def test_a_stack_that_is_turned_by_hand_gets_its_backs_in_the_order_in_which_it_lies(
    last_on_top: bool, backs: list[int | None]
) -> None:
    first, second = print_pages.runs((0, 1, 2), pages=5, sides=2, by_hand=True, last_on_top=last_on_top)
    assert _pages(first) == [0, 2, 4]
    assert _pages(second) == backs


def test_nothing_is_turned_when_no_back_has_a_page() -> None:
    assert print_pages.runs((0,), pages=1, sides=2, by_hand=True) == ((Leaf(0, F),),)
    assert print_pages.runs((), pages=4, sides=2) == ()


@given(st.integers(1, 40), st.integers(1, 3), st.booleans())
def test_each_sheet_gets_its_own_back(pages: int, copies: int, last_on_top: bool) -> None:
    """Feed the stack as it lies: whatever comes first gets the first back."""
    every = tuple(range(print_pages.sheets(pages, 2)))
    found = print_pages.runs(every, pages=pages, sides=2, copies=copies, by_hand=True, last_on_top=last_on_top)
    if len(found) == 1:
        assert pages == 1
        return
    fronts, backs = found
    lying = list(reversed(fronts)) if last_on_top else list(fronts)
    assert len(fronts) == len(backs) == copies * len(every)
    for front, back in zip(lying, backs, strict=True):
        assert front.page is not None
        assert back.page == (front.page + 1 if front.page + 1 < pages else None)
