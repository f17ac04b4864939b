"""When we asked a person for referrals, and from when on we may ask again."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import asking
from refdesk.domain.asking import AskFacts
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import ASKED_WORDS
from refdesk.i18n import _, ngettext
from refdesk.services.asks import AskLine
from refdesk.services.person import Person
from refdesk.ui.contacts.person_sections import Section, day_label
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel, Label

SHOWN_FIRST = 3


class PersonAsks(Section):
    """One sentence on the last ask and the next, and the log below it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Asking"), parent)
        self._asks: tuple[AskLine, ...] = ()
        self._facts = AskFacts()
        self._today = date.min

    def show_person(self, person: Person, today: date) -> None:
        """Show the asks of this person."""
        self._asks, self._facts, self._today = person.asks, person.asked, today
        self.has_content = bool(person.asks) or person.draft.rank not in {None, Rank.D}
        self._show(SHOWN_FIRST)

    def _show(self, count: int) -> None:
        words = Label(asked_words(self._facts, self._today), Style.SECOND, self, wrap=True)
        lines: list[QWidget] = [words, *(self._line(each) for each in self._asks[:count])]
        if rest := max(len(self._asks) - count, 0):
            more = Button(
                ngettext("Show {n} earlier ask", "Show {n} earlier asks", rest).format(n=rest), self,
                kind=Kind.LINK, size=Size.ROW,
            )  # fmt: skip
            more.clicked.connect(self._show_all)
            lines.append(more)
        self.show_lines(lines)

    def _show_all(self) -> None:
        self._show(len(self._asks))

    def _line(self, ask: AskLine) -> QWidget:
        line = QWidget(self)
        line.setAccessibleName(", ".join((i18n.day_long(ask.on), _(ASKED_WORDS[ask.asked]), ask.what)))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 4, 2)
        row.setSpacing(10)
        row.addWidget(day_label(ask.on, self._today, line), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(_(ASKED_WORDS[ask.asked]), Style.SECOND, line))
        row.addWidget(ElidedLabel(ask.what, Style.SECOND, line, ink=Ink.INK2), 1)
        return line


def asked_words(facts: AskFacts, today: date) -> str:
    """Return "Last asked March 3; free from June 1 on."."""
    free = asking.free_from(facts)
    if facts.last_asked_on is None or free is None:
        return _("Never asked directly.") if facts.has_had_something else _("Never asked directly. Give first.")
    same_year = facts.last_asked_on.year == today.year
    asked = i18n.day_month(facts.last_asked_on) if same_year else i18n.day_near(facts.last_asked_on, today)
    if free <= today:
        return _("Last asked {day}; free to ask again.").format(day=asked)
    return _("Last asked {day}; free from {free} on.").format(day=asked, free=i18n.day_month(free))
