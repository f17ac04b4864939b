"""The five lessons about us: the text to say, when a person was taught it, and whether they can repeat it."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain.ids import ContactId
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import lessons, person
from refdesk.services.desk import Desk
from refdesk.services.lessons import LessonLine, LessonMark
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace


class LessonsDialog(Dialog):
    """A card for each lesson, in the order in which they are taught."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        desk = workplace.desk
        self._name = desk.ask(person.name_of, contact_id).usual
        super().__init__(_("Lessons for {name}").format(name=self._name), parent, main=_("Save"), size=QSize(720, 720))
        self._workplace, self._contact_id = workplace, contact_id
        found = desk.ask(lessons.of, contact_id)
        about = _("One at a time, in a sentence or two. Made from Settings: For the people who refer.")
        self.body.addWidget(Label(about, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.cards = [LessonCard(line, desk, self) for line in found.lines]
        for card in self.cards:
            self.body.addWidget(card)
        self.main_pressed.connect(self._save)

    def _save(self) -> None:
        wrong = [Problem("", card.day.sentence()) for card in self.cards if card.day.sentence()]
        if wrong:
            self.show_problems(wrong)
            return
        changed = tuple(card.mark() for card in self.cards if card.is_changed())
        if not changed:
            self.accept()
            return
        try:
            self._workplace.desk.do(lessons.mark, self._contact_id, changed)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Lessons of {name} saved").format(name=self._name))
            self.saved.emit(self._contact_id)


class LessonCard(Card):
    """One lesson with its two ticks; one that is not written yet says where to write it."""

    def __init__(self, line: LessonLine, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, pad=14, spacing=8)
        self._line, self._today = line, desk.today()
        title = line.lesson.title
        self.taught = Check(_("Taught on"), self, checked=line.taught_on is not None, name=f"{title}: {_('Taught')}")
        self.day = DateField(
            self._today, self, name=_("{lesson}: taught on").format(lesson=title), day=line.taught_on, lean=Lean.BACK
        )
        self.repeats = Check(_("Can repeat it"), self, checked=line.can_repeat, name=f"{title}: {_('Can repeat it')}")
        self.day.setFixedWidth(theme.scaled(176))
        self.taught.toggled.connect(self._taught_turned)
        self.repeats.toggled.connect(self._repeats_turned)
        self._lay_out()
        self.day.setVisible(self.taught.isChecked())

    def mark(self) -> LessonMark:
        """Return what is said of the lesson."""
        day = (self.day.day() or self._today) if self.taught.isChecked() else None
        return LessonMark(self._line.lesson.key, day, self.repeats.isChecked() and day is not None)

    def is_changed(self) -> bool:
        """Say whether anything else is said than before."""
        before = LessonMark(self._line.lesson.key, self._line.taught_on, self._line.can_repeat)
        return self.mark() != before

    def _taught_turned(self, on: bool) -> None:
        if on and self.day.day() is None:
            self.day.set_day(self._today)
        self.day.setVisible(on)
        if not on:
            self.repeats.setChecked(False)

    def _repeats_turned(self, on: bool) -> None:
        if on:
            self.taught.setChecked(True)

    def _lay_out(self) -> None:
        lesson = self._line.lesson
        self.column.addWidget(Label(lesson.title, Style.SECOND_STRONG, self, wrap=True))
        if lesson.is_ready:
            self.column.addWidget(Label(lesson.text, Style.SAY, self, wrap=True, selectable=True))
        else:
            self.column.addWidget(Label(lesson.missing, Style.SECOND, self, ink=Ink.AMBER, wrap=True))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.taught)
        row.addWidget(self.day)
        row.addWidget(self.repeats)
        row.addStretch(1)
        self.column.addLayout(row)
