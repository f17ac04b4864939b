"""What belongs to one open file: its workplace, shell, routes, undo, backups and news, made and ended together."""

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from refdesk import settings
from refdesk.errors import RefDeskError, StoreDamaged
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business, data_file
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk, UndoState
from refdesk.ui import commands, menus, rank_hiding, slices, timers, warming
from refdesk.ui.backup_clock import BackupClock
from refdesk.ui.change_bus import ChangeBus
from refdesk.ui.file_routes import PRINT_KEY, FileRoutes
from refdesk.ui.help.help_routes import HelpRoutes
from refdesk.ui.hour_watch import HourWatch
from refdesk.ui.jobs import JobsWhileOpen
from refdesk.ui.news_clock import NewsClock
from refdesk.ui.page import Page
from refdesk.ui.palette.lines import Line
from refdesk.ui.palette.offering import Offering
from refdesk.ui.palette.palette_field import PaletteField, Source
from refdesk.ui.places import PlaceName
from refdesk.ui.record_routes import RecordRoutes
from refdesk.ui.routes import Routes
from refdesk.ui.shell import Shell
from refdesk.ui.spare_signals import SpareSignals
from refdesk.ui.undo_actions import UndoActions
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import AskForFile, Workplace

if TYPE_CHECKING:
    from refdesk.services.palette import Found
    from refdesk.services.today import Counts
    from refdesk.ui.main_window import MainWindow

COUNT_AFTER_MS = 250


