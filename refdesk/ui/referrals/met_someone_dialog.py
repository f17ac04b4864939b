"""Met someone: a name and a need, and straight on to who could help."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.domain.contact import Category
from refdesk.domain.ids import ContactId
from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import helping
from refdesk.ui import suggesting
from refdesk.ui.referrals import referral_form, typed_given
from refdesk.ui.referrals.giver_pickers import remark
from refdesk.ui.referrals.typed_referral import Who
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace


class MetSomeoneDialog(Dialog):
    """Adds whom we met; `help_wanted` brings their need and their id, for who could help them."""

    help_wanted = Signal(str, int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Met someone"), parent, main=_("Who could help?"), main_icon="lightbulb", size=QSize(620, 440)
        )
        self._workplace = workplace
        self.who = PersonPicker(
            suggesting.people(workplace.desk, jobs=workplace.jobs), self, hint=_("First and last name")
        )
        self.phone = LineEdit("", self)
        self.need = TextEdit("", self, lines=3, hint=_("Somebody who repairs old windows"))
        self._who_field = Field(_("Whom did you meet?"), self.who, self, name="who")
        self._phone_field = Field(_("Phone"), self.phone, self, name="phone")
        words = _("The name is saved in your contacts with what they need. Then RefDesk looks for who fits.")
        self.body.setSpacing(14)
        self.body.addLayout(referral_form.row_of((self._who_field, 5), (self._phone_field, 3)))
        self.body.addWidget(Field(_("What do they need?"), self.need, self, name="need"))
        self.body.addWidget(Label(words, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.who.changed.connect(self._follow)
        self.main_pressed.connect(self._save)
        self._follow()

    def _follow(self) -> None:
        self._who_field.set_aside(remark(self.who))
        self._phone_field.setVisible(self.who.person() is None)

    def _save(self) -> None:
        who, need = Who(self.who.person(), self.who.new_name()), self.need.text()
        found = [helping.need_problem(need)]
        if who.is_nobody:
            found.insert(0, Problem("who", _("Type whom you met.")))
        if problems := [each for each in found if each is not None]:
            self.show_problems(problems)
            return
        try:
            contact_id = self._met(who, need)
        except Refused as refused:
            self.show_problems([_beside(problem) for problem in refused.problems])
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self.help_wanted.emit(need, contact_id)

    def _met(self, who: Who, need: str) -> ContactId:
        """Return the id of whom we met, added if they are new."""
        if who.person is not None:
            return ContactId(who.person.id)
        new = typed_given.new_contact(who, Category.PROSPECT, phone=self.phone.text())
        assert new is not None, "somebody was named"
        contact_id = self._workplace.desk.do(helping.meet, new, need)
        self._workplace.done(_("{name} added").format(name=who.name))
        return contact_id


def _beside(problem: Problem) -> Problem:
    """Return the problem beside the field of this form that can mend it."""
    if problem.field == "need":
        return problem
    return Problem("phone" if problem.field.startswith("phones") else "who", problem.sentence)
