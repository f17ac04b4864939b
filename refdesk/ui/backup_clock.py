"""Makes backups by itself: every half hour if something changed, and says when the last one was made."""

from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from refdesk import i18n
from refdesk.errors import RefDeskError, StoreFault
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import data_file
from refdesk.services.data_file import Backup
from refdesk.ui.workplace import Workplace

EVERY_MS = 30 * 60 * 1000
LATE_AFTER = timedelta(days=2)


class BackupClock(QObject):
    """Runs while a file is open; `said` brings a sentence and whether it is a worry."""

    said = Signal(str, bool)

    def __init__(self, workplace: Workplace, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        """Make a backup if anything changed since the last one."""
        try:
            changed = data_file.changed_since_backup(self._workplace.file)
        except RefDeskError as fault:
            self._failed(fault)
            return
        if changed:
            self.make("every half hour")

    def make(self, reason: str) -> None:
        """Make a backup now."""
        self._workplace.jobs.start(partial(self._back_up, reason), then=self._done, failed=self._failed)

    def look(self) -> None:
        """Say when the last backup was made."""
        last = data_file.newest_backup(self._workplace.file)
        if last is None:
            self.said.emit(_("Saved"), False)
        else:
            self._made(last)

    def _back_up(self, reason: str, progress: Progress) -> tuple[Backup, bool]:
        missed: list[StoreFault] = []
        made = data_file.back_up(self._workplace.file, reason, progress=progress, missed=missed.append)
        return made, bool(missed)

    def _done(self, result: tuple[Backup, bool]) -> None:
        made, missed = result
        self._made(made)
        if missed:
            self.said.emit(_("Saved · the second backup folder was not reached"), True)

    def _made(self, backup: Backup) -> None:
        desk = self._workplace.desk
        at = backup.moment.astimezone(desk.zone)
        when = i18n.clock(at) if at.date() == desk.today() else i18n.day_short(at.date())
        late = desk.now() - backup.moment > LATE_AFTER
        self.said.emit(_("Saved · backup {when}").format(when=when), late)

    def _failed(self, fault: RefDeskError) -> None:
        self.said.emit(fault.sentence, True)
