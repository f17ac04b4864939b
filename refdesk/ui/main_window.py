"""The one window: shows the first start, or the shell of the open file; opens and closes files."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from refdesk import paths, settings
from refdesk.errors import RefDeskError, StoreDamaged, StoreGone
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Clock
from refdesk.settings import MachineSettings
from refdesk.ui import file_dialogs, opening, window_state
from refdesk.ui.early_keys import EarlyKeys
from refdesk.ui.fault_dialog import FaultDialog
from refdesk.ui.first_paint import FirstPaint
from refdesk.ui.job_dialog import JobWatch
from refdesk.ui.jobs import Jobs
from refdesk.ui.leaving import Leaving, do_nothing
from refdesk.ui.open_window import OpenWindow
from refdesk.ui.opening import Wanted
from refdesk.ui.passage import Came, Passage, keep
from refdesk.ui.restoring import FILE_FILTER, Restoring, Ways
from refdesk.ui.widgets.dialog import holding, of_window
from refdesk.ui.workplace import AskForFile

if TYPE_CHECKING:
    from refdesk.ui.guide.first_start import FirstStart


@dataclass(frozen=True, slots=True)
class Outside:
    """What the window needs of the world: the time, and files chosen by a person; tests give their own."""

    clock: Clock
    sample: Callable[[], Path]
    """Makes a throw-away copy of the made-up business and returns its path."""
    ask_to_open: AskForFile = file_dialogs.ask_to_open
    ask_to_save: AskForFile = file_dialogs.ask_to_save


class MainWindow(QWidget):
    """Holds one file at a time; the made-up business stands in front of the owner's own file."""

    appearance_changed = Signal(object)

    def __init__(self, outside: Outside, machine: MachineSettings) -> None:
        super().__init__()
        self._outside, self.machine = outside, machine
        self.jobs = Jobs(self)
        self._watch = JobWatch(self)
        self.jobs.started.connect(self._watch.watch)
        self._stack = QStackedLayout(self)
        self._early_keys = EarlyKeys(self)
        self._first: FirstStart | None = None
        self.opened: OpenWindow | None = None
        self._own: Path | None = None
        self._way: Leaving | Passage | None = None
        self._quits = self._in_close = self._is_left = False
        ways = Ways(work=self._pass, stay=self._show_something, leave=self._leave, open=self._open)
        self._restoring = Restoring(self, outside.clock, outside.ask_to_open, ways)
        self.setWindowTitle(paths.APP)
        self.setMinimumSize(window_state.LEAST_WIDTH, window_state.LEAST_HEIGHT)
        window_state.put(self, machine.window)

    def begin(self, path: Path | None) -> None:
        """Open `path`, else the last file, else show the first start; a file that cannot be opened is named."""
        wanted = path or self.machine.last_file
        if wanted is None:
            self.show_first_start()
        else:
            self._open(Wanted(wanted, then=partial(self._forget_if_gone, wanted)))

    def _forget_if_gone(self, path: Path, fault: RefDeskError | None) -> None:
        if isinstance(fault, StoreGone):
            self._remember(settings.without(self.machine, path))

    def show_first_start(self) -> None:
        """Show the ways to begin, in place of a file."""
        self._leave(self._show_first)

    def _show_something(self) -> None:
        self._early_keys.lead(None)
        if self.opened is None and self._first is None:
            self._show_first()

    def _show_first(self) -> None:
        from refdesk.ui import first_printing
        from refdesk.ui.guide.first_start import FirstStart  # whoever has a file does not wait for it

        outside = self._outside
        self._first = FirstStart(outside.clock, outside.ask_to_open, outside.ask_to_save, self.jobs, self)
        self._first.opened.connect(self._show_own)
        self._first.created.connect(self._remember_own)
        self._first.sample_wanted.connect(self.open_sample)
        self._first.held.connect(self._offer_to_read)
        self._first.print_wanted.connect(partial(first_printing.print_pages, self, self.jobs, outside.ask_to_save))
        self._first.lead_back(self._own, self.open_path)
        self._set_content(self._first)

    def new_file(self) -> None:
        """Begin another business."""
        self.show_first_start()

    def open_another(self) -> None:
        """Let the person choose a file, and open it."""
        path = self._outside.ask_to_open(self, _("Open"), str(paths.data_folder()), FILE_FILTER)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Open a file in place of the one that is open."""
        self._open(Wanted(Path(path)))

    def try_to_write(self) -> None:
        """See whether the file that is only read may be written by now, and open it anew if so."""
        if self.opened is not None and self.opened.file.reading:
            self._open(Wanted(self.opened.file.path, own=not self.opened.is_made_up), anew=True)

    def open_sample(self) -> None:
        """Look at the made-up business."""
        self._pass(_("Making up a business to look at…"), self._make_sample, self._sample_came)

    def back_to_mine(self) -> None:
        """Leave the made-up business."""
        self.show_first_start() if self._own is None else self.open_path(self._own)

    def back_up(self) -> None:
        """Make a backup now."""
        if self.opened is not None:
            self.opened.back_up_now()

    def restore(self) -> None:
        """Let the person choose a backup, and show what is in it before it takes the place of the open file."""
        self._restoring.choose()

    def restore_from(self, backup: Path) -> None:
        """Show what is in a backup before it takes the place of the open file."""
        self._restoring.look_into(backup)

    def show_fault(self, fault: RefDeskError) -> None:
        """Say in plain words what went wrong."""
        said = [dialog for dialog in self.findChildren(FaultDialog) if dialog.isVisible()]
        if all(dialog.sentence != fault.sentence for dialog in said):
            FaultDialog(fault, self).open()

    def show_damage(self, fault: StoreDamaged, path: Path) -> None:
        """Say that a file is damaged, and offer its newest backup if there is one."""
        if not data_file.backups_of_damaged(path):
            self.show_fault(fault)
            return
        dialog = FaultDialog(fault, self, offer=_("Open the newest backup"))
        dialog.accepted.connect(partial(self._restoring.newest, path))
        dialog.open()

    def _offer_to_read(self, fault: RefDeskError, wanted: Wanted) -> None:
        """Say who has the file, and offer to look into it."""
        dialog = FaultDialog(fault, self, offer=_("Open to read"), title=_("It can only be read now"))
        dialog.accepted.connect(partial(self._open, dataclasses.replace(wanted, to_read=True)))
        dialog.open()
        dialog.main_button.setFocus()

    def quit(self) -> None:
        """Close the window."""
        self.close()

    def keep_read_through(self, path: Path) -> None:
        """Remember that a file was read through today and found whole."""
        today = self._outside.clock().date()
        self._remember(settings.with_read_through(self.machine, path, today))

    def raise_with(self, file: str) -> None:
        """Come to the front, as a second start asks, and open the file that it was given."""
        if self._is_left:
            return
        self._come_forward()
        wanted = Path(file) if file else None
        if self._way is not None:
            if wanted is not None or self._quits:
                self._quits = False
                self._way.redirect(partial(self._come_back, wanted))
        elif wanted is not None:
            self._open_asked(wanted)

    def _come_forward(self) -> None:
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def _open_asked(self, path: Path) -> None:
        if self.opened is not None and path.resolve() == self.opened.file.path.resolve():
            return
        if any(dialog.isVisible() for dialog in of_window(self)):
            sentence = _("Finish what is open here first; then open “{file}”.").format(file=path.name)
            self.show_fault(RefDeskError(sentence))
            return
        self.open_path(path)

    def _come_back(self, wanted: Path | None) -> None:
        """Open a file after the window was about to close: somebody started RefDesk meanwhile."""
        path = wanted or self._own
        if path is not None:
            self._open(Wanted(path))
        else:
            self._show_something()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_left and self._way is None and self._is_held():
            event.ignore()
            return
        if not self._is_left:
            self._in_close = True
            self._leave_for_good() if self._way is None else self._way.redirect(self._leave_for_good)
            self._quits, self._in_close = True, False
        if not self._is_left:
            event.ignore()
            return
        self._remember(dataclasses.replace(self.machine, window=window_state.of(self)))
        self.jobs.shut_down()
        if self._first is not None:
            self._first.put_away()
        super().closeEvent(event)

    def _is_held(self) -> bool:
        """Come forward with a dialog in which something is typed that closing would lose."""
        first = self._first if self._first is not None and self._first.holds_typed() else None
        held = holding(self) or first
        if held is not None:
            self._come_forward()
            held.hold(self.close)
        elif self.focusWidget() is not None:
            self.focusWidget().clearFocus()  # what is typed on a page is saved when its field is left
        return held is not None

    def put_away(self) -> None:
        """Close the open file, at which nothing works any more."""
        self.jobs.shut_down(0)
        if self.opened is not None:
            leaving, self.opened = self.opened, None
            leaving.close()

    def _leave_for_good(self) -> None:
        self._quits = True
        self._leave(self._left_for_good)

    def _left_for_good(self) -> None:
        self._is_left = True
        if not self._in_close:
            self.close()

    def _leave(self, then: Callable[[], None], otherwise: Callable[[], None] = do_nothing) -> None:
        """Leave what is open, with a backup of what changed, and go on; `otherwise` if that is not to be."""
        if self._way is None:
            self._way = leaving = Leaving(self, then, otherwise, self._arrived)
            leaving.begin()
        else:
            otherwise()

    def _pass(
        self, note: str, work: Callable[[Progress], object], came: Came, spare: Callable[[object], None] = keep
    ) -> None:  # fmt: skip
        """Work at length while nothing can be done in the window."""
        if self._way is not None:
            return
        self._early_keys.listen()
        if self.opened is None and self._first is None:
            self._set_content(QWidget(self))
        self._way = passage = Passage(self, came, self._arrived, spare)
        passage.begin(self.jobs, work, note)

    def _arrived(self) -> None:
        self._way, self._quits = None, False

    def _make_sample(self, progress: Progress) -> Path:
        path = self._outside.sample()
        progress.check()
        return path

    def _sample_came(self, path: Path | None, fault: RefDeskError | None) -> None:
        if path is not None:
            self._open(Wanted(path, own=False))
        else:
            self._show_something()
        if fault is not None:
            self.show_fault(fault)

    def _open(self, wanted: Wanted, *, anew: bool = False) -> None:
        """Open a file in place of the one that is open, which stays where it cannot be; `anew` even the same one."""
        if not anew and self.opened is not None and self.opened.file.path.resolve() == wanted.path.resolve():
            wanted.then(None)
            return
        note = _("Opening “{name}”…").format(name=wanted.path.stem)
        work = partial(opening.open_wanted, wanted, self._outside.clock)
        self._pass(note, work, partial(self._file_came, wanted), opening.give_back)

    def _file_came(self, wanted: Wanted, file: OpenFile | None, fault: RefDeskError | None) -> None:
        if file is not None:
            self._leave(partial(self._show_wanted, wanted, file), file.close)
            return
        self._show_something()
        if fault is not None:
            self._say_not_opened(fault, wanted)
        wanted.then(fault)

    def _say_not_opened(self, fault: RefDeskError, wanted: Wanted) -> None:
        if isinstance(fault, StoreDamaged):
            self.show_damage(fault, wanted.path)
        elif not data_file.can_be_read(fault):
            self.show_fault(fault)
        elif self.opened is not None and self.opened.file.path.resolve() == wanted.path.resolve():
            self.opened.workplace.tell(fault.sentence)
        else:
            self._offer_to_read(fault, wanted)

    def _show_wanted(self, wanted: Wanted, file: OpenFile) -> None:
        self._show_file(file, own=wanted.own)
        wanted.then(None)

    def _remember_own(self, path: Path) -> None:
        self._own = path
        self._remember(settings.with_opened(self.machine, path))

    def _show_own(self, file: OpenFile) -> None:
        self._show_file(file, own=True)

    def _show_file(self, file: OpenFile, *, own: bool) -> None:
        if own:
            self._remember_own(file.path)
        self.opened = OpenWindow(file, self._outside.ask_to_open, self._outside.ask_to_save, self, made_up=not own)
        self._set_content(self.opened.shell)
        self._early_keys.lead(self.opened.shell)
        name = _("{file} (only to read)").format(file=file.path.stem) if file.reading else file.path.stem
        self.setWindowTitle(f"{name} · {paths.APP}")
        FirstPaint(self.opened.shell, self.opened.look_after, self.opened)

    def _set_content(self, content: QWidget) -> None:
        before = self._stack.currentWidget()
        self._stack.addWidget(content)
        self._stack.setCurrentWidget(content)
        if before is not None:
            self._stack.removeWidget(before)
            before.deleteLater()
        if content is not self._first and self._first is not None:
            self._first.put_away()
            self._first = None

    def _remember(self, machine: MachineSettings) -> None:
        self.machine = machine
        settings.save(machine)

    def keep_appearance(self, machine: MachineSettings) -> None:
        """Keep what Settings chose for the look of this machine."""
        looks = {name: getattr(machine, name) for name in ("appearance", "text_size", "motion", "language")}
        self._remember(dataclasses.replace(self.machine, **looks))
        self.appearance_changed.emit(self.machine)
