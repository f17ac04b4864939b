"""All open promises, and how they were kept month by month."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.changes import Changes
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import business, promise_lists, promises
from refdesk.services.clocks import Clocks
from refdesk.services.promise_lists import Month, OpenPromise
from refdesk.ui import theme
from refdesk.ui.contacts.doing import Doing
from refdesk.ui.contacts.promise_dialog import PromiseDialog
from refdesk.ui.slices import Slices
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.mark_widgets import ClockTag
from refdesk.ui.widgets.marks import Due
from refdesk.ui.widgets.surfaces import Surface
from refdesk.ui.workplace import Workplace

_KINDS = ("promise", "contact", "referral", "setting")
_ROW, _SIDE = 54, 300


class PromisesDialog(Dialog):
    """The list; the main button notes another one."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Promises"), parent, main=_("New promise"), main_icon="plus", size=QSize(900, 600), cancel=_("Close")
        )
        self._workplace, self._over = workplace, parent
        self._doing = Doing(workplace, self)
        self.lines = Lines(self, name=_("Open promises"))
        self.none = Label(_("Nothing is promised."), Style.BODY, self, ink=Ink.INK2, wrap=True)
        self.months = KeptByMonth(self)
        self.body.addWidget(self.none)
        self.body.addWidget(self.lines)
        self.set_side(self.months)
        self.main_pressed.connect(self._add)
        self._slices = Slices(self)
        workplace.bus.changed.connect(self._changed)
        self._show()

    def _show(self) -> None:
        self._slices.run(self._showing())

    def _showing(self) -> Iterator[None]:
        desk = self._workplace.desk
        working = desk.ask(business.working_time)
        found = desk.ask(promise_lists.open_ones, Clocks(desk.now(), working))
        yield
        self.lines.feed(found, self._line)
        self.lines.setVisible(bool(found))
        for line in self.lines.lines():
            line.show()  # at once: layouts show what is new later, and what is hidden takes no focus
        self.none.setVisible(not found)
        yield
        yield from self.months.showing(desk.ask(promise_lists.kept_by_month, desk.today(), working))

    def _changed(self, changes: Changes) -> None:
        if changes.touches(*_KINDS):
            self._show()

    def _line(self, each: OpenPromise) -> Line:
        about = " · ".join(filter(None, (each.name, each.about)))
        line = Line(self.lines, name=f"{each.text}, {about}, {each.clock.words}", height=_ROW)
        tick = Check("", line, name=_("Mark as kept: {promise}").format(promise=each.text))
        tick.toggled.connect(partial(self._keep, each))
        line.row.addWidget(tick)
        line.by_space = tick
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(ElidedLabel(each.text.replace("\n", " "), Style.BODY_STRONG, line))
        words.addWidget(ElidedLabel(about, Style.CAPTION, line, ink=Ink.INK2))
        words.addStretch(1)
        line.row.addLayout(words, 1)
        line.row.addWidget(self._clock(each, line))
        drop = IconButton("x", _("Drop the promise: {promise}").format(promise=each.text), line)
        drop.clicked.connect(partial(self._drop, each))
        line.row.addWidget(drop)
        line.clicked.connect(partial(self._edit, each))
        return line

    def _clock(self, each: OpenPromise, line: QWidget) -> QWidget:
        state = Due(each.clock.state.value)
        if state is Due.DUE:
            words = i18n.day_ahead(each.due_on, self._workplace.desk.today())
            return Label(_("by {day}").format(day=words), Style.SECOND, line, ink=Ink.INK2)
        return ClockTag(each.clock.words, line, share=1.0, due=state)

    def _keep(self, each: OpenPromise, _on: bool = False) -> None:
        if self._doing.do(_("Promise to {name} kept").format(name=each.name), promises.keep, each.promise_id):
            self._stay()

    def _drop(self, each: OpenPromise, _on: bool = False) -> None:
        if self._doing.do(_("Promise to {name} dropped").format(name=each.name), promises.drop, each.promise_id):
            self._stay()

    def _stay(self) -> None:
        """Keep the keys here after the line that had them is gone."""
        lines = self.lines.lines()
        stop: QWidget = lines[0] if lines else self.main_button
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _edit(self, each: OpenPromise, _on: bool = False) -> None:
        try:
            dialog = PromiseDialog(self._workplace, self._over, promise_id=each.promise_id, from_list=True)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            dialog.open()

    def _add(self) -> None:
        PromiseDialog(self._workplace, self._over, from_list=True).open()


class KeptByMonth(Surface):
    """How the promises due in each month were kept; rates only where there are enough."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk")
        self.setFixedWidth(theme.scaled(_SIDE))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(0, 1)
        self.hint = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(12)
        column.addWidget(Label(_("Kept in time"), Style.SECTION, self))
        column.addLayout(self._grid)
        column.addWidget(self.hint)
        column.addStretch(1)

    def showing(self, months: tuple[Month, ...]) -> Iterator[None]:
        """Show these months bit by bit, the latest first; those without a promise are left out."""
        while (item := self._grid.takeAt(0)) is not None:
            if (former := item.widget()) is not None:
                former.hide()
                former.deleteLater()
        told = [each for each in reversed(months) if each.counted]
        for row, each in enumerate(told):
            yield
            self._add(row, each)
        self.hint.setText(_hint(told))

    def _add(self, row: int, each: Month) -> None:
        counted = _("{kept} of {all}").format(kept=each.in_time, all=each.counted)
        rate = "" if each.percent is None else _("{n}%").format(n=each.percent)
        month = i18n.month_year(each.first)
        for column, (words, ink) in enumerate(((month, Ink.INK2), (counted, Ink.INK), (rate, Ink.INK))):
            said = Label(words, Style.SECOND_STRONG if column else Style.SECOND, self, ink=ink)
            self._grid.addWidget(
                said, row, column, Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            )
            said.show()


def _hint(told: list[Month]) -> str:
    if not told:
        return _("The first promise that falls due begins this list.")
    if any(each.percent is not None for each in told):
        return _("A promise counts in the month in which it was due.")
    return _("A promise counts in the month in which it was due. From {n} in a month on there is a rate.").format(
        n=told[0].rates_from
    )
