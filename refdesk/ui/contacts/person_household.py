"""Who shares the address: one envelope, one gift total."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.services.households import HouseholdFacts, Member
from refdesk.services.person import Person
from refdesk.ui.contacts.person_links import status_words
from refdesk.ui.contacts.person_sections import Section, quiet
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines


class PersonHousehold(Section):
    """The name on the envelope, the address, and the others who live there."""

    person_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Household"), parent, link=_("Make one"), link_name=_("Make a household"))
        self._envelope = Label("", Style.SECOND_STRONG, self, wrap=True)
        self._address = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True, selectable=True)
        self._lines = Lines(self, name=_("Lives with"))
        self._none = quiet(_("Shares an address with nobody here."), self)
        for part in (self._envelope, self._address, self._lines, self._none):
            self.body.addWidget(part)

    def show_person(self, person: Person) -> None:
        """Show the household of this person."""
        facts = person.household
        self.head.set_link(_("Make one") if facts is None else _("Change"))
        self._none.setVisible(facts is None)
        for part in (self._envelope, self._address, self._lines):
            part.setVisible(facts is not None)
        if facts is not None:
            self._show(facts, person)

    def _show(self, facts: HouseholdFacts, person: Person) -> None:
        self._envelope.setText(facts.name_on_envelope)
        self._address.setText("\n".join(facts.lines))
        self._address.setVisible(bool(facts.lines))
        others = [each for each in facts.members if each.contact_id != person.contact_id]
        self._lines.set_lines([self._line(each) for each in others])

    def _line(self, member: Member) -> Line:
        left = status_words(member.status)
        line = Line(self._lines, name=", ".join(filter(None, (member.name, left))), height=34, hairline=False)
        line.row.setContentsMargins(6, 0, 2, 0)
        line.row.setSpacing(8)
        line.row.addWidget(IconMark("user", line, size=17))
        line.row.addWidget(ElidedLabel(member.name, Style.SECOND, line), 1)
        if left:
            line.row.addWidget(Label(left, Style.CAPTION, line, ink=Ink.INK2))
        line.clicked.connect(partial(self._wanted, member))
        return line

    def _wanted(self, member: Member, _on: bool = False) -> None:
        self.person_wanted.emit(member.contact_id)
