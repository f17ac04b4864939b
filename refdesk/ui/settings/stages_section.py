"""The stages of referrals: a line for each with its name, when a card there stands still too long, and its place."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import text
from refdesk.domain.stages import Meaning
from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import stages
from refdesk.services.stages import StageLine
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_DAYS_WIDTH = 64
_NOT_A_NUMBER = -1


class StagesSection(Section):
    """Saves each change at once; what is refused is said below, and stays as it was typed."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        about = _("The columns of the board. What is won and what is lost can be named otherwise, and stays.")
        super().__init__(_("Stages of referrals"), parent, about=about)
        self._workplace = workplace
        self.lines: list[StageEdit] = []
        self._saved: tuple[StageLine, ...] = ()
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.new_name = LineEdit("", self, name=_("Name of the new stage"), hint=_("Estimate"))
        self.add_button = Button(_("Add the stage"), self, icon="plus")
        self._new = Field(_("A new stage"), self.new_name, self, name="new_stage")
        self._wrong = Label("", Style.SECOND_STRONG, self, ink=Ink.RED, wrap=True)
        self._wrong.hide()
        self._lay_out()
        self.add_button.clicked.connect(self._add)
        self.new_name.returnPressed.connect(self._add)

    def first_editor(self) -> QWidget | None:
        return self.lines[0].name if self.lines else self.new_name

    def refresh(self) -> None:
        """Show the stages as they are saved; what is being typed stays."""
        saved = self._workplace.desk.ask(stages.lines)
        if [each.stage_id for each in saved] != [each.stage_id for each in self._saved]:
            self._make(saved)
        self._saved = saved
        self.words = " ".join((_("column board stalled"), *(each.name for each in saved)))
        for at, (edit, line) in enumerate(zip(self.lines, saved, strict=True)):
            edit.show_line(line, first=at == 0, last=at == len(saved) - 1)

    def _make(self, saved: tuple[StageLine, ...]) -> None:
        for former in self.lines:
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()
        self.lines = [StageEdit(line, self) for line in saved]
        before: QWidget | None = None
        for at, edit in enumerate(self.lines):
            edit.saved.connect(self._change)
            edit.moved.connect(partial(self._move, at))
            edit.removed.connect(self._remove)
            self._column.addWidget(edit)
            for stop in edit.stops():
                if before is not None:
                    self.setTabOrder(before, stop)
                before = stop
        if before is not None:
            self.setTabOrder(before, self.new_name)
            self.setTabOrder(self.new_name, self.add_button)

    def _add(self) -> None:
        if self._do(stages.said_added(text.clean(self.new_name.text())), self._new, stages.add, self.new_name.text()):
            self.new_name.clear()
            self.refresh()

    def _change(self, stage_id: int, name: str, days: object) -> None:
        edit = next(each for each in self.lines if each.stage_id == stage_id)
        done = self._do(
            stages.said_changed(text.clean(name)), None, stages.change, stage_id, name, stalled_after_days=days
        )
        edit.set_wrong(wrong=not done)
        self.refresh()

    def _move(self, at: int, by: int) -> None:
        edit = self.lines[at]
        self._do(stages.said_moved(edit.words()), None, stages.place, edit.stage_id, at + by)
        self.refresh()
        moved = self.lines[min(max(at + by, 0), len(self.lines) - 1)]
        moved.focus_move(by)

    def _remove(self, stage_id: int) -> None:
        name = next(each.words() for each in self.lines if each.stage_id == stage_id)
        self._do(stages.said_removed(name), None, stages.remove, stage_id)
        self.refresh()

    def _do(self, said: str, field: Field | None, act: Callable[..., Any], *args: object, **more: object) -> bool:
        self._say("", field)
        try:
            self._workplace.desk.do(act, *args, **more)
        except Refused as refused:
            self._say(refused.problems[0].sentence, field)
            return False
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return False
        self._workplace.done(said)
        return True

    def _say(self, sentence: str, field: Field | None) -> None:
        self._new.set_error(sentence if field is self._new else "")
        self._wrong.setText("" if field is self._new else sentence)
        self._wrong.setVisible(bool(self._wrong.text()))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(_("Name"), Style.CAPTION_STRONG, self, ink=Ink.INK3), 1)
        head.addWidget(Label(_("Stands still after, in days"), Style.CAPTION_STRONG, self, ink=Ink.INK3))
        head.addSpacing(138)
        new = QHBoxLayout()
        new.setSpacing(10)
        new.addWidget(self._new, 1)
        new.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        new.addStretch(1)
        self.card.column.setSpacing(10)
        self.card.column.addLayout(head)
        self.card.column.addLayout(self._column)
        self.card.column.addWidget(self._wrong)
        self.card.column.addLayout(new)


