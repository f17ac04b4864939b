"""The word of thanks: the number large, what it is for, how it was said."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import touches
from refdesk.domain.ids import ThanksPartId
from refdesk.domain.thanks import Occasion
from refdesk.domain.touches import TouchKind
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import business, thanks, thanks_queue
from refdesk.services.thanks_queue import PartCell, ThanksRow
from refdesk.ui.gifts.promise_fields import PromiseFields
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import TextEdit
from refdesk.ui.widgets.field import Field, IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import ClockTag
from refdesk.ui.widgets.marks import Due
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.workplace import Workplace

_KINDS = (
    (TouchKind.CALL, "phone"),
    (TouchKind.MESSAGE, "message-square-text"),
    (TouchKind.MEETING, "users"),
)


class WordDialog(Dialog):
    """Logs that somebody was thanked by call, message or in person; `saved` brings the id of the conversation."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, part_id: ThanksPartId) -> None:
        self._workplace, self._part_id = workplace, part_id
        row = _row(workplace, part_id)
        self._name = row.name if row else ""
        title = _("Thank {name}").format(name=row.name) if row else _("Thank-you")
        super().__init__(title, parent, main=_("Log it"), size=QSize(600, 530))
        choices = [Choice(kind.value, _(touches.KIND_WORDS[kind]), icon) for kind, icon in _KINDS]
        self.kind = Segment(choices, self, name=_("How you said it"))
        self.note = TextEdit("", self, hint=_("What was said, if it is worth keeping"))
        self.promised = PromiseFields(workplace.desk.today(), self)
        self._show(row)
        self.body.addWidget(Field(_("How you said it"), self.kind, self, name="kind"))
        self.body.addWidget(Field(_("Note"), self.note, self, name="note"))
        self.body.addWidget(self.promised)
        self.main_pressed.connect(self._save)

    def _show(self, row: ThanksRow | None) -> None:
        if row is None:
            self.body.addWidget(Label(_("This thank-you is no longer owed."), Style.BODY, self, wrap=True))
            self.main_button.refuse(_("This thank-you is no longer owed."))
            return
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._phone_line(row, box))
        column.addWidget(Label(self._what_for(row), Style.BODY, box, ink=Ink.INK2, wrap=True))
        self.body.addWidget(box)

    def _phone_line(self, row: ThanksRow, box: QWidget) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(10)
        if row.phone:
            line.addWidget(IconMark("phone", box, ink=Ink.ACCENT, size=18))
            number = Label(row.phone, Style.PHONE, box, selectable=True)
            number.setAccessibleName(_("Phone {number}").format(number=row.phone))
            line.addWidget(number)
        else:
            words = _("No phone number is known.") if row.may_be_called else _("No calls, please: write instead.")
            line.addWidget(Label(words, Style.BODY, box, ink=Ink.INK2))
        line.addStretch(1)
        cell = _cell(row, self._part_id)
        if cell is not None and cell.clock is not None:
            due = Due(cell.clock.state.value)
            line.addWidget(ClockTag(cell.clock.words, box, share=cell.clock.share_gone, due=due))
        return line

    def _what_for(self, row: ThanksRow) -> str:
        working = self._workplace.desk.ask(business.working_time)
        day = i18n.day_long(working.date_of(row.opened_at))
        if row.occasion is Occasion.WIN and not row.may_share:
            return _("Thank them once more, and say no more than that.")
        if row.occasion is Occasion.WIN:
            return _("Good news: you work with {prospect} since {day}.").format(prospect=row.prospect, day=day)
        if not row.prospect:
            return _("Owed since {day}.").format(day=day)
        return _("Sent you {prospect} on {day}.").format(prospect=row.prospect, day=day)

    def _save(self) -> None:
        if found := self.promised.problems():
            self.show_problems(found)
            return
        kind, promised = TouchKind(self.kind.value()), self.promised.made()
        try:
            touch_id = self._workplace.desk.do(
                thanks.record_word, self._part_id, kind, self.note.text(), promised=promised
            )
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(_("Thank-you to {name} logged").format(name=self._name))
            self.saved.emit(touch_id)


def _row(workplace: Workplace, part_id: ThanksPartId) -> ThanksRow | None:
    desk = workplace.desk
    row = desk.ask(thanks_queue.of_part, part_id, desk.now(), desk.ask(business.working_time))
    return row if row is not None and _cell(row, part_id) is not None else None


def _cell(row: ThanksRow, part_id: ThanksPartId) -> PartCell | None:
    return next((cell for cell in row.parts if cell.part_id == part_id and cell.is_owed), None)
