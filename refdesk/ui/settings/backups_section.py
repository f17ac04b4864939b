"""Backups: where they go, which there are, and the way back to one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import N_, _, ngettext
from refdesk.services.data_file import SavedCopy
from refdesk.ui.settings import sections
from refdesk.ui.settings.section import Section
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import day_text
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.surfaces import Hairline

_FEW = 6
_REASONS = {
    "asked for": N_("asked for"),
    "at close": N_("when RefDesk was closed"),
    "every half hour": N_("by itself"),
    "before import": N_("before an import"),
}


class BackupsSection(Section):
    """Backups, newest first; `restore_wanted` brings the path of one."""

    restore_wanted = Signal(object)
    back_up_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        about = _(
            "A backup is a whole copy of your file, read through after it is made. Old ones thin out by themselves."
        )
        super().__init__(_("Backups"), parent, about=about)
        self._all = False
        self._copies: Sequence[SavedCopy] = ()
        sections.backup_folders(self)
        self.now = Button(_("Back up now"), self, icon="download")
        self.now.clicked.connect(self.back_up_wanted)
        self._newest = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._lines = QWidget(self)
        self._column = QVBoxLayout(self._lines)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._more = Button("", self, kind=Kind.LINK, size=Size.ROW)
        self._more.clicked.connect(self._show_all)
        self._lay_out()

    def show_copies(self, copies: Sequence[SavedCopy]) -> None:
        """Show which backups there are."""
        self._copies = copies
        shown = copies if self._all else copies[:_FEW]
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for copy in shown:
            self._column.addWidget(_Line(copy, self))
            self._column.addWidget(Hairline(self._lines))
        newest = _("Newest: {moment}").format(moment=moment_words(copies[0])) if copies else _("There is none yet.")
        self._newest.setText(newest)
        self._more.set_words(_("Show all {n}").format(n=len(copies)))
        self._more.setVisible(len(copies) > len(shown))

    def _show_all(self) -> None:
        self._all = True
        self.show_copies(self._copies)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.now)
        head.addWidget(self._newest, 1)
        made = QVBoxLayout()
        made.setSpacing(10)
        made.addLayout(head)
        made.addWidget(self._lines)
        more = QHBoxLayout()
        more.addWidget(self._more)
        more.addStretch(1)
        made.addLayout(more)
        self.card.column.addLayout(made)


class _Line(QWidget):
    """One backup: when, why, how many people, and the way back to it."""

    def __init__(self, copy: SavedCopy, section: BackupsSection) -> None:
        super().__init__(section)
        self._path: Path = copy.path
        self._section = section
        when = Label(moment_words(copy), Style.SECOND_STRONG, self)
        when.setMinimumWidth(190)
        why = ElidedLabel(_(_REASONS.get(copy.reason, copy.reason)), Style.SECOND, self, ink=Ink.INK2)
        people = ngettext("{n} person", "{n} people", copy.people).format(n=i18n.number(copy.people))
        restore = Button(_("Restore…"), self, size=Size.ROW)
        restore.setAccessibleName(_("Restore the backup of {moment}").format(moment=moment_words(copy)))
        restore.clicked.connect(self._wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(12)
        row.addWidget(when)
        row.addWidget(why, 1)
        row.addWidget(Label(people, Style.SECOND, self, ink=Ink.INK2))
        row.addWidget(restore)

    def _wanted(self) -> None:
        self._section.restore_wanted.emit(self._path)


def moment_words(copy: SavedCopy) -> str:
    """Return "Nov 18, 2026, 8:30 AM", in the zone in which the backup was made."""
    return f"{day_text.show(copy.moment.date())}, {i18n.clock(copy.moment)}"
