"""Long words without spaces are broken where they may be, and lose no letter."""

import pytest

from refdesk.ui.widgets.long_words import breakable


@pytest.mark.parametrize("words", ["piotr.new@zielinskiplumbing.example", "x" * 90, "two words", "", "a.b"])
def test_no_letter_is_lost_and_no_piece_is_long(words: str) -> None:
    broken = breakable(words)
    assert broken.replace("\u200b", "") == words
    assert max(map(len, broken.replace("\u200b", " ").split(" "))) <= 18
