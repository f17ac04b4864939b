"""Grounds and heads: cards, hairlines, section heads, notices, empty states."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.ui import icons, theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label

_EMPTY_WIDTH = 620


def cover(widget: QWidget) -> None:
    """Let a widget on a page paint the page's colour too, so that all that lies behind it need not be painted again."""
    widget.setBackgroundRole(QPalette.ColorRole.Window)
    widget.setAutoFillBackground(True)


class Surface(QWidget):
    """A ground in one colour of the theme, given by token name, with an optional edge and rounded corners."""

    def __init__(
        self, parent: QWidget | None = None, *, ground: str = "sheet", edge: str = "", radius: int = 0
    ) -> None:
        super().__init__(parent)
        self._ground, self._edge, self._radius = ground, edge, radius
        theme.follow(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill, edge = self._colour(self._ground), self._colour(self._edge)
        painting.box(painter, self.rect(), fill=fill, edge=edge, radius=self._radius)
        painter.end()

    @staticmethod
    def _colour(name: str) -> QColor | None:
        return theme.named(theme.current(), name) if name else None


class Card(Surface):
    """A paper card; put the content into `column`."""

    def __init__(self, parent: QWidget | None = None, *, pad: int = 16, spacing: int = 8) -> None:
        super().__init__(parent, ground="paper", edge="line", radius=theme.RADIUS_CARD)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(pad, pad, pad, pad)
        self.column.setSpacing(spacing)


class Hairline(QWidget):
    """A line of one pixel between things."""

    def __init__(self, parent: QWidget | None = None, *, upright: bool = False) -> None:
        super().__init__(parent)
        fixed, wide = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if upright else wide, wide if upright else fixed)
        theme.follow(self.update)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().line)
        painter.end()


class SectionHead(QWidget):
    """The head of a region: its words, perhaps a link at the right, and a hairline below."""

    pressed = Signal()

    def __init__(
        self, words: str, parent: QWidget | None = None, *, link: str = "", link_name: str = "",
        style: Style = Style.SECOND_STRONG,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._label = Label(words, style, self)
        self.link = Button(link, self, kind=Kind.LINK, size=Size.ROW)
        self.link.setAccessibleName(link_name or f"{link}: {words}")
        self.link.setVisible(bool(link))
        self.link.clicked.connect(self.pressed)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.addWidget(self._label)
        self.row.addStretch(1)
        self.row.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(self.row)
        column.addWidget(Hairline(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._label.setText(words)

    def set_link(self, words: str) -> None:
        """Show another link, or none."""
        self.link.set_words(words)
        self.link.setAccessibleName(f"{words}: {self._label.text()}")
        self.link.setVisible(bool(words))


class Notice(Surface):
    """A strip that says in one or two sentences what deserves a look; amber, or calm for a next step."""

    pressed = Signal()

    def __init__(
        self, strong: str, words: str = "", parent: QWidget | None = None, *, act: str = "", calm: bool = False,
        icon: str = "",
    ) -> None:  # fmt: skip
        ground = "accent_soft" if calm else "amber_soft"
        super().__init__(parent, ground=ground, radius=theme.RADIUS_NOTICE)
        ink = Ink.ACCENT if calm else Ink.AMBER
        self._strong = Label("", Style.SECOND_STRONG, self, ink=Ink.INK if calm else Ink.AMBER)
        self._words = Label("", Style.SECOND, self, wrap=True)
        self._act = Button(act, self, kind=Kind.LINK, size=Size.ROW)
        self._act.setVisible(bool(act))
        self._act.clicked.connect(self.pressed)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        place = Qt.AlignmentFlag.AlignVCenter if act else Qt.AlignmentFlag.AlignTop
        row.addWidget(IconMark(icon or ("info" if calm else "triangle-alert"), self, ink=ink, size=16), 0, place)
        row.addWidget(self._strong, 0, place)
        row.addWidget(self._words, 1, place)
        row.addWidget(self._act, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_words(strong, words)

    def set_words(self, strong: str, words: str = "") -> None:
        """Say something else."""
        self._strong.setText(strong)
        self._strong.setWordWrap(not words)
        self._row.setStretchFactor(self._strong, 0 if words else 1)
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def set_act(self, words: str) -> None:
        """Offer another act, or none."""
        self._act.set_words(words)
        self._act.setVisible(bool(words))


class EmptyState(Card):
    """The card that stands in front of an empty screen: what this place is for and how it begins."""

    pressed = Signal()
    link_pressed = Signal(int)

    def __init__(
        self, heading: str, sentences: str, parent: QWidget | None = None, *, icon: str, act: str = "",
        act_icon: str = "plus", key: str = "", links: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent, pad=40, spacing=10)
        assert len(links) <= 2, "an empty state offers one act and at most two links"
        centre = Qt.AlignmentFlag.AlignHCenter
        mark = IconMark(icon, self, ink=Ink.ACCENT, size=theme.ICON_EMPTY, stroke=icons.STROKE_EMPTY)
        self.column.addWidget(mark, 0, centre)
        title = Label(heading, Style.PERSON, self, wrap=True)
        self.body = Label(sentences, Style.BODY, self, ink=Ink.INK2, wrap=True)
        for words in (title, self.body):
            words.setAlignment(centre)
            self.column.addWidget(words)
        self.act = Button(act, self, kind=Kind.MAIN, icon=act_icon, size=Size.LAST, key=key)
        self.act.clicked.connect(self.pressed)
        self.act.setVisible(bool(act))
        self._add_act(key if act else "")
        self._add_links(links)
        self.setFixedWidth(_EMPTY_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        return QSize(_EMPTY_WIDTH, self.column.totalHeightForWidth(_EMPTY_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _add_act(self, key: str) -> None:
        row = _centred(self.column)
        row.addWidget(self.act)
        if key:
            row.addWidget(KeyCap(key, self))
        row.addStretch(1)

    def _add_links(self, links: tuple[str, ...]) -> None:
        if not links:
            return
        row = _centred(self.column)
        row.setSpacing(12)
        for at, words in enumerate(links):
            link = Button(words, self, kind=Kind.LINK, size=Size.ROW)
            link.setProperty("at", at)
            link.clicked.connect(self._pressed_link)
            row.addWidget(link)
        row.addStretch(1)

    def _pressed_link(self) -> None:
        self.link_pressed.emit(int(self.sender().property("at")))


def _centred(column: QBoxLayout) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 8, 0, 0)
    row.setSpacing(10)
    row.addStretch(1)
    column.addLayout(row)
    return row
