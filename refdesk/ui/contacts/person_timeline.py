"""The timeline of a person: everything that happened, read page by page, by sort or by a word."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from refdesk.domain.ids import ContactId
from refdesk.i18n import N_, _
from refdesk.progress import Progress
from refdesk.services import timeline
from refdesk.services.desk import Desk
from refdesk.services.person import Person
from refdesk.services.timeline import FIRST_PAGE, Show, TimelinePage
from refdesk.services.timeline_line import TimelineLine
from refdesk.services.timeline_marks import Mark
from refdesk.ui import timers
from refdesk.ui.contacts.person_sections import Section, quiet
from refdesk.ui.contacts.timeline_acts import TimelineActs
from refdesk.ui.contacts.timeline_list import TimelineList
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind, Size
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.roving import Roving
from refdesk.ui.workplace import Workplace

SHOWN_FIRST = 12
PAUSE_MS = 120
"""How long typing pauses before the story is looked through."""
WORDS = {
    Show.ALL: N_("All"), Show.CONVERSATIONS: N_("Conversations"), Show.REFERRALS: N_("Referrals"),
    Show.GIFTS_AND_CARDS: N_("Gifts & cards"), Show.PROMISES: N_("Promises"), Show.EDITS: N_("Edits"),
}  # fmt: skip


class PersonTimeline(Section):
    """What happened with a person, the newest first; the sort and the word stay from one person to the next."""

    referral_shown_wanted = Signal(int)
    filled = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(_("Timeline"), parent)
        self._workplace = workplace
        self._who: ContactId | None = None
        self._today = date.min
        self._lines: tuple[TimelineLine, ...] = ()
        self._next: Mark | None = None
        self._asked = 0
        self._is_long = self._is_alone = self._is_reading = False
        self.acts = TimelineActs(workplace, self)
        self._aside = Label("", Style.CAPTION, self, ink=Ink.INK2)
        self.filter = IconButton("filter", _("Filter the timeline"), self)
        self.chips = _Chips(self)
        self.search = SearchEdit(self, name=_("Search the timeline"), hint=_("A word in the timeline"))
        self.list = TimelineList(self)
        self.more = _More(self)
        self._pause = timers.once(self, PAUSE_MS, self._filter_changed)
        self._none = quiet("", self)
        self._lay_out()
        self._connect()

    def show_person(self, person: Person, today: date) -> None:
        """Show the newest lines of this person; as many as before when they are the same."""
        is_same = person.contact_id == self._who
        self._is_long = self._is_long and is_same
        self._who, self._today = person.contact_id, today
        received, given = len(person.received), len(person.given)
        both = _("Received {received}, given {given}").format(received=received, given=given)
        self._aside.setText(both if received or given else "")
        if self._is_filtered or (is_same and len(self._lines) > FIRST_PAGE):
            self._read(limit=max(FIRST_PAGE, len(self._lines)) if is_same else FIRST_PAGE)
        else:
            self._asked += 1
            self._show(TimelinePage(person.timeline, person.timeline_next))

    def set_alone(self, is_alone: bool) -> None:
        """Stand behind a tab of one's own, where nothing stands below, or in a column among others."""
        self._is_alone = is_alone
        self._fold()
        self._show_lines()

    @property
    def _is_filtered(self) -> bool:
        return self.chips.value() is not Show.ALL or bool(self.search.text().strip())

    def _fold(self) -> None:
        """Show chips and search where they are wanted: in a column only after the button, or while they hide lines."""
        wanted = self._is_alone or self.filter.isChecked() or self._is_filtered
        self.filter.setVisible(not self._is_alone)
        self.chips.setVisible(wanted)
        self.search.setVisible(wanted)

    def _show(self, page: TimelinePage) -> None:
        self._lines, self._next, self._is_reading = page.lines, page.next, False
        self._show_lines()

    def _show_lines(self) -> None:
        is_whole = self._is_long or self._is_alone
        shown = self._lines if is_whole else self._lines[:SHOWN_FIRST]
        self.list.show_lines(shown, self._today)
        self.more.setVisible(self._next is not None or len(shown) < len(self._lines))
        found = _("Nothing like this.") if self._is_filtered else _("Nothing yet. The first conversation begins it.")
        self._none.setText(found)
        self._none.setVisible(not self._lines and self._who is not None)

    def _read(self, *, limit: int = FIRST_PAGE, after: Mark | None = None) -> None:
        if self._who is None:
            return
        self._asked += 1
        self._is_reading = True
        work = partial(
            _page, self._workplace.desk, self._who, self.chips.value(), self.search.text(), after, limit
        )  # fmt: skip
        then = partial(self._take, self._asked, after is not None)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    def _take(self, asked: int, is_more: bool, page: TimelinePage) -> None:
        if asked == self._asked:
            self._show(TimelinePage((*self._lines, *page.lines), page.next) if is_more else page)

    def _go_on(self) -> None:
        """Show what is earlier: the rest of the page first, then the next one."""
        was_long = self._is_long or self._is_alone
        self._is_long = True
        if not was_long and len(self._lines) > SHOWN_FIRST:
            self._show_lines()
        elif self._next is not None and not self._is_reading:
            self._read(after=self._next)

    def _seen_end(self) -> None:
        if (self._is_long or self._is_alone) and self._next is not None and not self._is_reading:
            self._read(after=self._next)

    def _filter_changed(self) -> None:
        self._is_long = False
        self._fold()
        self._read()

    def _filter_pressed(self) -> None:
        self._fold()
        if self.filter.isChecked():
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.filled.emit()

    def _type(self, words: str) -> None:
        self.filter.setChecked(True)
        self._fold()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(words)

    def _go_to_lines(self) -> None:
        if self.list.entries():
            self.list.entries()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        self.filter.setCheckable(True)
        self.head.row.addWidget(self._aside)
        self.head.row.addWidget(self.filter)
        self.body.setSpacing(6)
        for part in (self.chips, self.search, self.list, self._none, self.more):
            self.body.addWidget(part)
        self.more.hide()
        self._none.hide()
        self._fold()

    def _connect(self) -> None:
        self.filter.clicked.connect(self._filter_pressed)
        self.chips.chosen.connect(self._filter_changed)
        self.search.textChanged.connect(self._pause.start)
        self.search.left_down.connect(self._go_to_lines)
        self.list.opened.connect(self.acts.open)
        self.list.undo_wanted.connect(self.acts.undo)
        self.list.remove_wanted.connect(self.acts.remove)
        self.list.menu_wanted.connect(self.acts.pop_up)
        self.list.typed.connect(self._type)
        self.list.filled.connect(self.filled)
        self.more.clicked.connect(self._go_on)
        self.more.seen.connect(self._seen_end, Qt.ConnectionType.QueuedConnection)
        self.acts.referral_shown_wanted.connect(self.referral_shown_wanted)


