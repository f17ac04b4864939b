"""The places of the program at the left: tabs of paper on the desk; a rail of icons when the window is narrow."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui import icons, theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import label, painting, ring, roving
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label

WIDE, RAIL = 212, 88
PLACE_HEIGHT, RAIL_HEIGHT = 42, 62
EDGE = 12
_RAIL_GAP, _RAIL_AIR = 3, 4
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class PlaceSign:
    """What a place is called, drawn as, and reached by."""

    words: str
    short: str
    icon: str
    key: str


class PlaceButton(QAbstractButton):
    """One place; the chosen one is a paper tab that joins the sheet."""

    def __init__(self, sign: PlaceSign, parent: QWidget) -> None:
        super().__init__(parent)
        self._sign = sign
        self._count = 0
        self._rail = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(sign.words)
        label.explain(self, sign.words, key=sign.key)
        ring.watch(self)
        theme.follow(self._restyle)

    def set_count(self, count: int) -> None:
        """Show how much is open there; 0 shows nothing."""
        self._count = count
        self.setAccessibleDescription(_("{n} open").format(n=count) if count else "")
        self.update()

    def set_rail(self, *, rail: bool) -> None:
        """Show the icon above a short word, or before the words."""
        self._rail = rail
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        if self._rail:
            return QSize(RAIL - EDGE, theme.scaled(RAIL_HEIGHT))
        return QSize(WIDE - EDGE, theme.scaled(PLACE_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Move together in a low rail: there are nine places while the first hour is one of them."""
        return QSize(self.sizeHint().width(), _rail_content() + _RAIL_AIR) if self._rail else self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        if self.isChecked():
            self._paint_tab(painter)
        elif self.underMouse():
            painting.box(painter, self.rect().adjusted(0, 0, -8, 0), fill=tokens.desk_hover, radius=theme.RADIUS_NOTICE)
        if self._rail:
            self._paint_rail(painter)
        else:
            self._paint_wide(painter)
        painter.end()

    def _paint_tab(self, painter: QPainter) -> None:
        tokens = theme.current()
        path = QPainterPath()
        right, bottom, radius = float(self.width() + 1), self.height() - 0.5, float(theme.RADIUS_NOTICE)
        path.moveTo(right, 0.5)
        path.lineTo(radius, 0.5)
        path.arcTo(0.5, 0.5, radius * 2, radius * 2, 90, 90)
        path.lineTo(0.5, bottom - radius)
        path.arcTo(0.5, bottom - radius * 2, radius * 2, radius * 2, 180, 90)
        path.lineTo(right, bottom)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(tokens.sheet)
        painter.setPen(painting.pen(tokens.line))
        painter.drawPath(path)
        painter.restore()

    def _paint_wide(self, painter: QPainter) -> None:
        tokens = theme.current()
        middle, side = self.height() // 2, theme.ICON_PLACE
        icon = QRect(11, middle - side // 2, side, side)
        icons.paint(painter, self._sign.icon, icon, tokens.accent if self.isChecked() else tokens.ink2)
        style = Style.BODY_STRONG if self.isChecked() else Style.BODY
        ink = tokens.ink if self.isChecked() else tokens.ink2
        painting.text(painter, self.rect().adjusted(44, 0, -46, 0), self._sign.words, style, ink)
        if self._count:
            room = self.rect().adjusted(0, 0, -18, 0)
            painting.text(painter, room, str(self._count), Style.CAPTION_STRONG, ink, Qt.AlignmentFlag.AlignRight)

    def _paint_rail(self, painter: QPainter) -> None:
        tokens = theme.current()
        ink = tokens.ink if self.isChecked() else tokens.ink2
        side = theme.ICON_RAIL
        top = (self.height() - _rail_content()) // 2
        left = (self.width() - side) // 2 - (10 if self._count else 0)
        colour = tokens.accent if self.isChecked() else tokens.ink2
        icons.paint(painter, self._sign.icon, QRect(left, top, side, side), colour)
        if self._count:
            beside = QRect(left + side + 4, top, self.width() - left - side - 4, side)
            painting.text(painter, beside, str(self._count), Style.CAPTION_STRONG, ink)
        below = QRect(0, top + side + _RAIL_GAP, self.width(), theme.line_height(Style.CAPTION))
        style = Style.CAPTION_STRONG if self.isChecked() else Style.CAPTION
        painting.text(painter, below, self._sign.short, style, ink, Qt.AlignmentFlag.AlignHCenter)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _rail_content() -> int:
    """Return how high icon and word are together."""
    return theme.ICON_RAIL + _RAIL_GAP + theme.line_height(Style.CAPTION)


class Sidebar(QWidget):
    """The column of places, Settings at the foot, and what was saved last."""

    chosen = Signal(int)

    def __init__(self, signs: list[PlaceSign], parent: QWidget, *, at_foot: int) -> None:
        """Show the places in order; the last `at_foot` of them stand at the bottom."""
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, 8, 0, 10)
        self._column.setSpacing(4)
        self._buttons: list[PlaceButton] = []
        for number, sign in enumerate(signs):
            if number == len(signs) - at_foot:
                self._column.addStretch(1)
            button = PlaceButton(sign, self)
            self._group.addButton(button, number)
            self._column.addWidget(button)
            self._buttons.append(button)
        self._saved_icon = IconMark("circle-check", self, ink=Ink.INK2)
        self._saved = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self._saved_words = ""
        self._add_saved()
        self._roving = roving.Roving(self, vertical=True, horizontal=False)
        self._roving.set_members(list(self._buttons))
        self._group.idClicked.connect(self.chosen)
        self.setAccessibleName(_("Places"))
        self.set_rail(rail=False)
        theme.follow(self._restyle)

    def choose(self, number: int) -> None:
        """Mark a place as the one shown."""
        self._buttons[number].setChecked(True)
        self._roving.enter_at(self._buttons[number])
        self.update()

    def take_focus(self) -> None:
        """Put the focus on the place that is shown."""
        button = self._group.checkedButton() or next(each for each in self._buttons if not each.isHidden())
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def set_count(self, number: int, count: int) -> None:
        """Show how much is open in a place."""
        self._buttons[number].set_count(count)

    def show_place(self, number: int, *, shown: bool) -> None:
        """Let a place stand here, or take it away."""
        self._buttons[number].setVisible(shown)

    def set_rail(self, *, rail: bool) -> None:
        """Be a rail, or a column with words."""
        self._rail = rail
        self._restyle()
        self._show_saved()
        for button in self._buttons:
            button.set_rail(rail=rail)

    def _restyle(self) -> None:
        self.setFixedWidth(theme.scaled(RAIL if self._rail else WIDE))

    def say_saved(self, words: str, *, late: bool = False) -> None:
        """Say at the foot when the last backup was made; amber when it is late."""
        ink = Ink.AMBER if late else Ink.INK2
        self._saved_words = words
        self._show_saved()
        self._saved.set_ink(ink)
        self._saved_icon.set_icon("triangle-alert" if late else "circle-check", ink=ink)

    def _show_saved(self) -> None:
        """Show what was saved; a rail has room for the first word, and the rest is told when asked."""
        words = self._saved_words
        self._saved.setText(words.partition(" · ")[0] if self._rail else words)
        self._saved.setAccessibleName(words)
        label.explain(self._saved, words if self._rail else "")

    def _add_saved(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(10, 4, 8, 0)
        foot.setSpacing(6)
        foot.addWidget(self._saved_icon, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._saved, 1)
        self._column.addLayout(foot)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painter.fillRect(self.rect(), tokens.desk)
        edge = QRect(self.width() - 1, 0, 1, self.height())
        painter.fillRect(edge, tokens.line)
        painter.end()
