"""The progress of a long write: appears after a moment, with Stop; the window waits behind it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

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


class JobWatch(QObject):
    """Watches the jobs of a window and covers it while one of them writes for long."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def watch(self, job: Job) -> None:
        """Cover the window if this job, which has not started yet, takes longer than a moment."""
        if job.writes:
            JobCover(job, self._window)


class JobCover(QWidget):
    """A scrim over the window with a card that says how far the work is."""

    def __init__(self, job: Job, window: QWidget) -> None:
        super().__init__(window)
        self.hide()
        self._window, self._job = window, job
        self._card = Card(self, pad=24, spacing=12)
        self._note = Label(_("One moment…"), Style.SECTION, self._card)
        self._count = Label("", Style.SECOND, self._card, ink=Ink.INK2)
        self._bar = Bar(0.0, self._card, name=_("Progress"))
        self._stop = Button(_("Stop"), self._card, icon="x", key="Esc")
        self._lay_out()
        self._stop.clicked.connect(self._ask_to_stop)
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._end)
        window.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._appear)
        self._timer.start(SHOW_AFTER_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window."""
        if event.type() == QEvent.Type.Resize and self.isVisible() and watched is self._window:
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key through; Esc stops."""
        if event.key() == Qt.Key.Key_Escape:
            self._ask_to_stop()
        event.accept()

    def focusNextPrevChild(self, _forth: bool) -> bool:  # noqa: N802 - Qt's name and form
        """Keep the focus on Stop."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Lay the scrim over the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().scrim)
        painter.end()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._count, 1)
        buttons.addWidget(self._stop)
        self._card.column.addWidget(self._note)
        self._card.column.addWidget(self._bar)
        self._card.column.addLayout(buttons)

    def _appear(self) -> None:
        self._place()
        self.show()
        self.raise_()
        self._stop.setFocus()

    def _place(self) -> None:
        self.setGeometry(self._window.rect())
        self._card.setFixedWidth(WIDTH)
        self._card.adjustSize()
        self._card.move((self.width() - self._card.width()) // 2, (self.height() - self._card.height()) // 2)

    def _show_progress(self, done: int, total: int, note: str) -> None:
        if note:
            self._note.setText(note)
        if total:
            words = _("{done} of {total}").format(done=i18n.number(done), total=i18n.number(total))
            self._bar.set_share(min(done / total, 1.0), name=words, state=Progress.ON_THE_WAY)
            self._count.setText(words)

    def _ask_to_stop(self) -> None:
        self._job.stop()
        self._stop.setEnabled(False)
        self._note.setText(_("Stopping; nothing half done will stay…"))

    def _end(self) -> None:
        self._timer.stop()
        self._window.removeEventFilter(self)
        self.hide()
        self.deleteLater()
