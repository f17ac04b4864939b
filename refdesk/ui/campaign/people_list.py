"""The list of people of a referral month: who, the next call, and how far it has come."""

from datetime import date
from functools import partial

from refdesk import i18n
from refdesk.domain import call_codes
from refdesk.domain.campaign import EntryState
from refdesk.i18n import _, ngettext
from refdesk.services.campaign_people import MonthPerson
from refdesk.ui import rank_hiding
from refdesk.ui.widgets.ids_model import Column

LINE_HEIGHT = 38


def columns(today: date) -> list[Column[MonthPerson]]:
    """Return the columns of the list."""
    return [
        Column("name", _("Name"), _name, sortable=False),
        Column("rank", _("Rank"), _rank, sortable=False),
        Column("next", _("Next call"), partial(_next, today), sortable=False),
        Column("state", _("So far"), partial(state_words, today), sortable=False),
    ]


def state_words(today: date, person: MonthPerson) -> str:
    """Return what came of somebody so far."""
    if person.code is None:
        return _("not called yet") if person.state is EntryState.OPEN else _("called no more")
    words = _(call_codes.WORDS[person.code])
    if person.tried_on is not None:
        words = f"{words}, {i18n.day_near(person.tried_on, today)}"
    if person.state is EntryState.REACHED or person.tries < 2:
        return words
    return f"{words} · {ngettext('{n} try', '{n} tries', person.tries).format(n=person.tries)}"


def _name(person: MonthPerson) -> str:
    return person.name


def _rank(person: MonthPerson) -> str:
    return person.rank.value if person.rank and not rank_hiding.is_on() else ""


def _next(today: date, person: MonthPerson) -> str:
    if person.planned_on is None:
        return ""
    return i18n.day_due(person.planned_on, today)
