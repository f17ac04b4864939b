"""The queue of thanks: a line each, what is due first at the top, a few dozen at a time."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _, ngettext
from refdesk.services.thanks_queue import ThanksRow
from refdesk.ui import theme
from refdesk.ui.gifts import thanks_line, thanks_words
from refdesk.ui.gifts.thanks_line import Density, ThanksLine
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import dialog
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Lines
from refdesk.ui.widgets.surfaces import Hairline

_AT_ONCE = 40
_IN_ONE_EVENT = 2
_MORE_WIDTH = 32
_WIDE_FROM, _BESIDE_FROM, _NARROW_FROM = 850, 720, 600


class ThanksQueueView(QWidget):
    """Shows the queue; its signals bring the row that is meant."""

    act_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    letter_pressed = Signal(object, str)
    fitting_wanted = Signal(object)
    """What fits as a gift for the row, where it does not stand beside the queue."""
    current_changed = Signal(object)
    """The row that is current now; None when there is none."""
    earlier_wanted = Signal()
    emptied = Signal()
    """The last line left, and it had the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tab_after: QWidget | None = None
        self._last_stop: QWidget | None = None
        self._density, self._offers_gift = Density.WIDE, False
        self._rows: Sequence[ThanksRow] = ()
        self._shown = _AT_ONCE
        self._working, self._today = WorkingTime(), date.min
        self._announced: ThanksRow | None = None
        self._left: tuple[int, bool] | None = None
        self.list = Lines(self, name=_("Thank-yous"))
        self._heads = _Heads(self)
        self.more = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self.earlier = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self._nobody = Said("circle-check", self)
        self._nobody.set_words(_("Everybody is thanked."))
        note = _("A word the same day, a card within two working days. Thanks are for the opened door, "
                 "whatever becomes of it.")  # fmt: skip
        self._note = Said("clock", self)
        self._note.set_words(note)
        self._lay_out()
        self.more.clicked.connect(self._show_more)
        self.earlier.clicked.connect(self.earlier_wanted)
        self.list.fed.connect(self._fed)

    def lines(self) -> list[ThanksLine]:
        """Return the lines that are shown."""
        return [line for line in self.list.lines() if isinstance(line, ThanksLine)]

    def current(self) -> ThanksRow | None:
        """Return the row of the current line; None when there is none."""
        return next((line.thanks for line in self.lines() if line.is_current), None)

    def show_rows(
        self, rows: Sequence[ThanksRow], working: WorkingTime, today: date, *, earlier: int = 0, none: str = ""
    ) -> None:
        """Show these; the current line stays so, the next one if it left, and one that came back after Undo.

        `earlier` says how many more there are that were not read; `none` what is said when there is nothing.
        """
        at, had_focus = self._go_on(rows)
        self._rows, self._working, self._today = rows, working, today
        self._nobody.set_words(none or _("Everybody is thanked."))
        former = {line.thanks: line for line in self.list.known() if isinstance(line, ThanksLine)}
        self._last_stop = self.tab_after
        self.list.feed(rows[: self._shown], partial(self._line, former), first=at + 2, at_once=_IN_ONE_EVENT)
        for piece in (self._heads, self.list, self._note):
            piece.setVisible(bool(rows))
        self._nobody.setVisible(not rows)
        self._offer_rest(len(rows[self._shown :]), earlier)
        lines = self.lines()
        if lines:
            line = lines[min(at, len(lines) - 1)]
            self._became_current(line)
            if had_focus:
                line.setFocus(Qt.FocusReason.TabFocusReason)
        elif had_focus:
            self.emptied.emit()
        self._announce()
        if any(each.isVisible() for each in dialog.of_window(self.window())):
            # What did the act is about to close: it cannot give the focus back to a line that left.
            QTimer.singleShot(0, self, self._take_lost_focus)

    def _offer_rest(self, rest: int, earlier: int) -> None:
        """Offer the next lines, or once all are shown those that were not read."""
        words = ngettext("Show {n} more", "Show {n} more", min(rest, _AT_ONCE))
        self.more.set_words(words.format(n=i18n.number(min(rest, _AT_ONCE))))
        self.more.setVisible(rest > 0)
        self.earlier.set_words(ngettext("Show {n} earlier", "Show {n} earlier", earlier).format(n=i18n.number(earlier)))
        self.earlier.setVisible(earlier > 0 and not rest)

    def _go_on(self, rows: Sequence[ThanksRow]) -> tuple[int, bool]:
        """Return which of the new lines is current, and whether it gets the focus."""
        here, had_focus = self._place()
        current = self.current()
        was = None if current is None else _key(current)
        before, keys = [_key(row) for row in self._rows], [_key(row) for row in rows]
        back = None if self._left is None or self._left in before or self._left not in keys else keys.index(self._left)
        at = here if was is None or was not in keys else keys.index(was)
        if was is not None and was not in keys:
            self._left = was
        elif back is not None:
            self._left = None
        in_dialog = any(each.isVisible() for each in dialog.of_window(self.window()))
        return (at if back is None else back), had_focus or (back is not None and self.isVisible() and not in_dialog)

    def _take_lost_focus(self) -> None:
        focus = QApplication.focusWidget()
        is_lost = focus is None or not focus.isVisible() or (self.isAncestorOf(focus) and focus not in self.lines())
        if self.isVisible() and is_lost:
            self.take_focus() if self.lines() else self.emptied.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        density = _density(self.width())
        if density is not self._density:
            self._density = density
            self._heads.set_density(density)
            for line in self.lines():
                line.set_density(density)

    def offer_gifts(self, offers: bool) -> None:
        """Let the gift of a line open what fits; it does not where that stands beside the queue."""
        self._offers_gift = offers
        for line in self.lines():
            line.set_offers_gift(offers)

    def make_current(self, row: ThanksRow) -> None:
        """Go to the line of a row."""
        for line in self.lines():
            if line.thanks == row:
                self._became_current(line)

    def take_focus(self) -> None:
        """Put the focus on the current line."""
        lines = self.lines()
        if lines:
            lines[self._place()[0]].setFocus(Qt.FocusReason.TabFocusReason)

    def _fed(self, lines: list[ThanksLine]) -> None:
        """Give lines that just came their place among the stops of Tab."""
        stops: list[QWidget] = [] if self._last_stop is None else [self._last_stop]
        for line in lines:
            line.set_density(self._density)
            line.set_offers_gift(self._offers_gift)
            line.show()  # at once, so that the height that they need is known
            stops += (line, line.fitting, line.act, line.more)
        for before, after in pairwise([*stops, self.more, self.earlier]):
            self.setTabOrder(before, after)
        self._last_stop = stops[-1] if stops else None

    def _line(self, former: dict[ThanksRow, ThanksLine], row: ThanksRow) -> ThanksLine:
        return former.get(row) or self._new_line(row)

    def _new_line(self, row: ThanksRow) -> ThanksLine:
        line = ThanksLine(row, self._working, self._today, self.list)
        line.current.connect(partial(self._became_current, line))
        line.act_wanted.connect(partial(self.act_wanted.emit, row))
        line.menu_wanted.connect(partial(self._want_menu, row))
        line.letter_pressed.connect(partial(self._press_letter, row))
        line.fitting_wanted.connect(partial(self._want_fitting, row))
        return line

    def _want_menu(self, row: ThanksRow, where: QPoint) -> None:
        self.menu_wanted.emit(row, where)

    def _want_fitting(self, row: ThanksRow) -> None:
        self.fitting_wanted.emit(row)

    def _press_letter(self, row: ThanksRow, letter: str) -> None:
        self.letter_pressed.emit(row, letter)

    def _became_current(self, current: ThanksLine) -> None:
        for line in self.lines():
            line.set_current(line is current)
        self._announce()

    def _announce(self) -> None:
        """Tell who is current, once each."""
        row = self.current()
        if row != self._announced:
            self._announced = row
            self.current_changed.emit(row)

    def _place(self) -> tuple[int, bool]:
        lines = self.lines()
        focused = [
            at for at, line in enumerate(lines)
            if any(piece.hasFocus() for piece in (line, line.fitting, line.act, line.more))
        ]  # fmt: skip
        current = [at for at, line in enumerate(lines) if line.is_current]
        return (focused or current or [0])[0], bool(focused)

    def _show_more(self) -> None:
        at = self._shown
        self._shown += _AT_ONCE
        lines = self.lines()
        if lines:
            self._became_current(lines[-1])  # the first of the new ones comes at once, with those before it
        self.show_rows(self._rows, self._working, self._today)
        lines = self.lines()
        if at < len(lines):
            lines[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heads)
        column.addWidget(self.list)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._nobody)
        column.addWidget(self._note)
        column.addStretch(1)


