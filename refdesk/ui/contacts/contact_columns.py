"""The columns of the list of contacts: what each is called, says and reads aloud."""

from collections.abc import Callable
from datetime import date
from functools import partial

from refdesk import i18n
from refdesk.domain.contact import CATEGORY_WORDS, Category, Status
from refdesk.i18n import _, ngettext
from refdesk.services import contact_order
from refdesk.services.contact_list import Column, ContactRow
from refdesk.ui import rank_hiding, yearly_words
from refdesk.ui.widgets import ids_model, marks

NONE = "–"
_NAMED_DAYS = 1
_RIGHT = frozenset({Column.RECEIVED, Column.GIVEN})

Words = Callable[[ContactRow], str]


def columns(today: date) -> list[ids_model.Column[ContactRow]]:
    """Return every column, in the order in which they are offered."""
    made = []
    for column, title in titles().items():
        words, spoken = _words_of(column, today)
        made.append(
            ids_model.Column[ContactRow](
                column, title, words, spoken, right=column in _RIGHT, sortable=column not in contact_order.UNSORTED
            )
        )
    return made


def titles() -> dict[Column, str]:
    """Return what stands over each column."""
    return {
        Column.RANK: _("Rank"),
        Column.NAME: _("Name"),
        Column.LAST_TOUCH: _("Last contact"),
        Column.RECEIVED: _("Received"),
        Column.GIVEN: _("Given"),
        Column.NEXT_TOUCH: _("Word due on"),
        Column.PHONE: _("Phone"),
        Column.EMAIL: _("E-mail"),
        Column.CITY: _("City"),
        Column.TAGS: _("Tags"),
        Column.CATEGORY: _("Category"),
        Column.BIRTHDAY: _("Birthday"),
        Column.CLIENT_SINCE: _("Client since"),
    }


def days_ago(day: date | None, today: date) -> str:
    """Return "Today", "Yesterday" or "12 days"; a dash for never."""
    if day is None:
        return NONE
    days = (today - day).days
    if days <= _NAMED_DAYS:
        return _("Today") if days <= 0 else _("Yesterday")
    return ngettext("{n} day", "{n} days", days).format(n=i18n.number(days))


def rank_words(row: ContactRow) -> str:
    """Return the rank as its badge shows it."""
    return row.rank.value if row.rank and not rank_hiding.is_on() else ""


def status_words(row: ContactRow) -> str:
    """Return what is said of somebody who left."""
    words = {Status.ACTIVE: "", Status.INACTIVE: _("inactive"), Status.DECEASED: _("deceased")}
    return words[row.status]


def _words_of(column: Column, today: date) -> tuple[Words, Words | None]:
    made: dict[Column, tuple[Words, Words | None]] = {
        Column.RANK: (rank_words, _rank_spoken),
        Column.NAME: (_name_words, _name_spoken),
        Column.LAST_TOUCH: (partial(_last_words, today=today), partial(_last_spoken, today=today)),
        Column.RECEIVED: (_received_words, _received_spoken),
        Column.GIVEN: (_given_words, _given_spoken),
        Column.NEXT_TOUCH: (partial(_next_words, today=today), None),
        Column.PHONE: (lambda row: row.phone or NONE, None),
        Column.EMAIL: (lambda row: row.email or NONE, None),
        Column.CITY: (lambda row: row.city or NONE, None),
        Column.TAGS: (lambda row: ", ".join(row.tags) or NONE, None),
        Column.CATEGORY: (_category_words, None),
        Column.BIRTHDAY: (lambda row: NONE if row.birthday is None else yearly_words.words(row.birthday), None),
        Column.CLIENT_SINCE: (lambda row: NONE if row.client_since is None else i18n.day_full(row.client_since), None),
    }
    return made[column]


def _rank_spoken(row: ContactRow) -> str:
    return marks.rank_name(rank_words(row))


def _name_words(row: ContactRow) -> str:
    return row.name.usual


def _name_spoken(row: ContactRow) -> str:
    said = filter(None, (row.name.usual, row.second_line, status_words(row)))
    return ", ".join(said)


def _last_words(row: ContactRow, today: date) -> str:
    return days_ago(row.last_touch_on, today)


def _last_spoken(row: ContactRow, today: date) -> str:
    if row.last_touch_on is None:
        return _("No contact yet")
    said = _("Last contact: {when}").format(when=_last_words(row, today))
    return _("{said}, a word is due").format(said=said) if row.is_overdue else said


def _next_words(row: ContactRow, today: date) -> str:
    if row.touch_due_on is None:
        return NONE
    return i18n.day_near(row.touch_due_on, today)


def _received_words(row: ContactRow) -> str:
    return i18n.number(row.received) if row.received else NONE


def _received_spoken(row: ContactRow) -> str:
    return ngettext("{n} referral received", "{n} referrals received", row.received).format(n=row.received)


def _given_words(row: ContactRow) -> str:
    return i18n.number(row.given) if row.given else NONE


def _given_spoken(row: ContactRow) -> str:
    return ngettext("{n} referral given", "{n} referrals given", row.given).format(n=row.given)


def _category_words(row: ContactRow) -> str:
    return NONE if row.category is Category.OTHER else _(CATEGORY_WORDS[row.category])
