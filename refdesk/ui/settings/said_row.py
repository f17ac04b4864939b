"""A setting that people hear or read: how it sounds, where it is used, and the page that shows it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import profile as profiles
from refdesk.domain import readability, tagline
from refdesk.i18n import _
from refdesk.ui.settings import used_in
from refdesk.ui.settings.editors import Editor, LineEditor, TextEditor
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.settings.used_in import Use
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label

Judge = Callable[[str], tuple[str, bool]]
"""Returns what is said about a text, and whether the text is good as it is."""
_AFTER_FIELD = 1


class SaidRow(SettingRow):
    """Judges the text while it is typed; `page_wanted` brings the report that shows it."""

    page_wanted = Signal(str)

    def __init__(
        self, name: str, title: str, editor: Editor, parent: QWidget, *, hint: str = "", judge: Judge | None = None
    ) -> None:
        super().__init__(name, title, editor, parent, hint=hint)
        self._judge = judge
        self.remark = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self.see: Button | None = None
        use = used_in.USES[name]
        self.find_by(_(use.words))
        self.column.insertLayout(_AFTER_FIELD, self._below(use))
        self.column.insertWidget(_AFTER_FIELD, self.remark)
        self.remark.hide()
        editor.edited.connect(self._listen)

    def show_value(self, value: object) -> None:
        super().show_value(value)
        self._listen()

    def _below(self, use: Use) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(_(use.words), Style.CAPTION, self, ink=Ink.INK2, wrap=True), 1)
        if use.page is not None:
            self.see = Button(_("See it on the page"), self, kind=Kind.LINK, size=Size.ROW)
            self.see.setAccessibleName(_("{setting}: see it on the page").format(setting=profiles.title(self.name)))
            self.see.clicked.connect(partial(self.page_wanted.emit, used_in.report_of(use.page)))
            line.addWidget(self.see)
        return line

    def _listen(self) -> None:
        if self._judge is None:
            return
        said, is_good = self._judge(_typed(self.editor))
        if said != self.remark.text():
            self.remark.setText(said)
            self.remark.set_ink(Ink.GREEN if is_good else Ink.INK)
            self.remark.setVisible(bool(said))


def judge_tagline(words: str) -> tuple[str, bool]:
    """Return what the coach says about a tagline: its words are counted, and what nobody repeats is named."""
    found = tagline.coach(words, english=i18n.current().language == "en")
    counted = [f"{tagline.count_words(found)}."] if found.words else []
    example = [] if found.is_good else [tagline.example()]
    return " ".join((*counted, *found.sentences, *example)), found.is_good


def judge_reading(words: str) -> tuple[str, bool]:
    """Return how easy a text is to say, "" where that is not known."""
    said = readability.hint(words, language=i18n.code())
    measured = readability.measure(words) if said else None
    return said, measured is not None and measured.is_easy


def _typed(editor: Editor) -> str:
    if isinstance(editor, TextEditor):
        return editor.text.text()
    assert isinstance(editor, LineEditor), "only texts are said"
    return editor.line.text()
