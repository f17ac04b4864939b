"""Times of day as people type them."""

from datetime import time

import pytest

from refdesk import i18n
from refdesk.ui import typed_time


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)), ("09:30", time(9, 30)), ("9.30", time(9, 30)), ("17h15", time(17, 15)), ("5 pm", time(17)),
        ("5:30 PM", time(17, 30)), ("12 am", time(0)), ("12 PM", time(12)), ("5 p.m.", time(17)), ("0", time(0)),
        ("25", None), ("9:60", None), ("13 pm", None), ("noon", None), ("", None), ("-3", None),
    ],
)  # fmt: skip
def test_times_are_read_as_people_type_them(typed: str, meant: time | None) -> None:
    assert typed_time.read(typed) == meant


@pytest.mark.parametrize("minutes", range(0, 24 * 60, 37))
def test_what_is_shown_can_be_read_again(minutes: int) -> None:
    at = time(minutes // 60, minutes % 60)
    assert typed_time.read(i18n.clock(at)) == at
