"""What came of a call whose result is in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes
from refdesk.domain.call_mode import CallNotes, Named
from refdesk.domain.incoming import IncomingDate
from refdesk.domain.promises import OnTheWay
from refdesk.domain.referral import Direction
from refdesk.i18n import _
from refdesk.services.call_mode import Call
from refdesk.ui import yearly_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import yearly_edit
from refdesk.ui.widgets.label import Label


class CallResult(QWidget):
    """Title and words of all that was saved."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_call(self, call: Call) -> None:
        """Show what was saved of this call."""
        while (item := self._grid.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.hide()
                former.deleteLater()
        lines = _lines(call.notes)
        for at, (title, words) in enumerate(lines):
            head = Label(title, Style.SECOND_STRONG, self, ink=Ink.INK2)
            self._grid.addWidget(head, at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Label(words, Style.BODY, self, wrap=True, selectable=True), at, 1)
        self._grid.setRowStretch(len(lines), 1)


def _lines(notes: CallNotes) -> list[tuple[str, str]]:
    row, more = notes.row, notes.more
    promised = [OnTheWay(row.lead_to, row.lead_by), *more.promises]
    named = [*([Named(row.referral_direction, row.referral_name, row.referral_need)] if row.referral_direction else []),
             *more.named]  # fmt: skip
    lines = [
        (_("Result"), _result(notes)),
        (_("The answer"), row.help or (_("Nothing just now") if more.nothing_needed else "")),
        (_("A good lead"), row.good_lead),
        (_("What they do"), more.what_they_do or ""),
        (_("Promised"), "\n".join(_promise(each) for each in promised if each.text)),
        (_("To remember"), "" if more.remember is None else _remembered(more.remember)),
        (_("Referrals"), "\n".join(_named(each) for each in named if each.name)),
        (_("Notes"), more.notes),
    ]
    return [(title, words) for title, words in lines if words]


def _result(notes: CallNotes) -> str:
    code, day = notes.row.code, notes.row.call_back_on
    if code is None:
        return ""
    words = _("{letter}, {words}").format(letter=code.value, words=_(call_codes.WORDS[code]))
    return words if day is None else _("{result} on {day}").format(result=words, day=i18n.day_month(day))


def _remembered(each: IncomingDate) -> str:
    what = each.label or _(yearly_edit.KINDS[each.kind])
    return _("{what}: {day}").format(what=what, day=yearly_words.words(each.on))


def _promise(made: OnTheWay) -> str:
    if made.due_on is None:
        return made.text
    return _("{promise}, by {day}").format(promise=made.text, day=i18n.day_short(made.due_on))


def _named(named: Named) -> str:
    words = _("{name}, from them") if named.direction is Direction.RECEIVED else _("{name}, to them")
    return ": ".join(part for part in (words.format(name=named.name), named.need) if part)
