"""The drawn marks as widgets, each with a name for screen readers."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from refdesk.ui import rank_hiding, theme
from refdesk.ui.theme import Style
from refdesk.ui.widgets import label, marks, painting
from refdesk.ui.widgets.chip import Tone, tag_size
from refdesk.ui.widgets.marks import Due, Progress


class _Mark(label.Picture):
    def __init__(self, parent: QWidget | None, size: QSize, name: str) -> None:
        super().__init__(parent)
        self._size = size
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return self._size

    def minimumSizeHint(self) -> QSize:
        return self._size

    def _show(self, name: str) -> None:
        self.setAccessibleName(name)
        self.update()


class RankBadge(_Mark):
    """The rank of a person: "A+" to "D", or "" for none."""

    def __init__(self, rank: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, QSize(marks.RANK_WIDTH, marks.RANK_HEIGHT), "")
        self._rank = rank
        self.set_rank(rank)
        rank_hiding.shared().changed.connect(self._say_again)

    def set_rank(self, rank: str) -> None:
        """Show another rank."""
        self._rank = rank
        self.setToolTip(label.plain(marks.rank_name(rank)))
        self._show(marks.rank_name(rank))

    def _say_again(self) -> None:
        self.set_rank(self._rank)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(marks.RANK_WIDTH), theme.scaled(marks.RANK_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_rank(painter, self.rect(), self._rank)
        painter.end()


class Dots(_Mark):
    """Preparedness, 0 to 5."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, QSize(marks.DOTS_WIDTH, marks.DOTS_HEIGHT), marks.dots_name(count))
        self._count = count

    def set_count(self, count: int) -> None:
        """Show another preparedness."""
        self._count = count
        self._show(marks.dots_name(count))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_dots(painter, QPoint(0, 0), self._count)
        painter.end()


class Pills(_Mark):
    """Know, like or trust, 0 to 3; the evidence stands beside it in words."""

    def __init__(self, count: int, parent: QWidget | None = None, *, name: str) -> None:
        super().__init__(parent, QSize(marks.PILLS_WIDTH, marks.PILLS_HEIGHT), "")
        self._count = count
        self._name = name
        self.set_count(count)

    def set_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self._show(f"{self._name}: {count} / 3")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_pills(painter, QPoint(0, 0), self._count)
        painter.end()


class ThanksTrack(_Mark):
    """The seven squares of the thanks clock: late from one day on, and red from another."""

    def __init__(
        self, day: int, parent: QWidget | None = None, *, amber_from: int = 3, red_from: int = 7
    ) -> None:  # fmt: skip
        super().__init__(parent, QSize(marks.TRACK_WIDTH, marks.TRACK_HEIGHT), marks.track_name(day, red_from))
        self._day, self._amber_from, self._red_from = day, amber_from, red_from

    def set_day(self, day: int) -> None:
        """Show another day."""
        self._day = day
        self._show(marks.track_name(day, self._red_from))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        marks.paint_track(
            painter, QPoint(0, 0), self._day, amber_from=self._amber_from, red_from=self._red_from
        )  # fmt: skip
        painter.end()


class Bar(QProgressBar):
    """A progress bar with an optional pace mark; the number stands beside it, said by the caller."""

    def __init__(
        self, share: float, parent: QWidget | None = None, *, name: str, state: Progress = Progress.ON_THE_WAY,
        pace: float | None = None, height: int = 8,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._share, self._state, self._pace, self._thick = share, state, pace, height
        self.setRange(0, 100)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_share(share, name=name, state=state, pace=pace)

    def set_share(self, share: float, *, name: str, state: Progress, pace: float | None = None) -> None:
        """Show another share (0 to 1), with the words that screen readers say."""
        self._share, self._state, self._pace = share, state, pace
        self.setAccessibleName(name)
        self.setValue(round(min(max(share, 0.0), 1.0) * 100))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, self._thick + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self._thick + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRect(0, (self.height() - self._thick) // 2, self.width(), self._thick)
        marks.paint_bar(painter, box, self._share, self._state, pace=self._pace)
        painter.end()


class ClockTag(label.Picture):
    """A clock and its words: plain while due, an amber tag when getting late, a red one when overdue."""

    def __init__(self, words: str, parent: QWidget | None = None, *, share: float, due: Due = Due.DUE) -> None:
        super().__init__(parent)
        self._words, self._share, self._due = words, share, due
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(words, share=share, due=due)
        theme.follow(self._restyle)

    def set_state(self, words: str, *, share: float, due: Due) -> None:
        """Show another moment: the words, the share of the time gone (0 to 1), and how that stands."""
        self._words, self._share, self._due = words, share, due
        self.setAccessibleName(words)
        self._restyle()

    def sizeHint(self) -> QSize:
        return clock_tag_size(self._words)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_clock_tag(painter, self.rect(), self._words, share=self._share, due=self._due)
        painter.end()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class Clock(_Mark):
    """Only the clock, without words; its name says them."""

    def __init__(
        self, share: float, parent: QWidget | None = None, *, name: str, due: Due = Due.DUE, side: int = 16
    ) -> None:
        super().__init__(parent, QSize(side, side), name)
        self._share, self._due = share, due

    def set_state(self, share: float, *, name: str, due: Due) -> None:
        """Show another moment."""
        self._share, self._due = share, due
        self._show(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        colours = {Due.DUE: tokens.ink2, Due.LATE: tokens.amber, Due.OVERDUE: tokens.red}
        marks.paint_clock(painter, self.rect(), self._share, colours[self._due])
        painter.end()


def clock_tag_size(words: str) -> QSize:
    """Return the room that a clock with words needs, in a delegate too."""
    size = tag_size(words)
    width = QFontMetrics(theme.font(Style.CAPTION_STRONG)).horizontalAdvance(words)
    return QSize(width + 8 + marks.CLOCK_SIDE + 6 + 8, size.height())


def paint_clock_tag(painter: QPainter, rect: QRect, words: str, *, share: float, due: Due) -> None:
    """Draw a clock with its words, in a widget or a delegate."""
    tokens = theme.current()
    tone = {Due.DUE: Tone.PLAIN, Due.LATE: Tone.AMBER, Due.OVERDUE: Tone.OVERDUE}[due]
    ground, ink_name = tone.value
    ink = theme.named(tokens, ink_name)
    if ground:
        painting.box(painter, rect, fill=theme.named(tokens, ground), radius=theme.RADIUS_TAG)
    side = marks.CLOCK_SIDE
    clock = QRect(rect.left() + 8, rect.top() + (rect.height() - side) // 2, side, side)
    marks.paint_clock(painter, clock, 1.0 if due is Due.OVERDUE else share, ink)
    room = QRect(clock.right() + 7, rect.top(), rect.right() - clock.right() - 6, rect.height())
    style = Style.CAPTION if due is Due.DUE else Style.CAPTION_STRONG
    painting.text(painter, room, words, style, ink, Qt.AlignmentFlag.AlignLeft)
