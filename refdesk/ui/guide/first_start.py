"""The first start: open what one has, look around, or begin and print the first thank-you card in ten minutes."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from refdesk import paths
from refdesk.errors import Cancelled, RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Clock
from refdesk.ui import theme
from refdesk.ui.guide import new_file
from refdesk.ui.guide.business_step import BusinessStep
from refdesk.ui.guide.card_step import CardStep
from refdesk.ui.guide.sender_step import SenderStep
from refdesk.ui.guide.step import Step
from refdesk.ui.guide.step_frame import StepFrame
from refdesk.ui.guide.welcome import Welcome
from refdesk.ui.help.help_routes import HelpRoutes
from refdesk.ui.jobs import JobLanes
from refdesk.ui.opening import Wanted
from refdesk.ui.theme import Style
from refdesk.ui.widgets import typed
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface
from refdesk.ui.widgets.typed import Texts, UnsavedStrip
from refdesk.ui.workplace import AskForFile

_HEAD, _SIGN = 64, 34


class FirstStart(QWidget):
    """Stands in place of the shell while no file is open.

    `created` tells of the file as soon as it is made, so that the next start finds it; it stays with the guide until
    `opened` hands it over, opened, to the window. `put_away` closes it when the window goes.
    """

    created = Signal(object)
    opened = Signal(object)
    sample_wanted = Signal()
    held = Signal(object, object)
    """The fault of a file that may be opened to read, and what was `Wanted`."""
    print_wanted = Signal(object, object)
    """The file that is being begun, and the pages for the print dialog."""

    def __init__(
        self, clock: Clock, ask_to_open: AskForFile, ask_to_save: AskForFile, jobs: JobLanes,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._clock, self._jobs = clock, jobs
        self._ask_to_open, self._ask_to_save = ask_to_open, ask_to_save
        self._file: OpenFile | None = None
        self._busy = False
        self._done: frozenset[int] = frozenset()
        self._at = 0
        self._texts: Texts = {}
        self._unsaved: UnsavedStrip | None = None
        self._afterwards: Callable[[], object] | None = None
        self._back_to: Callable[[], object] | None = None
        self._goes_on = self._is_forgone = False
        self.welcome = Welcome(self)
        self.frame = StepFrame(self)
        self.business_step = BusinessStep(clock, ask_to_save, jobs, self.frame)
        self.sender_step: SenderStep | None = None
        self.card_step: CardStep | None = None
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self.business_step.hide()
        self.welcome.take_focus()

    def holds_typed(self) -> bool:
        """Tell whether something was typed into the present step that is not saved yet."""
        asked = self._at > 0 and self._stack.currentWidget() is self.frame
        return asked and not self._is_forgone and typed.typed_since(self._step(), self._texts)

    def hold(self, go_on: Callable[[], object]) -> None:
        """Say that something is not saved yet, and `go_on` with the closing once that is settled."""
        if self._unsaved is None:
            self._unsaved = UnsavedStrip(self.frame)
            self._unsaved.save_pressed.connect(self._save_and_go_on)
            self._unsaved.leave_pressed.connect(self._forgo)
            self.frame.add_strip(self._unsaved)
        self._afterwards = go_on
        self._unsaved.show()
        self._unsaved.save.setFocus(Qt.FocusReason.OtherFocusReason)

    def lead_back(self, own: Path | None, to: Callable[[Path], object]) -> None:
        """Offer the way back to the file that was open before this; None if there was none."""
        if own is not None:
            self._back_to = partial(to, own)
            self.welcome.lead_back(own.stem)

    def put_away(self) -> None:
        """Close the file that was begun here, as when the window goes; it stays on the disk."""
        if self._file is not None:
            leaving, self._file = self._file, None
            leaving.close()

    def sizeHint(self) -> QSize:
        return QSize(1280, 800)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().sheet)
        painter.end()

    def _begin(self) -> None:
        if self._is_busy():
            return
        self.welcome.say("")
        self._stack.setCurrentWidget(self.frame)
        self._go_to(1)

    def _open(self) -> None:
        if self._is_busy():
            return
        title, kinds = _("Open a RefDesk file or a backup"), f"RefDesk (*{paths.FILE_SUFFIX})"
        path = self._ask_to_open(self, title, str(Path.home()), kinds)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file, or bring a backup back beside all others; what goes wrong is said in place."""
        if self._is_busy():
            return
        self.put_away()
        self._busy = True
        work = partial(_opened, path, self._clock)
        self._jobs.start(work, then=self._came, failed=partial(self._did_not_come, path), writes=True)

    def _came(self, file: OpenFile | None) -> None:
        self._busy = False
        if file is not None:
            self.opened.emit(file)

    def _did_not_come(self, path: Path, fault: RefDeskError) -> None:
        self._busy = False
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.say(fault.sentence)
        if data_file.can_be_read(fault):
            self.held.emit(fault, Wanted(path))

    def _look_around(self) -> None:
        if self._is_busy():
            return
        self.put_away()
        self.sample_wanted.emit()

    def _go_back(self) -> None:
        if self._back_to is not None and not self._is_busy():
            self.put_away()
            self._back_to()

    def _made(self, file: OpenFile) -> None:
        self._file = file
        self._done |= {1}
        self.sender_step = SenderStep(file.desk, self.frame)
        self.card_step = CardStep(file, self._jobs, self._ask_to_save, self.frame)
        self.sender_step.finished.connect(self._sent)
        self.card_step.finished.connect(self._hand_over)
        self.card_step.saved.connect(self._card_saved)
        self.card_step.print_wanted.connect(partial(self.print_wanted.emit, file))
        for step in (self.sender_step, self.card_step):
            step.hide()
        self.created.emit(file.path)

    def _sent(self) -> None:
        assert self.sender_step is not None, "it just said that it is finished"
        assert self.card_step is not None, "made with it"
        assert self.sender_step.logged is not None, "finished means logged"
        self._done |= {2}
        self.card_step.thank_for(self.sender_step.logged.referral_id)
        self._go_to(3)
        self._close_if_asked()

    def _card_saved(self) -> None:
        self._done |= {3}
        self._go_to(3)
        self.frame.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hand_over(self) -> None:
        """Give the file to the window; it goes on with Today."""
        if self._file is not None:
            file, self._file = self._file, None
            self.opened.emit(file)

    def _leave(self) -> None:
        if self._is_busy():
            return
        if self._file is None:
            self._stack.setCurrentWidget(self.welcome)
            self.welcome.take_focus()
        else:
            self._hand_over()

    def _back(self) -> None:
        if self._is_busy():
            return
        if self._at > 1:
            self._go_to(self._at - 1)
        else:
            self._stack.setCurrentWidget(self.welcome)
            self.welcome.take_focus()

    def _go_to(self, number: int) -> None:
        self._at = number
        step = self._step()
        self.frame.show_step(step, number, self._done)
        step.begin()
        self._texts = typed.texts_in(step)
        if self._unsaved is not None:
            self._unsaved.hide()

    def _save_and_go_on(self) -> None:
        self._goes_on = True
        self._step().save()

    def _forgo(self) -> None:
        self._is_forgone = True
        if self._afterwards is not None:
            self._afterwards()

    def _close_if_asked(self) -> None:
        """Go on with the closing that waited for what was typed."""
        if self._goes_on and self._afterwards is not None:
            self._goes_on = False
            self._afterwards()

    def _step(self) -> Step:
        step = (self.business_step, self.sender_step, self.card_step)[self._at - 1]
        assert step is not None, "later steps are made with the file"
        return step

    def _is_busy(self) -> bool:
        """Tell whether a file is just being made or opened."""
        return self._busy or self.business_step.is_making

    def _save_step(self) -> None:
        self._goes_on = False  # it was not right when it was to be saved and closed: whoever mends it decides anew
        self._step().save()

    def _named(self) -> None:
        self._go_to(2)
        self._close_if_asked()

    def _connect(self) -> None:
        self._help = HelpRoutes(self.window(), lambda: "guide", self)
        QShortcut(QKeySequence("F1"), self).activated.connect(self._help.show_here)
        self.welcome.open_pressed.connect(self._open)
        self.welcome.sample_pressed.connect(self._look_around)
        self.welcome.begin_pressed.connect(self._begin)
        self.welcome.back_pressed.connect(self._go_back)
        self.frame.back_pressed.connect(self._back)
        self.frame.leave_pressed.connect(self._leave)
        self.frame.main_pressed.connect(self._save_step)
        self.frame.sample_pressed.connect(self._look_around)
        self.frame.step_pressed.connect(self._go_to)
        self.business_step.made.connect(self._made)
        self.business_step.open_wanted.connect(self.open_path)
        self.business_step.finished.connect(self._named)

    def _lay_out(self) -> None:
        head = Surface(self, ground="desk")
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(10)
        row.addWidget(_Sign(head))
        row.addWidget(Label(paths.APP, Style.SECTION, head))
        row.addStretch(1)
        self._stack.addWidget(self.welcome)
        self._stack.addWidget(self.frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._stack, 1)


def _opened(path: Path, clock: Clock, progress: Progress) -> OpenFile | None:
    """Open a file, or what a backup brings back; None if it was stopped."""
    if new_file.is_backup(path):
        place = new_file.place_for_backup(path)
        try:
            data_file.restore(path, place, now=clock(), progress=progress)
        except Cancelled:
            return None
        path = place
    return data_file.open_file(path, clock=clock, progress=progress)


class _Sign(QWidget):
    """The program's own icon; its name stands beside it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = QIcon(str(paths.resource("app", "refdesk.png")))
        self.setFixedSize(_SIGN, _SIGN)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()
