"""The plan for a person and what they were taught about us."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.plan import PlanDraft
from refdesk.i18n import N_, _
from refdesk.services.lessons import LessonsOf
from refdesk.ui.contacts.person_sections import Section, quiet
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import Label

TITLES = {
    "benefit": N_("Good for them"),
    "wanted_action": N_("We ask them to"),
    "words": N_("Words to use"),
    "why_we_like_their_kind": N_("Why we like their kind of client"),
}


class PersonPlan(Section):
    """The parts of the plan that are filled in, and the lessons below them."""

    lessons_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Plan"), parent, link=_("Edit"), link_name=_("Edit the plan"))
        self.body.setSpacing(8)

    def show_plan(self, plan: PlanDraft, lessons: LessonsOf, today: date) -> None:
        """Show a plan, or ask for one."""
        self.head.set_link(_("Edit") if not plan.is_empty else _("Make one"))
        parts: list[QWidget] = [
            _pair(_(title), words, self) for name, title in TITLES.items() if (words := getattr(plan, name).strip())
        ]
        if not parts:
            parts = [quiet(_("No plan yet. What is good for them, and what do we ask them to do?"), self)]
        self.show_lines([*parts, self._taught(lessons, today)])

    def _taught(self, lessons: LessonsOf, today: date) -> QWidget:
        part = QWidget(self)
        link = Button(_("Lessons"), part, kind=Kind.LINK, size=Size.ROW)
        link.setAccessibleName(_("Lessons: {progress}").format(progress=lessons.progress))
        link.clicked.connect(self.lessons_wanted)
        head = QHBoxLayout()
        head.addWidget(Label(_("Has been taught"), Style.CAPTION, part, ink=Ink.INK2))
        head.addStretch(1)
        head.addWidget(link)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Label(taught_words(lessons, today), Style.SECOND, part, wrap=True))
        return part


def taught_words(lessons: LessonsOf, today: date) -> str:
    """Return "Whom we help (Sep 14), ..., 2 of 5 taught"."""
    taught = [line for line in lessons.lines if line.taught_on is not None]
    if not taught:
        return _("Nothing yet, of {n} short lessons").format(n=len(lessons.lines))
    named = [f"{line.lesson.title} ({i18n.day_near(line.taught_on, today)})" for line in taught if line.taught_on]
    return _("{lessons}. {progress}").format(lessons=", ".join(named), progress=lessons.progress)


def _pair(title: str, words: str, parent: QWidget) -> QWidget:
    part = QWidget(parent)
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Label(title, Style.CAPTION, part, ink=Ink.INK2))
    column.addWidget(Label(words, Style.SECOND, part, wrap=True, selectable=True))
    return part
