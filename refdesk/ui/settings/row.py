"""One setting on the page: its title, its editor, what it changes, and the way back to the default."""

import re
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain import text
from refdesk.i18n import _
from refdesk.ui.settings.editors import Editor
from refdesk.ui.settings.script_editor import ScriptEditor
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.field import Field

_SEPARATORS = re.compile(r"[^\w]+")
_LEFT = Qt.AlignmentFlag.AlignLeft


class SettingRow(QWidget):
    """A setting; `offered` brings (name, value) when there is something to save."""

    offered = Signal(str, object)

    def __init__(self, name: str, title: str, editor: Editor, parent: QWidget, *, hint: str = "") -> None:
        super().__init__(parent)
        self.name, self.editor = name, editor
        self._words = f"{title} {hint}"
        self._default: Any = None
        self.is_offered = True
        self.field = Field(title, editor, self, name=name, hint=hint)
        self._title = title
        self.back: Button | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(2)
        self.column.addWidget(self.field)
        editor.offered.connect(self._offered)
        if hasattr(editor, "failed"):
            editor.failed.connect(self.show_error)

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - each setting has its own kind
        """Show what is saved, unless something newer was typed here."""
        if not (self.editor.is_touched() or self.field.error()):
            self.editor.show_value(value)

    def show_default(self, value: Any, default: Any, *, words: str = "") -> None:  # noqa: ANN401
        """Say what the default is, and offer it while the setting differs; `words` name the default."""
        self._default = default
        differs = value != default
        self.field.set_aside("" if differs or not words else _("Default"))
        said = _("Back to default: {what}").format(what=words) if words else _("Back to default")
        if self.back is None and differs:
            self.back = self._make_back()
        if self.back is not None:
            self.back.set_words(said)
            self.back.setAccessibleName(f"{self._title}: {said}")
            self.back.setVisible(differs)

    def show_error(self, sentence: str) -> None:
        """Show what is wrong beside the field, or "" for nothing."""
        self.field.set_error(sentence)

    def check_words(self) -> None:
        """Show at once what is wrong with the words as they are typed."""
        if isinstance(self.editor, ScriptEditor):
            self.show_error(self.editor.sentence())

    def matches(self, typed: str, *, section: str) -> bool:
        """Say whether each typed word begins a word of the title, of what the setting changes, or of its section."""
        here = _SEPARATORS.sub(" ", text.fold(f"{section} {self._words}")).split()
        return all(
            any(word.startswith(part) for word in here) for part in _SEPARATORS.sub(" ", text.fold(typed)).split()
        )

    def find_by(self, words: str) -> None:
        """Let a search find the setting by these words too."""
        self._words = f"{self._words} {words}"

    def _make_back(self) -> Button:
        """Make the way back when there is one: most settings stay as they are."""
        stops = [each for each in self.findChildren(QWidget) if _takes_tab(each, self.window())]
        back = Button("", self, kind=Kind.LINK, size=Size.ROW, icon="undo-2")
        back.clicked.connect(self._go_back)
        self.column.addWidget(back, 0, _LEFT)
        if stops:
            self.setTabOrder(stops[-1], back)
        return back

    def _offered(self, value: object) -> None:
        self.offered.emit(self.name, value)

    def _go_back(self) -> None:
        self.editor.show_value(self._default)
        self.editor.setFocus()
        self.offered.emit(self.name, self._default)


def _takes_tab(widget: QWidget, window: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.window() is window  # a list that folds out
