"""The five ranks as buttons side by side, each with what it means and its key."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.domain import ranking
from refdesk.domain.ranking import Rank
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.sorting import keys
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting, ring
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.label import ElidedLabel
from refdesk.ui.widgets.mark_widgets import RankBadge
from refdesk.ui.widgets.roving import Roving

_HEIGHT = 66


class RankKeys(QWidget):
    """All ranks, best first; `chosen` brings the one that is pressed. One Tab stop, the arrows go from rank to rank."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Ranks"))
        self._buttons = {rank: RankKey(rank, self) for rank in Rank}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for rank, button in self._buttons.items():
            button.clicked.connect(partial(self.chosen.emit, rank))
            row.addWidget(button, 1)
        self._roving = Roving(self)
        self._roving.set_members(list(self._buttons.values()))

    def mark(self, rank: Rank | None, state: str) -> None:
        """Mark one rank, as the one proposed or chosen (`state` says which); None marks none."""
        for each, button in self._buttons.items():
            button.set_marked(each is rank, state)
        if rank is not None:
            self._roving.enter_at(self._buttons[rank])

    def button(self, rank: Rank) -> "RankKey":
        """Return the button of a rank."""
        return self._buttons[rank]


class RankKey(QAbstractButton):
    """A rank to press: its badge, its key and its meaning."""

    def __init__(self, rank: Rank, parent: QWidget) -> None:
        super().__init__(parent)
        self._rank, self._marked = rank, False
        cap = KeyCap(keys.KEY_OF[rank], self)
        words = ElidedLabel(ranking.words(rank), Style.SECOND, self, ink=Ink.INK2)
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.addWidget(RankBadge(rank.value, self))
        upper.addStretch(1)
        upper.addWidget(cap)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 8, 6)
        column.setSpacing(2)
        column.addLayout(upper)
        column.addWidget(words)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        ring.watch(self)
        self.set_marked(False, "")
        theme.follow(self._restyle)

    def set_marked(self, marked: bool, state: str) -> None:
        """Stand out as the rank that is proposed or chosen."""
        self._marked = marked
        words = f"{self._rank.value}, {ranking.words(self._rank)}"
        self.setAccessibleName(f"{words}, {state}" if marked else words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(80), theme.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in keys.ENTER and not keys.is_modified(event):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # letters and arrows belong to what is around

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self._marked:
            fill = tokens.press if self.isDown() else tokens.accent_soft
            painting.box(painter, self.rect(), fill=fill, edge=tokens.accent, width=2)
        else:
            fill = tokens.press if self.isDown() else tokens.hover if self.underMouse() else tokens.paper
            painting.box(painter, self.rect(), fill=fill, edge=tokens.line_mid)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
