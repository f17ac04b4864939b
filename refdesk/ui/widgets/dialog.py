"""A dialog inside the window: a scrim over it, a head of 64, a body, a foot of 68; focus stays in and goes back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from refdesk.errors import Problem, RefDeskError, Refused
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import focus_chain, painting, typed
from refdesk.ui.widgets.buttons import Button, IconButton, Kind
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline, Notice
from refdesk.ui.widgets.typed import Texts, UnsavedStrip

_MARGIN = 24
_HEAD, _FOOT = 64, 68
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Dialog(QWidget):
    """A form over the window.

    Put the form into `body` (it scrolls), a fixed part at its right into `set_side`, things beside the title into
    `head_row`. `main_pressed` comes from the main button and Ctrl+Enter: do the act, then `accept()` or
    `show_problems`. `rejected` comes from Esc, Cancel and the cross, before the dialog goes away.
    """

    main_pressed = Signal()
    accepted = Signal()
    rejected = Signal()
    esc_holds = False
    """Whether Esc asks first while something typed is not saved: for forms whose words are work and keep no draft."""

    def __init__(
        self, title: str, parent: QWidget, *, main: str, main_icon: str = "check", size: QSize | None = None,
        cancel: str = "", esc_hint: str = "", main_key: str = "Ctrl+Enter",
    ) -> None:  # fmt: skip
        self._window = parent.window()
        super().__init__(self._window)
        self.hide()
        self._wanted = size or QSize(640, 560)
        self._focus_before: QWidget | None = None
        self._focus_around: list[tuple[QWidget, Callable[[], None]]] = []
        self._texts: Texts = {}
        self._unsaved: UnsavedStrip | None = None
        self._afterwards: Callable[[], object] | None = None
        self._after_hold: Callable[[], object] = _stay
        self._frame = _Frame(title, self)
        self._title = Label(title, Style.PERSON, self._frame)
        self.head_row = QHBoxLayout()
        self.body = QVBoxLayout()
        self.foot_row = QHBoxLayout()
        self.cancel_button = Button(cancel or _("Cancel"), self._frame)
        self.main_button = Button(main, self._frame, kind=Kind.MAIN, icon=main_icon, key=main_key)
        self._form = QWidget(self._frame)
        self._scroll = ScrollArea(self._form, self._frame)
        self._loose_problems = Notice("", "", self._form)
        self._middle = QHBoxLayout()
        self._column = QVBoxLayout(self._frame)
        self._lay_out(esc_hint, main_key)
        self.main_button.clicked.connect(self.main_pressed)
        self.cancel_button.clicked.connect(self.reject)
        self._window.installEventFilter(self)

    def open(self) -> None:
        """Show the dialog over the window and give the focus to its first field."""
        self._texts = typed.texts_in(self._frame)
        self._focus_before = QApplication.focusWidget()
        self._focus_around = _beginnings_around(self._focus_before)
        self._place()
        self.show()
        self.raise_()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the first field; also once a dialog over this one is left whose opener is gone."""
        first = self._first_stop()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Close after the act was done."""
        self._leave()
        self.accepted.emit()
        if self._afterwards is not None:
            self._afterwards()

    def reject(self) -> None:
        """Close without doing the act; whoever listens may keep a draft."""
        self.rejected.emit()
        self._leave()

    def holds_typed(self) -> bool:
        """Tell whether something was typed here that is not saved yet."""
        return typed.typed_since(self._frame, self._texts)

    def hold(self, go_on: Callable[[], object]) -> None:
        """Say that something is not saved yet, and `go_on` with what would have lost it once that is settled."""
        self._after_hold = go_on
        if self._unsaved is None:
            self._unsaved = self._add_strip()
        self._unsaved.save.setEnabled(self.main_button.isEnabled())
        stop = self._unsaved.save if self._unsaved.save.isEnabled() else self._unsaved.leave
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self._frame.setAccessibleName(title)
        self._frame.setWindowTitle(title)

    def set_side(self, side: QWidget) -> None:
        """Set a widget of fixed width at the right of the form."""
        self._middle.addWidget(side)

    def set_lead(self, lead: QWidget) -> None:
        """Set a widget of fixed width at the left of the form, from which the form is chosen."""
        self._middle.insertWidget(0, lead)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show each problem beside its field, and those without a field on top; focus goes to the first."""
        self._afterwards = None  # it was not saved: whoever mends it decides anew
        self.clear_problems()
        fields = {field.name: field for field in self._frame.findChildren(Field) if field.name}
        loose = [problem.sentence for problem in problems if problem.field not in fields]
        wrong = sorted({fields[problem.field] for problem in problems if problem.field in fields}, key=self._place_of)
        for problem in problems:
            if problem.field in fields:
                fields[problem.field].set_error(problem.sentence)
        self._loose_problems.set_words(" ".join(loose))
        self._loose_problems.setVisible(bool(loose))
        if wrong:
            wrong[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(wrong[0])

    def _place_of(self, field: Field) -> tuple[int, int]:
        """Return where a field stands as one reads: the first wrong one gets the focus, in whatever order they come."""
        corner = field.mapTo(self._frame, QPoint(0, 0))
        return corner.y(), corner.x()

    def show_fault(self, fault: RefDeskError) -> None:
        """Show why something was not saved: what was refused beside its fields, any other fault on top."""
        self.show_problems(fault.problems if isinstance(fault, Refused) else [Problem("", fault.sentence)])

    def clear_problems(self) -> None:
        """Take all problems away, as before a new try."""
        for field in self._frame.findChildren(Field):
            field.set_error("")
        self._loose_problems.hide()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and not _is_for_help(event):
            event.accept()  # the window's own keys rest while the dialog is open
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The parent is asked of Qt: this is also called while the dialog goes away together with its window.
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        theme.shared().by_key = True  # where the act leads is seen, though the last press was a click into a field
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() in _ENTER and control and self.main_button.isEnabled():
            self.main_pressed.emit()
        elif event.key() == Qt.Key.Key_Q and control:
            self._window.close()  # which asks first, where something typed would be lost
        event.accept()

    def _escape(self) -> None:
        """Leave; typed work is asked about once, and the second Esc leaves it."""
        if self.esc_holds and self._unsaved is None and self.holds_typed():
            self.hold(_stay)
        else:
            self.reject()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def focusNextPrevChild(self, forth: bool) -> bool:  # noqa: N802 - Qt's name and form
        target = self._next_stop(forth)
        if target is None:
            return True
        reason = Qt.FocusReason.TabFocusReason if forth else Qt.FocusReason.BacktabFocusReason
        target.setFocus(reason)
        self._scroll.ensureWidgetVisible(target) if self._form.isAncestorOf(target) else None
        return True

    def frame_size(self) -> QSize:
        """Return how large the dialog itself is, without the scrim."""
        return self._frame.size()

    def tab_stops(self) -> list[QWidget]:
        """Return what Tab reaches, in order."""
        return [part for part in focus_chain.inside(self) if _takes_tab(part)]

    def _next_stop(self, forth: bool) -> QWidget | None:
        """Return what Tab reaches from where the focus is, which need not be a stop itself."""
        parts, here = focus_chain.inside(self), QApplication.focusWidget()
        if not forth:
            parts.reverse()
        after = parts.index(here) + 1 if here in parts else 0
        return next((part for part in parts[after:] + parts[:after] if _takes_tab(part)), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().scrim)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._centre()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self._centre()

    def _centre(self) -> None:
        room = self.rect().adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        size = QSize(theme.scaled(self._wanted.width()), theme.scaled(self._wanted.height())).boundedTo(room.size())
        frame = QRect(0, 0, size.width(), size.height())
        frame.moveCenter(self.rect().center())
        self._frame.setGeometry(frame)

    def _leave(self) -> None:
        self._window.removeEventFilter(self)
        before = self._focus_before
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._give_back_around()
        self.deleteLater()

    def _give_back_around(self) -> None:
        """Begin anew where the focus was: the line that had it was replaced by what this dialog did."""
        for widget, take_focus in self._focus_around:
            if isValid(widget) and widget.isVisible():
                take_focus()
                return

    def _add_strip(self) -> UnsavedStrip:
        strip = UnsavedStrip(self._frame)
        strip.save_pressed.connect(self._save_and_go_on)
        strip.leave_pressed.connect(self._forgo_and_go_on)
        self._column.insertWidget(self._column.count() - 2, strip)  # above the line over the foot
        for before, after in ((strip.leave, strip.save), (strip.save, self.cancel_button)):
            self.setTabOrder(before, after)
        self.setTabOrder(self.cancel_button, self.main_button)
        strip.show()
        return strip

    def _save_and_go_on(self) -> None:
        self._afterwards = self._after_hold
        self.main_pressed.emit()

    def _forgo_and_go_on(self) -> None:
        self.reject()
        self._after_hold()

    def _first_stop(self) -> QWidget | None:
        """Return the first stop in the form, or else the first of all."""
        outside = None
        for part in focus_chain.inside(self):
            if _takes_tab(part):
                if self._form.isAncestorOf(part):
                    return part
                outside = outside or part
        return outside

    def _lay_out(self, esc_hint: str, main_key: str) -> None:
        close = IconButton("x", _("Close"), self._frame, key="Esc")
        close.clicked.connect(self.reject)
        column = self._column
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head(close))
        column.addWidget(Hairline(self._frame))
        self._middle.setSpacing(0)
        self._middle.addWidget(self._scroll, 1)
        column.addLayout(self._middle, 1)
        column.addWidget(Hairline(self._frame))
        column.addWidget(self._foot(esc_hint, main_key))
        inside = QVBoxLayout(self._form)
        inside.setContentsMargins(28, 18, 28, 18)
        inside.setSpacing(14)
        self.body.setSpacing(14)
        inside.addWidget(self._loose_problems)
        inside.addLayout(self.body)
        inside.addStretch(1)
        self._loose_problems.hide()

    def _head(self, close: QWidget) -> QWidget:
        head = QWidget(self._frame)
        head.setMinimumHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(28, 0, 18, 0)
        row.setSpacing(16)
        row.addWidget(self._title)
        row.addLayout(self.head_row)
        row.addStretch(1)
        row.addWidget(close)
        return head

    def _foot(self, esc_hint: str, main_key: str) -> QWidget:
        foot = QWidget(self._frame)
        foot.setMinimumHeight(_FOOT)
        row = QHBoxLayout(foot)
        row.setContentsMargins(28, 0, 20, 0)
        row.setSpacing(10)
        if esc_hint:
            row.addWidget(KeyCap("Esc", foot))
            row.addWidget(Label(esc_hint, Style.CAPTION, foot, ink=Ink.INK2))
        row.addLayout(self.foot_row)
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.main_button)
        if main_key:
            row.addWidget(KeyCap(main_key, foot))
        return foot


