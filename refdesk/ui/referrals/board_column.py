"""A column of the board: its head, its cards; or closed to a strip."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from refdesk import i18n
from refdesk.domain.ids import StageId
from refdesk.domain.stages import Meaning
from refdesk.i18n import _, ngettext
from refdesk.services.board import Column
from refdesk.ui import icons, theme
from refdesk.ui.referrals import board_words, card_delegate
from refdesk.ui.referrals.board_cards import BAR, ENTER, CardList
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting, ring
from refdesk.ui.widgets.label import ElidedLabel, Label, explain
from refdesk.ui.widgets.surfaces import Surface

LEAST_WIDTH, CLOSED_WIDTH = 168, 42
_HEAD, _HEAD_SIDES, _HEAD_SPACING = 40, 34, 7
_MEANING_ICONS = {Meaning.WON: "trophy", Meaning.LOST: "circle-check", Meaning.OPEN: "square-kanban"}


class BoardColumn(Surface):
    """A stage with its cards."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk", radius=theme.RADIUS_CARD)
        self.column: Column | None = None
        self._name = _Name("", Style.BODY_STRONG, self)
        self._count = Label("", Style.SECOND, self, ink=Ink.INK2)
        self._value = Label("", Style.CAPTION, self, ink=Ink.INK2)
        self.head = ColumnHead(self)
        self.gap = _Gap(self)
        self.list = CardList(self)
        self._is_target = False
        theme.follow(self._widen)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._lay_out()

    def show_column(self, column: Column, frame: BoardFrame) -> None:
        """Show these cards; a column in which nothing changed stays as it is, another keeps its place."""
        self.list.delegate.meaning, self.list.delegate.frame = column.meaning, frame
        if column == self.column:
            self.list.cards.set_frame(frame)
            self.list.viewport().update()
            return
        self.column = column
        self._name.setText(column.name)
        self._count.setText(i18n.number(column.count))
        self._value.setText(board_words.column_worth(column, frame.currency))
        said = spoken_head(column, frame)
        self.head.setAccessibleName(_("Close the column {name}").format(name=said))
        explain(self.head, _("{column}. Press to close it to a strip.").format(column=said))
        self._fit_head()
        self.list.setAccessibleName(said)
        self.list.show_cards(column.cards, column.meaning, frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_head()

    def stage_id(self) -> StageId | None:
        """Return the stage."""
        return self.column.stage_id if self.column else None

    def set_target(self, *, on: bool) -> None:
        """Show that the card at the pointer would land here."""
        self._is_target = on
        if on and self.column is not None:
            self.gap.show_words(_("Drop: {stage}").format(stage=self.column.name))
        self.gap.setVisible(on)
        self.list.set_ground("accent_soft" if on else "sunk")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._is_target:
            tokens, painter = theme.current(), QPainter(self)
            painting.box(
                painter, self.rect(), fill=tokens.accent_soft, edge=tokens.focus, radius=theme.RADIUS_CARD, width=2
            )
            painter.end()

    def _fit_head(self) -> None:
        """Leave the sum to the tooltip where it would cut the name of the stage."""
        pieces = (self._name, self._count, self._value)
        taken = sum(piece.sizeHint().width() + _HEAD_SPACING for piece in pieces)
        self._value.setVisible(bool(self._value.text()) and _HEAD_SIDES + taken <= self.width())

    def _widen(self) -> None:
        self.setMinimumWidth(theme.scaled(LEAST_WIDTH))
        self._fit_head()

    def _lay_out(self) -> None:
        head = self.head
        head.setMinimumHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(_HEAD_SPACING)
        row.addWidget(self._name)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 4)
        column.setSpacing(0)
        over = QHBoxLayout()
        over.setContentsMargins(0, 0, 8, 0)
        over.addWidget(head)
        column.addLayout(over)
        column.addWidget(self.gap)
        column.addWidget(self.list, 1)


class ColumnHead(QPushButton):
    """The head of a column; a press closes the column. By key the menu of a card does it: one Tab stop is enough."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.underMouse():
            tokens, painter = theme.current(), QPainter(self)
            fill = tokens.press if self.isDown() else tokens.hover
            painting.box(painter, self.rect().adjusted(0, 2, 0, -2), fill=fill, radius=theme.RADIUS_BUTTON)
            painter.end()


class ClosedColumn(QPushButton):
    """A column that is closed to a strip; a press opens it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column: Column | None = None
        self._is_target = False
        self.setFixedWidth(CLOSED_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        ring.watch(self, radius=theme.RADIUS_CARD)
        theme.follow(self.update)

    def show_column(self, column: Column, frame: BoardFrame) -> None:
        """Show how many there are."""
        self._column = column
        said = spoken_head(column, frame)
        self.setAccessibleName(_("Open the column {name}").format(name=said))
        explain(self, said)
        self.update()

    def stage_id(self) -> StageId | None:
        """Return the stage."""
        return self._column.stage_id if self._column else None

    def set_target(self, *, on: bool) -> None:
        """Show that the card at the pointer would land here."""
        self._is_target = on
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(CLOSED_WIDTH, 160)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._column is None:
            return
        painter = QPainter(self)
        tokens = theme.current()
        ground = tokens.press if self.isDown() else tokens.hover if self.underMouse() else tokens.sunk
        if self._is_target:
            painting.box(
                painter, self.rect(), fill=tokens.accent_soft, edge=tokens.focus, radius=theme.RADIUS_CARD, width=2
            )
        else:
            painting.box(painter, self.rect(), fill=ground, radius=theme.RADIUS_CARD)
        side = theme.ICON_BUTTON
        box = QRect((self.width() - side) // 2, 11, side, side)
        icons.paint(painter, _MEANING_ICONS[self._column.meaning], box, tokens.ink2)
        middle = Qt.AlignmentFlag.AlignHCenter
        count = QRect(0, 38, self.width(), theme.scaled(21))
        painting.text(painter, count, i18n.number(self._column.count), Style.SECOND_STRONG, tokens.ink, middle)
        painter.translate(0, 70 + theme.scaled(120))
        painter.rotate(-90)
        room = QRect(0, 0, theme.scaled(120), self.width())
        painting.text(painter, room, self._column.name, Style.SECOND_STRONG, tokens.ink, Qt.AlignmentFlag.AlignRight)
        painter.end()


class _Gap(QWidget):
    """The dashed place where the card would land."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = ""
        self.hide()
        theme.follow(self._restyle)

    def show_words(self, words: str) -> None:
        """Say where it would land."""
        self._words = words
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, tokens = QPainter(self), theme.current()
        box = self.rect().adjusted(1, 0, -BAR - 1, -card_delegate.GAP)
        edge = painting.pen(tokens.focus, width=2)
        edge.setDashPattern([3, 2.5])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(edge)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.RADIUS_CARD, theme.RADIUS_CARD)
        painting.text(painter, box, self._words, Style.SECOND_STRONG, tokens.accent, Qt.AlignmentFlag.AlignHCenter)
        painter.end()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.scaled(124) + card_delegate.GAP)


class _Name(ElidedLabel):
    """The name of a stage, as narrow as its words."""

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())


def spoken_head(column: Column, frame: BoardFrame) -> str:
    """Return the head of a column for screen readers."""
    count = ngettext("{n} referral", "{n} referrals", column.count).format(n=i18n.number(column.count))
    return ", ".join(filter(None, (column.name, count, board_words.column_worth(column, frame.currency))))