class OpenWindow(QObject):
    """Lives as long as the file is open."""

    def __init__(
        self, file: OpenFile, ask_to_open: AskForFile, ask_to_save: AskForFile, window: "MainWindow", *, made_up: bool
    ) -> None:
        super().__init__(window)
        self.file = file
        self._is_open, self._made_up, self._damaged = True, made_up, False
        self._window = window
        if window.isVisible():
            window.jobs.hold()
        bus = ChangeBus(file.desk, self)
        self._jobs = JobsWhileOpen(window.jobs)
        self.workplace = Workplace(
            file=file, bus=bus, jobs=self._jobs, done=self._done, tell=self._tell, show_fault=window.show_fault,
            ask_to_open=ask_to_open, ask_to_save=ask_to_save,
        )  # fmt: skip
        self._bus = bus
        self._file_menu, self._new_menu = Menu(window, name=_("File")), Menu(window, name=_("New"))
        self._find = PaletteField(Source(self._search, self._offer, self._jobs), window)
        self.shell = Shell(self.workplace, self._file_menu, self._new_menu, self._find, window)
        self.routes = Routes(self.workplace, self.shell)
        self.help = HelpRoutes(window, self._here, self, jobs=self._jobs)
        self.undo = UndoActions(self.workplace, window, self)
        self.records = RecordRoutes(self.workplace, self.shell, self.routes, self.undo)
        self.files = FileRoutes(self.workplace, self.shell, self.routes, back_up=self.back_up_now)
        offered = commands.of_window(self.routes, self.records, self.help, self.files, self.shell, window)
        self._offering = Offering(file.desk, self.routes, offered)
        self.backups = BackupClock(self.workplace, self)
        self._hour = HourWatch(self.workplace, self.shell, self)
        self._news = NewsClock(self.workplace, self)
        ask_ahead = partial(warming.ask_for_paper, file.desk)
        self._warming = warming.Warming(self, window.jobs, self.shell.make_one, ask_ahead)
        self._spare_signals = SpareSignals(window.jobs, self)
        self._fill_menus()
        self._connect()
        self._say_what_file_it_is()
        self.shell.go_to(PlaceName.TODAY)

    def _say_what_file_it_is(self) -> None:
        """Say above every place that the business is made up, that nobody can write here, or what is wrong."""
        if self._made_up:
            words = _("Made-up business: nothing here is real.")
            self.shell.show_banner(words, _("Back to mine"), self._window.back_to_mine)
        elif self.file.reading:
            self.shell.show_banner(self.file.reading, _("Try again"), self._window.try_to_write)
        elif self.file.warning:
            self.shell.show_banner(self.file.warning, "", None)

    def look_after(self) -> None:
        """Do what can wait until the window is painted: the counts, the undo state, the last backup."""
        self._window.jobs.let_begin()
        if self._is_open:
            self._jobs.start(partial(_read_undo, self.file.desk), then=self.undo.show, failed=self._window.show_fault)
            self.backups.look()
            self._count()
            self._hour.look()
            self.shell.focus_page()
            if self.file.reading:
                self._say_saved(_("Only to read"), False)
            else:
                self._look_through()

    def back_up_now(self) -> None:
        """Make a backup and say so."""
        self.backups.make("asked for")

    def needs_backup(self) -> bool:
        """Tell whether anything was done since the last backup that is worth one."""
        return not self._made_up and not self._damaged and data_file.changed_since_backup(self.file)

    def end_work(self) -> None:
        """Start nothing any more: the file is about to be closed."""
        self._is_open = False
        self._jobs.close()
        self._warming.end()
        for timer in self.findChildren(QTimer):
            timer.stop()

    def close(self) -> None:
        """Leave one whole file."""
        self.end_work()
        self.shell.setUpdatesEnabled(False)  # a list that is painted asks for its rows
        for timer in self.shell.findChildren(QTimer):
            timer.stop()
        slices.leave(self.shell)
        gc.unfreeze()  # what belongs to this file is garbage from now on
        self._bus.close()
        self.file.close()
        for menu in (self._file_menu, self._new_menu):  # the window outlives them, and their lines act on this file
            menu.deleteLater()
        self.deleteLater()

    def _here(self) -> str:
        shown = self.shell.sheet.pages.currentWidget()
        return (shown.help_page() if isinstance(shown, Page) else "") or self.shell.here or ""

    def _search(self, typed: str) -> "Found":
        return self._offering.find(typed)

    def _offer(self, typed: str, found: "Found") -> list[Line]:
        return self._offering.lines(typed, found)

    def _fill_menus(self) -> None:
        routes, window = self.routes, self._window
        recent = tuple(path for path in window.machine.recent_files if path != self.file.path)
        menus.fill_file_menu(
            self._file_menu, window, recent, bring_in=routes.import_contacts, write_out=routes.export_contacts,
            duplicates=routes.find_duplicates, move=self.files.move, print_shown=self.files.print_shown,
            prepare_print=self.files.prepare_print, first_hour=self.files.show_first_hour,
            history=self.records.show_history,
            handbook=self.help.show_here, about=self.records.show_about,
        )  # fmt: skip
        menus.fill_new_menu(
            self._new_menu, referral=routes.new_referral, given=routes.referrals.give_referral,
            helping=routes.referrals.find_help, met=routes.referrals.meet_someone, contact=routes.new_contact,
            conversation=routes.log_conversation,
            promise=routes.add_promise, gift=routes.log_gift, reminder=routes.add_reminder,
        )  # fmt: skip
        menus.add_keys(
            self.shell,
            {
                "Ctrl+O": window.open_another, "Ctrl+I": routes.import_contacts, "Ctrl+Q": window.quit,
                "Ctrl+R": routes.new_referral, "Ctrl+L": routes.log_conversation, "Ctrl+N": self.shell.open_new_menu,
                "Ctrl+Shift+N": routes.new_contact, "Ctrl+Z": self.undo.undo, "Ctrl+Shift+Z": self.undo.redo,
                "Ctrl+Y": self.undo.redo, "Ctrl+K": self._find.take_focus, "Alt+F": self.shell.open_file_menu,
                "F6": self.shell.next_region, "Shift+F6": self.shell.former_region,
                rank_hiding.KEY: rank_hiding.shared().toggle, PRINT_KEY: self.files.print_shown,
                "F1": self.help.show_here, "Ctrl+/": self.help.show_keys,
            },
        )  # fmt: skip

    def _connect(self) -> None:
        shell = self.shell
        shell.page_made.connect(self._page_made)
        shell.sheet.pages.currentChanged.connect(self._spare_signals.look_after)
        shell.top_bar.undo_wanted.connect(self.undo.undo)
        shell.top_bar.help_wanted.connect(self.help.show_here)
        shell.top_bar.new_wanted.connect(self.routes.new_referral)
        shell.passing_line.undo_pressed.connect(self.undo.undo)
        self.undo.changed.connect(shell.show_undo)
        self.backups.said.connect(self._say_saved)
        self._counting = timers.once(self, COUNT_AFTER_MS, self._count)
        self.workplace.bus.changed.connect(self._counting.start)

    def _page_made(self, name: PlaceName, page: Page) -> None:
        self._spare_signals.look_after()
        if name is not PlaceName.SETTINGS:
            return
        settings_page: Any = page
        settings_page.appearance_changed.connect(self._window.keep_appearance)
        settings_page.restore_wanted.connect(self._restore)
        settings_page.back_up_wanted.connect(self.back_up_now)
        self.backups.said.connect(settings_page.show_backups)

    @property
    def is_made_up(self) -> bool:
        """Tell whether nothing in this file is real."""
        return self._made_up

    def _restore(self, backup: Path) -> None:
        # The page that asks goes away with the file: let its signal end first.
        QTimer.singleShot(0, self._window, partial(self._window.restore_from, backup))

    def _look_through(self) -> None:
        """Read the file for damage beside the work: quickly at each start, as a whole once a week."""
        due = settings.read_through_due(self._window.machine, self.file.path, self.workplace.desk.now().date())
        self.workplace.jobs.start(
            partial(_read_through, self.file, due), then=self._found_whole, failed=self._found_damage
        )

    def _found_whole(self, whole: bool) -> None:
        if whole and self._is_open and not self._made_up:
            self._window.keep_read_through(self.file.path)

    def _found_damage(self, fault: RefDeskError) -> None:
        if self._is_open and isinstance(fault, StoreDamaged):
            self._damaged = True
            self._window.show_damage(fault, self.file.path)

    def _count(self) -> None:
        work = partial(_read_counts, self.workplace.desk)
        self.workplace.jobs.start(work, then=self._show_counts, failed=self.workplace.show_fault)

    def _show_counts(self, counts: "Counts") -> None:
        self.shell.set_count(PlaceName.TODAY, counts.today)
        self.shell.set_count(PlaceName.REFERRALS, counts.open_referrals)
        self.shell.set_count(PlaceName.THANKS, counts.thanks_owed)
        self.shell.set_count(PlaceName.CARDS, counts.cards_to_print)

    def _done(self, words: str) -> None:
        if self.file.reading:
            self._tell(words)  # there is nothing to take back
        else:
            self.shell.passing_line.say(words)

    def _tell(self, words: str) -> None:
        self.shell.passing_line.say(words, undo=False, icon="info")

    def _say_saved(self, words: str, worry: bool) -> None:
        self.shell.sidebar.say_saved(words, late=worry)


def _read_undo(desk: Desk, _progress: Progress) -> UndoState:
    return desk.undo_state()


def _read_counts(desk: Desk, _progress: Progress) -> "Counts":
    from refdesk.services import today

    return desk.ask(today.counts, desk.now(), desk.ask(business.working_time))


def _read_through(file: OpenFile, whole: bool, progress: Progress) -> bool:
    data_file.look_through(file, whole=whole, progress=progress)
    return whole
