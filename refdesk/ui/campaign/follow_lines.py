"""The lines of what a referral month leaves to do: a promise with its tick, a lead with where it stands."""

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.referral import Direction
from refdesk.i18n import _
from refdesk.services.campaign_followup import LeadLine, PromiseLine
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import Tag
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label, explain
from refdesk.ui.widgets.line import Line
from refdesk.ui.widgets.mark_widgets import ClockTag
from refdesk.ui.widgets.marks import Due

_ROW, _AS_TICK = 54, 7


class PromiseRow(Line):
    """A promise: ticked, or with K or Space, it is kept, the cross or D drops it; a click opens the person."""

    kept = Signal(object)
    dropped = Signal(object)

    def __init__(self, promise: PromiseLine, today: date, parent: QWidget) -> None:
        self.promise = promise
        name = f"{promise.name}, {promise.text}, {promise.clock.words}"
        super().__init__(parent, name=name, height=_ROW)
        self.tick = Check("", self, name=_("Mark as kept: {promise}").format(promise=promise.text))
        self.by_space = self.tick
        self.drop = IconButton("x", _("Drop the promise: {promise}").format(promise=promise.text), self)
        self.row.addWidget(self.tick)
        self.row.addLayout(_two_lines(self, promise.name, promise.text.replace("\n", " ")), 1)
        self.row.addWidget(_due(promise, today, self))
        self.row.addWidget(self.drop)
        explain(self.tick, _("Kept"), key="K")
        explain(self.drop, _("Drop the promise"), key="D")
        self.tick.toggled.connect(self._ticked)
        self.drop.clicked.connect(self._crossed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        free = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if free and event.key() == Qt.Key.Key_K:
            self.tick.click()
        elif free and event.key() == Qt.Key.Key_D:
            self.drop.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for no more width than there is: names give way."""
        return QSize(200, super().sizeHint().height())

    def _ticked(self, _on: bool) -> None:
        self.kept.emit(self.promise)

    def _crossed(self) -> None:
        self.dropped.emit(self.promise)


class LeadRow(Line):
    """A lead that is neither won nor lost; a click opens the referral."""

    def __init__(self, lead: LeadLine, parent: QWidget) -> None:
        self.lead = lead
        received = lead.direction is Direction.RECEIVED
        whose = (_("{prospect}, from {name}") if received else _("{prospect}, to {name}")).format(
            prospect=lead.prospect, name=lead.name
        )
        super().__init__(parent, name=", ".join(filter(None, (whose, lead.need, lead.stage))), height=_ROW)
        icon = "arrow-down-left" if received else "arrow-up-right"
        self.row.addSpacing(_AS_TICK)  # the names stand below those of the promises
        self.row.addWidget(IconMark(icon, self, size=18))
        self.row.addSpacing(_AS_TICK)
        said = lead.need or _("on {day}").format(day=i18n.day_short(lead.on))
        self.row.addLayout(_two_lines(self, whose, said), 1)
        self.row.addWidget(Tag(lead.stage, self))

    def sizeHint(self) -> QSize:
        """Ask for no more width than there is: names give way."""
        return QSize(200, super().sizeHint().height())


def _two_lines(line: QWidget, strong: str, below: str) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addStretch(1)
    words.addWidget(ElidedLabel(strong, Style.BODY_STRONG, line))
    words.addWidget(ElidedLabel(below, Style.SECOND, line, ink=Ink.INK2))
    words.addStretch(1)
    return words


def _due(promise: PromiseLine, today: date, line: QWidget) -> QWidget:
    state = Due(promise.clock.state.value)
    if state is Due.DUE:
        words = _("by {day}").format(day=i18n.day_due(promise.due_on, today))
        return Label(words, Style.SECOND, line, ink=Ink.INK2)
    return ClockTag(promise.clock.words, line, share=1.0, due=state)
