"""A field: its label above, what one types in, and one sentence below when it is wrong."""

from typing import Protocol, cast

from PySide6.QtCore import QRect, QSize, Qt, SignalInstance
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import Label, Picture

_SPACING = 5
_BELOW = 2
"""Where in the column the sentence below the field stands: after the label and the editor."""


class _CanBeWrong(Protocol):
    def set_wrong(self, wrong: bool) -> None: ...


class Field(QWidget):
    """A labelled field; `name` is what a refusal calls it. With `beside` the label stands at its left, that wide."""

    def __init__(
        self, title: str, editor: QWidget, parent: QWidget | None = None, *, name: str = "", aside: str = "",
        hint: str = "", beside: int = 0,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.name = name
        self.editor = editor
        self._title = Label(_without_mnemonic(title), Style.SECOND_STRONG, self)
        # Most fields never say anything around them: a form opens sooner without what would say it.
        self._aside: Label | None = None
        self._hint: Label | None = None
        self._error: _Sentence | None = None
        self._title.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(title)
        self._lay_out(beside)
        failed = getattr(editor, "failed", None)
        if isinstance(failed, SignalInstance):
            failed.connect(self.set_error)
        self.set_aside(aside)
        self.set_hint(hint)

    @staticmethod
    def head_height() -> int:
        """Return how far below the top the editor begins: what stands beside the field begins there too."""
        return QFontMetrics(theme.font(Style.SECOND_STRONG)).height() + _SPACING

    def set_title(self, title: str) -> None:
        """Ask another question."""
        self._title.setText(_without_mnemonic(title))
        self.editor.setAccessibleName(title)

    def set_aside(self, words: str) -> None:
        """Show a short remark at the right of the label."""
        if self._aside is None and words:
            self._aside = Label("", Style.CAPTION, self, ink=Ink.INK2)
            self._head.addWidget(self._aside)
            self._aside.show()
        if self._aside is not None:
            self._aside.setText(words)

    def hint(self) -> str:
        """Return the sentence below the field, or ""."""
        return self._hint.text() if self._hint is not None else ""

    def set_hint(self, words: str) -> None:
        """Show a sentence below the field, or none."""
        if self._hint is None and words:
            self._hint = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
            self._column.insertWidget(min(_BELOW, self._column.count()), self._hint)
        if self._hint is not None:
            self._hint.setText(words)
            self._hint.setVisible(bool(words) and not self.error())

    def set_error(self, sentence: str) -> None:
        """Show what is wrong, or "" to take it away."""
        if self._error is None and sentence:
            self._error = _Sentence(self)
            self._column.addWidget(self._error)
        if self._error is None:
            return
        self._error.set_words(sentence)
        self._error.setVisible(bool(sentence))
        if self._hint is not None:
            self._hint.setVisible(bool(self._hint.text()) and not sentence)
        self.editor.setAccessibleDescription(sentence)
        if hasattr(self.editor, "set_wrong"):
            cast("_CanBeWrong", self.editor).set_wrong(bool(sentence))

    def error(self) -> str:
        """Return the sentence that is shown, or ""."""
        return self._error.words() if self._error is not None else ""

    def _lay_out(self, beside: int) -> None:
        self._head = QHBoxLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self._title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_SPACING)
        self._column.addLayout(self._head)
        if beside:
            self._title.setFixedWidth(beside)
            self._head.addWidget(self.editor, 1)
        else:
            self._head.addStretch(1)
            self._column.addWidget(self.editor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)


def _without_mnemonic(title: str) -> str:
    return title.replace("&", "&&")  # a label that belongs to a field would underline the next letter


class _Sentence(QWidget):
    """The triangle and the sentence in red."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Label("", Style.CAPTION, self, ink=Ink.RED, wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        row.addWidget(IconMark("triangle-alert", self, ink=Ink.RED), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)

    def words(self) -> str:
        return self._label.text()

    def set_words(self, words: str) -> None:
        self._label.setText(words)


class IconMark(Picture):
    """An icon that only decorates the words beside it, so screen readers pass over it unless it has a name."""

    def __init__(
        self, icon: str, parent: QWidget | None = None, *, ink: Ink = Ink.INK2, size: int = theme.ICON_CAPTION,
        stroke: float = icons.STROKE, name: str = "",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._icon, self._ink, self._size, self._stroke = icon, ink, size, stroke
        self.setAccessibleName(name)

    def set_icon(self, icon: str, *, ink: Ink) -> None:
        """Show another icon."""
        self._icon, self._ink = icon, ink
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, max(self._size, theme.line_height(Style.CAPTION)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRect((self.width() - self._size) // 2, (self.height() - self._size) // 2, self._size, self._size)
        icons.paint(painter, self._icon, box, theme.current().of(self._ink), stroke=self._stroke)
        painter.end()