class StageEdit(QWidget):
    """One stage; `saved` brings its id, its name and its days once they were typed."""

    saved = Signal(int, str, object)
    moved = Signal(int)
    removed = Signal(int)

    def __init__(self, line: StageLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.stage_id = line.stage_id
        self._is_wrong = False
        self.name = LineEdit("", self)
        self.days = LineEdit("", self, hint=_("never"))
        self.days.setFixedWidth(_DAYS_WIDTH)
        self.up = IconButton("chevron-up", _("Move up"), self)
        self.down = IconButton("chevron-down", _("Move down"), self)
        self.remove = IconButton("x", _("Remove"), self)
        self._meaning = Tag("", self, tone=Tone.GOOD if line.meaning is Meaning.WON else Tone.PLAIN)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.name, 1)
        row.addWidget(self._meaning)
        row.addWidget(self.days)
        for button in (self.up, self.down, self.remove):
            row.addWidget(button)
        for edit in (self.name, self.days):
            edit.editingFinished.connect(self._left)
        self.up.clicked.connect(partial(self.moved.emit, -1))
        self.down.clicked.connect(partial(self.moved.emit, 1))
        self.remove.clicked.connect(partial(self.removed.emit, self.stage_id))

    def show_line(self, line: StageLine, *, first: bool, last: bool) -> None:
        """Show what is saved, unless something newer is typed here."""
        if not (self.name.isModified() or self.days.isModified() or self._is_wrong):
            days = "" if line.stalled_after_days is None else str(line.stalled_after_days)
            for edit, words in ((self.name, line.name), (self.days, days)):
                if edit.text() != words:  # the same words set again would take away what Tab has just selected
                    edit.setText(words)
        self.name.setAccessibleName(_("Name of the stage {name}").format(name=line.name))
        self.days.setAccessibleName(_("{name}: stands still after so many days").format(name=line.name))
        for button, words in (
            (self.up, _("Move {name} up")), (self.down, _("Move {name} down")), (self.remove, _("Remove {name}")),
        ):  # fmt: skip
            button.set_name(words.format(name=line.name))
        tone = Tone.GOOD if line.meaning is Meaning.WON else Tone.PLAIN
        words = {Meaning.WON: _("means won"), Meaning.LOST: _("means lost")}.get(line.meaning, "")
        self._meaning.set_words(words, tone=tone)
        self._meaning.setVisible(bool(words))
        self.days.setVisible(line.meaning is Meaning.OPEN)
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
        self.remove.allow()
        if line.is_last_of_kind:
            self.remove.refuse(_("The last of its kind stays."))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab reaches, in order."""
        return self.name, self.days, self.up, self.down, self.remove

    def words(self) -> str:
        """Return the name as it stands."""
        return self.name.text()

    def set_wrong(self, *, wrong: bool) -> None:
        """Show the red edge and keep what was typed, or take it away."""
        self._is_wrong = wrong
        self.name.set_wrong(wrong)

    def focus_move(self, by: int) -> None:
        """Put the focus on the button that moves further, or back where there is no further."""
        wanted, other = (self.up, self.down) if by < 0 else (self.down, self.up)
        (wanted if wanted.isEnabled() else other).setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> None:
        if not (self.name.isModified() or self.days.isModified()):
            return
        self.name.setModified(False)
        self.days.setModified(False)
        typed = self.days.text().strip()
        days = None if not typed else int(typed) if typed.isdecimal() and len(typed) < 6 else _NOT_A_NUMBER
        self.saved.emit(self.stage_id, self.name.text(), days)
