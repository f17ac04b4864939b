"""A household: who shares the address, what stands on the envelope, and where it is."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import addresses, clashes
from refdesk.domain.addresses import Address
from refdesk.domain.clashes import Clash
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingAddress
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, household_changes, households, person
from refdesk.services.household_changes import HouseholdChange
from refdesk.services.households import HouseholdFacts
from refdesk.ui import suggesting
from refdesk.ui.contacts.address_row import AddressRow
from refdesk.ui.contacts.form_steps import FormSteps
from refdesk.ui.contacts.overtaken_notice import OvertakenNotice
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import focus_chain
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import PersonPicker
from refdesk.ui.workplace import Workplace


class HouseholdDialog(Dialog):
    """Makes a household, or changes the one of a person; all of it is one step."""

    saved = Signal(int)
    esc_holds = True

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        self._workplace, self._contact_id = workplace, contact_id
        desk = workplace.desk
        self._name = desk.ask(person.name_of, contact_id).usual
        self._facts = desk.ask(households.of, contact_id)
        title = _("Who lives with {name}?") if self._facts is None else _("Household of {name}")
        main = _("Make the household") if self._facts is None else _("Save")
        super().__init__(title.format(name=self._name), parent, main=main, size=QSize(680, 660))
        self.overtaken = OvertakenNotice(self, _("This household was changed in the meantime, perhaps elsewhere."))
        self.people = People(self)
        self.picker = PersonPicker(
            suggesting.people(desk, jobs=workplace.jobs),
            self,
            hint=_("Name, or digits of a phone number"),
            allow_new=False,
        )
        self.envelope = LineEdit("", self)
        self.joins = Label("", Style.SECOND, self, wrap=True)
        self._address: AddressRow | None = None
        self._shown_address = Address()
        self.steps = FormSteps(self, self._make_address())
        self._fill_body()
        self._show_people()
        self._suggest_name()
        self.picker.changed.connect(self._add_picked)
        self.people.turned.connect(self._suggest_name)
        self.main_pressed.connect(self._save)
        self.overtaken.mine_wanted.connect(self._keep_mine)
        self.overtaken.theirs_wanted.connect(self._take_theirs)

    @property
    def address(self) -> AddressRow:
        """Return the fields of the address, which are made after the others were shown."""
        self.steps.finish()
        assert self._address is not None, "the last step makes it"
        return self._address

    def open(self) -> None:
        super().open()
        self.picker.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._facts is not None:
            self.steps.begin()

    def _make_address(self) -> Iterator[None]:
        country = self._workplace.desk.ask(business.load).country
        shown = self._facts.address if self._facts else Address(country=country)
        yield
        self._address = AddressRow(IncomingAddress(shown), country, self, whole=False)
        self._shown_address = self._address.address().address
        self.body.addWidget(self._address)
        self._address.setVisible(self._facts is not None)

    def _fill_body(self) -> None:
        self.body.addWidget(self.overtaken)
        about = _("They get one card, and their gifts are counted together.")
        self.body.addWidget(Label(about, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.body.addWidget(Field(_("Lives there"), self.people, self, name="members"))
        self.body.addWidget(Field(_("Somebody else"), self.picker, self, name="household_id"))
        self.body.addWidget(self.joins)
        self.body.addWidget(Field(_("On the envelope"), self.envelope, self, name="name_on_envelope"))

    def _show_people(self) -> None:
        if self._facts is None:
            for each in self._workplace.desk.ask(households.likely, self._contact_id):
                self.people.add(each.contact_id, each.name, each.reason, on=True)
            self._order_tabs()
            return
        for member in self._facts.members:
            self.people.add(member.contact_id, member.name, "", on=True, lives_there=True)
        self.envelope.setText(self._facts.kept_name)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go from those who live there to the fields below, which were made before them."""
        below = focus_chain.inside(self._address) if self._address is not None else []
        stops = [*self.people.stops(), self.picker, self.envelope]
        stops += [each for each in below if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)

    def _add_picked(self) -> None:
        found = self.picker.person()
        if found is None:
            return
        self.picker.set_person(None)
        if found.id == self._contact_id:
            return
        theirs = self._workplace.desk.ask(households.of, ContactId(found.id))
        remark = _("from the household {name}").format(name=theirs.name_on_envelope) if theirs else found.detail
        self.people.add(ContactId(found.id), found.name, remark, on=True)
        self._order_tabs()
        self._suggest_name()

    def _moves_in_with(self) -> HouseholdFacts | None:
        """Return the household of the one person ticked: who joins them moves in there, with all who live there."""
        ids = self.people.ticked()
        single = self._facts is None and len(ids) == 1
        return self._workplace.desk.ask(households.of, ids[0]) if single else None

    def _say_who_joins(self, theirs: HouseholdFacts | None) -> None:
        self.joins.setVisible(theirs is not None)
        if self._facts is None:
            self.main_button.set_words(_("Make the household") if theirs is None else _("Join the household"))
        if theirs is not None:
            others = i18n.listing([each.name for each in theirs.members])
            self.joins.setText(_("{name} moves in with {others}.").format(name=self._name, others=others))

    def _suggest_name(self) -> None:
        """Write the usual name for whoever is ticked, until another one was typed."""
        self._say_who_joins(theirs := self._moves_in_with())
        if self.envelope.isModified():
            return
        if theirs is not None:
            self.envelope.setText(self._name_with(theirs, (self._contact_id,)))
            return
        ids = self.people.ticked()
        if self._facts is None:
            ids = (self._contact_id, *ids)
        elif set(ids) >= (there := {each.contact_id for each in self._facts.members}):
            self.envelope.setText(self._name_with(self._facts, tuple(each for each in ids if each not in there)))
            return
        self.envelope.setText(self._workplace.desk.ask(households.suggested_name, ids) if len(ids) > 1 else "")

    def _name_with(self, facts: HouseholdFacts, joining: tuple[ContactId, ...]) -> str:
        """Return what stands on the envelope once these moved in: a name of their own choice stays."""
        desk, there = self._workplace.desk, tuple(each.contact_id for each in facts.members)
        if not joining or facts.kept_name not in ("", desk.ask(households.suggested_name, there)):
            return facts.kept_name
        return desk.ask(households.suggested_name, (*there, *joining))

    def _save(self) -> None:
        self._do(self._facts.version if self._facts else None)

    def _do(self, version: int | None) -> None:
        desk = self._workplace.desk
        try:
            if self._facts is None:
                self._make()
            elif not (wanted := self._changes(self._facts)).is_empty:
                desk.do(household_changes.change, self._facts.household_id, wanted, version=version)
        except Overtaken:
            self.clear_problems()
            self.overtaken.offer(self._clashes())
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Household of {name} saved").format(name=self._name))
            self.saved.emit(self._contact_id)

    def _make(self) -> None:
        """Put them together; who joins a single person with a household of their own moves in there."""
        desk, ids = self._workplace.desk, self.people.ticked()
        theirs = self._moves_in_with()
        if theirs is None:
            desk.do(households.together, (self._contact_id, *ids), self.envelope.text())
            return
        name = self.envelope.text() if self.envelope.isModified() else None
        change = HouseholdChange(name_on_envelope=name, join=(self._contact_id,))
        desk.do(household_changes.change, theirs.household_id, change)

    def _changes(self, facts: HouseholdFacts) -> HouseholdChange:
        before, now = {each.contact_id for each in facts.members}, self.people.ticked()
        address = self.address.address().address
        name = self.envelope.text()
        ends = sum(each in before for each in now) + sum(each not in before for each in now) < 2
        return HouseholdChange(
            name_on_envelope=None if ends or name == facts.kept_name else name,
            address=None if address == self._shown_address else address,
            join=tuple(each for each in now if each not in before),
            leave=tuple(each for each in self.people.leaving() if not self.people.keeps_address(each)),
            leave_with_address=tuple(each for each in self.people.leaving() if self.people.keeps_address(each)),
        )

    def _clashes(self) -> tuple[Clash, ...]:
        """Return what was changed here and is not what others saved; the rest of theirs stays whatever is chosen."""
        desk = self._workplace.desk
        theirs, country = desk.ask(households.of, self._contact_id), desk.ask(business.load).country
        if theirs is None or self._facts is None:
            return ()
        wanted = self._changes(self._facts)
        names = [each.name for each in theirs.members]
        moves = wanted.join or wanted.leave or wanted.leave_with_address
        own = self.people.names() if moves else names
        on_envelope = theirs.kept_name if wanted.name_on_envelope is None else wanted.name_on_envelope
        lived_at = addresses.one_line(theirs.address, country)
        lives_at = lived_at if wanted.address is None else addresses.one_line(wanted.address, country)
        return clashes.between(_told(own, on_envelope, lives_at), _told(names, theirs.kept_name, lived_at))

    def _keep_mine(self) -> None:
        self._do(None)

    def _take_theirs(self) -> None:
        self._facts = self._workplace.desk.ask(households.of, self._contact_id)
        self.people.clear()
        self.envelope.setModified(False)
        if self._facts is not None:
            self.address.show_address(IncomingAddress(self._facts.address))
            self._shown_address = self.address.address().address
        self._show_people()
        self._suggest_name()


