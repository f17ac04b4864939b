"""What stands in the way of a call, or beside it: another day, somebody who is not to be called, others' notes."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_clashes
from refdesk.domain.call_mode import CallNotes
from refdesk.domain.campaign import EntryState
from refdesk.i18n import _
from refdesk.services.call_mode import Call
from refdesk.ui.widgets.overtaken_notice import OvertakenNotice
from refdesk.ui.widgets.surfaces import Notice


class CallNotices(QWidget):
    """Absent where there is nothing to say."""

    today_wanted = Signal()
    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._came = False
        self.barred = Notice(_("No call"), " ", self, icon="ban")
        self.other_day = Notice("", "", self, act=_("Call today"), calm=True)
        self.overtaken = OvertakenNotice(self, _("Somebody else typed notes for this call in the meantime."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.barred, self.other_day, self.overtaken):
            column.addWidget(part)
        self.other_day.pressed.connect(self.today_wanted)
        self.overtaken.mine_wanted.connect(self.mine_wanted)
        self.overtaken.theirs_wanted.connect(self.theirs_wanted)
        self.hide()

    def show_call(self, call: Call, today: date) -> None:
        """Show what there is to say about this call."""
        why = why_not(call)
        self._came = False
        self.barred.set_words(why)
        self.barred.setVisible(bool(why))
        moved = call.day != today and not why and call.code is None
        self.other_day.set_words(_day_words(call.day, today) if moved else "")
        self.other_day.setVisible(moved)
        self.overtaken.hide()
        self._settle()

    def say_overtaken(self, mine: CallNotes, theirs: CallNotes) -> None:
        """Offer to keep what is typed here, or to take what others typed."""
        self.overtaken.tell(call_clashes.of(mine, theirs))
        self.overtaken.show()
        self._settle()

    @property
    def holds_form(self) -> bool:
        """Say whether what is typed stays in sight although the result came from elsewhere."""
        return self._came

    def say_result_came(self) -> None:
        """Say that somebody else entered the result while this was typed."""
        self._came = True
        self.barred.set_words(
            _("Somebody else entered the result of this call in the meantime. What you typed is not saved: copy what "
              "you need.")
        )  # fmt: skip
        self.barred.show()
        self._settle()

    def end_overtaken(self) -> None:
        """Take the offer away."""
        self.overtaken.hide()
        self._settle()

    def _settle(self) -> None:
        self.setVisible(any(not part.isHidden() for part in (self.barred, self.other_day, self.overtaken)))


def why_not(call: Call) -> str:
    """Return why there is no call to make, or ""; one whose result is in says so itself."""
    if call.code is not None:
        return ""
    if call.why_not:
        return call.why_not
    if call.state is EntryState.REACHED:
        return _("{name} was reached on another day.").format(name=call.name)
    return "" if call.state is EntryState.OPEN else _("{name} is not called again this month.").format(name=call.name)


def _day_words(day: date, today: date) -> str:
    when = f"{i18n.weekday(day)}, {i18n.day_month(day)}"
    if day > today:
        return _("Planned for {day}.").format(day=when)
    return _("From the sheet of {day}: what you save here counts for that day.").format(day=when)
