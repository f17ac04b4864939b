"""The rank badge beside a name: it says the rank and opens the menu that changes it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from refdesk.domain import ranking
from refdesk.domain.rank_proposals import Proposal
from refdesk.domain.ranking import Rank
from refdesk.i18n import _
from refdesk.ui import rank_hiding, theme
from refdesk.ui.widgets import label, marks, painting, ring
from refdesk.ui.widgets.menu import Menu

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RankButton(QAbstractButton):
    """A badge to press; `rank_wanted` brings a `Rank`, or None to take the rank away."""

    rank_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rank: Rank | None = None
        self.propose: Callable[[], Proposal | None] | None = None
        """Says which rank fits better and why; asked when the menu opens."""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self, radius=theme.RADIUS_TAG)
        theme.follow(self.updateGeometry)
        self.clicked.connect(self._open_menu)
        rank_hiding.shared().changed.connect(self._follow_hiding)
        self._follow_hiding()
        self.set_rank(None)

    def set_rank(self, rank: Rank | None) -> None:
        """Show another rank."""
        self._rank = rank
        said = marks.rank_name(rank.value if rank else "")
        self.setAccessibleName(_("{rank}. Change").format(rank=said))
        label.explain(self, _("{rank}: {words}. Press to change").format(rank=said, words=ranking.words(rank)))
        self.update()

    def _follow_hiding(self) -> None:
        self.setVisible(not rank_hiding.is_on())

    def menu(self) -> Menu:
        """Return the menu of ranks."""
        menu = Menu(self, name=_("Rank"))
        proposal = self.propose() if self.propose is not None else None
        if proposal is not None:
            words = _("Proposed: {rank}, {reason}").format(rank=proposal.rank.value, reason=proposal.reason)
            menu.add(words, partial(self.rank_wanted.emit, proposal.rank), icon="lightbulb")
            menu.addSeparator()
        for rank in Rank:
            menu.add(f"{rank.value}  {ranking.words(rank)}", partial(self.rank_wanted.emit, rank),
                     checked=rank is self._rank)  # fmt: skip
        menu.addSeparator()
        menu.add(_("Not ranked"), partial(self.rank_wanted.emit, None), checked=self._rank is None)
        return menu

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(marks.RANK_WIDTH) + 4, 32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        height = theme.scaled(marks.RANK_HEIGHT)
        box = QRect(2, (self.height() - height) // 2, self.width() - 4, height)
        if self._rank is None:
            edge = theme.current().line_strong
            painting.box(painter, box, edge=edge, radius=theme.RADIUS_TAG, dashed=True)
        marks.paint_rank(painter, box, self._rank.value if self._rank else "")
        painter.end()

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
