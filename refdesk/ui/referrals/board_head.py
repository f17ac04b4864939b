"""What stands above the board: how much is open, what stands still, and what the marks on the cards mean."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.referral import Direction
from refdesk.domain.updates import Mark
from refdesk.i18n import _, ngettext
from refdesk.services.board import Board, ThanksMark
from refdesk.ui.referrals import board_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment

_SPACING = 12
BOARD, LIST = "board", "list"
_LEGEND: tuple[tuple[ThanksMark | Mark | None, str, Ink], ...] = (
    (None, "handshake", Ink.INK2),
    (ThanksMark.THANKED, "mail-check", Ink.GREEN_MARK),
    (ThanksMark.OWED, "mail", Ink.AMBER_MARK),
    (ThanksMark.LATE, "mail-warning", Ink.RED),
    (Mark.KEPT_POSTED, "message-square-text", Ink.GREEN_MARK),
    (Mark.DUE, "message-square-dot", Ink.AMBER_MARK),
)


class BoardHead(QWidget):
    """The title, one line of numbers, and the legend where there is room for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._open = Label("", Style.SECOND_STRONG, self)
        self._value = Label("", Style.SECOND, self, ink=Ink.INK2)
        self._stalled = _Counted("triangle-alert", Ink.AMBER, self)
        self._stepless = _Counted("circle-question-mark", Ink.INK2, self)
        self.direction = Segment(
            (Choice(Direction.RECEIVED, _("Received")), Choice(Direction.GIVEN, _("Given"))), self,
            name=_("Referrals received or given"),
        )  # fmt: skip
        self.view = Segment(
            (Choice(BOARD, _("Board"), icon="square-kanban"), Choice(LIST, _("List"), icon="list")), self,
            name=_("Board or list"),
        )  # fmt: skip
        self.filter = IconButton("filter", _("Filter referrals"), self, key="Ctrl+F", side=36, edged=True)
        self.give = Button(_("Give a referral"), self, icon="plus")
        self.help = Button(_("Who could help?"), self, icon="lightbulb")
        self.legend = QWidget(self)
        self._lay_out()

    def show_board(self, board: Board, currency: str) -> None:
        """Count what is open."""
        count, value = board_words.open_words(board, currency)
        self._open.setText(count)
        self._value.setText(value)
        self._stalled.show_words(_counted(board.stalled, ngettext("{n} stalled", "{n} stalled", board.stalled)))
        without = ngettext("{n} without a next step", "{n} without a next step", board.without_next_step)
        self._stepless.show_words(_counted(board.without_next_step, without))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Offer to give a referral beside those received too, where there is room for it; New and Ctrl+K always do."""
        given = self.direction.value() == Direction.GIVEN
        others = sum(each.sizeHint().width() for each in self._in_title if each is not self.give)
        spacing = _SPACING * (len(self._in_title) + 1)
        self.give.setVisible(given or others + self.give.sizeHint().width() + spacing <= self.width())

    def words(self) -> list[str]:
        """Return what is counted, as shown."""
        counted = [each.words.text() for each in (self._stalled, self._stepless) if not each.isHidden()]
        return [self._open.text(), self._value.text(), *counted]

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        amount = QHBoxLayout()
        amount.setSpacing(6)
        amount.addWidget(self._open)
        amount.addWidget(self._value)
        line.addLayout(amount)
        line.addWidget(self._stalled)
        line.addWidget(self._stepless)
        line.addStretch(1)
        line.addWidget(self.legend)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = QHBoxLayout()
        title.setSpacing(_SPACING)
        name: QWidget = Label(_("Referrals"), Style.PAGE_SPLIT, self)
        self._in_title: tuple[QWidget, ...] = (name, self.direction, self.view, self.filter, self.give, self.help)
        for widget in self._in_title[:3]:
            title.addWidget(widget)
        title.addStretch(1)
        for widget in self._in_title[3:]:
            title.addWidget(widget)
        column.addLayout(title)
        column.addLayout(line)
        row = QHBoxLayout(self.legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for mark, icon, ink in _LEGEND:
            row.addWidget(IconMark(icon, self.legend, ink=ink, size=18))
            row.addWidget(Label(_mark_words(mark), Style.CAPTION, self.legend, ink=Ink.INK2))
            row.addSpacing(8)


class _Counted(QWidget):
    """An icon with a number of referrals; nothing at all where there is none."""

    def __init__(self, icon: str, ink: Ink, parent: QWidget) -> None:
        super().__init__(parent)
        style = Style.SECOND_STRONG if ink is Ink.AMBER else Style.SECOND
        self.words = Label("", style, self, ink=ink)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(IconMark(icon, self, ink=ink, size=16))
        row.addWidget(self.words)

    def show_words(self, words: str) -> None:
        self.words.setText(words)
        self.setVisible(bool(words))


def _mark_words(mark: ThanksMark | Mark | None) -> str:
    if mark is None:
        return board_words.awaits_words()
    return board_words.thanks(mark) if isinstance(mark, ThanksMark) else board_words.posted(mark)


def _counted(count: int, words: str) -> str:
    return words.format(n=i18n.number(count)) if count else ""
