"""People who stand twice: found in the background, looked at pair by pair, merged or told apart."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain.changes import Changes
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import duplicates, merging
from refdesk.services.duplicates import PairRow
from refdesk.services.merging import Comparison
from refdesk.ui import theme
from refdesk.ui.duplicates import merge_jobs
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
_NEITHER = -1
_ROUNDS = 4


class DuplicatesDialog(Dialog):
    """`saved` brings the contact that two have become, 0 after many."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        size = QSize(1240, 820)
        super().__init__(_("Duplicates"), parent, main=_("Merge"), size=size, cancel=_("Close"))
        self._workplace = workplace
        self._found: list[PairRow] = []
        self._open: list[int] = []
        self._later: list[int] = []
        self._shown = _NEITHER
        self._comparison: Comparison | None = None
        self._job: Job | None = None
        self._beside: bool | None = None
        self._is_backed_up = self._is_done = False
        self._acted_on = self._next = _NEITHER
        self.view: ComparisonView | None = None
        self.pairs = PairList(self)
        self.finding = Finding(self)
        self.just_done = Notice("", "", self, act=_("Undo"), calm=True, icon="check")
        self.preview = ResultPreview(self)
        self.apart = Button(_("These are two people"), self, icon="users", key="Ctrl+T")
        self.later = Button(_("Later"), self, key="Ctrl+L")
        self._arrange()
        self._connect()

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
        self.pairs.pair_wanted.connect(self._show_wanted)
        self.pairs.entered.connect(self._enter)
        self.pairs.sure_wanted.connect(self._merge_sure)
        self.finding.stop_wanted.connect(self._stop)
        self.finding.again_wanted.connect(self._search)
        self.just_done.pressed.connect(self._undo)
        self.main_pressed.connect(self._merge)
        self.apart.clicked.connect(self._tell_apart)
        self.later.clicked.connect(self._put_off)
        self._workplace.bus.changed.connect(self._heard)

    # -- the search

    def _search(self) -> None:
        self.finding.begin()
        self._show_parts(pairs=False)
        self.finding.stop.setFocus(Qt.FocusReason.OtherFocusReason)
        work = partial(merge_jobs.find, self._workplace.file)
        job = self._workplace.jobs.start(work, then=self._show_found, failed=self._search_failed)
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
        self._found, self._later = list(found), []
        self._open = list(range(len(found)))
        self._list(_NEITHER)
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
        self._show_pair(target)

    def _show_nobody(self) -> None:
        self._forget_view()
        self._show_parts(pairs=False)
        if self._found:
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
        if place != self._shown and place in self._open:
            self._show_pair(place)

    def _show_pair(self, place: int) -> None:
        pair = self._found[place]
        desk = self._workplace.desk
        try:
            comparison = desk.ask(merging.compare, pair.a_id, pair.b_id)
        except Overtaken:
            self._look_again()
            return
        self._forget_view()
        self.clear_problems()
        self._shown, self._comparison = place, comparison
        self.view = ComparisonView(pair, comparison, desk.today(), self)
        self.view.changed.connect(self._show_result)
        self.body.insertWidget(1, self.view)
        self.view.show()
        self.main_button.setEnabled(True)
        self._show_result()
        self._settle()

    def _settle(self) -> None:
        """Let wrapped words take their height before anything is painted."""
        for _round in range(_ROUNDS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _forget_view(self) -> None:
        self._shown, self._comparison = _NEITHER, None
        if self.view is not None:
            self.body.removeWidget(self.view)
            self.view.hide()
            self.view.deleteLater()
            self.view = None

    def _show_result(self) -> None:
        if self._comparison is None or self.view is None:
            return
        self.preview.show_result(merging.preview(self._comparison, self.view.choices))

    def _enter(self) -> None:
        """Go from the list into the choices of the current pair."""
        self._show_wanted(self.pairs.view.current_id())
        if self.view is not None and self.view.rows:
            self.view.take_focus()
        else:
            self.main_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _after(self, place: int) -> int:
        """Return the pair that comes after this one in the list, else the one before it."""
        order = self.pairs.places()
        at = order.index(place) if place in order else 0
        return next(iter((*order[at + 1 :], *reversed(order[:at]))), _NEITHER)

    # -- what is done

    def _merge(self) -> None:
        if self._is_done:
            self.accept()
            return
        self._show_wanted(self.pairs.view.current_id())
        compared, view = self._comparison, self.view
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
        self._acted_on, self._next = self._shown, self._after(self._shown)
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
        if isinstance(fault, Overtaken) and self._shown in self._open:
            self._show_pair(self._shown)
        self.show_fault(fault)

    def _tell_apart(self) -> None:
        self._show_wanted(self.pairs.view.current_id())
        if self._shown == _NEITHER:
            return
        pair = self._found[self._shown]
        self._acted_on, self._next = self._shown, self._after(self._shown)
        try:
            self._workplace.desk.do(duplicates.tell_apart, pair.a_id, pair.b_id)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self._say(_("{one} and {other} are two people").format(one=pair.a_name, other=pair.b_name))

    def _put_off(self) -> None:
        """Put the pair behind all others."""
        self._show_wanted(self.pairs.view.current_id())
        place = self._shown
        following = self._after(place)
        self._later = [each for each in self._later if each != place] + [place]
        self._list(following if following != _NEITHER else place)
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
        shown = self._found[self._shown] if self._shown != _NEITHER else None
        concerned = changes.updated.get("contact", frozenset())
        if shown is not None and (shown.a_id in concerned or shown.b_id in concerned):
            self._shown = _NEITHER
        self._look_again()

    def _look_again(self) -> None:
        """Show what is still open: the pair that was shown, or else the one that comes next."""
        places = {(pair.a_id, pair.b_id): place for place, pair in enumerate(self._found)}
        self._open = []
        for pair in self._workplace.desk.ask(duplicates.still_open, self._found):
            place = places[pair.a_id, pair.b_id]
            self._found[place] = pair
            self._open.append(place)
        wanted, self._next = self._next, _NEITHER
        self._list(wanted if wanted in self._open else self._acted_on)
