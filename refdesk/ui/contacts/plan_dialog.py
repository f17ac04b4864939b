"""The plan for one person: what is good for them, what we ask of them, the words, and the next step."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import clashes
from refdesk.domain.clashes import Sides
from refdesk.domain.ids import ContactId
from refdesk.domain.plan import PlanDraft
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import person, plans
from refdesk.ui.contacts.form import side_by_side
from refdesk.ui.contacts.overtaken_notice import OvertakenNotice
from refdesk.ui.contacts.person_plan import TITLES
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace


class PlanDialog(Dialog):
    """Edits a plan; one that was emptied is no plan any more."""

    saved = Signal(int)
    esc_holds = True

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId, begin_at: str = "benefit"
    ) -> None:
        desk = workplace.desk
        self._name = desk.ask(person.name_of, contact_id).usual
        super().__init__(
            _("Plan for {name}").format(name=self._name), parent, main=_("Save the plan"), size=QSize(720, 680)
        )
        self._workplace, self._contact_id, self._begin_at = workplace, contact_id, begin_at
        self._sides = Sides.opened(PlanDraft())
        hints = {
            "benefit": _("Their clients’ rooms are ready on the day we said"),
            "wanted_action": _("Name us when a client says “kitchen”"),
            "words": _("“Before you choose the fabric, let us look at the walls.”"),
            "why_we_like_their_kind": _("They plan ahead and pay on time"),
        }
        self.overtaken = OvertakenNotice(self, _("This plan was changed in the meantime, perhaps in another window."))
        self.texts = {name: TextEdit("", self, lines=2, hint=hint) for name, hint in hints.items()}
        self.next_step = LineEdit("", self, hint=_("Lunch; bring the photographs"))
        self.next_step_on = DateField(desk.today(), self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self._fill_body()
        self._load()
        self.main_pressed.connect(self._save)
        self.overtaken.mine_wanted.connect(self._keep_mine)
        self.overtaken.theirs_wanted.connect(self._load)

    def open(self) -> None:
        super().open()
        first: QWidget = self.next_step if self._begin_at == "next_step" else self.texts["benefit"]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> PlanDraft:
        """Return the plan as it stands."""
        return PlanDraft(
            benefit=self.texts["benefit"].text(),
            wanted_action=self.texts["wanted_action"].text(),
            why_we_like_their_kind=self.texts["why_we_like_their_kind"].text(),
            words=self.texts["words"].text(),
            next_step=self.next_step.text(),
            next_step_on=self.next_step_on.day(),
        )

    def _load(self) -> None:
        opened = self._workplace.desk.ask(plans.of, self._contact_id)
        for name, edit in self.texts.items():
            edit.setPlainText(getattr(opened.draft, name))
        self.next_step.setText(opened.draft.next_step)
        self.next_step_on.set_day(opened.draft.next_step_on)
        self._sides = Sides.opened(self.draft(), opened.version)

    def _save(self) -> None:
        if self.next_step_on.sentence():
            self.show_problems([Problem("next_step_on", self.next_step_on.sentence())])
            return
        try:
            mine = self._sides.joined(self.draft())
            self._workplace.desk.do(plans.save, self._contact_id, mine, version=self._sides.version)
        except Overtaken:
            self._show_overtaken()
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Plan for {name} saved").format(name=self._name))
            self.saved.emit(self._contact_id)

    def _keep_mine(self) -> None:
        self._sides = self._sides.agreed()
        self._save()

    def _show_overtaken(self) -> None:
        opened = self._workplace.desk.ask(plans.of, self._contact_id)
        self._sides = self._sides.met(opened.draft, opened.version)
        mine = self.draft()
        if not self._sides.are_open(mine):
            self._keep_mine()
            return
        self.clear_problems()
        self.overtaken.offer(clashes.between(_words(self._sides.joined(mine)), _words(self._sides.theirs)))

    def _fill_body(self) -> None:
        step = Field(_("Next step"), self.next_step, self, name="next_step")
        day = Field(_("When"), self.next_step_on, self, name="next_step_on")
        self.body.addWidget(self.overtaken)
        for name, edit in self.texts.items():
            self.body.addWidget(Field(_(TITLES[name]), edit, self, name=name))
        self.body.addLayout(side_by_side([(step, 3), (day, 2)]))


def _words(draft: PlanDraft) -> list[clashes.Words]:
    """Return a plan field by field in words."""
    day = i18n.day_full(draft.next_step_on) if draft.next_step_on else ""
    texts = [(_(title), getattr(draft, name)) for name, title in TITLES.items()]
    return [*texts, (_("Next step"), draft.next_step), (_("When"), day)]
