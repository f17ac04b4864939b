"""What a card is for, and by when it is printed."""

from datetime import date

import pytest

from refdesk.domain import occasions
from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.occasions import CARD_WORDS, OCCASION_WORDS, CardFor, CardOccasion
from refdesk.domain.thanks import Occasion
from refdesk.domain.working_time import WorkingTime

WORKING = WorkingTime(country="US", keeps_holidays=True)


@pytest.mark.parametrize(
    ("on", "print_by"),
    [
        (date(2026, 11, 20), date(2026, 11, 12)),  # mailed on the 13th, a Friday: the 14th and 15th are free
        (date(2026, 12, 9), date(2026, 12, 3)),
        (date(2026, 12, 1), date(2026, 11, 24)),  # Thanksgiving is the 26th: mailed on the 25th
    ],
)
def test_a_card_is_printed_on_the_working_day_before_it_is_mailed(on: date, print_by: date) -> None:
    assert occasions.print_by(on, WORKING) == print_by


def test_each_card_of_a_job_has_a_name_of_its_own() -> None:
    ana = ContactId(7)
    cards = [
        CardFor(ana, CardOccasion.BIRTHDAY, date(2026, 11, 28)), CardFor(ana, CardOccasion.BIRTHDAY),
        CardFor(ana, CardOccasion.SEASON), ThanksPartId(7),
    ]  # fmt: skip
    assert len({occasions.key_of(card) for card in cards}) == 4
    assert occasions.key_of(ThanksPartId(7)) == "7"


def test_every_occasion_has_words_and_thanks_lead_to_theirs() -> None:
    assert set(OCCASION_WORDS) == set(CARD_WORDS) == set(CardOccasion)
    found = {each: occasions.of_thanks(each) for each in Occasion}
    assert found == {
        Occasion.REFERRAL: CardOccasion.THANKS, Occasion.WIN: CardOccasion.WIN, Occasion.OTHER: CardOccasion.OTHER
    }  # fmt: skip
