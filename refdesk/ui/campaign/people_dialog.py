"""The people of a referral month: who is to be called, reached or never reached; others join, some are taken out."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import text
from refdesk.domain.changes import Changes
from refdesk.domain.ids import CampaignId, ContactId, EntryId
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import campaign_candidates, campaign_days, campaign_people
from refdesk.services.campaign_people import MonthPerson, Which
from refdesk.services.desk import Desk
from refdesk.ui import rank_hiding, suggesting
from refdesk.ui.campaign import people_list
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, SearchEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.ids_model import PAGE, IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_KINDS = ("campaign", "campaign_entry", "campaign_try", "contact")
_AROUND, _LEAST_LIST = 372, 160
_NAME, _RANK, _NEXT, _STATE = range(4)


class PeopleDialog(Dialog):
    """`person_wanted` brings whom to show in Contacts."""

    person_wanted = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, campaign_id: CampaignId, which: Which = Which.ALL
    ) -> None:
        self._month = workplace.desk.ask(campaign_days.month, campaign_id)
        super().__init__(
            _("People of {month}").format(month=self._month.name), parent, main=_("Show in Contacts"),
            main_icon="user", size=QSize(860, 760), cancel=_("Close"), main_key="Enter",
        )  # fmt: skip
        self._workplace = workplace
        self._people: tuple[MonthPerson, ...] = ()
        self._by_id: dict[int, MonthPerson] = {}
        self._turn = 0
        self.person = PersonPicker(
            suggesting.people(workplace.desk, jobs=workplace.jobs), self, name=_("Add somebody"),
            hint=_("A name, or digits of a phone"),
            allow_new=False,
        )  # fmt: skip
        self.add = Button(_("Add"), self, icon="user-plus")
        self.words = LineEdit("", self, name=_("Add all who fit"), hint=_("Words, as in the search of Contacts"))
        self.add_all = Button(_("Add all"), self, icon="users")
        self._person_field = Field(_("Add somebody"), self.person, self, name="person")
        self._words_field = Field(_("Add all who fit"), self.words, self, name="people")
        self.which = Segment(_choices(), self, name=_("Whom to show"), value=which, fill=True)
        self.search = SearchEdit(self, name=_("Find in this list"), hint=_("Find a name"))
        self.count = Label("", Style.SECOND, self, ink=Ink.INK2)
        columns = people_list.columns(workplace.desk.today())
        self._model: IdsModel[MonthPerson] = IdsModel(self._fetch, columns, self)
        self.view = ListView(
            self._model, self, name=_("People of the month"), line_height=people_list.LINE_HEIGHT, several=True
        )
        self.take_out = Button(_("Take out of this month"), self, icon="x")
        self._lay_out_form()
        self._connect_form()
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what room there is."""
        super().resizeEvent(event)
        self.view.setFixedHeight(max(self.frame_size().height() - _AROUND, _LEAST_LIST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take out who is selected with Delete."""
        if event.key() == Qt.Key.Key_Delete and self.view.hasFocus() and self.take_out.isEnabled():
            self._take_out()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        self._turn += 1
        work = partial(_people, self._workplace.desk, self._month.campaign_id, Which(self.which.value()), self._turn)
        self._workplace.jobs.start(work, then=self._show_read, failed=self.show_fault)

    def _show_read(self, made: tuple[int, tuple[MonthPerson, ...]]) -> None:
        turn, found = made
        if turn == self._turn:
            self._people = found
            self._by_id = {int(each.entry_id): each for each in found}
            self._show()

    def _show(self) -> None:
        typed = text.fold(self.search.text())
        shown = [each for each in self._people if typed in text.fold(each.name)] if typed else self._people
        ids = [int(each.entry_id) for each in shown]
        current = self.view.position()
        self._model.set_ids(array("q", ids), self._fetch(ids[:PAGE]))
        if ids and self.view.position() < 0:
            self.view.move_to(min(max(current, 0), len(ids) - 1))
        words = ngettext("{n} person", "{n} people", len(ids)).format(n=i18n.number(len(ids)))
        self.count.setText(words if ids else _none_words(Which(self.which.value()), typed))
        self.view.setVisible(bool(ids))
        self._allow()

    def _allow(self) -> None:
        chosen = self._chosen()
        self.main_button.setEnabled(len(chosen) == 1)
        open_ones = [each for each in chosen if each.planned_on is not None or not each.tries]
        if open_ones:
            self.take_out.allow()
        else:
            self.take_out.refuse(_("Choose somebody who is still to be called."))

    def _chosen(self) -> list[MonthPerson]:
        return [self._by_id[each] for each in self.view.selected_ids() if each in self._by_id]

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, MonthPerson]:
        return {each: self._by_id[each] for each in ids if each in self._by_id}

    def _add_one(self) -> None:
        person = self.person.person()
        if person is None:
            self._person_field.set_error(_("Choose somebody from your contacts."))
        elif self._do_add(self._person_field, [ContactId(person.id)]):
            self.person.set_person(None)
            self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_who_fit(self) -> None:
        typed = self.words.text().strip()
        if not typed:
            self._words_field.set_error(_("Type what they have in common, such as rank:A."))
            return
        ids = self._workplace.desk.ask(campaign_candidates.ids_of, typed, self._workplace.desk.today())
        if self._do_add(self._words_field, [ContactId(each) for each in ids]):
            self.words.clear()

    def _do_add(self, field: Field, contact_ids: Sequence[ContactId]) -> bool:
        self.clear_problems()
        try:
            joined = self._workplace.desk.do(campaign_people.add, self._month.campaign_id, contact_ids)
        except RefDeskError as fault:
            field.set_error(fault.sentence)
            return False
        words = ngettext("{n} person joins {month}", "{n} people join {month}", joined)
        self._workplace.done(words.format(n=i18n.number(joined), month=self._month.name))
        return True

    def _take_out(self) -> None:
        chosen = [EntryId(each.entry_id) for each in self._chosen()]
        try:
            out = self._workplace.desk.do(campaign_people.remove, self._month.campaign_id, chosen)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        words = ngettext("{n} person is out of {month}", "{n} people are out of {month}", out)
        self._workplace.done(words.format(n=i18n.number(out), month=self._month.name))

    def _show_person(self) -> None:
        chosen = self._chosen()
        if len(chosen) == 1:
            self.accept()
            self.person_wanted.emit(chosen[0].contact_id)

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_KINDS):
            self._read()

    def _connect_form(self) -> None:
        self.main_pressed.connect(self._show_person)
        self.view.entered_line.connect(self._show_person)
        self.view.selectionModel().selectionChanged.connect(self._allow)
        self.which.chosen.connect(self._read)
        self.search.textChanged.connect(self._show)
        self.add.clicked.connect(self._add_one)
        self.person.returnPressed.connect(self._add_one)
        self.add_all.clicked.connect(self._add_who_fit)
        self.words.returnPressed.connect(self._add_who_fit)
        self.take_out.clicked.connect(self._take_out)
        self._workplace.bus.changed.connect(self._changed)
        rank_hiding.shared().changed.connect(self.view.viewport().update)

    def _lay_out_form(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        for field, button in ((self._person_field, self.add), (self._words_field, self.add_all)):
            beside = QVBoxLayout()  # as high as the label above the field, whatever is said below it
            beside.addSpacing(field.sizeHint().height() - field.editor.sizeHint().height())
            beside.addWidget(button)
            beside.addStretch(1)
            top.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            top.addLayout(beside)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.which, 3)
        middle.addWidget(self.search, 2)
        below = QHBoxLayout()
        below.addWidget(self.count, 1)
        below.addWidget(self.take_out)
        head = self.view.horizontalHeader()
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column, width in ((_RANK, 64), (_NEXT, 120), (_STATE, 260)):
            self.view.setColumnWidth(column, width)
        self.body.addLayout(top)
        self.body.addLayout(middle)
        self.body.addWidget(self.view)
        self.body.addLayout(below)
        self.body.addStretch(1)


def _choices() -> list[Choice]:
    return [
        Choice(Which.ALL, _("All")),
        Choice(Which.TO_CALL, _("To call")),
        Choice(Which.REACHED, _("Reached")),
        Choice(Which.NOT_REACHED, _("Not reached")),
    ]


def _none_words(which: Which, typed: str) -> str:
    if typed:
        return _("Nobody in this list has this name.")
    if which is Which.TO_CALL:
        return _("Nobody is left to call.")
    if which is Which.REACHED:
        return _("Nobody was reached yet.")
    return _("Everybody was reached.") if which is Which.NOT_REACHED else _("Nobody is in this month.")


def _people(
    desk: Desk, campaign_id: CampaignId, which: Which, turn: int, _progress: Progress
) -> tuple[int, tuple[MonthPerson, ...]]:
    return turn, desk.ask(campaign_people.people, campaign_id, which)
