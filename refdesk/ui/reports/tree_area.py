"""The area in which a referral tree is moved and walked: by mouse, and from box to box by keyboard."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsScene, QGraphicsView, QToolTip, QWidget

from refdesk.domain import referral_tree
from refdesk.domain.referral_tree import Member, Step
from refdesk.services.referral_tree import Grown
from refdesk.ui import theme
from refdesk.ui.reports.tree_boxes import Place, TreeBoxes
from refdesk.ui.reports.tree_picture import READABLE, TreePicture
from refdesk.ui.widgets import passing_line, ring
from refdesk.ui.widgets.label import plain
from refdesk.ui.widgets.scroll import ScrollBar
from refdesk.ui.widgets.surfaces import Surface

LARGEST, ZOOM_STEP, _LEAST = 3.0, 1.25, 0.02
_PAN = 80
_SAME = 0.001
_WALKS: Mapping[Qt.Key, Step] = {
    Qt.Key.Key_Left: Step.GIVER, Qt.Key.Key_Right: Step.FIRST_SENT, Qt.Key.Key_Up: Step.ABOVE,
    Qt.Key.Key_Down: Step.BELOW, Qt.Key.Key_Home: Step.FIRST, Qt.Key.Key_End: Step.LAST,
}  # fmt: skip
_PANS: Mapping[Qt.Key, tuple[int, int]] = {
    Qt.Key.Key_Left: (-_PAN, 0), Qt.Key.Key_Right: (_PAN, 0), Qt.Key.Key_Up: (0, -_PAN), Qt.Key.Key_Down: (0, _PAN),
}  # fmt: skip


class TreeArea(QGraphicsView):
    """Arrows go from box to box, with Ctrl they move the picture; `+`, `-` and `0` change its size.

    `opened` brings the person of a box that was clicked, or chosen by Enter; `zoomed` comes when the size is another.
    """

    opened = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent)
        self.picture = TreePicture()
        self._grown: Grown | None = None
        self._here: Member | None = None
        self._pressed: QPoint | None = None
        self._is_touched = False
        self.boxes = TreeBoxes(self.viewport(), self._in_sight)
        self.boxes.pressed.connect(self.opened)
        scene = QGraphicsScene(self)
        scene.addItem(self.picture)
        self.setScene(scene)
        self._dress(name)
        theme.follow(self._restyle)

    @property
    def scale_now(self) -> float:
        """Return how large the picture is; 1 is its own size."""
        return self.transform().m11()

    @property
    def here(self) -> Member | None:
        """Return on whom the keyboard stands."""
        return self._here

    def show_grown(self, grown: Grown) -> None:
        """Show another tree; the person on whom the keyboard stands stays so, and the size and place stay too."""
        self._grown = grown
        self.picture.show_grown(grown)
        self.setSceneRect(self.picture.boundingRect())
        people = grown.tree.by_id()
        here = people.get(self._here.contact_id) if self._here else None
        self._here = None
        self._stand_on(here or grown.tree.members[0], follow=False)
        if not self._is_touched:
            self.show_first()
        self.boxes.settle()

    def let_go(self) -> None:
        """Hold no tree any more."""
        self._grown = self._here = None
        self.picture.show_grown(None)

    def show_first(self) -> None:
        """Show the whole tree where it stays readable, else its beginning in its own size."""
        whole = self._whole()
        self._set_scale(min(whole, 1.0) if whole >= READABLE else 1.0)
        self._go_to_start()

    def show_whole(self) -> None:
        """Show all of the tree, however small; a small one in its own size."""
        self._is_touched = True
        self._set_scale(min(self._whole(), 1.0))
        self._go_to_start()

    def zoom_by(self, steps: float) -> None:
        """Show the picture larger, or with less than 0 smaller."""
        self._is_touched = True
        self._set_scale(self.scale_now * ZOOM_STEP**steps)

    def can_zoom(self, direction: int) -> bool:
        """Say whether it can be larger, or with -1 smaller."""
        if self._grown is None:
            return False
        return self.scale_now < LARGEST - _SAME if direction > 0 else self.scale_now > self._smallest() + _SAME

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._grown is None or not (self._walked(event) or self._zoomed(event)):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
            self.zoom_by(event.angleDelta().y() / 120)
            self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            turned = event.angleDelta().y() or event.angleDelta().x()
            self._pan(-turned, 0)
            event.accept()
        else:
            self._is_touched = True
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the room until somebody has moved it or chosen its size."""
        super().resizeEvent(event)
        if self._grown is not None and not self._is_touched:
            self.show_first()
        self.boxes.settle()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.boxes.settle()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._is_touched = True
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        place = event.position().toPoint()
        if pressed is None or (place - pressed).manhattanLength() >= QApplication.startDragDistance():
            return
        member = self._member_at(place)
        if member is not None:
            self._stand_on(member, follow=False)
            self.opened.emit(int(member.contact_id))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            member = self._member_at(event.pos())
            if member is not None and self._grown is not None:
                QToolTip.showText(event.globalPos(), plain(self._grown.spoken(member)), self)
                return True
            QToolTip.hideText()
            event.ignore()
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.picture.mark(self._here, by_key=True)
        self._tell()
        self.boxes.settle()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.picture.mark(None, by_key=False)

    def box_on_screen(self, member: Member) -> QRect:
        """Return where a box is seen, in the area's own pixels."""
        return self.mapFromScene(self.picture.box(member)).boundingRect()

    def _in_sight(self) -> list[Place]:
        """Return the boxes in sight from above to below, with what is said of each."""
        if self._grown is None:
            return []
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        spoken = self._grown.spoken
        return [
            Place(int(each.contact_id), self.box_on_screen(each), spoken(each)) for each in self.picture.within(seen)
        ]

    def _walked(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        assert self._grown is not None, "keys are taken while there is a tree"
        if held == Qt.KeyboardModifier.ControlModifier and key in _PANS:
            self._pan(*_PANS[key])
            return True
        if held or self._here is None:
            return False
        if key in _WALKS:
            self._stand_on(referral_tree.step(self._grown.tree, self._here, _WALKS[key]), follow=True)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(int(self._here.contact_id))
            return True
        if key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            page = self.viewport().height() - _PAN
            self._pan(0, page if key == Qt.Key.Key_PageDown else -page)
            return True
        return False

    def _zoomed(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1)
        elif event.key() in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(-1)
        elif event.key() == Qt.Key.Key_0:
            self.show_whole()
        else:
            return False
        return True

    def _stand_on(self, member: Member, *, follow: bool) -> None:
        """Come to somebody; with `follow` the picture moves so that they are in sight."""
        moved = member is not self._here
        self._here = member
        self.picture.mark(member if self.hasFocus() else None, by_key=True)
        if follow:
            self._is_touched = True
            box = self.picture.box(member)
            self.ensureVisible(box.x(), box.y(), box.width(), box.height(), 60, 40)
        if moved:
            self._tell()

    def _tell(self) -> None:
        """Say by ear on whom the keyboard stands."""
        if self._here is None or self._grown is None:
            return
        words = self._grown.spoken(self._here)
        self.setAccessibleDescription(words)
        if self.hasFocus():
            passing_line.announce(self, words)

    def _member_at(self, place: QPoint) -> Member | None:
        return self.picture.at(QPointF(self.mapToScene(place)))

    def _pan(self, x: int, y: int) -> None:
        self._is_touched = True
        for bar, step in ((self.horizontalScrollBar(), x), (self.verticalScrollBar(), y)):
            bar.setValue(bar.value() + step)

    def _whole(self) -> float:
        """Return the size in which the whole tree is in sight."""
        area, room = self.sceneRect(), self.contentsRect()
        if area.isEmpty():
            return 1.0
        return min((room.width() - 2) / area.width(), (room.height() - 2) / area.height())

    def _smallest(self) -> float:
        return max(min(self._whole(), 0.5), _LEAST / 2)

    def _set_scale(self, scale: float) -> None:
        wanted = min(max(scale, self._smallest()), LARGEST)
        factor = wanted / self.scale_now
        self.scale(factor, factor)
        self.boxes.settle()
        self.zoomed.emit()

    def _go_to_start(self) -> None:
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.setValue(bar.minimum())

    def _restyle(self) -> None:
        self.picture.lay_out()
        self.setSceneRect(self.picture.boundingRect())

    def _dress(self, name: str) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setVerticalScrollBar(ScrollBar(Qt.Orientation.Vertical, self))
        self.setHorizontalScrollBar(ScrollBar(Qt.Orientation.Horizontal, self))
        self.setCornerWidget(Surface(self, ground="desk"))
        self.setBackgroundBrush(Qt.BrushStyle.NoBrush)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        ring.watch(self)
