"""A line of the month's birthdays and anniversaries: the day, who, since when, mail-by, and how it stands."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import dates_of_month as rules
from refdesk.domain.dates_of_month import Standing
from refdesk.i18n import N_, _
from refdesk.services import date_lists
from refdesk.services.dates_of_month import DateOfMonth
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line

HEIGHT, DAY_WIDTH, WHAT_WIDTH, STATE_WIDTH = 54, 104, 178, 148
_WORDS = {
    Standing.TOO_LATE_TO_MAIL: N_("mail it now"), Standing.PRINTED: N_("card printed"),
    Standing.WRITTEN: N_("card written"), Standing.ON_ITS_WAY: N_("on its way"),
    Standing.REMEMBERED: N_("remembered"), Standing.MISSED: N_("missed"),
}  # fmt: skip
_TONES = {
    Standing.TOO_LATE_TO_MAIL: Tone.AMBER, Standing.PRINTED: Tone.ACCENT, Standing.WRITTEN: Tone.ACCENT,
    Standing.ON_ITS_WAY: Tone.GOOD, Standing.REMEMBERED: Tone.GOOD, Standing.MISSED: Tone.RED,
}  # fmt: skip
_ICONS = {
    Standing.PRINTED: "printer", Standing.WRITTEN: "pen-line", Standing.ON_ITS_WAY: "mail-check",
    Standing.REMEMBERED: "check", Standing.MISSED: "triangle-alert",
}  # fmt: skip


class DateLine(Line):
    """Space chooses it for a card, Enter opens the contact, M says that a card is mailed."""

    letter_pressed = Signal(str)

    def __init__(self, each: DateOfMonth, today: date, parent: QWidget, *, chosen: bool) -> None:
        super().__init__(parent, name=spoken(each), height=HEIGHT)
        self.day = each
        self.check = Check("", self, name=_("A card for {name}").format(name=each.name), checked=chosen)
        self.check.setEnabled(rules.may_be_printed(each.standing))
        self._lay_out(today)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().upper()
        if letter == " " and self.check.isEnabled():
            self.check.toggle()
        elif letter in ("M", "P"):
            self.letter_pressed.emit(letter)
        else:
            super().keyPressEvent(event)

    def _lay_out(self, today: date) -> None:
        self.row.setContentsMargins(6, 0, 8, 0)
        self.row.setSpacing(10)
        self.row.addWidget(self.check)
        is_today = self.day.on == today
        day = Label(i18n.day_weekday_short(self.day.on), Style.SECOND_STRONG if is_today else Style.SECOND, self)
        day.setFixedWidth(theme.scaled(DAY_WIDTH))
        self.row.addWidget(day)
        self.row.addLayout(self._two(self.day.name, self.day.organisation, Style.BODY_STRONG), 1)
        what = QWidget(self)
        what.setFixedWidth(theme.scaled(WHAT_WIDTH))
        what.setLayout(self._two(date_lists.what_words(self.day), self._mail_words(), Style.SECOND))
        self.row.addWidget(what)
        self.row.addWidget(self._state(today))

    def _two(self, first: str, second: str, style: Style) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(ElidedLabel(first, style, self))
        if second:
            column.addWidget(ElidedLabel(second, Style.CAPTION, self, ink=Ink.INK2))
        column.addStretch(1)
        return column

    def _mail_words(self) -> str:
        if not self.day.may_be_mailed:
            return _("by hand: no mail, please")
        return _("mail by {day}").format(day=i18n.day_weekday_short(self.day.mail_by))

    def _state(self, today: date) -> QWidget:
        box = QWidget(self)
        box.setFixedWidth(theme.scaled(STATE_WIDTH))
        row = QVBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        words, tone = state_words(self.day), _TONES.get(self.day.standing, Tone.AMBER)
        if self.day.standing is Standing.LAST_DAYS and self.day.mail_by == today:
            words = _("mail it today")
        if words:
            row.addWidget(Tag(words, box, tone=tone, icon=_ICONS.get(self.day.standing, "")))
        return box


def state_words(each: DateOfMonth) -> str:
    """Return how a day stands; "" while there is time."""
    if each.standing is Standing.ON_ITS_WAY and each.mailed_on is not None:
        return _("mailed {day}").format(day=i18n.day_short(each.mailed_on))
    words = _WORDS.get(each.standing)
    return _(words) if words else ""


def spoken(each: DateOfMonth) -> str:
    """Return the whole line for screen readers."""
    state = state_words(each) or _("mail by {day}").format(day=i18n.day_long(each.mail_by))
    return ", ".join([i18n.day_long(each.on), each.name, date_lists.what_words(each), state])
