"""A field to choose from a list that drops down."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QElapsedTimer, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QListView,
    QProxyStyle,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionViewItem,
    QWidget,
)

from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import edits, painting, scroll
from refdesk.ui.widgets.surfaces import Surface

_WITH_OTHERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)


class Combo(QComboBox):
    """Choose one of (value, words); `chosen` brings the value when the person picks."""

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[object, str]] = (), parent: QWidget | None = None, *, name: str = "",
        value: object = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._wrong = False
        self._letters, self._since_letter = "", QElapsedTimer()
        self.setAccessibleName(name)
        self._list: _DropDown | None = None
        self._values: list[object] = []
        self._widest: int | None = None
        self.setMaxVisibleItems(12)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        self.set_choices(choices, value=value)
        self.activated.connect(self._picked)
        theme.follow(self._restyle)

    def set_choices(self, choices: Sequence[tuple[object, str]], *, value: object = None) -> None:
        """Offer other choices and show one, without telling."""
        self.clear()
        self._values = [each for each, _words in choices]
        self.addItems([words for _each, words in choices])
        self._widest = None
        self.set_value(value)

    def choices(self) -> list[tuple[object, str]]:
        """Return what is offered: values and words."""
        return [(value, self.itemText(at)) for at, value in enumerate(self._values)]

    def value(self) -> object:
        """Return the chosen value."""
        at = self.currentIndex()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: object) -> None:
        """Show a choice without telling; the first one when there is no such value."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge, or take it away."""
        self._wrong = wrong
        self.update()

    def showPopup(self) -> None:
        """Drop the list down; it is made when it is first seen, for most lists of a form never are."""
        if self._list is None:
            self._make_list()
        chosen = self.model().index(self.currentIndex(), 0)
        self.view().setCurrentIndex(chosen)  # of a list that was made late Qt does not: it would begin at the first
        self.view().setMinimumWidth(self.sizeHint().width())
        super().showPopup()
        self.view().scrollTo(chosen, QListView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _WITH_OTHERS:
            super().keyPressEvent(event)  # the Shift of "United Kingdom" does not end the word
            return
        # Left to Qt, the space of "United States" opens the list and the search begins anew at "States".
        if event.key() == Qt.Key.Key_Space and self._is_searched():
            self._search(" ")
            return
        letter = event.text() if event.text().isprintable() else ""
        if letter.strip() and not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        ):
            self._search(letter)
            return
        self._letters = ""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
            event.ignore()  # such a key belongs to the form around; Qt would search by it
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Whoever scrolls a form comes across many of these: the page moves on, nothing is chosen unseen.
        event.ignore()

    def sizeHint(self) -> QSize:
        if self._widest is None:
            self._widest = self._measured()
        return QSize(self._widest + 2 * edits.PAD + 30, theme.scaled(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, theme.scaled(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        edits.paint_field(painter, self, self.rect(), wrong=self._wrong)
        ink = tokens.ink if self.isEnabled() else tokens.disabled_text
        room = self.rect().adjusted(edits.PAD, 0, -34, 0)
        painting.text(painter, room, self.currentText(), Style.BODY, ink)
        arrow = QRect(self.width() - 28, (self.height() - 18) // 2, 18, 18)
        icons.paint(painter, "chevron-down", arrow, tokens.ink2 if self.isEnabled() else tokens.disabled_text)
        painter.end()

    def _is_searched(self) -> bool:
        return bool(self._letters) and not self._since_letter.hasExpired(QApplication.keyboardInputInterval())

    def _search(self, letter: str) -> None:
        """Show the first choice that begins with what was typed in a row; the same letter again goes to the next."""
        same = self._is_searched() and set(self._letters + letter) == {letter}
        self._letters = self._letters + letter if self._is_searched() and not same else letter
        self._since_letter.start()
        begin = self.currentIndex() + 1 if len(self._letters) == 1 else self.currentIndex()
        places = [(begin + step) % self.count() for step in range(self.count())]
        found = next((at for at in places if self.itemText(at).casefold().startswith(self._letters.casefold())), None)
        if found is not None and found != self.currentIndex():
            self.setCurrentIndex(found)
            self.activated.emit(found)

    def _picked(self, at: int) -> None:
        self.chosen.emit(self._values[at])

    def _measured(self) -> int:
        """Return the room that the longest words want; kept, for layouts ask often, and there may be all countries."""
        words = tuple(self.itemText(row) for row in range(self.count()))
        return _widest(words, theme.shared().text_percent)

    def _make_list(self) -> None:
        self.setStyle(_Below(self))
        self._list = _DropDown(self)
        self.setView(self._list)
        self.setItemDelegate(_Line(self))
        self._list.setVerticalScrollBar(scroll.ScrollBar(Qt.Orientation.Vertical, self._list))
        frame = self._frame()
        frame.setFrameShape(QFrame.Shape.NoFrame)
        frame.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        frame.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._restyle()

    def _frame(self) -> QFrame:
        frame = self.view().parentWidget()
        assert isinstance(frame, QFrame)
        return frame

    def _restyle(self) -> None:
        self.setFont(theme.font(Style.BODY))
        self._widest = None
        if self._list is not None:
            clear = theme.palette(theme.current())
            for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
                clear.setColor(role, QColor(0, 0, 0, 0))
            self._frame().setPalette(clear)
        self.updateGeometry()
        self.update()


class _Below(QProxyStyle):
    """Drops the list below its field, at most as many lines as it may show; Fusion's covers the screen like a menu."""

    def __init__(self, combo: QWidget) -> None:
        super().__init__("Fusion")
        self.setParent(combo)  # a widget does not own its style

    def styleHint(
        self, hint: QStyle.StyleHint, option: QStyleOption | None = None, widget: QWidget | None = None,
        data: QStyleHintReturn | None = None,
    ) -> int:  # fmt: skip
        if hint == QStyle.StyleHint.SH_ComboBox_Popup:
            return 0
        return super().styleHint(hint, option, widget, data)


class _DropDown(QListView):
    """The list that drops down: paper with a rounded edge."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(0, 6, 0, 6)
        self.viewport().setAutoFillBackground(False)
        self._ground = Surface(self, ground="paper", edge="line_strong", radius=theme.RADIUS_CARD)
        self._ground.lower()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ground.setGeometry(self.rect())


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(super().sizeHint(option, index).width() + 20, theme.scaled(36))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = theme.current()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painting.box(painter, rect.adjusted(6, 0, -6, 0), fill=tokens.accent_soft, radius=theme.RADIUS_TAG)
        painting.text(painter, rect.adjusted(16, 0, -8, 0), str(index.data() or ""), Style.BODY, tokens.ink)


@lru_cache(maxsize=64)
def _widest(words: tuple[str, ...], _text_percent: int) -> int:
    """Return how wide the widest of these is at this text size; many fields offer the same."""
    metrics = QFontMetrics(theme.font(Style.BODY))
    return max(map(metrics.horizontalAdvance, words), default=80)
