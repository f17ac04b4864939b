"""A field for a day that comes back each year: the day, and the year if it is known."""

from datetime import date

from babel import dates
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import yearly_dates
from refdesk.domain.incoming import DateKind
from refdesk.domain.yearly_dates import LEAP_YEAR, YearlyDate
from refdesk.i18n import N_, _
from refdesk.ui import yearly_words
from refdesk.ui.widgets.edits import LineEdit

KINDS = {DateKind.BIRTHDAY: N_("Birthday"), DateKind.ANNIVERSARY: N_("Anniversary"), DateKind.OTHER: N_("Other day")}


class YearlyEdit(LineEdit):
    """Takes "March 12", "3/12" or "3/12/1980"; `failed` brings a sentence when it is left ("" once it is right)."""

    failed = Signal(str)

    def __init__(self, parent: QWidget, *, name: str = "") -> None:
        example = i18n.day_month(date(LEAP_YEAR, 3, 12))
        super().__init__("", parent, name=name, hint=_("{day}, with or without the year").format(day=example))
        self.editingFinished.connect(self._settle)
        self.textEdited.connect(self._typed)

    def show_day(self, on: YearlyDate | None) -> None:
        """Show a day, or none."""
        self.setText("" if on is None else _words(on))

    def day(self) -> YearlyDate | None:
        """Return the day, or None while the field is empty or no day can be read."""
        return yearly_dates.read(self.text().strip(), day_first=_day_first()) if self.text().strip() else None

    def sentence(self) -> str:
        """Return what is wrong with what was typed, or ""."""
        if not self.text().strip() or self.day() is not None:
            return ""
        example = i18n.day_month(date(LEAP_YEAR, 3, 12))
        return _("This is not a day. Type it as {day}, with the year if you know it.").format(day=example)

    def _typed(self, _text: str) -> None:
        if not self.sentence():
            self.failed.emit("")

    def _settle(self) -> None:
        if (on := self.day()) is not None:
            self.setText(_words(on))
        self.failed.emit(self.sentence())


def _words(on: YearlyDate) -> str:
    words = yearly_words.words(on)
    # Not every language's words can be read back.
    return words if yearly_dates.read(words, day_first=_day_first()) == on else on.iso


def _day_first() -> bool:
    pattern = dates.get_date_format("short", locale=i18n.current()).pattern
    return pattern.find("d") < pattern.find("M")
