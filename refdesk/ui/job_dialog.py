"""The progress of a long write: appears after a moment, with Stop; the window waits behind it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QWidget
from shiboken6 import isValid

from refdesk import i18n
from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.jobs import Job
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.surfaces import Card

SHOW_AFTER_MS = 600
WIDTH = 440
_EDGE = 24


class JobWatch(QObject):
    """Watches the jobs of a window and covers it while one of them writes for long."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def watch(self, job: Job) -> None:
        """Cover the window if this job, which has not started yet, takes longer than a moment."""
        if job.writes:
            JobCover(job, self._window)


class Cover(QWidget):
    """A scrim over the window with a card on it; below it no key and no mouse does anything.

    A `shield` is there at once, and nobody sees it until it has lasted for a moment.
    """

    def __init__(self, note: str, window: QWidget, *, shield: bool = False) -> None:
        super().__init__(window)
        self.hide()
        self._window, self._focus_before = window, QApplication.focusWidget()
        self._card = Card(self, pad=24, spacing=12)
        self._note = Label(note, Style.SECTION, self._card, wrap=True)
        self._bar = Bar(0.0, self._card, name=_("Progress"))
        self._card.column.addWidget(self._note)
        self._card.hide()
        window.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._appear)
        self._timer.start(SHOW_AFTER_MS)
        if shield:
            self._place()
            self.show()
            self.raise_()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_stop(self) -> QWidget:
        """Return what has the focus once the cover is seen."""
        return self

    def event(self, event: QEvent) -> bool:
        """Let the window's own keys rest."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible() and watched is self.parentWidget():
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key through but to the window itself; Esc does what the cover says, Ctrl+Q closes the window."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        elif event.matches(QKeySequence.StandardKey.Quit):
            self._window.close()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let no click through."""
        event.accept()

    def escape(self) -> None:
        """Do what Esc does here."""

    def focusNextPrevChild(self, forth: bool) -> bool:  # noqa: N802 - Qt's name and form
        """Keep the focus on the card."""
        stops = [each for each in self._card.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
        if stops:
            here = QApplication.focusWidget()
            at = next((number for number, stop in enumerate(stops) if stop is here), -1 if forth else 0)
            reason = Qt.FocusReason.TabFocusReason if forth else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if forth else -1)) % len(stops)].setFocus(reason)
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lay the scrim over the window."""
        if self._card.isHidden():
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().scrim)
        painter.end()

    def leave(self) -> None:
        """Uncover the window, and give the focus back to where it was."""
        self._timer.stop()
        self._window.removeEventFilter(self)
        here, before = QApplication.focusWidget(), self._focus_before
        had_focus = here is not None and (here is self or self.isAncestorOf(here))
        self.hide()
        if had_focus and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def _appear(self) -> None:
        self._timer.stop()
        self._card.show()
        self._place()
        self.show()
        self.raise_()
        self.update()
        self.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self._card.setFixedWidth(max(min(theme.scaled(WIDTH), self.width() - 2 * _EDGE), WIDTH // 2))
        self._card.adjustSize()
        self._card.move((self.width() - self._card.width()) // 2, (self.height() - self._card.height()) // 2)


class Shield(Cover):
    """Lets no key and no click through while a job writes, from its first moment on; nobody sees it."""

    def __init__(self, job: Job, window: QWidget) -> None:
        super().__init__("", window, shield=True)
        self._timer.stop()
        job.ended.connect(self.leave)


class JobCover(Cover):
    """Says how far a job is, and stops it."""

    def __init__(self, job: Job, window: QWidget, *, note: str = "", shield: bool = False) -> None:
        super().__init__(note or _("One moment…"), window, shield=shield)
        self._job = job
        self._count = Label("", Style.SECOND, self._card, ink=Ink.INK2)
        self._stop = Button(_("Stop"), self._card, icon="x", key="Esc")
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self._stop)
        self._card.column.addWidget(self._bar)
        self._card.column.addLayout(buttons)
        self._stop.clicked.connect(self.escape)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self.leave)

    def first_stop(self) -> QWidget:
        """Begin on Stop."""
        return self._stop

    def escape(self) -> None:
        """Stop the job."""
        self._job.stop()
        self._stop.setEnabled(False)
        self._note.setText(_("Stopping; nothing half done will stay…"))

    def _show_progress(self, done: int, total: int, note: str) -> None:
        if note and self._stop.isEnabled():
            self._note.setText(note)
        if total:
            words = _("{done} of {total}").format(done=i18n.number(done), total=i18n.number(total))
            self._bar.set_share(min(done / total, 1.0), name=words, state=Progress.ON_THE_WAY)
            self._count.setText(words)
        elif note:  # another part of the work begins, and nobody knows how long it is
            self._bar.set_share(0.0, name=_("Progress"), state=Progress.ON_THE_WAY)
            self._count.setText("")