def _density(width: int) -> Density:
    if width >= theme.scaled(_WIDE_FROM):
        return Density.WIDE
    if width >= theme.scaled(_BESIDE_FROM):
        return Density.BESIDE
    return Density.NARROW if width >= theme.scaled(_NARROW_FROM) else Density.SMALL


def _key(row: ThanksRow) -> tuple[int, bool]:
    """Return what tells a line from all others: whose thanks, and whether it is about the reward."""
    return row.thanks_id, thanks_words.is_reward(row)


class _Heads(QWidget):
    """The heads of the columns, placed as the cells of a line."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout()
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(thanks_line.SPACING)
        row.addWidget(self._head(_("To")), 1)
        self._since = self._head(_("Since"))
        self._cells = [self._cell(head) for head in (*map(self._head, (_("Word"), _("Card"), _("Gift"))), self._since)]
        for cell in self._cells:
            row.addWidget(cell)
        row.addWidget(self._head("", thanks_line.BUTTON_WIDTH))
        row.addSpacing(_MORE_WIDTH + row.spacing())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(self))

        self.set_density(Density.WIDE)

    def set_density(self, density: Density) -> None:
        """Stand above the cells."""
        for cell, width in zip(self._cells, density.value, strict=True):
            cell.setFixedWidth(theme.scaled(width))
            cell.setVisible(width > 0)
        self._since.setText(_("Since received") if density is Density.WIDE else _("Since"))

    def _cell(self, head: Label) -> QWidget:
        """Return the head in a box: a label keeps asking for the width that it once had."""
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(head)
        row.addStretch(1)
        return box

    def _head(self, words: str, width: int = 0) -> Label:
        head = Label(words, Style.CAPTION_STRONG, self, ink=Ink.INK3)
        if width:
            head.setFixedWidth(theme.scaled(width))
        return head


class Said(QWidget):
    """A sentence with its icon."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 8, 14, 0)
        row.setSpacing(9)
        row.addWidget(IconMark(icon, self, size=theme.ICON_CAPTION), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def set_words(self, words: str) -> None:
        """Say something."""
        self._words.setText(words)

    def words(self) -> str:
        """Return what is said."""
        return self._words.text()
