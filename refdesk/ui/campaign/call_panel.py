"""One call: who, what to say, what is typed while talking; saved with its letter as one step.

What is typed is kept by itself as notes of the call, so that going away, or a crash, loses nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from refdesk.domain import call_mode as rules
from refdesk.domain.call_codes import Code
from refdesk.domain.call_mode import CallNotes
from refdesk.domain.ids import EntryId
from refdesk.domain.profile import Profile
from refdesk.errors import Overtaken, Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.services import call_mode
from refdesk.services.call_mode import Call
from refdesk.services.campaign_days import DayEntry
from refdesk.ui import timers
from refdesk.ui.campaign import call_keys
from refdesk.ui.campaign.call_foot import CallFoot
from refdesk.ui.campaign.call_form import CallForm
from refdesk.ui.campaign.call_notices import CallNotices, why_not
from refdesk.ui.campaign.call_result import CallResult
from refdesk.ui.campaign.call_top import CallTop
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline
from refdesk.ui.workplace import Workplace

KEPT_AFTER_MS, KEPT_AT_LEAST_MS = 2_000, 15_000
"""Notes are kept so long after the last key, and so often while somebody types on."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """The call that is shown, with its place in its day."""

    entry_id: EntryId
    day: date


class CallPanel(QWidget):
    """`ended` brings what the call came to, `passed` asks for the next open call and `went_back` for the one before.

    `left` goes back to the list; `today_wanted` brings an entry that is to be called today, wherever it was planned.
    """

    person_wanted = Signal(int)
    ended = Signal(object)
    passed = Signal()
    went_back = Signal()
    left = Signal()
    today_wanted = Signal(object)
    overtaken = Signal()
    """The plan or the call was changed by somebody else: what is shown is to be read anew."""

    def __init__(self, workplace: Workplace, parent: QWidget, *, in_parts: bool = False) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._shown: _Shown | None = None
        self._call: Call | None = None
        self._was = CallNotes()
        self._unkept: dict[_Shown, CallNotes] = {}
        self._codes: dict[_Shown, Code] = {}
        self.is_keeping = False
        self.has_shown = False
        """Whether a call was shown here before."""
        if not in_parts:
            for _part in self.parts():
                pass

    def parts(self) -> Iterator[None]:
        """Make what it consists of, about as much with each step."""
        today = self._today()
        self._room = QWidget(self)
        self.top = CallTop(self._room)
        self.notices = CallNotices(self._room)
        yield
        self.form = CallForm(today, self._room, in_parts=True)
        for _part in self.form.parts(today):
            yield
        self.result = CallResult(self._room)
        self.foot = CallFoot(today, self)
        yield
        self._soon = timers.once(self, KEPT_AFTER_MS, self.keep)
        self._at_least = timers.once(self, KEPT_AT_LEAST_MS, self.keep)
        self._lay_out()
        self._connect()
        self._show_nobody()

    @property
    def is_open(self) -> bool:
        """Say whether this call is still to be made, and may be."""
        call = self._call
        return call is not None and call.code is None and not why_not(call) and call.day <= self._today()

    def show_entry(
        self, entry: DayEntry | None, count: int, profile: Profile, day: date, *, caller: str, read: Call | None = None
    ) -> None:  # fmt: skip
        """Show this call, one of `count` on its day; what is typed for the one before is kept.

        `read` is what was read of a call already. It counts for the first one that is shown: later it might be older
        than what was typed meanwhile.
        """
        wanted = None if entry is None else _Shown(entry.entry_id, day)
        if wanted != self._shown:
            self.keep()
            self._shown, self._call = wanted, None
        is_read = read is not None and not self.has_shown and wanted == _Shown(read.entry_id, read.day)
        call = read if is_read else self._read(profile)
        if call is None or entry is None:
            self._show_nobody()
            return
        self._show_call(call, profile, caller)
        self.top.show_call(
            call, number=entry.number, count=count, country=profile.country, today=self._today(),
            with_form=self.is_open,
        )  # fmt: skip

    def keep(self) -> bool:
        """Keep what is typed; says whether nothing stands in the way."""
        self._soon.stop()
        self._at_least.stop()
        notes, shown = self.notes_typed(), self._shown
        if self.is_keeping or not self.is_open or shown is None or notes.same_as(self._was):
            return True
        self.is_keeping = True
        try:
            desk = self._workplace.desk
            self._was = desk.do(call_mode.keep_notes, shown.entry_id, shown.day, notes, was=self._was)
        except RefDeskError as fault:
            self._say_fault(fault)
            return False
        finally:
            self.is_keeping = False
        return True

    def notes_typed(self) -> CallNotes:
        """Return what is typed, as it would be kept."""
        row_code, typed = self.foot.code(), self.form.notes_typed()
        called = self.top.called() if row_code is Code.WRONG_NUMBER else ""
        day = self.foot.call_back.day() if row_code is Code.CALL_BACK else None
        row = replace(typed.row, code=row_code, call_back_on=day)
        return rules.cleaned(CallNotes(row, replace(typed.more, called=called)))

    def save(self) -> None:
        """Save the call with everything that came of it; one whose result is in only leads on."""
        if not self.is_open:
            self.passed.emit()
            return
        if isinstance(QApplication.focusWidget(), DateField):
            self.foot.save.setFocus()  # a day is read when its field is left
        shown, notes = self._shown, self.notes_typed()
        assert shown is not None, "an open call is shown"
        unread = [*self.form.unread(), *self.foot.unread()]
        found = unread or rules.problems(notes, on=shown.day)
        if self._show_problems(found) or not self.keep():
            return
        try:
            ended = self._workplace.desk.do(call_mode.end, shown.entry_id, shown.day, notes, was=self._was)
        except Refused as refused:
            self._show_problems(refused.problems)
        except RefDeskError as fault:
            self._say_fault(fault)
        else:
            self.ended.emit(ended)

    def act(self, letter: str) -> bool:
        """Do what a letter stands for; says whether it stands for anything now."""
        if letter == call_keys.PERSON and self._call is not None:
            self._show_person()
        elif letter == call_keys.DIAL and self._call is not None:
            self.top.dial()
        elif letter == call_keys.NOTHING and self.is_open:
            self.form.toggle_nothing()
        elif letter in set(Code) and self.is_open:
            self.foot.tiles.choose(Code(letter))
        else:
            return False
        return True

    def begin(self) -> None:
        """Go to where the answer is typed, or to the way on."""
        self.show()  # a key may be quicker than the slice in which the call is first seen
        if self.is_open:
            self.form.begin()
        elif self._call is not None:
            self.foot.save.setFocus()

    def go_to_end(self) -> None:
        """Go to what is asked next once a letter was chosen outside of a field: the day, or saving."""
        self.show()
        day = self.foot.call_back
        (day if not day.isHidden() and self.foot.code() is Code.CALL_BACK else self.foot.save).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        letter = call_keys.letter_of(event)
        if not letter or not self.act(letter):
            super().keyPressEvent(event)
        elif letter in set(Code):
            self.go_to_end()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what is typed before something else is looked at."""
        super().hideEvent(event)
        self.keep()

    def _read(self, profile: Profile) -> Call | None:
        if self._shown is None:
            return None
        desk, working = self._workplace.desk, profile.working_time
        try:
            return desk.ask(call_mode.call, self._shown.entry_id, self._shown.day, working, desk.zone)
        except Overtaken:
            return None  # taken out of the plan: the list says so

    def _show_call(self, call: Call, profile: Profile, caller: str) -> None:
        former, self._call = self._call, call
        self.has_shown = True
        self._room.show()
        self.foot.show()
        self.notices.show_call(call, self._today())
        if former is None:
            self.form.show_call(call, profile, self._today(), caller=caller)
            self._begin_with(call)
        else:
            self._follow(former, call, profile, caller)
        self._show_state(call)

    def _begin_with(self, call: Call) -> None:
        """Fill the form with what is kept of the call, or with what could not be kept before."""
        assert self._shown is not None, "it is shown"
        unkept = self._unkept.pop(self._shown, None)
        self._was = call.notes
        self.form.set_notes(unkept or call.notes)
        self.form.show_problems(())
        day = call.notes.row.call_back_on
        self.foot.set_code(Code.CALL_BACK if day else self._codes.get(self._shown), day)
        if unkept is not None and not unkept.same_as(call.notes):
            self.notices.say_overtaken(unkept, call.notes)
        self.area.verticalScrollBar().setValue(0)

    def _follow(self, former: Call, call: Call, profile: Profile, caller: str) -> None:
        """Show what changed of the same call, and leave what is typed alone."""
        typed = self.notes_typed()
        dirty = not typed.same_as(self._was)
        self.form.show_call(call, profile, self._today(), caller=caller)
        if dirty and call.code is not None and former.code is None and not typed.same_as(call.notes):
            self.notices.say_result_came()
        elif call.notes.same_as(self._was):
            return
        elif not dirty or typed.same_as(call.notes):
            self.form.set_notes(call.notes)
            self._was = call.notes
        else:
            self.notices.say_overtaken(typed, call.notes)

    def _show_state(self, call: Call) -> None:
        """Show the form of a call to make, or what came of one."""
        lost = self.notices.holds_form
        self.form.setVisible(self.is_open or lost)
        self.result.setVisible(call.code is not None and not lost)
        if call.code is not None:
            self.result.show_call(call)
        self.foot.set_open(is_open=self.is_open)

    def _show_nobody(self) -> None:
        self._call = None
        self._room.hide()
        self.foot.hide()

    def _note(self) -> None:
        """Keep what is typed as soon as there is a pause, and now and then where there is none."""
        if not self.is_open:
            return
        self._soon.start()
        if not self._at_least.isActive():
            self._at_least.start()

    def _chose(self) -> None:
        code = self.foot.code()
        if self._shown is not None and code is not None:
            self._codes[self._shown] = code
        self._note()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """Keep what is typed when the focus leaves the call: the window may be about to close."""
        mine = before is not None and self.isAncestorOf(before)
        if mine and (now is None or not self.isAncestorOf(now)):
            self.keep()

    def _show_problems(self, problems: Sequence[Problem]) -> bool:
        """Show problems where they belong; says whether there are any."""
        rest = self.form.show_problems(problems)
        day = [each for each in rest if each.field == "call_back_on"]
        self.foot.say_day(day[0].sentence if day else "")
        self.foot.say(" ".join(each.sentence for each in rest if each not in day))
        return bool(problems)

    def _say_fault(self, fault: RefDeskError) -> None:
        assert self._shown is not None, "something was tried with what is shown"
        self._unkept[self._shown] = self.notes_typed()
        self.foot.say(str(fault))
        if isinstance(fault, Overtaken):
            self.overtaken.emit()

    def _keep_mine(self) -> None:
        if self._call is not None:
            self._was = self._call.notes
            self._end_overtaken()
            self.keep()

    def _take_theirs(self) -> None:
        if self._call is not None:
            self._was = self._call.notes
            self.form.set_notes(self._was)
            self._end_overtaken()

    def _end_overtaken(self) -> None:
        if self._shown is not None:
            self._unkept.pop(self._shown, None)
        self.foot.say("")
        self.notices.end_overtaken()
        self.form.begin()

    def _call_today(self) -> None:
        if self._shown is not None and self.keep():
            self.today_wanted.emit(self._shown.entry_id)

    def _dialed(self) -> None:
        self.begin()

    def _say_not_dialed(self, number: str) -> None:
        self._workplace.tell(_("No program here can dial. Call {number} by hand.").format(number=number))
        self.begin()

    def _show_person(self) -> None:
        if self._call is not None and self.keep():
            self.person_wanted.emit(self._call.contact_id)

    def _today(self) -> date:
        return self._workplace.desk.today()

    def _connect(self) -> None:
        self.form.typed.connect(self._note)
        self.foot.typed.connect(self._note)
        self.foot.chosen.connect(self._chose)
        self.foot.saved.connect(self.save)
        self.foot.skipped.connect(self.passed)
        self.foot.went_back.connect(self.went_back)
        self.top.person_wanted.connect(self._show_person)
        self.top.dialed.connect(self._dialed)
        self.top.not_dialed.connect(self._say_not_dialed)
        self.notices.today_wanted.connect(self._call_today)
        self.notices.mine_wanted.connect(self._keep_mine)
        self.notices.theirs_wanted.connect(self._take_theirs)
        application = QApplication.instance()
        assert isinstance(application, QApplication), "windows run in an application"
        application.focusChanged.connect(self._focus_moved)

    def _lay_out(self) -> None:
        room = QVBoxLayout(self._room)
        room.setContentsMargins(28, 14, 16, 16)
        room.setSpacing(12)
        for part in (self.top, Hairline(self._room), self.notices, self.form, self.result):
            room.addWidget(part)
        room.addStretch(1)
        self.area = ScrollArea(self._room, self)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self.foot)
