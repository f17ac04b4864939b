"""The birthdays and anniversaries of a month: how each of them stands, and which were missed."""

from datetime import date
from enum import StrEnum

from refdesk.domain import dates_due
from refdesk.domain.working_time import WorkingTime


class Standing(StrEnum):
    """How a day of somebody's stands: what is done for it, or what time is left."""

    AHEAD = "ahead"
    LAST_DAYS = "last_days"
    TOO_LATE_TO_MAIL = "too_late_to_mail"
    PRINTED = "printed"
    WRITTEN = "written"
    ON_ITS_WAY = "on_its_way"
    REMEMBERED = "remembered"
    MISSED = "missed"


_OF_CARDS = {
    "printed": Standing.PRINTED, "written": Standing.WRITTEN, "mailed": Standing.ON_ITS_WAY,
    "handed_over": Standing.ON_ITS_WAY,
}  # fmt: skip
_SENT = (Standing.ON_ITS_WAY, Standing.REMEMBERED)


def standing(on: date, today: date, working: WorkingTime, *, card: str | None, remembered: bool) -> Standing:
    """Return how a day stands; `card` is how far the card for it has come, None where there is none.

    A card that still lies on the desk a day after is a missed day, too.
    """
    of_card = None if card is None else _OF_CARDS[card]
    if of_card is Standing.ON_ITS_WAY or remembered:
        return of_card if of_card in _SENT else Standing.REMEMBERED
    if on < today:
        return Standing.MISSED
    if of_card is not None:
        return of_card
    last = dates_due.mail_by(on, working)
    if today > last:
        return Standing.TOO_LATE_TO_MAIL
    return Standing.LAST_DAYS if (last - today).days <= dates_due.SHOWN_DAYS else Standing.AHEAD


def may_be_printed(found: Standing) -> bool:
    """Say whether a card for the day is still to be printed; a belated one is better than none."""
    return found in (Standing.AHEAD, Standing.LAST_DAYS, Standing.TOO_LATE_TO_MAIL, Standing.MISSED)


def is_soon(found: Standing) -> bool:
    """Say whether the card is the next thing to do."""
    return found in (Standing.LAST_DAYS, Standing.TOO_LATE_TO_MAIL)