def _told(names: list[str], on_envelope: str, address: str) -> list[clashes.Words]:
    """Return a household field by field in words, whoever was named first."""
    people = i18n.listing(sorted(names)) if names else ""
    return [(_("Lives there"), people), (_("On the envelope"), on_envelope), (_("Address"), address)]


class People(QWidget):
    """Those who live there, each with a box; whoever is unticked leaves, with or without the address."""

    turned = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: dict[ContactId, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._none = Label(_("Nobody yet. Choose somebody below."), Style.SECOND, self, ink=Ink.INK2)
        self._column.addWidget(self._none)

    def add(self, contact_id: ContactId, name: str, remark: str, *, on: bool, lives_there: bool = False) -> None:
        """Offer somebody; who is offered already is ticked."""
        self._none.hide()
        if contact_id in self._rows:
            self._rows[contact_id].box.setChecked(True)
            return
        row = _Row(name, remark, self, lives_there=lives_there)
        row.box.setChecked(on)
        row.box.toggled.connect(partial(self._turn, row))
        self._rows[contact_id] = row
        self._column.addWidget(row)

    def clear(self) -> None:
        """Offer nobody."""
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows.clear()
        self._none.show()

    def row(self, contact_id: ContactId) -> "_Row":
        """Return the line of somebody."""
        return self._rows[contact_id]

    def stops(self) -> list[QWidget]:
        """Return what Tab reaches here, from top to bottom."""
        return [box for row in self._rows.values() for box in (row.box, row.keeps)]

    def ticked(self) -> tuple[ContactId, ...]:
        """Return who lives there."""
        return tuple(contact_id for contact_id, row in self._rows.items() if row.box.isChecked())

    def names(self) -> list[str]:
        """Return the names of those who live there."""
        return [row.name for row in self._rows.values() if row.box.isChecked()]

    def leaving(self) -> tuple[ContactId, ...]:
        """Return who lived there and leaves."""
        return tuple(each for each, row in self._rows.items() if row.lives_there and not row.box.isChecked())

    def keeps_address(self, contact_id: ContactId) -> bool:
        """Say whether somebody takes a copy of the address along."""
        return self._rows[contact_id].keeps.isChecked()

    def _turn(self, row: "_Row", on: bool) -> None:
        row.keeps.setVisible(row.lives_there and not on)
        self.turned.emit()


class _Row(QWidget):
    def __init__(self, name: str, remark: str, parent: QWidget, *, lives_there: bool) -> None:
        super().__init__(parent)
        self.name, self.lives_there = name, lives_there
        self.box = Check(name, self)
        self.keeps = Check(_("keeps the address"), self, name=_("{name} keeps the address").format(name=name))
        self.keeps.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.box)
        row.addWidget(Label(remark, Style.CAPTION, self, ink=Ink.INK2))
        row.addWidget(self.keeps)
        row.addStretch(1)
