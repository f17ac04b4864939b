"""What lies over the window while the open file is left: the backup on its way, and the ways out of waiting for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.ui.job_dialog import Cover
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.marks import Progress


class LeavingCover(Cover):
    """Covers the window at once; `stay_wanted` keeps the file open, `skip_wanted` leaves it without a backup."""

    stay_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(_("One moment…"), window, shield=True)
        self._about = Label("", Style.BODY, self._card, ink=Ink.INK2, wrap=True)
        self.stay = Button(_("Keep it open"), self._card, key="Esc")
        self.skip = Button(_("Close without backup"), self._card)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.skip)
        buttons.addWidget(self.stay)
        self._card.column.addWidget(self._about)
        self._card.column.addWidget(self._bar)
        self._card.column.addLayout(buttons)
        self.stay.clicked.connect(self.stay_wanted)
        self.skip.clicked.connect(self.skip_wanted)
        self.wait_for_jobs()

    def first_stop(self) -> QWidget:
        """Begin where Enter loses nothing."""
        return self.stay if self.stay.isVisible() and self.stay.isEnabled() else self

    def escape(self) -> None:
        """Keep the file open, as long as there is a choice."""
        if self.stay.isEnabled() and not self.stay.isHidden():
            self.stay_wanted.emit()

    def wait_for_jobs(self) -> None:
        """Say that what runs is being stopped."""
        self._say(_("Stopping; nothing half done will stay…"), "", choice=False)

    def wait_for_backup(self) -> None:
        """Say that a backup is being made."""
        about = _("All you saved is safe in your file; the backup is a second copy of it.")
        self._say(_("Making a checked backup before closing…"), about, choice=True)

    def show_progress(self, done: int, total: int, note: str) -> None:
        """Say how far the backup is."""
        if not self.stay.isEnabled():
            return
        if note:
            self._about.setText(note)
        if total:
            self._bar.show()
            self._bar.set_share(min(done / total, 1.0), name=_("Progress"), state=Progress.ON_THE_WAY)

    def wait_for_end(self) -> None:
        """Say that a choice was heard; nothing is left to choose."""
        self._note.setText(_("Stopping; nothing half done will stay…"))
        for button in (self.stay, self.skip):
            button.setEnabled(False)
        self.setFocus()

    def ask_after(self, fault: RefDeskError) -> None:
        """Say why there is no backup, and let the person choose."""
        self._say(_("There is no backup of today’s work"), fault.sentence, choice=True)
        self._bar.hide()
        self._appear()

    def _say(self, note: str, about: str, *, choice: bool) -> None:
        self._note.setText(note)
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self._bar.setVisible(choice)
        for button in (self.stay, self.skip):
            button.setEnabled(True)
            button.setVisible(choice)
        if self.isVisible() and not self._card.isHidden():
            self._appear()
