"""Ranks set a while ago that no longer fit: accepted, kept or set to another one, line by line."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.changes import Changes
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import ranks
from refdesk.services.desk import Desk
from refdesk.services.ranks import ProposedRank
from refdesk.ui import theme
from refdesk.ui.jobs import Job
from refdesk.ui.sorting import keys, rank_lines
from refdesk.ui.sorting.rank_keys import RankKeys
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.ids_model import PAGE, IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.widgets.surfaces import EmptyState
from refdesk.ui.workplace import Workplace

_FIXED, _OF_TEXT, _LEAST_LIST = 206, 94, 170
"""What stands around the list: head, foot and spaces, then what grows with the text."""
_KEEP = "k"


@dataclass(frozen=True, slots=True)
class _Done:
    """What was done with whom, so that it can be taken back and the lines come again."""

    operation_id: int
    people: tuple[int, ...]


class LookAgainDialog(Dialog):
    """Enter accepts the line, K keeps the rank as it is, a rank's letter sets that one; Ctrl+Enter accepts all."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Look at ranks again"), parent, main=_("Accept all"), size=QSize(780, 680), cancel=_("Close")
        )
        self._workplace = workplace
        self._people: dict[int, ProposedRank] = {}
        self._order: list[int] = []
        self._settled: set[int] = set()
        self._done: list[_Done] = []
        self._operation_id = 0
        self._nobody: EmptyState | None = None
        self._job: Job | None = None
        self.about = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self._model: IdsModel[ProposedRank] = IdsModel(self._fetch, rank_lines.proposed_columns(), self)
        self.view = ListView(self._model, self, name=_("Ranks to look at"), line_height=rank_lines.LINE_HEIGHT)
        self.view.setItemDelegate(rank_lines.ProposedDelegate(self.view))
        self.view.horizontalHeader().hide()
        self.ranks = RankKeys(self)
        self.keep = Button(_("Keep"), self, key="K")
        self.take = Button(_("Accept"), self, icon="check", key="Enter")
        self.undo = Button(_("Undo"), self, icon="undo-2", key="Ctrl+Z")
        for part in (self.about, self.view, self.ranks):
            self.body.addWidget(part)
        self._caps = (KeyCap(_("Enter"), self), KeyCap("K", self))
        for button in (self.take, self._caps[0], self.keep, self._caps[1], self.undo):
            self.foot_row.addWidget(button)
        self.foot_row.setSpacing(8)
        self._connect()

    def open(self) -> None:
        """Show the dialog and begin to read."""
        self._show_parts(lines=False)
        self.about.setText(_("Reading the ranks…"))
        super().open()
        self._workplace.bus.hold()
        job: object = self._workplace.jobs.start(
            partial(_read, self._workplace.desk), then=self._show_read, failed=self.show_fault
        )
        self._job = job if isinstance(job, Job) else None

    def reject(self) -> None:
        """Close; what was done stays, and reading ends."""
        if self._job is not None:
            self._job.stop()
        self._unsubscribe()
        self._workplace.bus.release()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let letters act wherever the focus is."""
        letter = "" if keys.is_modified(event) else event.text()
        if keys.is_undo(event):
            self._undo()
        elif letter and self._is_letter(letter):
            self._typed(letter)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what room there is."""
        super().resizeEvent(event)
        room = self.frame_size().height() - _FIXED - theme.scaled(_OF_TEXT)
        self.view.setFixedHeight(max(room, _LEAST_LIST))

    # -- the list

    def _show_read(self, found: tuple[ProposedRank, ...]) -> None:
        self._job = None
        self._people = {int(each.contact_id): each for each in found}
        self._order = list(self._people)
        self._list(0)

    def _open_ids(self) -> list[int]:
        return [each for each in self._order if each not in self._settled]

    def _list(self, place: int) -> None:
        ids = self._open_ids()
        self._model.set_ids(array("q", ids), self._fetch(ids[:PAGE]))
        self._show_parts(lines=bool(ids))
        self.undo.setEnabled(bool(self._done))
        if not ids:
            self._show_nobody()
            return
        words = ngettext(
            "{n} rank was set a while ago and no longer fits.",
            "{n} ranks were set a while ago and no longer fit.",
            len(ids),
        )
        self.about.setText(words.format(n=i18n.number(len(ids))))
        self.view.go_to(ids[min(place, len(ids) - 1)])
        self._mark()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_nobody(self) -> None:
        fits = _("No rank needs a look: what people send fits it.")
        said = _("All ranks have been looked at.") if self._done else fits
        self.about.setText(said)
        self.about.hide()
        self._nobody = EmptyState(
            _("That is everybody") if self._done else _("Every rank fits"), said, self, icon="circle-check"
        )
        self.body.addWidget(self._nobody, 0, Qt.AlignmentFlag.AlignHCenter)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self, *, lines: bool) -> None:
        if self._nobody is not None:
            self._nobody.hide()
            self._nobody.deleteLater()
            self._nobody = None
        for part in (self.view, self.ranks, self.take, self.keep, *self._caps):
            part.setVisible(lines)
        self.about.show()
        self.undo.setVisible(bool(self._done))
        self.main_button.setEnabled(lines)

    def _mark(self, _contact_id: int = 0) -> None:
        current = self._current()
        self.ranks.mark(current.proposal.rank if current else None, _("proposed"))

    def _current(self) -> ProposedRank | None:
        return self._people.get(self.view.current_id()) if self.view.isVisible() else None

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, ProposedRank]:
        return {each: self._people[each] for each in ids if each in self._people}

    # -- what is done

    def _is_letter(self, letter: str) -> bool:
        return letter.lower() == _KEEP or keys.rank_of_letter(letter) is not None

    def _typed(self, letter: str) -> None:
        rank = keys.rank_of_letter(letter)
        if letter.lower() == _KEEP:
            self._keep()
        elif rank is not None:
            self._set(rank)

    def _take(self, _contact_id: int = 0) -> None:
        if (current := self._current()) is not None:
            self._set(current.proposal.rank)

    def _keep(self) -> None:
        if (current := self._current()) is not None:
            self._set(current.rank)

    def _set(self, rank: Rank) -> None:
        current = self._current()
        if current is None:
            return
        place = self._open_ids().index(int(current.contact_id))
        wanted = [(current.contact_id, rank)]
        try:
            self._workplace.desk.do(ranks.accept, wanted)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self._noted((int(current.contact_id),), place)

    def _take_all(self) -> None:
        wanted = [(each.contact_id, each.proposal.rank) for each in map(self._people.__getitem__, self._open_ids())]
        work = partial(_accept, self._workplace.desk, wanted)
        self.main_button.setEnabled(False)
        then: Callable[[int], None] = partial(self._all_taken, tuple(int(each) for each, _rank in wanted))
        self._workplace.jobs.start(work, then=then, failed=self._not_taken, writes=True)

    def _all_taken(self, people: tuple[int, ...], _count: int) -> None:
        self._noted(people, 0)
        said = ngettext("{n} rank looked at", "{n} ranks looked at", len(people))
        self._workplace.done(said.format(n=i18n.number(len(people))))

    def _not_taken(self, fault: RefDeskError) -> None:
        self.main_button.setEnabled(True)
        self.show_fault(fault)

    def _noted(self, people: tuple[int, ...], place: int) -> None:
        self.clear_problems()
        self._done.append(_Done(self._operation_id, people))
        self._settled.update(people)
        self._list(place)

    def _undo(self) -> None:
        """Take the last one back; its line comes again."""
        if not self._done:
            return
        last = self._done[-1]
        try:
            self._workplace.desk.undo_operation(last.operation_id)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self._done.pop()
        self._settled.difference_update(last.people)
        self._list(self._open_ids().index(last.people[0]))

    def _heard(self, changes: Changes) -> None:
        self._operation_id = changes.operation_id

    def _connect(self) -> None:
        self.view.entered_line.connect(self._take)
        self.view.typed.connect(self._typed)
        self.view.current_changed.connect(self._mark)
        self.ranks.chosen.connect(self._set)
        self.take.clicked.connect(self._take)
        self.keep.clicked.connect(self._keep)
        self.undo.clicked.connect(self._undo)
        self.main_pressed.connect(self._take_all)
        self._unsubscribe = self._workplace.desk.subscribe(self._heard)


def _read(desk: Desk, progress: Progress) -> tuple[ProposedRank, ...]:
    return desk.ask(ranks.to_look_at, today=desk.today(), zone=desk.zone, progress=progress)


def _accept(desk: Desk, wanted: list[tuple[ContactId, Rank]], _progress: Progress) -> int:
    desk.do(ranks.accept, wanted)
    return len(wanted)
