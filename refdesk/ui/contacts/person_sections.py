"""The parts of the person panel: a head with its lines below, made anew for each person."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _
from refdesk.services.person import Person
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Card, SectionHead


class Section(QWidget):
    """A head and what stands below it; it is not shown while it has nothing to say."""

    act_wanted = Signal()

    def __init__(self, title: str, parent: QWidget, *, link: str = "", link_name: str = "") -> None:
        super().__init__(parent)
        self.has_content = True
        self.head = SectionHead(title, self, link=link, link_name=link_name)
        self.head.pressed.connect(self.act_wanted)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.head)
        column.addLayout(self.body)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_lines(self, lines: list[QWidget]) -> None:
        """Show these in place of what was there."""
        while (item := self.body.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.hide()
                former.deleteLater()
        for line in lines:
            self.body.addWidget(line)
            line.show()  # at once: layouts keep the height of what was still hidden


class GoodLead(Card):
    """Whom the person would like to be sent, on a card of its own."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, pad=16, spacing=8)
        self._title = Label("", Style.SECOND_STRONG, self)
        self._words = Label("", Style.SAY, self, wrap=True, selectable=True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconMark("user-plus", self, ink=Ink.ACCENT, size=18))
        head.addWidget(self._title, 1)
        self.column.addLayout(head)
        self.column.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_person(self, person: Person) -> None:
        """Show the lead, or ask for it in quieter words."""
        first = person.name.given or person.name.usual
        self._title.setText(_("A good lead for {name}").format(name=first))
        wanted = person.draft.good_lead_for_them
        self._words.setText(wanted or _("Not known yet. Ask “Who would be a good lead for you?”"))
        self._words.set_style(Style.SAY if wanted else Style.SECOND)
        self._words.set_ink(Ink.INK if wanted else Ink.INK2)


class Words(QWidget):
    """A strong beginning and a text below it, such as what somebody does."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.has_content = True
        self._words = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True, selectable=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(Label(title, Style.SECOND_STRONG, self))
        column.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_words(self, words: str) -> None:
        """Show a text; an empty one hides the part."""
        self.has_content = bool(words)
        self._words.setText(words)


def quiet(words: str, parent: QWidget) -> Label:
    """Return a sentence for a part with nothing in it yet."""
    label = Label(words, Style.SECOND, parent, ink=Ink.INK2, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return label


def day_label(day: date, today: date, parent: QWidget) -> Label:
    """Return a day as it stands at the left of a line, as wide as any other."""
    label = Label(i18n.day_near(day, today), Style.CAPTION, parent, ink=Ink.INK2)
    label.setFixedWidth(QFontMetrics(theme.font(Style.CAPTION)).horizontalAdvance("Wed ’00") + 6)
    return label
