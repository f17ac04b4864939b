"""What of the catalog fits a person: at most three lines to press, each with what it leaves, and what was left out."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.i18n import _, ngettext
from refdesk.services.gift_guard import LeftOut, Suggested, Suggestions
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines

_HEIGHT = 54
_MOST_LEFT_OUT = 3


class SuggestionLines(QWidget):
    """Shows suggestions; `chosen` brings the item that was pressed."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._item_id = 0
        self.why = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.lines = Lines(self, name=_("Gifts that fit"))
        self.left_out = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self._ban = IconMark("ban", self)
        self._below = QWidget(self)
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 4, 0, 0)
        below.setSpacing(8)
        below.addWidget(self._ban, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.left_out, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        for piece in (self.why, self.lines, self._below):
            self._column.addWidget(piece)

    def show_suggestions(self, found: Suggestions, *, chosen: int = 0) -> None:
        """Show what fits; where nothing is to be given, only the sentence that says so."""
        self.why.setText(found.quiet or found.why)
        shown = () if found.quiet else found.items
        held = next((line.property("item_id") for line in self.lines.lines() if line.hasFocus()), None)
        self.lines.setVisible(bool(shown))
        self.lines.set_lines(lines := [self._line(each, found.currency) for each in shown])
        if held is not None and lines:
            self._hold_again(held, lines)
        self.left_out.setText(_left_out(found.left_out))
        self._below.setVisible(bool(found.left_out) and not found.quiet)
        self.mark(chosen)

    def set_acts(self, acts: QWidget) -> None:
        """Put buttons between what fits and what was left out."""
        self._column.insertWidget(self._column.indexOf(self._below), acts)

    def mark(self, item_id: int) -> None:
        """Show which item is chosen; 0 is none."""
        self._item_id = item_id
        for line in self.lines.lines():
            line.set_selected(line.property("item_id") == item_id)

    def _hold_again(self, item_id: int, lines: list[Line]) -> None:
        """Give the focus back to the gift that had it: left to itself it goes to the button that closes the form."""
        again = next((line for line in lines if line.property("item_id") == item_id), lines[0])
        again.show()  # at once: layouts show what is new later, and what is hidden takes no focus
        again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, each: Suggested, currency: str) -> Line:
        price = money.shown(each.cost_minor, currency)
        left = "" if each.left is None else _("leaves {amount}").format(amount=i18n.money(each.left, currency))
        stock = "" if each.in_stock is None else _in_stock(each.in_stock)
        about = ", ".join(part for part in (each.category, stock) if part)
        line = Line(self, name=", ".join(part for part in (each.name, about, price, left) if part), height=_HEIGHT)
        line.setProperty("item_id", each.item_id)
        words, sums = QVBoxLayout(), QVBoxLayout()
        for column in (words, sums):
            column.setSpacing(0)
            column.addStretch(1)
        words.addWidget(ElidedLabel(each.name, Style.SECOND_STRONG, line))
        words.addWidget(ElidedLabel(about, Style.CAPTION, line, ink=Ink.INK2))
        sums.addWidget(Label(price, Style.SECOND_STRONG, line), 0, Qt.AlignmentFlag.AlignRight)
        ink = Ink.AMBER if each.is_near else Ink.INK2
        sums.addWidget(Label(left, Style.CAPTION, line, ink=ink), 0, Qt.AlignmentFlag.AlignRight)
        for column in (words, sums):
            column.addStretch(1)
        line.row.addLayout(words, 1)
        line.row.addLayout(sums)
        line.clicked.connect(partial(self._choose, each.item_id))
        return line

    def _choose(self, item_id: int) -> None:
        self.mark(item_id)
        self.chosen.emit(item_id)


def _in_stock(count: int) -> str:
    return ngettext("{n} in stock", "{n} in stock", count).format(n=i18n.number(count))


def _left_out(items: tuple[LeftOut, ...]) -> str:
    """Return "Left out: tulip bulbs (had it in April 2026), tile trivet (you sell it) and 2 more"."""
    named = [_("{gift} ({why})").format(gift=each.name, why=each.why) for each in items[:_MOST_LEFT_OUT]]
    more = len(items) - len(named)
    if more:
        named.append(ngettext("{n} more", "{n} more", more).format(n=i18n.number(more)))
    return _("Left out: {gifts}").format(gifts=", ".join(named))
