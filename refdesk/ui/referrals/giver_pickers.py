"""Who sent the person: one field, more for several givers, or "I don’t know who"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import text
from refdesk.i18n import _
from refdesk.ui.referrals.typed_referral import Who
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker, Suggest

_MOST = 6


class GiverPickers(QWidget):
    """Fields for everyone who sent the person; `changed` comes when any of them says somebody else.

    `picked` comes when somebody was taken from a list, and one can go on.
    """

    changed = Signal()
    picked = Signal()

    def __init__(self, suggest: Suggest, parent: QWidget) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self._fields: list[Field] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self.unknown = Check(_("I don’t know who"), self)
        self.more = Button(_("Somebody else sent them too"), self, kind=Kind.LINK, size=Size.ROW)
        self._lay_out()
        self._add_field()
        self.unknown.toggled.connect(self._turned_unknown)
        self.more.clicked.connect(self._add_another)

    def pickers(self) -> list[PersonPicker]:
        """Return the fields in their order."""
        return [picker for field in self._fields if isinstance(picker := field.editor, PersonPicker)]

    def value(self) -> tuple[Who, ...]:
        """Return what each field says, those that are empty too."""
        return tuple(Who(picker.person(), picker.new_name()) for picker in self.pickers())

    def set_value(self, givers: tuple[Who, ...], *, unknown: bool) -> None:
        """Show these people."""
        while len(self._fields) < min(len(givers), _MOST):
            self._add_field()
        for picker, who in zip(self.pickers(), givers, strict=False):
            picker.set_person(who.person) if who.person else picker.set_new_name(who.new_name)
        self.unknown.setChecked(unknown)
        self._show_state()

    def _add_field(self) -> None:
        place = len(self._fields)
        picker = PersonPicker(self._suggest, self, hint=_("Type a name or a phone number"))
        title = _("Who sent this person?") if not place else _("And who else?")
        field = Field(title, picker, self, name="giver" if not place else f"giver.{place}")
        picker.changed.connect(self._changed)
        picker.picked.connect(self.picked)
        self._fields.append(field)
        self._column.addWidget(field)
        self._keep_tab_order(picker)
        self.more.setVisible(place + 1 < _MOST)

    def _keep_tab_order(self, picker: QWidget) -> None:
        before = [each for each in self.pickers() if each is not picker]
        if before:
            self.setTabOrder(before[-1], picker)
        self.setTabOrder(picker, self.unknown)

    def _add_another(self) -> None:
        self._add_field()
        self.pickers()[-1].setFocus()

    def _changed(self) -> None:
        self._show_state()
        self.changed.emit()

    def _turned_unknown(self) -> None:
        self._show_state()
        self.changed.emit()

    def _show_state(self) -> None:
        unknown = self.unknown.isChecked()
        for field, picker in zip(self._fields, self.pickers(), strict=True):
            picker.setEnabled(not unknown)
            field.set_aside("" if unknown else remark(picker))
            if field.error():
                field.set_error("")
        self.more.setEnabled(not unknown)
        # Tab comes to it only while nobody is named: the name of who was sent is typed next, and a space would tick it.
        self.unknown.setEnabled(unknown or all(who.is_nobody for who in self.value()))

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.unknown)
        below.addStretch(1)
        below.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._column)
        column.addLayout(below)


def remark(picker: PersonPicker) -> str:
    """Return what stands above a field of a person: whether this name is new, or known already."""
    typed = picker.new_name()
    if not typed:
        return ""
    offered = {text.fold(words) for words in picker.suggestions()[:-1]}
    return _("known already") if text.fold(typed) in offered else _("new, will be added")
