"""What is in a backup, beside what is in the open file, and what would go: asked before the one replaces the other."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.services.restoring import Choice, Contents, Done
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import day_text
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Hairline, Notice

_WORDS, _BACKUP, _PRESENT = range(3)


class RestoreDialog(Dialog):
    """`accepted` means: put it back; moments are shown in the zone of the business, with None in the computer's."""

    def __init__(self, choice: Choice, zone: ZoneInfo | None, parent: QWidget) -> None:
        super().__init__(
            _("Restore this backup?"), parent, main=_("Restore this backup"), main_icon="undo-2", size=QSize(760, 600)
        )
        self._zone = zone
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(_BACKUP, 1)
        self._grid.setColumnStretch(_PRESENT, 1)
        self.body.addWidget(Label(choice.path.name, Style.SECOND, self, ink=Ink.INK2, wrap=True, selectable=True))
        strong, words = self._consequence(choice)
        goes = choice.present is None or (choice.would_go is not None and choice.would_go.count > 0)
        if strong:
            self.body.addWidget(Notice(strong, words, self, calm=not goes))
        self.body.addLayout(self._grid)
        self._fill(choice)
        if choice.present is None:
            kept = _("The damaged file is kept aside, in the same folder.")
            self.body.addWidget(Label(kept, Style.BODY, self, wrap=True))
        elif not goes:
            kept = _("Your file as it is now is kept aside, in the same folder; nothing of it is lost.")
            self.body.addWidget(Label(kept, Style.BODY, self, wrap=True))
        self.main_pressed.connect(self.accept)

    def open(self) -> None:
        """Show the dialog; there is nothing to fill in."""
        super().open()
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _consequence(self, choice: Choice) -> tuple[str, str]:
        """Return what would go or come, in a few words and a sentence; nothing where that cannot be told."""
        if choice.present is None:
            return _("This is the newest whole backup."), _("What was done after it cannot be read any more.")
        go, come = choice.would_go, choice.would_come
        if go is not None and go.count:
            words = ngettext("{n} thing was done since.", "{n} things were done since.", go.count)
            stays = ngettext(
                "It stays in the file that is kept aside.", "They stay in the file that is kept aside.", go.count
            )
            return words.format(n=i18n.number(go.count)), f"{stays} {self._newest(go.newest)}"
        if come is not None and come.count:
            words = ngettext("{n} thing more was done in it.", "{n} things more were done in it.", come.count)
            return words.format(n=i18n.number(come.count)), self._newest(come.newest)
        return (_("Nothing was done since."), _("Both hold the same.")) if go is not None else ("", "")

    def _fill(self, choice: Choice) -> None:
        there, here = choice.backup, choice.present
        columns = ((_BACKUP, _("This backup")), (_PRESENT, _("Your file now")))
        for column, words in columns if here is not None else columns[:1]:
            self._grid.addWidget(Label(words, Style.SECOND_STRONG, self), 0, column)
        self._grid.addWidget(Hairline(self), 1, 0, 1, 3)
        if here is None or there.business != here.business:
            self._add(_("Business"), there.business, here.business if here else "")
        if choice.made is not None:
            self._add(_("Made"), self._moment(choice.made), _("Open now") if here else "")
        self._add(_("Last done"), self._done(there.newest), self._done(here.newest) if here else "")
        now = dict(_counts(here)) if here else {}
        for words, many in _counts(there):
            self._add(words, i18n.number(many), i18n.number(now[words]) if here else "")

    def _add(self, words: str, backup: str, present: str) -> None:
        """Add a line; `present` is empty where there is no file to compare with."""
        row = self._grid.rowCount()
        self._grid.addWidget(Label(words, Style.BODY, self, ink=Ink.INK2), row, _WORDS, Qt.AlignmentFlag.AlignTop)
        for column, value in ((_BACKUP, backup), (_PRESENT, present)):
            if not value:
                continue
            label = Label(value, Style.BODY, self, wrap=True)
            whose = _("{what}, this backup: {value}") if column == _BACKUP else _("{what}, your file now: {value}")
            label.setAccessibleName(whose.format(what=words, value=value))
            self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignTop)

    def _done(self, done: Done | None) -> str:
        return f"{_named(done)}\n{self._moment(done.at)}" if done is not None else _("Nothing yet")

    def _newest(self, done: Done | None) -> str:
        if done is None:
            return ""
        return _("The newest: {what}, {moment}.").format(what=_named(done), moment=self._moment(done.at))

    def _moment(self, at: datetime) -> str:
        here = at.astimezone(self._zone)
        return f"{day_text.show(here.date())}, {i18n.clock(here)}"


def _named(done: Done) -> str:
    return (_("“{what}” taken back") if done.takes_back else _("“{what}”")).format(what=done.label)


def _counts(held: Contents) -> list[tuple[str, int]]:
    return [
        (_("People"), held.people),
        (_("Referrals"), held.referrals),
        (_("Thanks"), held.thanks),
        (_("Gifts"), held.gifts),
        (_("Cards printed"), held.cards),
    ]
