"""The head of a call: who it is, the number large, and what is good to know while the phone rings."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes, phones, text
from refdesk.i18n import _
from refdesk.services.call_mode import Call
from refdesk.services.calls import Number
from refdesk.ui import outside, theme
from refdesk.ui.campaign import call_keys
from refdesk.ui.campaign.call_keys import DIAL, PERSON
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.long_words import breakable
from refdesk.ui.widgets.mark_widgets import RankBadge

_MOST_PROMISES = 3
_GAP, _NAME_GAP = 16, 12


class CallTop(QWidget):
    """Says who is called; `dialed` tells that the system took the number, `not_dialed` brings one that it did not."""

    person_wanted = Signal()
    dialed = Signal()
    not_dialed = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._country, self._typed, self._address = "", "", ""
        self._name = Label("", Style.PERSON_PANEL, self, wrap=True)
        self._rank = RankBadge("", self)
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.person = IconButton("user", _("Show in Contacts"), self, key=call_keys.shown(PERSON))
        self.dial_button = IconButton("phone-call", _("Dial"), self, key=call_keys.shown(DIAL), edged=True)
        self._phone = Label("", Style.PHONE, self, selectable=True)
        self.numbers = Combo((), self, name=_("Which number?"))
        self._place = Label("", Style.CAPTION, self, ink=Ink.INK2)
        self._best = Label("", Style.CAPTION_STRONG, self, ink=Ink.INK2)
        self._facts = QWidget(self)
        self._grid = QGridLayout(self._facts)
        self._lay_out()
        theme.follow(self._fit)
        self.person.clicked.connect(self.person_wanted)
        self.dial_button.clicked.connect(self.dial)
        self.numbers.chosen.connect(self._show_number)

    def show_call(
        self, call: Call, *, number: int, count: int, country: str, today: date, with_form: bool
    ) -> None:  # fmt: skip
        """Show whom this call is to, one of `count` on its day; a good lead stands in the form where there is one."""
        self._country = country
        self._name.setText(breakable(call.name))  # a name of one long word would push the number out of sight
        self._name.setAccessibleName(call.name)
        self._rank.set_rank(call.rank.value if call.rank else "")
        about = _about(call)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.person.set_name(_("Show {name} in Contacts").format(name=call.name))
        self._best.setText(_("best {time}").format(time=call.best_time) if call.best_time else "")
        self._best.setVisible(bool(call.best_time))
        self._place.setText(_("{n} of {count}, {which} try").format(n=number, count=count, which=_nth(call.try_number)))
        self._show_numbers(call.numbers)
        self._show_facts(_facts(call, today, with_form=with_form))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the whole name: the number goes below it where both have no room, and the name wraps after that."""
        whole = self._name.fontMetrics().horizontalAdvance(self._name.text()) + 1
        marks = (self._rank, self.person)
        room = self.width() - sum(each.sizeHint().width() + _NAME_GAP for each in marks)
        beside = whole <= room - self._top.spacing() - self._number.sizeHint().width()
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._top.setSpacing(_GAP if beside else 4)
        self._name.setWordWrap(whole > room)  # not before: rounding would break a name that fits
        self._name.setFixedWidth(max(min(whole, room), 0))

    def called(self) -> str:
        """Return the number that is shown, as typed."""
        return self._typed

    def dial(self) -> None:
        """Hand the number to the phone program of the system."""
        if not self._address:
            return
        if outside.open_address(self._address):
            self.dialed.emit()
        else:
            self.not_dialed.emit(self._phone.text())

    def _show_numbers(self, numbers: tuple[Number, ...]) -> None:
        choices = [(each.as_typed, self._worded(each)) for each in numbers]
        typed = self._typed if self._typed in [each.as_typed for each in numbers] else ""
        first = typed or (numbers[0].as_typed if numbers else "")
        self.numbers.set_choices(choices, value=first or None)
        self.numbers.setVisible(len(numbers) > 1)
        self._show_number(first)

    def _worded(self, number: Number) -> str:
        shown = phones.shown(number.as_typed, self._country)
        return f"{number.label}  {shown}" if number.label else shown

    def _show_number(self, typed: object) -> None:
        self._typed = str(typed)
        self._address = phones.dialed(self._typed, self._country)
        shown = phones.shown(self._typed, self._country) if self._typed else _("no phone number")
        self._phone.setText(shown)
        self._phone.setAccessibleName(_("Phone {number}").format(number=shown))
        self.dial_button.setVisible(bool(self._address))
        self.dial_button.set_name(_("Dial {number}").format(number=shown))

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.hide()
                former.deleteLater()
        for at, (title, words) in enumerate(facts):
            head = Label(title, Style.CAPTION_STRONG, self._facts, ink=Ink.INK2)
            self._grid.addWidget(head, at, 0, Qt.AlignmentFlag.AlignTop)
            said = Label(words, Style.CAPTION, self._facts, wrap=True, selectable=True)
            self._grid.addWidget(said, at, 1)
        self._facts.setVisible(bool(facts))

    def _lay_out(self) -> None:
        named = QHBoxLayout()
        named.setSpacing(_NAME_GAP)
        named.addWidget(self._name)
        named.addWidget(self._rank)
        named.addWidget(self.person)
        named.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addLayout(named)
        left.addWidget(self._about)
        left.addStretch(1)
        self._lay_out_number()
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.addLayout(left, 1)
        self._top.addWidget(self._number)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._top)
        column.addWidget(self._facts)

    def _lay_out_number(self) -> None:
        """Put the number with what belongs to it into a part that can stand beside the name or below it."""
        number = QHBoxLayout()
        number.setSpacing(10)
        number.addStretch(1)
        number.addWidget(self.dial_button)
        number.addWidget(self._phone)
        self._number = QWidget(self)
        right = QVBoxLayout(self._number)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(2)
        right.addLayout(number)
        end = Qt.AlignmentFlag.AlignRight
        for part in (self._place, self._best, self.numbers):
            right.addWidget(part, 0, end)
        right.addStretch(1)


def _about(call: Call) -> str:
    parts = [text.first_sentence(call.what_they_do).rstrip("."), call.organisation]
    work = ", ".join(part for part in parts if part)
    last = _("Last contact: {what}").format(what=call.last_contact) if call.last_contact else _("No contact yet")
    return ". ".join(part for part in (work, last) if part) + "."


def _facts(call: Call, today: date, *, with_form: bool) -> list[tuple[str, str]]:
    """Return title and words of what is worth a look, in the order of the paper."""
    facts = [
        (_("A good lead"), "" if with_form else call.good_lead),
        (_("You did last"), "" if call.last_contact.startswith(call.did_last) else call.did_last),
        (_("This month"), i18n.listing([_tried(each.code, each.on) for each in call.before])),
        (
            _("You promised"),
            "\n".join(_promised(each.text, each.due_on, today) for each in call.promises[:_MOST_PROMISES]),
        ),
    ]
    more = len(call.promises) - _MOST_PROMISES
    if more > 0:
        facts.append(("", _("and {n} more").format(n=more)))
    return [(title, words) for title, words in facts if words]


def _tried(code: call_codes.Code, on: date) -> str:
    return _("{result} on {day}").format(result=_(call_codes.WORDS[code]), day=i18n.day_month(on))


def _promised(words: str, due_on: date, today: date) -> str:
    said = _("{promise}, was due {day}") if due_on < today else _("{promise}, due {day}")
    return said.format(promise=words, day=i18n.day_short(due_on))


def _nth(number: int) -> str:
    words = {1: _("first"), 2: _("second"), 3: _("third")}
    return words.get(number) or i18n.number(number)
