"""How well somebody knows, likes or trusts us, or how happy they are: the level, and everything that shows it."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import evidence as rules
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId, EvidenceId
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import N_, _
from refdesk.services import evidence, person
from refdesk.services.evidence import EvidenceLine
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import SectionHead
from refdesk.ui.workplace import Workplace

_TITLES = {
    Of.KNOW: N_("How well {name} knows us"),
    Of.LIKE: N_("How much {name} likes us"),
    Of.TRUST: N_("How far {name} trusts us"),
    Of.HAPPY: N_("How happy {name} is with us"),
}
_SAID = {
    Of.KNOW: N_("How well {name} knows us is noted"),
    Of.LIKE: N_("How much {name} likes us is noted"),
    Of.TRUST: N_("How far {name} trusts us is noted"),
    Of.HAPPY: N_("How happy {name} is with us is noted"),
}
_HINTS = {
    Of.KNOW: N_("Has seen two of our kitchens"),
    Of.LIKE: N_("Lunch twice a year since 2022"),
    Of.TRUST: N_("Sent a sister of their own"),
    Of.HAPPY: N_("“The best builders we ever had”"),
}


class EvidenceDialog(Dialog):
    """Sets a level, adds a line and takes others away, as one step."""

    saved = Signal(int)
    esc_holds = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId, of: Of) -> None:
        desk = workplace.desk
        self._name = desk.ask(person.name_of, contact_id).usual
        super().__init__(_(_TITLES[of]).format(name=self._name), parent, main=_("Save"), size=QSize(640, 520))
        self._workplace, self._contact_id, self._of = workplace, contact_id, of
        facts = desk.ask(evidence.of, contact_id)
        self._before = facts.level_of(of)
        self._removed: list[EvidenceId] = []
        self.level = Segment(_choices(of), self, name=_("How it is now"), value=_shown(self._before), fill=True)
        self.text = TextEdit("", self, lines=2, hint=_(_HINTS[of]))
        self.day = DateField(desk.today(), self, day=desk.today(), lean=Lean.BACK)
        what = _("What shows it?") if of is not Of.HAPPY else _("A happy moment")
        self.body.addWidget(Field(_("How it is now"), self.level, self, name="level"))
        text, day = Field(what, self.text, self, name="text"), Field(_("When"), self.day, self, name="on")
        self.body.addLayout(side_by_side([(text, 3), (day, 2)]))
        self._list_lines(facts.lines_of(of))
        self.main_pressed.connect(self._save)

    def open(self) -> None:
        super().open()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_lines(self, lines: tuple[EvidenceLine, ...]) -> None:
        if lines:
            self.body.addWidget(SectionHead(_("What showed it so far"), self))
        column = QVBoxLayout()
        column.setSpacing(2)
        for line in lines:
            shown = _Line(line, self)
            shown.remove.clicked.connect(partial(self._turn, shown))
            column.addWidget(shown)
        self.body.addLayout(column)

    def _turn(self, shown: "_Line", _on: bool = False) -> None:
        """Take a line away, or keep it after all."""
        line_id = shown.line.evidence_id
        if line_id in self._removed:
            self._removed.remove(line_id)
        else:
            self._removed.append(line_id)
        shown.set_kept(line_id not in self._removed)

    def _save(self) -> None:
        if self.day.sentence():
            self.show_problems([Problem("on", self.day.sentence())])
            return
        chosen = int(self.level.value()) if self.level.value().isdigit() else None
        level = None if chosen == self._before else chosen
        day = self.day.day() or self._workplace.desk.today()
        draft = EvidenceDraft(self._contact_id, self._of, day, level, self.text.text())
        if level is None and not draft.text.strip() and not self._removed:
            self.accept()  # nothing was changed: that is no reason to complain
            return
        try:
            self._workplace.desk.do(evidence.change, draft, tuple(self._removed))
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_(_SAID[self._of]).format(name=self._name))
            self.saved.emit(self._contact_id)


class _Line(QWidget):
    def __init__(self, line: EvidenceLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        self._words = Label(line.text, Style.SECOND, self, wrap=True)
        self.remove = Button("", self, kind=Kind.LINK, size=Size.ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        day = Label(f"{i18n.day_short(line.on)}, {line.on.year}", Style.CAPTION, self, ink=Ink.INK2)
        day.setContentsMargins(0, 7, 0, 0)
        day.setMinimumWidth(day.fontMetrics().horizontalAdvance("Wed 00, 0000") + 8)
        self._words.setContentsMargins(0, 5, 0, 0)
        row.addWidget(day, 0, top)
        row.addWidget(self._words, 1, top)
        row.addWidget(self.remove, 0, top)
        self.set_kept(True)

    def set_kept(self, kept: bool) -> None:
        """Show whether the line stays."""
        self._words.set_ink(Ink.INK if kept else Ink.DISABLED)
        words = _("Remove") if kept else _("Keep")
        self.remove.set_words(words)
        self.remove.setAccessibleName(f"{words}: {self.line.text}")


def _choices(of: Of) -> list[Choice]:
    if of is not Of.HAPPY:
        return [Choice(str(level), rules.level_words(level)) for level in range(rules.MOST + 1)]
    words = {rules.LEAST_SATISFIED: _("1, not at all"), rules.MOST_SATISFIED: _("5, very")}
    numbers = range(rules.LEAST_SATISFIED, rules.MOST_SATISFIED + 1)
    return [Choice(str(level), words.get(level, str(level))) for level in numbers]


def _shown(level: int | None) -> str:
    return "-" if level is None else str(level)
