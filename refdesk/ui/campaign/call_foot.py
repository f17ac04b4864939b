"""The foot of a call: how it went, when to call back, and on to the next one."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import call_codes
from refdesk.domain.call_codes import Code
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.campaign.outcome_tiles import OutcomeTiles
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.bottom_bar import BottomBar
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Hairline


class CallFoot(BottomBar):
    """Six tiles and three acts; once a call has its result only the way back and on is left."""

    chosen = Signal()
    typed = Signal()
    saved = Signal()
    skipped = Signal()
    went_back = Signal()

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = QWidget(self)
        self.tiles = OutcomeTiles(self._ask)
        self.call_back = DateField(today, self._ask, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self._field = Field(_("Call back on"), self.call_back, self._ask, name="call_back_on")
        self.sentence = Label("", Style.CAPTION, self, ink=Ink.RED, wrap=True)
        self.back = Button(_("Back"), self, icon="chevron-left")
        self.skip = Button(_("Skip for now"), self, kind=Kind.QUIET)
        self.save = Button(_("Save, next call"), self, kind=Kind.MAIN, icon="corner-down-left", key="Ctrl+Enter")
        self._lay_out()
        self._connect()
        self.sentence.hide()

    def code(self) -> Code | None:
        """Return how it went, if that was chosen."""
        return self.tiles.value()

    def set_code(self, code: Code | None, call_back_on: date | None = None) -> None:
        """Show how it went without telling."""
        self.tiles.set_value(code)
        self.call_back.set_day(call_back_on)
        self._show_day()
        self.say("")

    def set_open(self, *, is_open: bool) -> None:
        """Ask how it went, or only lead on."""
        self._ask.setVisible(is_open)
        self.skip.setVisible(is_open)
        self.save.set_words(_("Save, next call") if is_open else _("Next call"))

    def say(self, sentence: str) -> None:
        """Show what is wrong, or "" to take it away."""
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def unread(self) -> list[Problem]:
        """Return what cannot be read as a day."""
        wrong = self.call_back.sentence() if self.code() is Code.CALL_BACK else ""
        return [Problem("call_back_on", wrong)] if wrong else []

    def say_day(self, sentence: str) -> None:
        """Show what is wrong with the day of the call back."""
        self._field.set_error(sentence)
        if sentence:
            self.call_back.setFocus()

    def _chosen(self) -> None:
        self._show_day()
        self.say("")
        self.chosen.emit()

    def _show_day(self) -> None:
        code = self.code()
        self._field.setVisible(code is not None and call_codes.needs_day(code))

    def _connect(self) -> None:
        self.tiles.chosen.connect(self._chosen)
        self.call_back.textEdited.connect(self.typed)
        self.call_back.day_changed.connect(self.typed)
        self.call_back.returnPressed.connect(self.save.setFocus)
        self.save.clicked.connect(self.saved)
        self.skip.clicked.connect(self.skipped)
        self.back.clicked.connect(self.went_back)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(5)
        head.addWidget(Label(_("How did it go?"), Style.SECOND_STRONG, self._ask))
        head.addWidget(Label(_("Press Alt and the letter."), Style.SECOND, self._ask, ink=Ink.INK2))
        head.addStretch(1)
        asked = QVBoxLayout(self._ask)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(8)
        asked.addLayout(head)
        asked.addWidget(self.tiles)
        asked.addWidget(self._field)
        acts = QHBoxLayout()
        acts.setSpacing(12)
        acts.addWidget(self.back)
        acts.addStretch(1)
        acts.addWidget(self.skip)
        acts.addWidget(self.save)
        inside = QVBoxLayout()
        inside.setContentsMargins(28, 8, 28, 14)
        inside.setSpacing(12)
        for part in (self._ask, self.sentence):
            inside.addWidget(part)
        inside.addLayout(acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline(self))
        column.addLayout(inside)
