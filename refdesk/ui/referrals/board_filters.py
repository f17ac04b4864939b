"""What narrows the board and the list: words, who sent them, value and age; it opens below the head of the page."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import money
from refdesk.domain.ids import ContactId
from refdesk.errors import Refused
from refdesk.i18n import _
from refdesk.services.board_filter import BoardFilter
from refdesk.ui import theme, timers
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.edits import LineEdit, SearchEdit
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import PersonPicker, Suggest

_WAIT_MS = 200
_LONGEST_DAYS = 5


class FilterBar(QWidget):
    """The fields of the filter; `changed` comes shortly after typing rests."""

    changed = Signal()

    def __init__(self, suggest: Suggest, currency: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.currency = currency
        self.text = SearchEdit(self, name=_("Words of a referral"), hint=_("Name, need, next step"))
        self.person = PersonPicker(
            suggest, self, name=_("Who sent or got them"), hint=_("From or to whom"), allow_new=False
        )
        self.value_from = LineEdit("", self, name=_("Value from"), hint=_("from"))
        self.value_to = LineEdit("", self, name=_("Value to"), hint=_("to"))
        self.days_from = LineEdit("", self, name=_("Days old, from"), hint=_("from"))
        self.days_to = LineEdit("", self, name=_("Days old, to"), hint=_("to"))
        self.clear = Button(_("Show all"), self, kind=Kind.QUIET, icon="x")
        self.problem = Label("", Style.CAPTION, self, ink=Ink.RED, wrap=True)
        self.problem.hide()
        self._soon = timers.once(self, _WAIT_MS, self.changed.emit)
        self._lay_out()
        self._connect()

    def wanted(self) -> BoardFilter:
        """Return what is asked for; a field that cannot be read is left out, and says so."""
        self.problem.hide()
        person = self.person.person()
        return BoardFilter(
            text=self.text.text().strip(),
            with_id=ContactId(person.id) if person else None,
            value_from_minor=self._amount(self.value_from),
            value_to_minor=self._amount(self.value_to),
            days_from=self._days(self.days_from),
            days_to=self._days(self.days_to),
        )

    def show_all(self) -> None:
        """Empty every field."""
        for field in self._fields():
            field.clear()
        self.person.set_person(None)
        self._soon.stop()
        self.changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()

    def _fields(self) -> tuple[LineEdit, ...]:
        return self.text, self.value_from, self.value_to, self.days_from, self.days_to

    def _amount(self, field: LineEdit) -> int | None:
        try:
            amount = money.parse_optional(field.text(), self.currency)
        except Refused as refused:
            self._say_wrong(field, refused.problems[0].sentence)
            return None
        field.set_wrong(False)
        return amount

    def _days(self, field: LineEdit) -> int | None:
        typed = field.text().strip()
        is_number = typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_DAYS
        if typed and not is_number:
            self._say_wrong(field, _("Type the days as a whole number."))
            return None
        field.set_wrong(False)
        return int(typed) if typed else None

    def _say_wrong(self, field: LineEdit, sentence: str) -> None:
        field.set_wrong(True)
        self.problem.setText(sentence)
        self.problem.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        fields = QWidget(self)
        row = Flow(fields)
        for widget in (
            self.text, self.person,
            self._pair(_("Value"), self.value_from, self.value_to),
            self._pair(_("Days old"), self.days_from, self.days_to),
            self.clear,
        ):  # fmt: skip
            row.addWidget(widget)
        column.addWidget(fields)
        column.addWidget(self.problem)
        theme.follow(self._widen)

    def _pair(self, words: str, first: LineEdit, last: LineEdit) -> QWidget:
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Label(words, Style.SECOND, pair, ink=Ink.INK2))
        row.addWidget(first)
        row.addWidget(last)
        return pair

    def _widen(self) -> None:
        self.text.setFixedWidth(theme.scaled(210))
        self.person.setFixedWidth(theme.scaled(210))
        for field in self._fields()[1:]:
            field.setFixedWidth(theme.scaled(84))

    def _connect(self) -> None:
        for field in self._fields():
            field.textEdited.connect(self._typed)
        self.person.changed.connect(self.changed)
        self.clear.clicked.connect(self.show_all)

    def _typed(self, _words: str) -> None:
        self._soon.start()
