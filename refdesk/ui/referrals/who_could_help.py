"""Who could help? A need in words, answered with people while one types; or who would be a lead for somebody."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.ids import ContactId
from refdesk.errors import Overtaken
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import helping
from refdesk.services.helping import Answer, Candidate, Wish
from refdesk.ui import timers
from refdesk.ui.referrals.marked_words import MarkedWords
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Size
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.mark_widgets import RankBadge
from refdesk.ui.workplace import Workplace

_PAUSE_MS = 150
_REASONS = 2
_LINE, _HEAD = 24, 44
_AT_ONCE = 3
"""So many people are shown within one event, the others bit by bit."""


class WhoCouldHelpDialog(Dialog):
    """Finds people for a need.

    `given_wanted` brings recipient, prospect (0: nobody known) and need of the referral to give; `person_wanted` whom
    to show. With `lead_for` it is turned around: who in the list would be a good lead for that person.
    """

    given_wanted = Signal(int, int, str)
    person_wanted = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, need: str = "", prospect_id: ContactId | None = None,
        lead_for: ContactId | None = None,
    ) -> None:  # fmt: skip
        wish = _wish(workplace, lead_for) if lead_for is not None else None
        title = _("A good lead for {name}").format(name=wish.name) if wish else _("Who could help?")
        super().__init__(
            title, parent, main=_("Give the referral"), main_icon="arrow-up-right", size=QSize(760, 712),
            cancel=_("Close"),
        )  # fmt: skip
        self._workplace, self._prospect_id, self._lead_for = workplace, prospect_id, lead_for
        self._asked = 0
        self._answer = Answer((), ())
        hint = _("Owners of restaurants") if wish else _("A roof that leaks, before winter")
        self.need = TextEdit(wish.good_lead if wish else need, self, lines=2, hint=hint)
        self._state = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.people = Lines(self, name=_("People who fit"))
        self._pause = timers.once(self, _PAUSE_MS, self.look)
        self._fill(wish)
        self.need.textChanged.connect(self._pause.start)
        self.main_pressed.connect(self._give_current)
        self.look()

    def open(self) -> None:
        """Show the dialog with the focus at the end of what is needed."""
        super().open()
        self.need.moveCursor(QTextCursor.MoveOperation.End)

    def answer(self) -> Answer:
        """Return what is shown."""
        return self._answer

    def look(self) -> None:
        """Look for people off the window's thread: a word may be everybody's."""
        self._asked += 1
        need = self.need.text()
        desk, without, lead_for = self._workplace.desk, self._without(), self._lead_for

        def work(_progress: Progress) -> Answer:
            if lead_for is not None:
                return desk.ask(helping.leads_for, lead_for, words=need)
            return desk.ask(helping.who_could_help, need, without=without)

        self._workplace.jobs.start(work, then=partial(self._take, self._asked), failed=self.show_fault)

    def _without(self) -> tuple[ContactId, ...]:
        return (self._prospect_id,) if self._prospect_id is not None else ()

    def _fill(self, wish: Wish | None) -> None:
        asked = _("What is a good lead for {name}?").format(name=wish.short_name) if wish else _("What is needed?")
        self.body.setSpacing(12)
        self.body.addWidget(Field(asked, self.need, self, name="need"))
        self.body.addWidget(self._state)
        self.body.addWidget(self.people)
        self.body.addStretch(1)

    def _take(self, asked: int, answer: Answer) -> None:
        if asked == self._asked:
            self._show(answer)

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        self._state.setText(self._words(answer))
        self.people.feed(answer.people, self._line, at_once=_AT_ONCE)
        if answer.people:
            self.main_button.allow()
        else:
            self.main_button.refuse(_("Nobody is found yet."))

    def _words(self, answer: Answer) -> str:
        if not answer.words:
            return (
                _("Type what is needed. RefDesk looks through what people do, their work, tags and notes.")
                if self._lead_for is None
                else _("Type whom they would like to meet, or keep it with the contact as “A good lead for them”.")
            )
        if not answer.people:
            return _("Nobody in your contacts fits these words. Try others, or fewer.")
        count = len(answer.people)
        shown = ngettext("{n} person fits, best first.", "{n} people fit, best first.", count)
        said = shown.format(n=i18n.number(count))
        return _("The best {n} of many more. Another word narrows it down.").format(n=count) if answer.more else said

    def _line(self, person: Candidate) -> Line:
        reasons = person.reasons[:_REASONS]
        said = ", ".join(filter(None, (person.name, *(each.words for each in reasons))))
        line = Line(self.people, name=said, height=_HEAD + _LINE * len(reasons))
        line.clicked.connect(partial(self._give, person))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.setContentsMargins(0, 8, 0, 8)
        words.addLayout(self._name_row(person, line))
        for reason in reasons:
            words.addWidget(MarkedWords(reason, line))
        badge = RankBadge(person.rank.value if person.rank else "", line)
        line.row.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        line.row.addLayout(words, 1)
        give = Button(_("Give the referral"), line, icon="arrow-up-right", size=Size.ROW)
        give.setAccessibleName(_("Give the referral: {name}").format(name=person.name))
        give.clicked.connect(partial(self._give, person))
        show = IconButton("user", _("Show {name}").format(name=person.name), line)
        show.clicked.connect(partial(self._show_person, person))
        line.row.addWidget(give, 0, Qt.AlignmentFlag.AlignVCenter)
        line.row.addWidget(show, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _name_row(self, person: Candidate, line: Line) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(ElidedLabel(person.name, Style.BODY_STRONG, line), 1)
        row.addWidget(Label(self._last(person), Style.CAPTION, line, ink=Ink.INK2))
        return row

    def _last(self, person: Candidate) -> str:
        if person.last_touch_on is None:
            return _("no contact yet")
        today = self._workplace.desk.today()
        return _("last contact {day}").format(day=i18n.day_near(person.last_touch_on, today))

    def _give_current(self) -> None:
        """Give to whom the focus is on, else to the best."""
        people = self._answer.people
        if not people:
            return
        focus = QApplication.focusWidget()
        lines = self.people.lines()
        here = [
            at for at, line in enumerate(lines) if focus is not None and (focus is line or line.isAncestorOf(focus))
        ]
        self._give(people[here[0] if here else 0])

    def _give(self, person: Candidate) -> None:
        need = self.need.text()
        self.accept()
        if self._lead_for is not None:
            self.given_wanted.emit(self._lead_for, person.contact_id, "")
        else:
            self.given_wanted.emit(person.contact_id, self._prospect_id or 0, need)

    def _show_person(self, person: Candidate) -> None:
        self.accept()
        self.person_wanted.emit(person.contact_id)


def _wish(workplace: Workplace, contact_id: ContactId) -> Wish | None:
    try:
        return workplace.desk.ask(helping.wish, contact_id)
    except Overtaken:
        return None
