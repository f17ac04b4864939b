"""Who belongs with a person: links that are seen from both sides."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.contact import Status
from refdesk.i18n import _
from refdesk.services import links
from refdesk.services.links import LinkLine
from refdesk.services.person import Person
from refdesk.ui.contacts.doing import Doing
from refdesk.ui.contacts.person_sections import Section, quiet
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.workplace import Workplace


class PersonLinks(Section):
    """A line for each link; it shows the other person."""

    person_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(_("Belongs with"), parent, link=_("Add"), link_name=_("Add a link to another person"))
        self._doing = Doing(workplace, self)
        self._lines = Lines(self, name=_("Belongs with"))
        self._none = quiet(_("Nobody yet: partner, assistant, neighbor …"), self)
        self.body.addWidget(self._lines)
        self.body.addWidget(self._none)

    def show_person(self, person: Person) -> None:
        """Show the links of this person."""
        self._lines.set_lines([self._line(each) for each in person.links])
        self._lines.setVisible(bool(person.links))
        self._none.setVisible(not person.links)

    def _line(self, link: LinkLine) -> Line:
        left = status_words(link.other_status)
        line = Line(self._lines, name=", ".join(filter(None, (link.word, link.other, left))), height=34, hairline=False)
        line.row.setContentsMargins(6, 0, 0, 0)
        line.row.setSpacing(6)
        line.row.addWidget(Label(link.word, Style.SECOND, line, ink=Ink.INK2))
        line.row.addWidget(ElidedLabel(link.other, Style.SECOND_STRONG, line), 1)
        if left:
            line.row.addWidget(Label(left, Style.CAPTION, line, ink=Ink.INK2))
        said = _("Remove the link: {word} {name}").format(word=link.word, name=link.other)
        remove = IconButton("x", said, line)
        remove.clicked.connect(partial(self._remove, link))
        line.row.addWidget(remove)
        line.clicked.connect(partial(self._show, link))
        return line

    def _show(self, link: LinkLine, _on: bool = False) -> None:
        self.person_wanted.emit(link.other_id)

    def _remove(self, link: LinkLine, _on: bool = False) -> None:
        self._doing.do(_("Link to {name} removed").format(name=link.other), links.remove, link.link_id)


def status_words(status: Status) -> str:
    """Return how somebody left, "" for who is there."""
    return {Status.INACTIVE: _("inactive"), Status.DECEASED: _("deceased")}.get(status, "")
