"""People who stand twice: found in the background, looked at pair by pair, merged or told apart."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.changes import Changes
from refdesk.domain.ids import ContactId
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import duplicates, merging
from refdesk.services.duplicates import PairRow
from refdesk.ui import theme
from refdesk.ui.duplicates import merge_jobs
from refdesk.ui.duplicates.comparing import NEITHER, Comparing
from refdesk.ui.duplicates.comparison_view import ComparisonView
from refdesk.ui.duplicates.finding import Finding
from refdesk.ui.duplicates.pair_list import PairList
from refdesk.ui.duplicates.result_preview import ResultPreview
from refdesk.ui.jobs import Job
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace

T = TypeVar("T")
_BESIDE = 1100
"""Wide enough for the list, the choices and the result side by side."""
_AT_ONCE = 50
"""So many pairs are read again within one event; more are read beside the window."""


class DuplicatesDialog(Dialog):
    """Shows who may stand twice, or only the pair named; `saved` brings whom two have become, 0 after many."""

    saved = Signal(int)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, pair: tuple[ContactId, ContactId] | None = None
    ) -> None:  # fmt: skip
        title = _("Duplicates") if pair is None else _("Are they one person?")
        super().__init__(title, parent, main=_("Merge"), size=QSize(1240, 820), cancel=_("Close"))
        self._workplace, self._is_of_two = workplace, pair is not None
        self._find: Callable[[Progress], tuple[PairRow, ...]] = (
            partial(merge_jobs.find, workplace.file)
            if pair is None
            else partial(merge_jobs.these, workplace.file, *pair)
        )
        self._found: list[PairRow] = []
        self._open: list[int] = []
        self._later: list[int] = []
        self._gone: set[int] = set()
        self._job: Job | None = None
        self._beside: bool | None = None
        self._is_backed_up = self._is_done = False
        self._acted_on = self._next = NEITHER
        self.pairs = PairList(self)
        self.finding = Finding(self)
        self.just_done = Notice("", "", self, act=_("Undo"), calm=True, icon="check")
        self.preview = ResultPreview(self)
        self.comparing = Comparing(workplace, self.preview, self)
        self.apart = Button(_("These are two people"), self, icon="users", key="Ctrl+T")
        self.later = Button(_("Later"), self, key="Ctrl+L")
        self._arrange()
        self._connect()

    @property
    def view(self) -> ComparisonView | None:
        """Return the pair that is shown, side by side."""
        return self.comparing.view

    def open(self) -> None:
        """Show the dialog and begin to search."""
        super().open()
        self._search()

    def reject(self) -> None:
        """Close; a search that is on its way ends, a merge is waited for."""
        if not self.cancel_button.isEnabled():
            return
        self._stop_job()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add the keys of this dialog to those that every dialog has."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            act = {Qt.Key.Key_T: self.apart, Qt.Key.Key_L: self.later}.get(Qt.Key(event.key()))
            if act is not None and act.isVisible() and act.isEnabled():
                act.click()
            elif event.key() == Qt.Key.Key_Z and self.just_done.isVisible():
                self._undo()
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the result beside the choices, or below them where there is no room."""
        super().resizeEvent(event)
        self.pairs.fit(self.frame_size().width())
        beside = self.frame_size().width() >= theme.scaled(_BESIDE)
        self.preview.stand_beside(beside=beside)
        if beside is not self._beside:
            self._beside = beside
            self.set_side(self.preview) if beside else self.body.addWidget(self.preview)

    def _arrange(self) -> None:
        self.set_lead(self.pairs)
        self.body.addWidget(self.just_done)
        self.body.addWidget(self.finding)
        self.foot_row.addWidget(self.apart)
        self.foot_row.addWidget(self.later)
        self._show_parts(pairs=False)
        self.just_done.hide()

    def _connect(self) -> None:
        self.pairs.wanted.connect(self._show_wanted)
        self.pairs.entered.connect(self._enter)
        self.pairs.sure_wanted.connect(self._merge_sure)
        self.finding.stop_wanted.connect(self._stop)
        self.finding.again_wanted.connect(self._search)
        self.just_done.pressed.connect(self._undo)
        self.main_pressed.connect(self._merge)
        self.apart.clicked.connect(self._tell_apart)
        self.later.clicked.connect(self._put_off)
        self.comparing.gone.connect(self._look_again)
        self.comparing.failed.connect(self.show_fault)
        self._workplace.bus.changed.connect(self._heard)

    # -- the search

    def _search(self) -> None:
        self.finding.begin()
        self._show_parts(pairs=False)
        self.finding.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        job = self._workplace.jobs.start(self._find, then=self._show_found, failed=self._search_failed)
        if isinstance(job, Job):
            self._job = job
            job.progressed.connect(self.finding.show_progress)
            job.ended.connect(self._forget_job)

    def _stop(self) -> None:
        self._stop_job()
        self.finding.show_stopped()

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _forget_job(self) -> None:
        self._job = None

    def _search_failed(self, fault: RefDeskError) -> None:
        self.finding.show_stopped(fault.sentence)

    def _show_found(self, found: tuple[PairRow, ...]) -> None:
        self._found, self._later, self._gone = list(found), [], set()
        self.comparing.forget()
        self._open = list(range(len(found)))
        self._list(NEITHER)
        self.pairs.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- the list and the pair

    def _list(self, wanted: int) -> None:
        """Show the open pairs, those put off last, and one of them: the wanted one if it is still open."""
        order = [place for place in self._open if place not in self._later]
        order += [place for place in self._later if place in self._open]
        self.pairs.show_pairs([(place, self._found[place]) for place in order])
        if not order:
            self._show_nobody() if len(self._found) < duplicates.MOST else self._search()
            return
        self._show_parts(pairs=True)
        target = wanted if wanted in order else order[0]
        self.pairs.go_to(target)
        self._show_wanted(target)

    def _show_nobody(self) -> None:
        self.comparing.forget()
        self._show_parts(pairs=False)
        if self._is_of_two:
            self.finding.show_nobody(_("That is done"), _("What became of the two can be taken back with Ctrl+Z."))
        elif self._found:
            self.finding.show_nobody(_("That is everybody"), _("No two contacts are left that look like one person."))
        else:
            self.finding.show_nobody(
                _("No duplicates"),
                _("No two contacts look like one person: neither by name nor by e-mail, phone or birthday."),
            )
        self._turn_main(done=True)
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_parts(self, *, pairs: bool) -> None:
        self._turn_main(done=False)
        self.main_button.setEnabled(pairs)
        self.finding.setVisible(not pairs)
        for part in (self.pairs, self.preview, self.apart, self.later):
            part.setVisible(pairs)

    def _turn_main(self, *, done: bool) -> None:
        """Let the main button merge, or close when nothing is left to decide."""
        self.main_button.set_words(_("Done") if done else _("Merge"))
        self.main_button.setEnabled(True)
        self.cancel_button.setVisible(not done)
        self._is_done = done

    def _show_wanted(self, place: int) -> None:
        if place != self.comparing.place and place in self._open:
            self._show_pair(place)

    def _show_pair(self, place: int) -> None:
        self.clear_problems()
        self.comparing.show_pair(place, self._found[place])

    def _whole_pair(self) -> ComparisonView | None:
        """Return the current pair of the list with all its choices: something is to be done with it."""
        self._show_wanted(self.pairs.view.current_id())
        self.comparing.finish()
        return self.comparing.view

    def _enter(self) -> None:
        """Go from the list into the choices of the current pair."""
        view = self._whole_pair()
        if view is not None and view.rows:
            view.take_focus()
        else:
            self.main_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _after(self, place: int) -> int:
        """Return the pair that comes after this one in the list, else the one before it."""
        order = self.pairs.places()
        at = order.index(place) if place in order else 0
        return next(iter((*order[at + 1 :], *reversed(order[:at]))), NEITHER)

    # -- what is done

    def _merge(self) -> None:
        if self._is_done:
            self.accept()
            return
        view, compared = self._whole_pair(), self.comparing.comparison
        if compared is None or view is None or not self.main_button.isEnabled():
            return
        draft = merging.joined(compared.kept.draft, compared.gone.draft, view.choices, compared.country)
        work = partial(
            merge_jobs.merge_two,
            self._workplace.file,
            compared,
            draft,
            photo_of_gone=view.photo_of_gone,
            again=self._is_backed_up,
        )
        said = merging.said(compared.gone.name, compared.kept.name)
        self._write(work, partial(self._merged, said, int(compared.kept.contact_id)))

    def _merge_sure(self) -> None:
        """Merge all that are sure, as one step."""
        sure = [pair for place in self._open if (pair := self._found[place]).likeness.is_sure]
        self._write(
            partial(merge_jobs.merge_many, self._workplace.file, [(pair.a_id, pair.b_id) for pair in sure]),
            self._merged_many,
        )

    def _write(self, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Write in the lane of writers, since a backup comes first; the next pair follows by itself."""
        self.clear_problems()
        self._acted_on, self._next = self.comparing.place, self._after(self.comparing.place)
        self._rest(resting=True)
        job: object = self._workplace.jobs.start(work, then=then, failed=self._not_written, writes=True)
        if isinstance(job, Job):
            job.ended.connect(self._go_on)
        else:
            self._go_on()

    def _go_on(self) -> None:
        self._rest(resting=False)
        self._focus_list()

    def _rest(self, *, resting: bool) -> None:
        for part in (self.main_button, self.cancel_button, self.apart, self.later, self.pairs):
            part.setEnabled(not resting)

    def _merged(self, said: str, kept_id: int, _done: None) -> None:
        self._is_backed_up = True
        self._say(said)
        self.saved.emit(kept_id)

    def _merged_many(self, count: int) -> None:
        self._is_backed_up = True
        self._say(ngettext("{n} contact merged", "{n} contacts merged", count).format(n=i18n.number(count)))
        self.saved.emit(0)

    def _not_written(self, fault: RefDeskError) -> None:
        if isinstance(fault, Overtaken) and self.comparing.place in self._open:
            self._show_pair(self.comparing.place)
        self.show_fault(fault)

    def _tell_apart(self) -> None:
        self._show_wanted(self.pairs.view.current_id())
        if self.comparing.place == NEITHER:
            return
        pair = self._found[self.comparing.place]
        self._acted_on, self._next = self.comparing.place, self._after(self.comparing.place)
        try:
            self._workplace.desk.do(duplicates.tell_apart, pair.a_id, pair.b_id)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self._say(_("{one} and {other} are two people").format(one=pair.a_name, other=pair.b_name))

    def _put_off(self) -> None:
        """Put the pair behind all others."""
        self._show_wanted(self.pairs.view.current_id())
        place = self.comparing.place
        following = self._after(place)
        self._later = [each for each in self._later if each != place] + [place]
        self._list(following if following != NEITHER else place)
        self._focus_list()

    def _say(self, said: str) -> None:
        self.just_done.set_words(said)
        self.just_done.show()
        self._workplace.done(said)
        self._focus_list()

    def _focus_list(self) -> None:
        """Go on from the list, or from the button that ends it when nothing is left."""
        target = self.pairs.view if self.pairs.isVisible() else self.main_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self) -> None:
        self.just_done.hide()
        self._next = self._acted_on
        try:
            step = self._workplace.desk.undo()
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        if step is not None:
            self._workplace.tell(_("Undone: {label}").format(label=step.label))

    # -- what changed

    def _heard(self, changes: Changes) -> None:
        if not self._found or not (changes.touches("contact") or changes.touches("told_apart")):
            return
        kinds = (changes.added, changes.updated, changes.removed)
        concerned = frozenset[int]().union(*(kind.get("contact", ()) for kind in kinds))
        shown = self._found[self.comparing.place] if self.comparing.place != NEITHER else None
        if shown is not None and (shown.a_id in concerned or shown.b_id in concerned):
            self.comparing.place = NEITHER
        pairs = enumerate(self._found)
        self._read_again([place for place, pair in pairs if pair.a_id in concerned or pair.b_id in concerned])

    def _look_again(self) -> None:
        self._read_again(range(len(self._found)))

    def _read_again(self, places: Sequence[int]) -> None:
        """See who is still there of these pairs, and what they are named."""
        pairs = [self._found[place] for place in places]
        if len(pairs) <= _AT_ONCE:
            self._show_open(self._found, places, self._workplace.desk.ask(duplicates.still_there, pairs))
            return
        work = partial(merge_jobs.still_there, self._workplace.file, pairs)
        self._workplace.jobs.start(work, then=partial(self._show_open, self._found, places), failed=self.show_fault)

    def _show_open(self, found: list[PairRow], places: Sequence[int], there: Sequence[PairRow]) -> None:
        """Show what is still open: the pair that was shown, or else the one that comes next."""
        if found is not self._found:
            return  # there was another search meanwhile
        named = {(pair.a_id, pair.b_id): pair for pair in there}
        for place in places:
            pair = self._found[place]
            self._found[place] = named.get((pair.a_id, pair.b_id), pair)
            (self._gone.discard if (pair.a_id, pair.b_id) in named else self._gone.add)(place)
        apart = self._workplace.desk.ask(duplicates.told_apart)
        self._open = [
            place for place, pair in enumerate(self._found)
            if place not in self._gone and (pair.a_id, pair.b_id) not in apart
        ]  # fmt: skip
        wanted, self._next = self._next, NEITHER
        self._list(wanted if wanted in self._open else self._acted_on)
