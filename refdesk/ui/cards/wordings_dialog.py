"""The library of wordings: those of an occasion at the left, the chosen one at the right, ours to be changed."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.domain.ids import WordingId
from refdesk.domain.occasions import OCCASION_WORDS, CardOccasion
from refdesk.errors import Refused, StoreFault
from refdesk.i18n import _
from refdesk.services import wordings
from refdesk.services.wordings import WordingDraft, WordingRow
from refdesk.ui.cards.field_chips import ChoicesTold, FieldChips
from refdesk.ui.cards.wording_colours import FieldColours
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.workplace import Workplace

_LEAD = 260
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pl", "pt")
_LANGUAGE_WORDS = {
    "en": "English", "de": "Deutsch", "es": "Español", "fr": "Français", "it": "Italiano", "nl": "Nederlands",
    "pl": "Polski", "pt": "Português",
}  # fmt: skip


class WordingsDialog(Dialog):
    """Shows, adds, changes, copies and removes wordings; each act is done at once and can be undone."""

    saved = Signal(int)
    used = Signal(str)
    """The wording (its `ref`) that is to stand on the cards."""

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, occasion: CardOccasion, ref: str = "", body: str = ""
    ) -> None:  # fmt: skip
        super().__init__(_("Wordings"), parent, main=_("Use this wording"), size=QSize(888, 680), cancel=_("Close"))
        self._workplace, self._desk = workplace, workplace.desk
        self._occasion = occasion
        self._row: WordingRow | None = None
        choices = [(each, _(OCCASION_WORDS[each])) for each in CardOccasion]
        self.occasion = Combo(choices, self, name=_("Occasion"), value=occasion)
        self.lines = Lines(self, name=_("Wordings"))
        self.add = Button(_("New wording"), self, icon="plus", size=Size.ROW)
        self.title = LineEdit("", self)
        self.body_edit = TextEdit("", self, lines=9)
        FieldColours(self.body_edit.document())
        self.told = ChoicesTold(self.body_edit, self)
        self.chips = FieldChips(self.body_edit, self)
        named = [(each, _LANGUAGE_WORDS[each]) for each in dict.fromkeys((wordings.language(), *LANGUAGES))
                 if each in _LANGUAGE_WORDS]  # fmt: skip
        self.language = Combo(named, self, name=_("Language"), value=wordings.language())
        self._typed_before: dict[str, tuple[str, str, object]] = {}
        self.title_field = Field(_("Title"), self.title, self, name="title")
        self.body_field = Field(_("Words"), self.body_edit, self, name="body")
        self.language_field = Field(_("Language"), self.language, self, name="lang")
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.keep = Button(_("Save"), self, icon="check")
        self.copy = Button(_("Copy to change it"), self, icon="copy")
        self.remove = Button(_("Remove"), self, icon="trash-2")
        self._arrange_parts()
        self._connect()
        if body:
            self._load(ref)
            self._begin_new(body)
        else:
            self._load(ref)

    def is_changed(self) -> bool:
        """Tell whether the words of a wording of ours are not saved yet."""
        row = self._row
        if row is None:
            return bool(self.body_edit.text().strip())
        typed = (self.title.text(), self.body_edit.text(), self.language.value())
        return row.is_own and typed != (row.title, row.body, row.lang)

    def _load(self, ref: str = "") -> None:
        self.chips.show_for(self._occasion)
        rows = self._desk.ask(wordings.all_for, self._occasion)
        self.lines.set_lines([self._line(row) for row in rows])
        self._show(next((row for row in rows if row.ref == ref), rows[0] if rows else None))

    def _line(self, row: WordingRow) -> Line:
        line = Line(self.lines, name=row.title, height=44)
        line.setProperty("ref", row.ref)
        line.row.addWidget(ElidedLabel(row.title, Style.BODY, line), 1)
        aside = _("yours") if row.is_own else _("discreet") if row.is_discreet else ""
        if row.is_own and row.lang != wordings.language():
            aside = row.lang
        line.row.addWidget(Label(aside, Style.CAPTION, line, ink=Ink.INK2))
        line.clicked.connect(partial(self._chosen, row))
        line.current.connect(partial(self._chosen, row))
        return line

    def _chosen(self, row: WordingRow) -> None:
        if self._row is None or row.ref != self._row.ref:
            self._put_by()
            self._show(row)
            self._take_up()

    def _put_by(self) -> None:
        """Keep what was typed and not saved while another wording is looked at."""
        if self.is_changed():
            self._typed_before[self._key()] = (self.title.text(), self.body_edit.text(), self.language.value())
        else:
            self._typed_before.pop(self._key(), None)

    def _take_up(self) -> None:
        """Go on with what was typed in this wording before."""
        if found := self._typed_before.pop(self._key(), None):
            title, body, language = found
            self.title.setText(title)
            self.body_edit.setPlainText(body)
            self.language.set_value(language)
            self._check()

    def _key(self) -> str:
        return self._row.ref if self._row is not None else f"new {self._occasion}"

    def _show(self, row: WordingRow | None) -> None:
        self._row = row
        own = row is None or row.is_own
        self.clear_problems()
        self.title.setText(row.title if row else "")
        self.body_edit.setPlainText(row.body if row else "")
        self.language.set_value(row.lang if row else wordings.language())
        for editor in (self.title, self.body_edit):
            editor.setReadOnly(not own)
        self.language.setEnabled(own)
        self.chips.setVisible(own)
        self.keep.setVisible(own)
        self.remove.setVisible(own and row is not None)
        self.copy.setVisible(row is not None)
        self._about.setText(
            "" if own else _("RefDesk brings this wording. Copy it to make it yours, then change what you like.")
        )
        self._about.setVisible(not own)
        for line in self.lines.lines():
            line.set_selected(row is not None and line.property("ref") == row.ref)
        self._check()

    def _check(self) -> None:
        found = wordings.check(self.body_edit.text()) if self.body_edit.text().strip() else ()
        self.body_field.set_error(found[0].sentence if found else "")
        ready = self._row is not None and not self.is_changed() and not found
        if ready:
            self.main_button.allow()
        else:
            self.main_button.refuse(_("Save the words first."))

    def _begin_new(self, body: str = "") -> None:
        self._show(None)
        self.body_edit.setPlainText(body)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_pressed(self) -> None:
        self._put_by()
        self._begin_new()
        self._take_up()

    def _save(self) -> None:
        draft = WordingDraft(
            self._occasion, self.title.text(), self.body_edit.text(), str(self.language.value() or "")
        )  # fmt: skip
        row = self._row
        try:
            if row is None or row.wording_id is None:
                wording_id = self._desk.do(wordings.add, draft)
            else:
                wording_id = row.wording_id
                self._desk.do(wordings.edit, wording_id, draft, version=row.version)
        except Refused as refused:
            self.show_problems(refused.problems)
            return
        except StoreFault as fault:
            self._workplace.show_fault(fault)
            return
        self._done(wording_id, _("Wording “{title}” saved").format(title=self.title.text().strip()))

    def _copy(self) -> None:
        assert self._row is not None, "a new wording cannot be copied"
        made = self._desk.do(wordings.copy, self._row.ref)
        self._done(made, _("Wording copied"))

    def _remove(self) -> None:
        assert self._row is not None, "a new wording cannot be removed"
        assert self._row.wording_id is not None, "what RefDesk brings stays"
        title = self._row.title
        self._desk.do(wordings.retire, self._row.wording_id)
        self._workplace.done(_("Wording “{title}” removed").format(title=title))
        self._load()

    def _done(self, wording_id: WordingId, said: str) -> None:
        self._workplace.done(said)
        self._load(f"own-{wording_id}")
        self.saved.emit(wording_id)

    def _use(self) -> None:
        if self._row is not None:
            self.used.emit(self._row.ref)
            self.accept()

    def _occasion_chosen(self) -> None:
        self._put_by()
        self._occasion = CardOccasion(str(self.occasion.value()))
        self._load()
        self._take_up()

    def _connect(self) -> None:
        self.occasion.chosen.connect(self._occasion_chosen)
        self.add.clicked.connect(self._new_pressed)
        self.body_edit.textChanged.connect(self._check)
        self.title.textChanged.connect(self._check)
        self.language.chosen.connect(self._check)
        self.keep.clicked.connect(self._save)
        self.copy.clicked.connect(self._copy)
        self.remove.clicked.connect(self._remove)
        self.main_pressed.connect(self._use)

    def _arrange_parts(self) -> None:
        lead = QWidget(self)
        column = QVBoxLayout(lead)
        column.setContentsMargins(20, 16, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.occasion)
        column.addWidget(_scrolled(self.lines, lead), 1)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        lead.setFixedWidth(_LEAD)
        self.set_lead(lead)
        for part in (self._about, self.title_field, self.body_field, self.told, self.chips, self.language_field):
            self.body.addWidget(part)
        self.body.addStretch(1)
        for at, button in enumerate((self.keep, self.copy, self.remove)):
            self.foot_row.insertWidget(at, button)


def _scrolled(lines: Lines, parent: QWidget) -> ScrollArea:
    content = QWidget(parent)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 4, 0)
    column.addWidget(lines)
    column.addStretch(1)
    return ScrollArea(content, parent)
