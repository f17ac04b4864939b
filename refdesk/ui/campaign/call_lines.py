"""What a call brings as lines: promises with their days, and people named for one another."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from refdesk.domain import text
from refdesk.domain.call_mode import MOST_LINES, Named
from refdesk.domain.promises import OnTheWay
from refdesk.domain.referral import Direction
from refdesk.errors import Problem
from refdesk.i18n import _
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.segment import Choice, Segment


class PromiseLine(QWidget):
    """What was promised, and by when."""

    typed = Signal()

    def __init__(self, today: date, parent: QWidget, *, title: str, hint: str, names: tuple[str, str]) -> None:
        super().__init__(parent)
        self.words = LineEdit("", self, hint=hint)
        self.by = DateField(today, self, hint=_("tomorrow, or a day"), lean=Lean.AHEAD)
        self.fields = (
            Field(title, self.words, self, name=names[0]), Field(_("By when?"), self.by, self, name=names[1]),
        )  # fmt: skip
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.fields[0], 5)
        row.addWidget(self.fields[1], 3)
        self.words.textEdited.connect(self.typed)
        self.by.textEdited.connect(self.typed)
        self.by.day_changed.connect(self.typed)

    def value(self) -> OnTheWay:
        """Return the promise as it stands."""
        return OnTheWay(self.words.text(), self.by.day())

    def set_value(self, made: OnTheWay) -> None:
        """Show a promise without telling."""
        if text.clean(self.words.text()) != made.text:
            self.words.setText(made.text)
        if self.by.day() != made.due_on or self.by.sentence():
            self.by.set_day(made.due_on)

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        return [self.words, self.by]

    def unread(self) -> list[Problem]:
        """Return what cannot be read as a day."""
        return [Problem(self.fields[1].name, self.by.sentence())] if self.by.sentence() else []


class NamedLine(QWidget):
    """Who was named, from them to us or from us to them, and what they need."""

    typed = Signal()

    def __init__(self, parent: QWidget, *, title: str, names: tuple[str, str]) -> None:
        super().__init__(parent)
        self.name = LineEdit("", self, hint=_("A name, or leave it empty"))
        ways = (Choice(Direction.RECEIVED, _("from them")), Choice(Direction.GIVEN, _("to them")))
        self.way = Segment(ways, self, name=_("Whose referral is it?"))
        self.need = LineEdit("", self, name=_("What they need"), hint=_("What they need"))
        self.fields = (Field(title, self.name, self, name=names[0]), Field(_("Need"), self.need, self, name=names[1]))
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.fields[0], 1)
        way = QVBoxLayout()
        way.addStretch(1)
        way.addWidget(self.way)
        way.addSpacing(1)
        first.addLayout(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addWidget(self.fields[1])
        for edit in (self.name, self.need):
            edit.textEdited.connect(self._say)
        self.way.chosen.connect(self.typed)
        self._show_need()

    def value(self) -> Named:
        """Return who was named."""
        return Named(Direction(self.way.value()), self.name.text(), self.need.text())

    def set_value(self, named: Named) -> None:
        """Show somebody without telling."""
        for edit, words in ((self.name, named.name), (self.need, named.need)):
            if text.clean(edit.text()) != words:
                edit.setText(words)
        self.way.set_value(named.direction)
        self._show_need()

    def stops(self) -> list[QWidget]:
        """Return where Tab stops, in order."""
        return [self.name, *self.way.findChildren(QRadioButton), self.need]

    def set_first_name(self, name: str) -> None:
        """Say whom a referral comes from or goes to."""
        self.way.setAccessibleName(_("Is the referral from {name} or to {name}?").format(name=name))

    def _say(self) -> None:
        self._show_need()
        self.typed.emit()

    def _show_need(self) -> None:
        """Ask for the need only once somebody is named."""
        self.fields[1].setVisible(bool(self.name.text() or self.need.text()))


class Promises(QWidget):
    """The lead that was promised, and further promises as they are wanted."""

    typed = Signal()

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._today = today
        self.lead = PromiseLine(
            today, self, title=_("Lead you promised: to whom"), hint=_("Nothing promised"), names=("lead_to", "lead_by")
        )
        self.others: list[PromiseLine] = []
        self.add = Button(_("Another promise"), self, kind=Kind.LINK, icon="plus", size=Size.ROW)
        self._column = _column(self, self.lead, self.add)
        self.lead.typed.connect(self.typed)
        self.add.clicked.connect(self._add_and_go)

    def value(self) -> tuple[OnTheWay, ...]:
        """Return the further promises."""
        return tuple(made for each in self.others if (made := each.value()) != OnTheWay())

    def set_value(self, made: Sequence[OnTheWay]) -> None:
        """Show these further promises without telling."""
        _keep_lines(self.others, len(made), self._column, self._add)
        for line, each in zip(self.others, made, strict=True):
            line.set_value(each)
        self.add.setVisible(len(self.others) < MOST_LINES)

    def set_today(self, today: date) -> None:
        """Count words such as "tomorrow" from this day on."""
        self._today = today
        for line in self.lines():
            line.by.set_today(today)

    def lines(self) -> list[PromiseLine]:
        """Return all lines, the lead first."""
        return [self.lead, *self.others]

    def _add(self) -> None:
        at = len(self.others)
        names = (f"promise_text_{at}", f"promise_due_on_{at}")
        line = PromiseLine(self._today, self, title=_("You promised"), hint=_("What you will do"), names=names)
        line.typed.connect(self.typed)
        self.others.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        line.show()  # before the focus goes there
        _tab_after(self.lines()[-2], line)
        self.add.setVisible(len(self.others) < MOST_LINES)

    def _add_and_go(self) -> None:
        self._add()
        self.others[-1].words.setFocus()


class EverybodyNamed(QWidget):
    """Who was named first, and others as they are wanted."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.first = NamedLine(self, title=_("Who was named?"), names=("referral_name", "referral_need"))
        self.others: list[NamedLine] = []
        self.add = Button(_("Another referral"), self, kind=Kind.LINK, icon="plus", size=Size.ROW)
        self._column = _column(self, self.first, self.add)
        self.first.typed.connect(self.typed)
        self.first.typed.connect(self._show_add)
        self.add.clicked.connect(self._add_and_go)
        self._show_add()

    def value(self) -> tuple[Named, ...]:
        """Return the others who were named."""
        return tuple(named for each in self.others if not (named := each.value()).is_blank)

    def set_value(self, first: Named, others: Sequence[Named]) -> None:
        """Show these people without telling."""
        self.first.set_value(first)
        _keep_lines(self.others, len(others), self._column, self._add)
        for line, each in zip(self.others, others, strict=True):
            line.set_value(each)
        self._show_add()

    def lines(self) -> list[NamedLine]:
        """Return all lines."""
        return [self.first, *self.others]

    def _add(self) -> None:
        at = len(self.others)
        line = NamedLine(self, title=_("And who else?"), names=(f"named_{at}", f"named_need_{at}"))
        line.typed.connect(self.typed)
        self.others.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        line.show()  # before the focus goes there
        _tab_after(self.lines()[-2], line)
        self._show_add()

    def _add_and_go(self) -> None:
        self._add()
        self.others[-1].name.setFocus()

    def _show_add(self) -> None:
        self.add.setVisible(bool(self.first.name.text()) and len(self.others) < MOST_LINES)


def _column(owner: QWidget, first: QWidget, add: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(owner)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(first)
    column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
    return column


def _keep_lines(
    lines: list[PromiseLine] | list[NamedLine], count: int, column: QVBoxLayout, add: Callable[[], None]
) -> None:
    """Keep as many lines as are wanted, adding or taking away at the end."""
    while len(lines) > count:
        line = lines.pop()
        column.removeWidget(line)
        line.hide()
        line.deleteLater()
    while len(lines) < count:
        add()


def _tab_after(before: PromiseLine | NamedLine, line: PromiseLine | NamedLine) -> None:
    """Let Tab come to a new line from the one above it."""
    last = before.stops()[-1]
    for stop in line.stops():
        QWidget.setTabOrder(last, stop)
        last = stop
