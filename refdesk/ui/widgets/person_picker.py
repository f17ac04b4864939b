"""A field to say who: type a few letters, pick a person, or add a new one by that name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk.domain import text
from refdesk.i18n import _
from refdesk.ui import icons, theme
from refdesk.ui.asking import Asking
from refdesk.ui.jobs import JobLanes
from refdesk.ui.theme import Style
from refdesk.ui.widgets import edits, marks, painting
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.offered_lines import OfferedLines

_SHOWN = 8
_PAD, _LINE, _LEAST_WIDTH = 6, 36, 320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHOOSES = (*_ENTER, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Escape)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One person to offer: what they do, a remark at the right, their rank."""

    id: int
    name: str
    detail: str = ""
    aside: str = ""
    rank: str = ""


Suggest = Callable[[str], Sequence[Suggestion]]


@dataclass(frozen=True, slots=True)
class Beside:
    """Suggests in a lane of these jobs: to look through many people takes longer than a letter may take."""

    suggest: Suggest
    jobs: JobLanes

    def __call__(self, typed: str) -> Sequence[Suggestion]:
        """Suggest at once, as a plain `Suggest` does."""
        return self.suggest(typed)


class PersonPicker(edits.LineEdit):
    """Who it is: `changed` comes when a person was picked, a new name was typed, or the field was emptied.

    `picked` comes after it when a line of the list was taken by Enter or by a click, and the field has done its work.
    A whole name that one person has is that person once the field is left; who means a namesake takes "Add".
    """

    changed = Signal()
    picked = Signal()

    def __init__(
        self, suggest: Suggest, parent: QWidget | None = None, *, name: str = "", hint: str = "",
        allow_new: bool = True,
    ) -> None:  # fmt: skip
        super().__init__("", parent, name=name, hint=hint)
        self._suggest = suggest
        self._asking = Asking(suggest.jobs, suggest.suggest, self._offer, self) if isinstance(suggest, Beside) else None
        self._allow_new = allow_new
        self._person: Suggestion | None = None
        self._list: _Lines | None = None
        self._drop = IconButton("x", _("Choose someone else"), self)
        self._drop.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Backspace does it in the field
        self._drop.hide()
        self._drop.clicked.connect(self._drop_person)
        self.textEdited.connect(self._typed)

    def person(self) -> Suggestion | None:
        """Return the picked person."""
        return self._person

    def new_name(self) -> str:
        """Return the name of someone to be added, or "" when a person was picked or nothing was typed."""
        return "" if self._person is not None or not self._allow_new else self.text().strip()

    def set_person(self, person: Suggestion | None) -> None:
        """Show a person, or nobody, without telling."""
        self._person = person
        self._close()
        self.setText(person.name if person else "")
        self.setReadOnly(person is not None)
        self._drop.setVisible(person is not None)
        self.setAccessibleDescription(person.detail if person else "")
        self.update()

    def set_new_name(self, name: str) -> None:
        """Show a name to be added, without telling."""
        self.set_person(None)
        self.setText(name)

    def suggestions(self) -> list[str]:
        """Return the lines that are offered now; empty while the list is closed."""
        return [line.words for line in self._list.lines] if self._list else []

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._hear_out()
        self._settle()
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _CHOOSES:
            self._hear_out()
        if self._person is not None:
            if key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
                self._drop_person()
                return
        elif self._list is None:
            if key == Qt.Key.Key_Down:
                self._open(self.text())
                return
        elif self._moved_in_list(key, event):
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._drop.resize(self._drop.sizeHint())
        self._drop.move(self.width() - self._drop.width() - 4, (self.height() - self._drop.height()) // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._person is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        edits.paint_field(painter, self, self.rect())
        room = self.rect().adjusted(edits.PAD, 0, -self._drop.width() - 8, 0)
        paint_person(painter, room, self._person)
        painter.end()

    def _typed(self, words: str) -> None:
        self._open(words) if words.strip() else self._close()
        self.changed.emit()

    def _open(self, words: str) -> None:
        if self._asking is not None:
            self._asking.ask(words.strip())
        else:
            self._offer(words.strip(), self._suggest(words.strip()))

    def _hear_out(self) -> None:
        """Let what is typed have its own list before anything is chosen from it."""
        if self._asking is not None:
            self._asking.finish()

    def _offer(self, words: str, found: Sequence[Suggestion]) -> None:
        lines = [_Offer(each.name, each) for each in found[:_SHOWN]]
        if self._allow_new and words:
            lines.append(_Offer(_("Add “{name}”").format(name=words), None))
        if not lines:
            self._close()
            return
        if self._list is None:
            self._list = _Lines(self)
            self._list.picked.connect(self._pick)
        self._list.show_lines(lines)

    def _moved_in_list(self, key: Qt.Key, event: QKeyEvent) -> bool:
        assert self._list is not None
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self._list.step(steps[key])
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._settle()
            return False
        elif key in _ENTER:
            self._pick(self._list.current)
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True

    def focusNextPrevChild(self, forth: bool) -> bool:  # noqa: N802 - Qt's name
        if forth:
            self._hear_out()
        if forth and self._list is not None:
            self._take(self._list.current)
        return super().focusNextPrevChild(forth)

    def _pick(self, at: int) -> None:
        self._take(at)
        self.picked.emit()

    def _take(self, at: int) -> None:
        assert self._list is not None
        offer = self._list.lines[at]
        if offer.person is not None:
            self.set_person(offer.person)
        self._close()
        self.changed.emit()

    def _settle(self) -> None:
        """Take the one person on the list whose whole name is typed: nobody is to be added a second time."""
        typed = text.fold(self.text())
        offers = self._list.lines if self._list else []
        same = [at for at, offer in enumerate(offers) if offer.person and text.fold(offer.words) == typed]
        if len(same) == 1:
            self._take(same[0])

    def _drop_person(self) -> None:
        self.set_person(None)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _close(self) -> None:
        if self._asking is not None:
            self._asking.forget()
        if self._list is not None:
            self._list.hide()
            self._list.deleteLater()
            self._list = None


@dataclass(frozen=True, slots=True)
class _Offer:
    words: str
    person: Suggestion | None


class _Lines(OfferedLines[_Offer]):
    """The people who are offered, and perhaps a new one."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field, name=_("Suggestions"))

    def place(self, field: QWidget) -> QRect:
        """Below the field, or above it where there is no room."""
        window, height = field.window(), 2 * _PAD + len(self.lines) * theme.scaled(_LINE)
        corner = field.mapTo(window, QPoint(0, field.height() + 4))
        if corner.y() + height > window.height():
            corner = field.mapTo(window, QPoint(0, -height - 4))
        return QRect(corner, QSize(max(field.width(), _LEAST_WIDTH), height))

    def line_rect(self, at: int) -> QRect:
        height = theme.scaled(_LINE)
        return QRect(_PAD, _PAD + at * height, self.width() - 2 * _PAD, height)

    def paint_line(self, painter: QPainter, room: QRect, at: int) -> None:
        offer, room = self.lines[at], room.adjusted(8, 0, -8, 0)
        if offer.person is not None:
            paint_person(painter, room, offer.person)
        else:
            _paint_new(painter, room, offer.words)

    def spoken(self, at: int) -> str:
        offer = self.lines[at]
        detail = f", {offer.person.detail}" if offer.person and offer.person.detail else ""
        return offer.words + detail


def paint_person(painter: QPainter, room: QRect, person: Suggestion) -> None:
    """Draw rank, name, what they do, and the remark at the right, in one line."""
    tokens = theme.current()
    badge = QRect(room.left(), room.center().y() - 11, marks.RANK_WIDTH, marks.RANK_HEIGHT)
    if person.rank:
        marks.paint_rank(painter, badge, person.rank)
    else:
        icons.paint(painter, "user", QRect(badge.center().x() - 9, badge.center().y() - 8, 18, 18), tokens.ink2)
    left = badge.right() + 10
    aside = _width(person.aside, Style.CAPTION)
    name_room = room.right() - left - (aside + 12 if aside else 0)
    name = min(_width(person.name, Style.BODY_STRONG) + 1, name_room)
    painting.text(painter, QRect(left, room.top(), name, room.height()), person.name, Style.BODY_STRONG, tokens.ink)
    rest = QRect(left + name + 10, room.top(), name_room - name - 10, room.height())
    if rest.width() > 24:
        painting.text(painter, rest, person.detail, Style.SECOND, tokens.ink2)
    right = Qt.AlignmentFlag.AlignRight
    painting.text(painter, room, person.aside, Style.CAPTION, tokens.ink2, right)


def _paint_new(painter: QPainter, room: QRect, words: str) -> None:
    tokens = theme.current()
    icons.paint(painter, "user-plus", QRect(room.left() + 6, room.center().y() - 8, 18, 18), tokens.accent)
    painting.text(painter, room.adjusted(40, 0, 0, 0), words, Style.BODY, tokens.accent)


def _width(words: str, style: Style) -> int:
    return QFontMetrics(theme.font(style)).horizontalAdvance(words)
