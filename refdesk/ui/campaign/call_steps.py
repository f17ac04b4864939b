"""What to say in a call, step by step in the owner's own words: hello, help first, then ask."""

from collections.abc import Mapping

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import wording
from refdesk.domain.profile import Profile
from refdesk.i18n import _
from refdesk.services.call_mode import Call
from refdesk.ui import icons, theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.label import Label, Picture
from refdesk.ui.widgets.number_ring import NumberRing

_SIDE = 28


class Step(QWidget):
    """A numbered step with its title, its words to say, and below them what belongs to it."""

    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ring: QWidget = NumberRing(number, self)
        self._title = Label(title, Style.BODY_STRONG, self)
        self.words = Label("", Style.SAY_CALL, self, wrap=True, selectable=True)
        self.words.setMinimumWidth(1)  # one long word is cut before it pushes the number out of sight
        self.words.hide()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 3, 0, 0)
        self.column.setSpacing(6)
        self.column.addWidget(self._title)
        self.column.addWidget(self.words)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self._row.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self.column, 1)

    def say(self, words: str) -> None:
        """Show what to say."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def add(self, part: QWidget) -> None:
        """Put something below the words."""
        self.column.addWidget(part)


class AskStep(Step):
    """The ask: dimmed behind a lock until help came first; `below` is what is filled in once it is open."""

    def __init__(self, number: int, title: str, parent: QWidget) -> None:
        super().__init__(number, title, parent)
        self._lock = _Lock(self)
        self._row.insertWidget(0, self._lock, 0, Qt.AlignmentFlag.AlignTop)
        self.locked = _Locked(self)
        self.below = QWidget(self)
        self.below_column = QVBoxLayout(self.below)
        self.below_column.setContentsMargins(0, 2, 0, 0)
        self.below_column.setSpacing(10)
        self.column.addWidget(self.locked)
        self.column.addWidget(self.below)
        self._said = ""
        self._is_open = True
        self.set_open(is_open=False)

    def say(self, words: str) -> None:
        self._said = words
        self.locked.dim.setText(words)
        super().say(words if self._is_open else "")

    def explain(self, sentence: str) -> None:
        """Say what opens the ask."""
        self.locked.why.setText(sentence)

    def set_open(self, *, is_open: bool) -> None:
        """Open the ask, or close it again."""
        if is_open == self._is_open:
            return
        self._is_open = is_open
        self.ring.setVisible(is_open)
        self._lock.setVisible(not is_open)
        self.locked.setVisible(not is_open)
        self.below.setVisible(is_open)
        super().say(self._said if is_open else "")


class _Locked(QWidget):
    """A dashed box with the dimmed words, and one sentence on what opens it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.dim = Label("", Style.SAY_CALL, self, ink=Ink.DISABLED, wrap=True)
        self.why = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self.why)
        column.addWidget(self.dim)
        theme.follow(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.box(painter, self.rect(), edge=theme.current().line_strong, radius=theme.RADIUS_NOTICE, dashed=True)
        painter.end()


class _Lock(Picture):
    """A lock in a dashed ring, where the number will stand."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.follow(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.scaled(_SIDE), theme.scaled(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens, side = theme.current(), theme.scaled(_SIDE)
        box = QRect(0, (self.height() - side) // 2, side, side)
        painting.box(painter, box, edge=tokens.line_strong, radius=side / 2, dashed=True)
        inner = 16
        place = QRect(box.center().x() - inner // 2 + 1, box.center().y() - inner // 2 + 1, inner, inner)
        icons.paint(painter, "lock", place, tokens.ink2)
        painter.end()


def script(call: Call, profile: Profile, caller: str) -> Mapping[str, str]:
    """Return the words of `hello`, `help` and `ask` for this call; the caller says their first name."""
    fields = {
        "first_name": call.first_name, "full_name": call.name, "owner": profile.owner,
        "owner_first_name": caller, "firm": profile.business_name, "trade": profile.trade,
        "phone": profile.phone, "site": profile.site, "tagline": profile.tagline,
    }  # fmt: skip
    parts = {"hello": profile.script_hello, "help": profile.script_help, "ask": profile.script_ask}
    return {part: _("“{words}”").format(words=wording.fill(_(words), fields)) for part, words in parts.items()}
