"""The introduction in the panel of a referral: asked for, awaited, or made and now to be followed by a call."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import referral as rules
from refdesk.domain.ids import IntroductionId
from refdesk.domain.introducing import ASKED_WORDS, Way
from refdesk.domain.referral import Introduced
from refdesk.i18n import _
from refdesk.services.introductions import Awaited
from refdesk.services.referral_detail import Detail
from refdesk.ui.referrals import detail_words
from refdesk.ui.referrals.drawer_sections import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import ClockTag
from refdesk.ui.widgets.marks import Due
from refdesk.ui.widgets.menu import Menu


class IntroductionSection(Section):
    """Says who was asked; its buttons ask, ask again, give up, and tell that it happened and in which way."""

    ask_wanted = Signal()
    happened = Signal(int, str)
    dropped = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Introduction"), parent)
        self.stops: list[Button] = []

    def show_detail(self, detail: Detail) -> None:
        """Show how far it is; nothing where no introduction is needed."""
        state, self.stops = detail.introducing, []
        lines: list[QWidget] = [self._waiting(each) for each in state.awaited]
        lines += [self._made(each) for each in state.to_call]
        if state.ask:
            words = _("Ask {name} to introduce us").format(name=state.ask[0].name)
            if len(state.ask) > 1 or len(state.ask[0].name) > detail_words.LONGEST_NAME:
                words = _("Ask for an introduction")
            lines.append(self._ask(words))
        self.set_lines(lines)

    def happened_menu(self, introduction_id: IntroductionId, asked: Way) -> Menu:
        """Return the menu of the ways in which it may have happened, as it was asked for first."""
        menu = Menu(self, name=_("How it happened"))
        for way in sorted(Way, key=lambda each: each is not asked):
            words = _(rules.INTRODUCED_WORDS[Introduced(way.value)])
            menu.add(words, partial(self.happened.emit, introduction_id, way.value))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _ask(self, words: str) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 0)
        button = Button(words, line, icon="handshake", size=Size.ROW)
        button.clicked.connect(self.ask_wanted)
        self.stops.append(button)
        row.addWidget(button)
        row.addStretch(1)
        return line

    def _waiting(self, each: Awaited) -> QWidget:
        day = i18n.day_month(each.asked_on)
        words = _("{name}, {asked} on {day}").format(name=each.name, asked=_(ASKED_WORDS[each.way]), day=day)
        line, column = self._line(each, words)
        wrapped = QWidget(line)
        acts = Flow(wrapped)
        done = Button(_("It happened"), wrapped, icon="check", size=Size.ROW)
        done.clicked.connect(partial(self._open_menu, done, each.introduction_id, each.way))
        again = Button(_("Ask again"), wrapped, kind=Kind.QUIET, size=Size.ROW)
        again.clicked.connect(self.ask_wanted)
        drop = Button(_("Give up"), wrapped, kind=Kind.QUIET, size=Size.ROW)
        drop.clicked.connect(partial(self.dropped.emit, each.introduction_id))
        for button in (done, again, drop):
            button.setAccessibleDescription(words)
            acts.addWidget(button)
            self.stops.append(button)
        column.addWidget(wrapped)
        return line

    def _made(self, each: Awaited) -> QWidget:
        words = _("{name} introduced you. Now it is for you to call.").format(name=each.name)
        return self._line(each, words)[0]

    def _line(self, each: Awaited, words: str) -> tuple[QWidget, QVBoxLayout]:
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(words, Style.SECOND, line, ink=Ink.INK, wrap=True))
        row = QHBoxLayout()
        due = Due(each.clock.state.value)
        row.addWidget(ClockTag(each.clock.words, line, share=each.clock.share_gone, due=due))
        row.addStretch(1)
        column.addLayout(row)
        line.setAccessibleName(f"{words}, {each.clock.words}")
        return line, column

    def _open_menu(self, button: Button, introduction_id: IntroductionId, asked: Way) -> None:
        self.happened_menu(introduction_id, asked).popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