def _stay() -> None:
    """Do nothing more: only the dialog was to close."""


def of_window(window: QWidget) -> list[Dialog]:
    """Return the dialogs of a window, open or about to go.

    All are its own children: to look through everything in it takes longer than anything that is done with them.
    """
    return window.findChildren(Dialog, options=Qt.FindChildOption.FindDirectChildrenOnly)


def holding(window: QWidget) -> Dialog | None:
    """Return the dialog on top of a window in which something is typed that nobody saved yet."""
    held = [each for each in of_window(window) if each.isVisible() and each.holds_typed()]
    return held[-1] if held else None


class _Frame(QDialog):
    """The dialog's sheet; a QDialog set into the window, so that screen readers call it a dialog."""

    def __init__(self, title: str, parent: Dialog) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAutoFillBackground(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painting.box(painter, self.rect(), fill=tokens.sheet, edge=tokens.line_strong, radius=theme.RADIUS_DIALOG)
        painter.end()


def _beginnings_around(widget: QWidget | None) -> list[tuple[QWidget, Callable[[], None]]]:
    """Return what lies around a widget and knows where its work begins, the nearest first."""
    found = []
    while widget is not None:
        if (take_focus := getattr(widget, "take_focus", None)) is not None:
            found.append((widget, take_focus))
        widget = widget.parentWidget()
    return found


def _is_for_help(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1


def _takes_tab(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wants and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
