"""The referral tree on screen, with what can be done with it in a bar above."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import referral_tree
from refdesk.services.desk import Desk
from refdesk.services.referral_tree import Grown
from refdesk.ui import layout_items, theme
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.own_view import OwnView
from refdesk.ui.reports.tree_area import TreeArea
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import ring
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.label import Label, explain
from refdesk.ui.widgets.surfaces import EmptyState

AMOUNTS = "amounts"
_BUSY_LINE = 2


class TreeView(OwnView):
    """Shows who begot whom; a click or Enter opens the person."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._busy = False
        self._bar = QHBoxLayout()
        self.smaller = IconButton("zoom-out", _("Smaller"), self, key="-")
        self.size_words = Label("", Style.SECOND, self)
        self.larger = IconButton("zoom-in", _("Larger"), self, key="+")
        self.whole = Button(_("Show all"), self, kind=Kind.QUIET, size=Size.ROW)
        self.area = TreeArea(self, name=_("Referral tree"))
        self.empty = EmptyState(
            _("Here grows your tree"),
            _("It shows who sent you whom, and whom those sent in turn. Log the first referral, with who sent it, and "
              "the tree begins."),
            self, icon="network", act=_("New referral"), key="Ctrl+R",
        )  # fmt: skip
        self._words = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._last: QWidget = self.whole
        self._lay_out()
        self._connect()
        theme.follow(self._restyle)
        self._show_only(self._words)

    @staticmethod
    def read(desk: Desk, asked: Asked, _progress: Progress) -> Grown:
        """Return the tree, with money if that is ticked."""
        return desk.ask(referral_tree.of, amounts=AMOUNTS in asked.ticked)

    def show_read(self, found: object) -> bool:
        """Show the tree; while nobody has sent anybody, say how it begins."""
        assert isinstance(found, Grown)
        if not found.tree.members:
            self._show_only(self.empty)
            return False
        self._show_only(self.area)
        self.area.show_grown(found)
        return True

    def show_words(self, words: str) -> None:
        """Say why there is no tree."""
        self._words.setText(words)
        self._show_only(self._words)

    def set_busy(self, *, busy: bool) -> None:
        """Show by a thin line on top that a newer tree is on its way."""
        self._busy = busy
        self.update()

    def let_go(self) -> None:
        """Let go of the tree."""
        self.area.let_go()

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right of the bar; Tab reaches it before the tree, as it is read."""
        self._bar.addWidget(button)
        QWidget.setTabOrder(self._last, button)
        QWidget.setTabOrder(button, self.area)
        self._last = button

    def take_focus(self) -> None:
        """Put the focus on the tree, or on what begins it."""
        (self.empty.act if self.empty.isVisibleTo(self) else self.area).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painter.fillRect(self.rect(), tokens.desk)
        if self._busy:
            painter.fillRect(0, self.area.y() - ring.REACH, self.width(), _BUSY_LINE, tokens.accent)
        painter.end()

    def _show_only(self, shown: QWidget) -> None:
        for widget in (self.area, self.empty, self._words):
            widget.setVisible(widget is shown)
        self._say_size()

    def _say_size(self) -> None:
        has_tree = not self.area.isHidden()
        self.size_words.setText(_("{n}%").format(n=round(self.area.scale_now * 100)) if has_tree else "")
        self.smaller.setEnabled(has_tree and self.area.can_zoom(-1))
        self.larger.setEnabled(has_tree and self.area.can_zoom(1))
        self.whole.setEnabled(has_tree)

    def _restyle(self) -> None:
        """Keep room for the words between the buttons: nothing moves while the size changes."""
        self.size_words.setMinimumWidth(self.size_words.fontMetrics().horizontalAdvance("888%"))
        self.size_words.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _make_room(self) -> None:
        """Leave out what has a key where the bar would not hold all of it."""
        shown = [part for part in layout_items.widgets(self._bar) if part is self.whole or not part.isHidden()]
        margins = self._bar.contentsMargins()
        wide = sum(max(part.sizeHint().width(), part.minimumWidth()) for part in shown)
        wide += margins.left() + margins.right() + self._bar.spacing() * len(shown)
        self.whole.setVisible(wide <= self.width())

    def _smaller(self) -> None:
        self.area.zoom_by(-1)

    def _larger(self) -> None:
        self.area.zoom_by(1)

    def _begin(self) -> None:
        self.referral_wanted.emit(0)

    def _connect(self) -> None:
        self.smaller.clicked.connect(self._smaller)
        self.larger.clicked.connect(self._larger)
        self.whole.clicked.connect(self.area.show_whole)
        self.area.zoomed.connect(self._say_size)
        self.area.opened.connect(self.person_wanted)
        self.empty.pressed.connect(self._begin)
        explain(self.whole, _("All of the tree"), key="0")

    def _lay_out(self) -> None:
        self._bar.setContentsMargins(18, 8, 18, 8)
        self._bar.setSpacing(6)
        for widget in (self.smaller, self.size_words, self.larger, self.whole):
            self._bar.addWidget(widget)
        self._bar.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar)
        column.addSpacing(ring.REACH)
        around = QVBoxLayout()
        around.setContentsMargins(ring.REACH, 0, ring.REACH, ring.REACH)  # room for the ring of the keyboard
        around.addWidget(self.area)
        column.addLayout(around, 1)
        column.addWidget(self.empty, 1, Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._words, 1)
