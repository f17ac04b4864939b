"""Fields to type in: one line, a search, several lines."""

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QEvent, QMargins, QMimeData, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from refdesk.domain import text_lengths
from refdesk.ui import icons, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import painting, scroll

PAD = 11
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
MOST_PASTED = 3 * text_lengths.LONGEST_TEXT


class LineEdit(QLineEdit):
    """One line to type in."""

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, name: str = "", hint: str = "",
        style: Style = Style.BODY,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._wrong = False
        self._style = style
        self.setFrame(False)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setTextMargins(QMargins(PAD - 2, 0, PAD - 2, 0))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self._restyle)

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge, or take it away."""
        self._wrong = wrong
        self.update()

    def event(self, event: QEvent) -> bool:
        is_key = event.type() == QEvent.Type.ShortcutOverride  # a form that opens sends thousands of others
        if is_key and _is_for_window(event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()):
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Ctrl+Enter is the act of the dialog around: said here as Enter too, it would be done twice.
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.scaled(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, theme.scaled(38))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_field(painter, self, self.rect(), wrong=self._wrong)
        painter.end()
        super().paintEvent(event)

    def _restyle(self) -> None:
        _dress(self, self._style)
        self.updateGeometry()


class SearchEdit(LineEdit):
    """A line to search by, with a glass and perhaps a key cap; Esc empties it, Down leaves into the list."""

    left_down = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str, hint: str, key: str = "") -> None:
        super().__init__("", parent, name=name, hint=hint)
        from refdesk.ui.widgets.chip import KeyCap

        self._cap = KeyCap(key, self) if key else None
        right = PAD + (self._cap.sizeHint().width() if self._cap else 0)
        self.setTextMargins(QMargins(PAD + theme.ICON_BUTTON + 6, 0, right, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = theme.ICON_BUTTON
        icons.paint(painter, "search", QRect(PAD, (self.height() - side) // 2, side, side), theme.current().ink2)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cap is not None:
            size = self._cap.sizeHint()
            self._cap.resize(size)
            self._cap.move(self.width() - size.width() - PAD, (self.height() - size.height()) // 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.setText("")  # unlike clear() it cannot be undone: the next Ctrl+Z is about the business again
            return
        if event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
            return
        super().keyPressEvent(event)


class TextEdit(QPlainTextEdit):
    """Several lines to type in; Tab leaves it.

    A little more than can be saved may be pasted, to be shortened here; a whole book would only stop the window.
    `failed` says so, and "" once that is over.
    """

    failed = Signal(str)

    def __init__(
        self, text: str = "", parent: QWidget | None = None, *, name: str = "", hint: str = "", lines: int = 3,
        style: Style = Style.BODY,
    ) -> None:  # fmt: skip
        super().__init__(text, parent)
        self._lines = lines
        self._style = style
        self._box = _Box(self)
        self._has_refused = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.setVerticalScrollBar(scroll.ScrollBar(Qt.Orientation.Vertical, self))
        self.setViewportMargins(PAD - 4, 6, 2, 6)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self._forget_refusal)
        theme.follow(self._restyle)

    def text(self) -> str:
        """Return what was typed."""
        return self.toPlainText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Take what is pasted or dropped, unless it is far more than a field holds."""
        selected = len(self.textCursor().selectedText())
        if self.document().characterCount() - selected + len(source.text()) <= MOST_PASTED:
            super().insertFromMimeData(source)
            return
        self._has_refused = True
        self.failed.emit(text_lengths.too_long(text_lengths.LONGEST_TEXT))

    def _forget_refusal(self) -> None:
        if self._has_refused:
            self._has_refused = False
            self.failed.emit("")

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge, or take it away."""
        self._box.wrong = wrong
        self._box.update()

    def sizeHint(self) -> QSize:
        line = ceil(QFontMetricsF(self.font()).lineSpacing())  # a text is laid out in whole pixels, rounded up
        return QSize(240, self._lines * line + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._box.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._box.update()

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize:
            self._box.setGeometry(self.rect())
        elif kind == QEvent.Type.ShortcutOverride:
            document = self.document()
            if _is_for_window(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
                return False
        return super().event(event)

    def _restyle(self) -> None:
        _dress(self, self._style)
        self.updateGeometry()


def _is_for_window(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Leave Ctrl+Z to the window where nothing was typed; Qt's fields would swallow it."""
    if not isinstance(event, QKeyEvent):
        return False
    is_undo, is_redo = (event.matches(key) for key in (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo))
    if (is_undo and not undo) or (is_redo and not redo):
        event.ignore()
        return True
    return False


class _Box(QWidget):
    """The box under the lines: the scroll area itself paints only its inside."""

    def __init__(self, owner: TextEdit) -> None:
        super().__init__(owner)
        self._owner = owner
        self.wrong = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.lower()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_field(painter, self._owner, self.rect(), wrong=self.wrong)
        painter.end()


def paint_field(
    painter: QPainter, widget: QWidget, rect: QRect, *, wrong: bool = False, focused: bool | None = None
) -> None:
    """Draw the box of a field in its state."""
    tokens = theme.current()
    has_focus = widget.hasFocus() if focused is None else focused
    if not widget.isEnabled():
        painting.box(painter, rect, edge=tokens.line)
    elif wrong:
        painting.box(painter, rect, fill=tokens.paper, edge=tokens.red_solid, width=2)
    elif has_focus:
        painting.box(painter, rect, fill=tokens.paper, edge=tokens.focus, width=2)
    else:
        painting.box(painter, rect, fill=tokens.paper, edge=tokens.line_strong)


def _dress(widget: QLineEdit | QPlainTextEdit, style: Style) -> None:
    widget.setPalette(_colours(dark=theme.is_dark()))
    widget.setFont(theme.font(style))


@lru_cache(maxsize=2)
def _colours(*, dark: bool) -> QPalette:
    """Return what a field needs of a palette; shared, and not to be changed."""
    tokens, colours = theme.DARK if dark else theme.LIGHT, QPalette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours.setColor(role.Base, QColor(0, 0, 0, 0))
    colours.setColor(role.Text, tokens.ink)
    colours.setColor(role.PlaceholderText, tokens.ink3)
    colours.setColor(role.Highlight, tokens.accent_fill)
    colours.setColor(role.HighlightedText, tokens.on_accent)
    colours.setColor(group.Disabled, role.Text, tokens.disabled_text)
    return colours
