import pytest

from refdesk.domain import gift_modes
from refdesk.domain.gift_modes import Field, Mode


@pytest.mark.parametrize(
    ("trade", "field", "mode"),
    [
        ("Escrow and settlement services", Field.SETTLEMENT, Mode.NOTES_ONLY),
        ("Mortgage broker", Field.SETTLEMENT, Mode.NOTES_ONLY),
        ("Family law", Field.LAW, Mode.TOKEN),
        ("Attorneys at law", Field.LAW, Mode.TOKEN),
        ("Dental practice", Field.HEALTH, Mode.NOTES_ONLY),
        ("Physiotherapy", Field.HEALTH, Mode.NOTES_ONLY),
        ("Insurance agency", Field.INSURANCE, Mode.TOKEN),
        ("CPA", Field.ACCOUNTING, Mode.TOKEN),
        ("Bookkeeping and tax advice", Field.ACCOUNTING, Mode.TOKEN),
        ("Independent financial adviser", Field.FINANCE, Mode.TOKEN),
        ("Wealth-management", Field.FINANCE, Mode.TOKEN),
    ],
)
def test_a_watched_profession_is_known_by_its_words(trade: str, field: Field, mode: Mode) -> None:
    found = gift_modes.suggested("Halloran & Daughters", trade)
    assert found is not None
    assert (found.field, found.mode) == (field, mode)
    assert "Ask what your profession allows" in found.sentence


@pytest.mark.parametrize(
    "trade", ["Home renovation", "Lawn care", "Outlaw barbecue", "River bankside café", "Taxi", "Bankside bakery", ""]
)
def test_other_trades_give_gifts(trade: str) -> None:
    assert gift_modes.suggested(trade) is None


def test_a_mode_says_what_stands_in_place_of_a_gift() -> None:
    assert gift_modes.sentence(Mode.GIFTS) == ""
    assert gift_modes.sentence(Mode.TOKEN).startswith("Tokens only")
    assert gift_modes.sentence(Mode.NOTES_ONLY).startswith("Notes only")
