"""What can be done with a line of the timeline: open it, keep or drop the promise, take it back."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import promises, timeline, touches
from refdesk.services.timeline_line import TimelineLine
from refdesk.services.timeline_trail import Behind
from refdesk.ui.contacts.doing import Doing
from refdesk.ui.contacts.timeline_entry import TimelineEntry
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace


class TimelineActs(Doing):
    """Does what a line is asked for; the windows it opens lie over `parent`."""

    referral_shown_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(workplace, parent)
        self._over = parent

    def open(self, entry: TimelineEntry) -> None:
        """Open what a line is about."""
        line = entry.entry
        if line.touch_id is not None:
            self._open_touch(line)
        elif line.promise_id is not None:
            self._open_promise(entry)
        elif line.referral_id is not None and line.gift_id is None:
            self.referral_shown_wanted.emit(line.referral_id)
        else:
            self._open_words(line)

    def undo(self, entry: TimelineEntry) -> None:
        """Take back what a line tells; what concerned many people is asked for in its menu."""
        behind = self._workplace.desk.ask(timeline.behind, entry.entry)
        if behind is None:
            self._workplace.tell(_("This line cannot be taken back by itself."))
        elif behind.is_wide:
            self.menu(entry).popup(entry.menu_place())
        else:
            self._take_back(behind)

    def remove(self, entry: TimelineEntry) -> None:
        """Take a conversation out, or take back what else a line tells."""
        touch_id = entry.entry.touch_id
        if touch_id is None or not self._is_free(entry.entry):
            self.undo(entry)
        else:
            self.do(_("Conversation removed"), touches.remove, touch_id)

    def pop_up(self, entry: TimelineEntry, where: QPoint) -> None:
        """Open the menu of a line."""
        self.menu(entry).popup(where)

    def menu(self, entry: TimelineEntry) -> Menu:
        """Return the menu of a line; the operation behind it is looked for now."""
        line = entry.entry
        menu = Menu(entry, name=line.title)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.add(_("Open"), partial(self._open_words_or, entry), aside=_("Enter"), icon="arrow-up-right")
        if line.promise_id is not None and line.is_open:
            self._add_promise_acts(menu, line)
        if line.referral_id is not None:
            menu.add(_("Open the referral"), partial(self.referral_shown_wanted.emit, line.referral_id),
                     icon="handshake")  # fmt: skip
        menu.addSeparator()
        if line.touch_id is not None and self._is_free(line):
            menu.add(_("Remove the conversation"), partial(self.remove, entry), aside=_("Delete"), icon="trash-2")
        behind = self._workplace.desk.ask(timeline.behind, line)
        if behind is None:
            menu.add(_("Cannot be taken back by itself"), _nothing, icon="undo-2").setEnabled(False)
        else:
            words = _("Undo: {act}").format(act=behind.label)
            menu.add(words, partial(self._take_back, behind), aside=_("U"), icon="undo-2")
        return menu

    def _open_words_or(self, entry: TimelineEntry) -> None:
        if entry.entry.promise_id is not None:
            self._open_words(entry.entry)
        else:
            self.open(entry)

    def _open_promise(self, entry: TimelineEntry) -> None:
        if entry.entry.is_open:
            self.pop_up(entry, entry.menu_place())
        else:
            self._open_words(entry.entry)

    def _add_promise_acts(self, menu: Menu, line: TimelineLine) -> None:
        kept = partial(self.do, _("Promise kept"), promises.keep, line.promise_id)
        dropped = partial(self.do, _("Promise dropped"), promises.drop, line.promise_id)
        menu.add(_("Kept"), kept, icon="check")
        menu.add(_("Dropped"), dropped, icon="x")
        menu.add(_("Change…"), partial(self._edit_promise, line), icon="pencil")

    def _edit_promise(self, line: TimelineLine) -> None:
        from refdesk.ui.contacts.promise_dialog import PromiseDialog

        try:
            dialog = PromiseDialog(self._workplace, self._over, promise_id=line.promise_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            dialog.open()

    def _open_touch(self, line: TimelineLine) -> None:
        from refdesk.ui.contacts.touch_dialog import TouchDialog

        assert line.touch_id is not None, "a conversation is opened"
        try:
            logged = self._workplace.desk.ask(touches.of, line.touch_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
            return
        TouchDialog(self._workplace, self._over, logged=logged).open()

    def _open_words(self, line: TimelineLine) -> None:
        from refdesk.ui.contacts.timeline_words import TimelineWords

        behind = self._workplace.desk.ask(timeline.behind, line)
        window = TimelineWords(self._workplace, self._over, line=line, behind=behind)
        window.undo_wanted.connect(self._take_back)
        window.open()

    def _is_free(self, line: TimelineLine) -> bool:
        assert line.touch_id is not None, "asked about conversations"
        try:
            return self._workplace.desk.ask(touches.of, line.touch_id).is_free
        except RefDeskError:
            return False

    def _take_back(self, behind: Behind) -> None:
        try:
            self._workplace.desk.undo_operation(behind.operation_id)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)
        else:
            self._workplace.tell(_("Taken back: {act}").format(act=behind.label))


def _nothing() -> None:
    pass
