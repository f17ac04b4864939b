"""A call with its script: when the ask opens, what stops a save, and who is next."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.domain import call_mode
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.call_mode import CallNotes, MoreTyped, Named
from refdesk.domain.promises import OnTheWay
from refdesk.domain.referral import Direction
from refdesk.domain.touches import Asked

DAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)
TALKED = FilledRow(code=Code.TALKED)


@pytest.mark.parametrize(
    ("notes", "is_open"),
    [
        (CallNotes(), False),
        (CallNotes(FilledRow(help="  \n")), False),
        (CallNotes(FilledRow(good_lead="Cafés")), False),
        (CallNotes(FilledRow(help="A carpenter")), True),
        (CallNotes(more=MoreTyped(nothing_needed=True)), True),
    ],
)
def test_the_ask_opens_once_help_came_first(notes: CallNotes, *, is_open: bool) -> None:
    assert notes.ask_is_open is is_open


@pytest.mark.parametrize(
    ("notes", "fields"),
    [
        (CallNotes(), ["code"]),
        (CallNotes(TALKED), []),
        (CallNotes(FilledRow(code=Code.CALL_BACK)), ["call_back_on"]),
        (CallNotes(FilledRow(code=Code.CALL_BACK, call_back_on=DAY)), ["call_back_on"]),
        (CallNotes(FilledRow(code=Code.CALL_BACK, call_back_on=FRIDAY)), []),
        (CallNotes(FilledRow(code=Code.TALKED, lead_to="a baker")), ["lead_by"]),
        (CallNotes(TALKED, MoreTyped(promises=(OnTheWay("Send the plan"),))), ["promise_due_on_0"]),
        (CallNotes(TALKED, MoreTyped(promises=(OnTheWay("Call", FRIDAY), OnTheWay("", FRIDAY)))), ["promise_text_1"]),
        (CallNotes(TALKED, MoreTyped(named=(Named(name="Theo"), Named(need="Stairs")))), ["named_1"]),
        (CallNotes(TALKED, MoreTyped(named=(Named(name="x" * 300),))), ["named_0"]),
        (CallNotes(TALKED, MoreTyped(notes="x" * 20_001, what_they_do="x" * 20_001)), ["notes", "what_they_do"]),
    ],
)
def test_what_is_missing_is_named_by_its_field(notes: CallNotes, fields: list[str]) -> None:
    assert [problem.field for problem in call_mode.problems(notes, on=DAY)] == fields


def test_a_letter_is_chosen_and_not_typed() -> None:
    (problem,) = call_mode.problems(CallNotes(), on=DAY)
    assert problem.sentence == "Choose how it went."


@pytest.mark.parametrize(
    ("waiting", "at", "found"),
    [
        ([], -1, None),
        ([True], 0, None),
        ([True, True, True], 0, 1),
        ([True, False, True], 0, 2),
        ([True, False, True], 2, 0),
        ([False, False], 1, None),
    ],
)
def test_the_next_call_is_the_one_behind_else_the_first(waiting: list[bool], at: int, found: int | None) -> None:
    assert call_mode.next_open(waiting, at) == found


@given(st.lists(st.booleans(), max_size=30))
def test_saving_and_going_on_reaches_every_call_that_waits_once(waiting: list[bool]) -> None:
    left, met, at = list(waiting), list[int](), -1
    while (following := call_mode.next_open(left, at)) is not None:
        met.append(following)
        left[following] = False
        at = following
    assert met == [place for place, waits in enumerate(waiting) if waits]


@given(st.lists(st.booleans(), min_size=1, max_size=30), st.data())
def test_skipping_leads_to_another_that_waits(waiting: list[bool], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(waiting) - 1))
    found = call_mode.next_open(waiting, at)
    others = {place for place, waits in enumerate(waiting) if waits and place != at}
    assert (found in others) if others else (found is None)


words = st.text(max_size=12)
days = st.none() | st.dates(DAY, date(2027, 1, 1))
notes_typed = st.builds(
    CallNotes,
    st.builds(FilledRow, help=words, good_lead=words, lead_to=words, lead_by=days, referral_name=words,
              referral_need=words),
    st.builds(
        MoreTyped, nothing_needed=st.booleans(), notes=words, what_they_do=st.none() | words,
        asked=st.sampled_from(Asked), promises=st.lists(st.builds(OnTheWay, words, days), max_size=2).map(tuple),
        named=st.lists(st.builds(Named, st.sampled_from(Direction), words, words), max_size=2).map(tuple),
    ),
)  # fmt: skip


@given(notes_typed)
def test_cleaning_twice_changes_no_more(notes: CallNotes) -> None:
    clean = call_mode.cleaned(notes)
    assert call_mode.cleaned(clean) == clean
    assert clean.same_as(replace(clean, row=replace(clean.row, number=7, code=Code.TALKED)))


def test_the_summary_of_a_call_is_the_answer_and_the_notes() -> None:
    notes = CallNotes(FilledRow(help="A carpenter\n"), MoreTyped(notes="Back from Rome"))
    assert call_mode.summary(notes) == "A carpenter\nBack from Rome"
    assert call_mode.summary(CallNotes()) == ""
