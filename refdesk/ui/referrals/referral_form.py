"""The form of a referral received: its fields in the order in which they are read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import money, referral
from refdesk.domain.referral import Fits, Introduced
from refdesk.i18n import _
from refdesk.ui import typed_time
from refdesk.ui.referrals.giver_pickers import GiverPickers, remark
from refdesk.ui.referrals.typed_referral import Frame, TypedReferral, Who
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.person_picker import PersonPicker, Suggest
from refdesk.ui.widgets.segment import Choice, Segment

_UNKNOWN = "unknown"


class ReferralForm(QWidget):
    """The fields; `changed` comes with every key and every choice."""

    changed = Signal()

    def __init__(self, frame: Frame, suggest: Suggest, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = frame
        self._is_logged = self._is_being_set = False
        self.givers = GiverPickers(suggest, self)
        self.prospect = PersonPicker(suggest, self, hint=_("First and last name"))
        self.phone = LineEdit("", self)
        self.need = LineEdit("", self, hint=_("A new kitchen"))
        self.introduced = Combo([(each, _(words)) for each, words in referral.INTRODUCED_WORDS.items()], self)
        self.worth = LineEdit("", self, hint=money.shown(money.parse("5000", frame.currency), frame.currency))
        self.day = DateField(frame.today, self, day=frame.today, lean=Lean.BACK)
        self.time = LineEdit(typed_time.show(frame.opened_time), self)
        self.preparedness = Segment(_preparedness(), self, name="", value=_UNKNOWN, fill=True)
        fits: list[tuple[object, str]] = [(each, _(words)) for each, words in referral.FITS_WORDS.items()]
        self.fits = Combo([("", _("Not known yet")), *fits], self, value="")
        self.expects_call = Check(_("Expects my call"), self)
        self.may_share = Check(_("I may tell how it goes"), self)
        self.next_step = LineEdit("", self, hint=_("Call, and agree on a visit"))
        self.next_step_on = DateField(frame.today, self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self._lay_out()
        self._connect()
        self._show_prepared()

    def value(self) -> TypedReferral:
        """Return the fields as they stand."""
        chosen = self.preparedness.value()
        return TypedReferral(
            day=self.day.day(),
            at=typed_time.read(self.time.text()),
            givers=self.givers.value(),
            giver_unknown=self.givers.unknown.isChecked(),
            prospect=Who(self.prospect.person(), self.prospect.new_name()),
            phone=self.phone.text() if self.prospect.person() is None else "",
            need=self.need.text(),
            introduced=Introduced(str(self.introduced.value())),
            worth=self.worth.text(),
            preparedness=int(chosen) if chosen.isdigit() else None,
            expects_call=self.expects_call.isChecked(),
            fits=Fits(fits) if (fits := str(self.fits.value() or "")) else None,
            may_share=self.may_share.isChecked(),
            next_step=self.next_step.text(),
            next_step_on=self.next_step_on.day(),
        )

    def set_value(self, typed: TypedReferral) -> None:
        """Show other values, and tell once."""
        self._is_being_set = True
        self.givers.set_value(typed.givers, unknown=typed.giver_unknown)
        if typed.prospect.person:
            self.prospect.set_person(typed.prospect.person)
        else:
            self.prospect.set_new_name(typed.prospect.new_name)
        self.phone.setText(typed.phone)
        self.need.setText(typed.need)
        self.introduced.set_value(typed.introduced)
        self.worth.setText(typed.worth)
        self.day.set_day(typed.day)
        self.time.setText(typed_time.show(typed.at) if typed.at else "")
        self.preparedness.set_value(str(typed.preparedness or _UNKNOWN))
        self.expects_call.setChecked(typed.expects_call)
        self.fits.set_value(typed.fits or "")
        self.may_share.setChecked(typed.may_share)
        self.next_step.setText(typed.next_step)
        self.next_step_on.set_day(typed.next_step_on)
        self._is_being_set = False
        self._changed()

    def show_as_logged(self, *, givers: bool) -> None:
        """Leave out what stays as it was logged: who was sent and when, and the givers of one that we gave."""
        for part in (self._prospect_field, self._phone_field, *self._when_fields):
            part.hide()
        self.givers.setVisible(givers)
        self._is_logged = True

    def unread_days(self) -> list[str]:
        """Return the names of the fields whose words are no day."""
        days: dict[str, DateField] = {"received_at": self.day, "next_step_on": self.next_step_on}
        return [name for name, each in days.items() if each.text().strip() and each.day() is None]

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.givers)
        self._prospect_field = Field(_("Who was sent?"), self.prospect, self, name="prospect")
        self._phone_field = Field(_("Phone"), self.phone, self, name="phone")
        need = Field(_("What do they need?"), self.need, self, name="need")
        introduced = Field(_("How were you introduced?"), self.introduced, self, name="introduced")
        column.addLayout(row_of((self._prospect_field, 5), (self._phone_field, 4)))
        column.addLayout(row_of((need, 5), (introduced, 4)))
        worth = Field(_("Worth, a guess"), self.worth, self, name="value_expected_minor")
        day = Field(_("Received"), self.day, self, name="received_at")
        at = Field(_("At"), self.time, self, name="received_time")
        self.time.setAccessibleName(_("Received at what time"))
        self._when_fields = (day, at)
        column.addLayout(row_of((worth, 6), (day, 6), (at, 4)))
        column.addWidget(self._preparedness_field())
        column.addLayout(self._questions())
        step = Field(_("Next step"), self.next_step, self, name="next_step")
        on = Field(_("On"), self.next_step_on, self, name="next_step_on")
        self.next_step_on.setAccessibleName(_("Next step on what day"))
        column.addLayout(row_of((step, 9), (on, 7)))
        self.setTabOrder(self.next_step_on, self.givers.more)  # few need it: not between the two names

    def _questions(self) -> QHBoxLayout:
        """Return what is answered by a tick or a word, side by side."""
        checks = QVBoxLayout()
        checks.setSpacing(2)
        checks.addWidget(self.expects_call)
        checks.addWidget(self.may_share)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Field(_("Our kind of client?"), self.fits, self, name="fits"), 5)
        row.addLayout(checks, 7)
        return row

    def _preparedness_field(self) -> QWidget:
        self._prepared_field = Field(_("How well were they prepared?"), self.preparedness, self, name="preparedness")
        self.preparedness.setAccessibleName(_("How well were they prepared?"))
        return self._prepared_field

    def _connect(self) -> None:
        for line in (self.phone, self.need, self.worth, self.time, self.next_step):
            line.textChanged.connect(self._changed)
        for picker in (self.givers, self.prospect):
            picker.changed.connect(self._changed)
        self.givers.picked.connect(self._go_on)
        self.prospect.changed.connect(self._clear_prospect)
        for day in (self.day, self.next_step_on):
            day.day_changed.connect(self._changed)
        for check in (self.expects_call, self.may_share):
            check.toggled.connect(self._changed)
        self.preparedness.chosen.connect(self._changed)
        self.introduced.chosen.connect(self._changed)
        self.fits.chosen.connect(self._changed)

    def _go_on(self) -> None:
        """Go from who sent the person to the person."""
        if not self._is_logged and self.prospect.person() is None and not self.prospect.new_name():
            self.prospect.setFocus(Qt.FocusReason.TabFocusReason)

    def _clear_prospect(self) -> None:
        if self._prospect_field.error():
            self._prospect_field.set_error("")

    def _changed(self) -> None:
        if self._is_being_set:
            return
        typed = self.value()
        self._prospect_field.set_aside(remark(self.prospect))
        self._phone_field.setVisible(self.prospect.person() is None and not self._is_logged)
        self._show_prepared()
        sender = typed.known_givers[0].short if len(typed.known_givers) == 1 else ""
        asked = _("How well did {name} prepare them?").format(name=sender) if sender else ""
        self._prepared_field.set_title(asked or _("How well were they prepared?"))
        self.changed.emit()

    def _show_prepared(self) -> None:
        chosen = self.preparedness.value()
        number = int(chosen) if chosen.isdigit() else None
        words = f"{number}, {referral.prepared_words(number)}" if number else _("1 is only a name")
        self._prepared_field.set_aside(words)


def _preparedness() -> list[Choice]:
    marks = range(referral.LEAST_PREPARED, referral.BEST_PREPARED + 1)
    numbers = [Choice(str(mark), str(mark), name=f"{mark}, {referral.prepared_words(mark)}") for mark in marks]
    return [*numbers, Choice(_UNKNOWN, _("Not known yet"))]


def row_of(*fields: tuple[QWidget, int]) -> QHBoxLayout:
    """Return a row of fields, each with its share of the width and at the top of the row."""
    row = QHBoxLayout()
    row.setSpacing(14)
    for field, stretch in fields:
        row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
    return row


def empty(frame: Frame, *, giver: Who | None, may_share: bool) -> TypedReferral:
    """Return the form as it opens: received now, perhaps from the person who is shown."""
    return TypedReferral(frame.today, frame.opened_time, givers=(giver or Who(),), may_share=may_share)