def _page(
    desk: Desk, who: ContactId, show: Show, typed: str, after: Mark | None, limit: int, _progress: Progress
) -> TimelinePage:  # fmt: skip
    return desk.ask(timeline.page, who, desk.zone, show=show, typed=typed, after=after, limit=limit)


class _Chips(QWidget):
    """Which lines to show, one sort at a time; they wrap where there is little room."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Lines to show"))
        self._group = QButtonGroup(self)
        self._chips = {show: Chip(_(words), self) for show, words in WORDS.items()}
        flow = Flow(self, spacing=6)
        for chip in self._chips.values():
            self._group.addButton(chip)
            flow.addWidget(chip)
        self._chips[Show.ALL].setChecked(True)
        roving = Roving(self)
        roving.set_members(list(self._chips.values()))
        self._group.buttonClicked.connect(self._tell)

    def value(self) -> Show:
        """Return the sort that is on."""
        return next(show for show, chip in self._chips.items() if chip.isChecked())

    def chip(self, show: Show) -> Chip:
        """Return one of the chips."""
        return self._chips[show]

    def _tell(self, _button: object) -> None:
        self.chosen.emit()


class _More(Button):
    """The button below the last line; `seen` when somebody looks at it."""

    seen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Show earlier lines"), parent, kind=Kind.LINK, size=Size.ROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.seen.emit()
