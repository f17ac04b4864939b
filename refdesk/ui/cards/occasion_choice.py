"""The head of step one: what the cards are for, and with that, among whom to choose."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import dates_due, occasions
from refdesk.domain.ids import ContactId
from refdesk.domain.occasions import OCCASION_WORDS, CardOccasion
from refdesk.domain.search import Trait
from refdesk.i18n import _
from refdesk.services import business, saved_filters
from refdesk.ui import suggesting, timers
from refdesk.ui.cards.asked import Asked
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace

_OTHER_WORDS, _BY_NAME = "?", "-"
_FILTERED = (CardOccasion.SEASON, CardOccasion.OTHER)
_TYPED_AFTER_MS = 250
_MONTHS = 12


class OccasionChoice(QWidget):
    """Says what is asked for; `changed` when something else is."""

    changed = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = workplace.desk
        self._people: tuple[ContactId, ...] = ()
        today = self._desk.today()
        named = [(each, _(OCCASION_WORDS[each])) for each in CardOccasion]
        self.occasion = Combo(named, self, name=_("What the cards are for"), value=CardOccasion.THANKS)
        self.month = Combo(_months(today), self, name=_("Which days"), value="")
        self.filter = Combo([], self, name=_("Whom to greet"))
        self.words = SearchEdit(self, name=_("Words of the search box"), hint=_("Name, tag:…, rank:A"))
        self.person = PersonPicker(
            suggesting.people(self._desk, jobs=workplace.jobs),
            self,
            name=_("Add somebody"),
            hint=_("Add somebody"),
            allow_new=False,
        )
        self.on = DateField(today, self, name=_("To be there by"), hint=_("Day"), lean=Lean.AHEAD)
        self._on_field = Field(_("To be there by"), self.on, self)
        self._typed = timers.once(self, _TYPED_AFTER_MS, self.changed.emit)
        self.show_filters()
        self._lay_out()
        self._connect()

    def asked(self) -> Asked:
        """Return what is asked for now."""
        occasion = CardOccasion(str(self.occasion.value()))
        month = str(self.month.value() or "")
        return Asked(
            occasion,
            month=date.fromisoformat(month) if month and occasion in occasions.OF_DAYS else None,
            words=self._filter_words() if occasion in _FILTERED else None,
            on=self.on.day() if occasion in _FILTERED else None,
            contact_ids=self._people,
        )

    def choose(self, occasion: CardOccasion, people: Sequence[ContactId] = ()) -> None:
        """Ask for an occasion, perhaps for people by name."""
        self.occasion.set_value(occasion)
        self.month.set_value("")
        self._people = tuple(people)
        self.show_filters(afresh=True)
        self._fit()

    def last_stop(self) -> QWidget:
        """Return what Tab reaches last here."""
        return self.on

    def show_filters(self, *, afresh: bool = False) -> None:
        """Offer the saved filters as they are now; `afresh` chooses what is usual for the occasion."""
        chosen = self.filter.value()
        choices = [(_BY_NAME, _("People by name"))]
        choices += [(Trait.CLIENT.value, _("Clients")), (Trait.SOURCE.value, _("Sources")), ("", _("Everybody"))]
        saved = self._desk.ask(saved_filters.kept)
        choices += [(f'saved:"{each.name}"', each.name) for each in saved]
        choices.append((_OTHER_WORDS, _("Other words of the search box…")))
        known = [value for value, _words in choices]
        by_name = bool(self._people) or self.occasion.value() == CardOccasion.OTHER
        usual = _BY_NAME if by_name else Trait.CLIENT.value
        self.filter.set_choices(choices, value=chosen if chosen in known and not afresh else usual)

    def say_print_by(self) -> None:
        """Say below the day until when the cards are printed and mailed."""
        day = self.on.day()
        if day is None:
            self._on_field.set_hint("")
            return
        working = self._desk.ask(business.working_time)
        print_by, mail_by = occasions.print_by(day, working), dates_due.mail_by(day, working)
        words = _("Print by {day}, mail by {other}.")
        self._on_field.set_hint(words.format(day=i18n.day_month(print_by), other=i18n.day_month(mail_by)))

    def _filter_words(self) -> str | None:
        """Return the words that name people; None while they are added by name."""
        value = str(self.filter.value())
        if value == _BY_NAME:
            return None
        return self.words.text() if value == _OTHER_WORDS else value

    def _fit(self) -> None:
        """Show only what goes with the occasion."""
        occasion = CardOccasion(str(self.occasion.value()))
        filtered = occasion in _FILTERED
        self.month.setVisible(occasion in occasions.OF_DAYS)
        self.filter.setVisible(filtered)
        self.words.setVisible(filtered and self.filter.value() == _OTHER_WORDS)
        self._on_field.setVisible(filtered)
        self.person.setVisible(filtered and self.filter.value() == _BY_NAME)

    def _occasion_chosen(self) -> None:
        if self.occasion.value() not in _FILTERED:
            self._people = ()
        self.on.blockSignals(True)
        self.on.set_day(None)
        self.on.blockSignals(False)
        self.show_filters(afresh=True)
        self._asks_otherwise()

    def _asks_otherwise(self) -> None:
        self._fit()
        self.changed.emit()

    def _filter_chosen(self) -> None:
        self._people = ()
        self._asks_otherwise()

    def _person_picked(self) -> None:
        picked = self.person.person()
        if picked is not None:
            self._people = tuple(dict.fromkeys((*self._people, ContactId(picked.id))))
            self.person.set_person(None)
            self.changed.emit()

    def _connect(self) -> None:
        self.occasion.chosen.connect(self._occasion_chosen)
        self.month.chosen.connect(self._asks_otherwise)
        self.filter.chosen.connect(self._filter_chosen)
        self.words.textChanged.connect(self._typed.start)
        self.on.day_changed.connect(self._asks_otherwise)
        self.person.changed.connect(self._person_picked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(8)
        for part in (self.occasion, self.month, self.filter, self.words, self.person, self._on_field):
            column.addWidget(part)
        self._fit()


def _months(today: date) -> list[tuple[str, str]]:
    found = [("", _("The next weeks"))]
    first = today.replace(day=1)
    for _number in range(_MONTHS):
        found.append((first.isoformat(), i18n.month_year(first)))
        first = (first.replace(day=28) + date.resolution * 4).replace(day=1)
    return found
