"""How a birthday stands: ahead, soon, too late to mail, printed, on its way, remembered or missed."""

from datetime import date

import pytest

from refdesk.domain import dates_of_month as rules
from refdesk.domain.dates_of_month import Standing
from refdesk.domain.working_time import WorkingTime

WORKING = WorkingTime()
BIRTHDAY = date(2026, 11, 25)  # mail by Friday, November 20


@pytest.mark.parametrize(
    ("today", "card", "remembered", "expected"),
    [
        (date(2026, 11, 1), None, False, Standing.AHEAD),
        (date(2026, 11, 14), None, False, Standing.AHEAD),
        (date(2026, 11, 15), None, False, Standing.LAST_DAYS),
        (date(2026, 11, 20), None, False, Standing.LAST_DAYS),
        (date(2026, 11, 21), None, False, Standing.TOO_LATE_TO_MAIL),
        (date(2026, 11, 25), None, False, Standing.TOO_LATE_TO_MAIL),
        (date(2026, 11, 26), None, False, Standing.MISSED),
        (date(2026, 11, 20), "printed", False, Standing.PRINTED),
        (date(2026, 11, 20), "written", False, Standing.WRITTEN),
        (date(2026, 11, 26), "written", False, Standing.MISSED),
        (date(2026, 11, 26), "mailed", False, Standing.ON_ITS_WAY),
        (date(2026, 11, 26), "handed_over", True, Standing.ON_ITS_WAY),
        (date(2026, 11, 26), None, True, Standing.REMEMBERED),
        (date(2026, 11, 26), "printed", True, Standing.REMEMBERED),
    ],
)
def test_how_a_day_stands(today: date, card: str | None, remembered: bool, expected: Standing) -> None:
    found = rules.standing(BIRTHDAY, today, WORKING, card=card, remembered=remembered)
    assert found is expected


@pytest.mark.parametrize("found", list(Standing))
def test_a_card_is_printed_for_whoever_has_none(found: Standing) -> None:
    has_one = found in (Standing.PRINTED, Standing.WRITTEN, Standing.ON_ITS_WAY, Standing.REMEMBERED)
    assert rules.may_be_printed(found) is not has_one
    assert rules.is_soon(found) is (found in (Standing.LAST_DAYS, Standing.TOO_LATE_TO_MAIL))
