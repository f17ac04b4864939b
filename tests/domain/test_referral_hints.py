import pytest

from refdesk.domain import referral_hints


@pytest.mark.parametrize(
    ("note", "part"),
    [
        ("Sends the Abernathys. Nice talk", "Sends the Abernathys"),
        ("Old friend, knows somebody with a porch!", "knows somebody with a porch"),
        ("will introduce Jun", "will introduce Jun"),
        ("Send her two names", ""),
        ("Resends invoices", ""),
        ("wants a carpenter", ""),
        ("", ""),
    ],
)
def test_a_note_that_sounds_like_a_referral(note: str, part: str) -> None:
    assert referral_hints.sounding(note) == part


def test_a_long_note_is_quoted_in_part_by_whole_words() -> None:
    part = referral_hints.sounding("sends " + "somebody " * 40)
    assert len(part) <= 60
    assert part.endswith("somebody")
