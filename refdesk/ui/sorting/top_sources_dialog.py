"""The top sources: the part of all sources who sent most and best prepared, each a way to the person."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import rank_proposals
from refdesk.domain.rules import Rules
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, ranks
from refdesk.services.desk import Desk
from refdesk.services.ranks import TopSource
from refdesk.ui.sorting import rank_lines
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.ids_model import PAGE, IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.workplace import Workplace

_AROUND, _LEAST_LIST = 250, 170


class TopSourcesDialog(Dialog):
    """`person_wanted` brings whom to show."""

    person_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Top sources"), parent, main=_("Show the person"), main_icon="user", size=QSize(560, 620),
            cancel=_("Close"), main_key="Enter",
        )  # fmt: skip
        self._workplace = workplace
        self._people: dict[int, TopSource] = {}
        self.about = Label(_("Reading the referrals…"), Style.BODY, self, ink=Ink.INK2, wrap=True)
        self._model: IdsModel[TopSource] = IdsModel(self._fetch, rank_lines.source_columns(), self)
        self.view = ListView(self._model, self, name=_("Top sources"), line_height=rank_lines.LINE_HEIGHT)
        self.view.setItemDelegate(rank_lines.SourceDelegate(self.view))
        self.view.horizontalHeader().hide()
        self.view.hide()
        self.main_button.setEnabled(False)
        self.body.addWidget(self.about)
        self.body.addWidget(self.view)
        self.view.entered_line.connect(self._show_person)
        self.main_pressed.connect(self._show_current)

    def open(self) -> None:
        """Show the dialog and begin to read."""
        super().open()
        work = partial(_read, self._workplace.desk)
        self._workplace.jobs.start(work, then=self._show_read, failed=self.show_fault)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what room there is."""
        super().resizeEvent(event)
        self.view.setFixedHeight(max(self.frame_size().height() - _AROUND, _LEAST_LIST))

    def _show_read(self, found: tuple[TopSource, ...]) -> None:
        self._people = {int(each.contact_id): each for each in found}
        ids = list(self._people)
        self._model.set_ids(array("q", ids), self._fetch(ids[:PAGE]))
        self.about.setText(_about(len(ids), self._workplace.desk.ask(business.load).rules))
        self.view.setVisible(bool(ids))
        self.main_button.setEnabled(bool(ids))
        target: QWidget = self.view if ids else self.cancel_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, TopSource]:
        return {each: self._people[each] for each in ids if each in self._people}

    def _show_current(self) -> None:
        if self.view.current_id() >= 0:
            self._show_person(self.view.current_id())

    def _show_person(self, contact_id: int) -> None:
        self.accept()
        self.person_wanted.emit(contact_id)


def _about(count: int, rules: Rules) -> str:
    back = rank_proposals.looked_back(rules)
    if not count:
        words = _("Nobody with a rank has sent anybody in the last {months}. Log a referral, and its giver counts.")
        return words.format(months=back)
    words = ngettext(
        "{n} person: the {percent}% of all sources who sent most in {months}, counted by how well each was prepared.",
        "{n} people: the {percent}% of all sources who sent most in {months}, counted by how well each was prepared.",
        count,
    )
    return words.format(n=i18n.number(count), percent=i18n.number(rules.top_percent), months=back)


def _read(desk: Desk, _progress: Progress) -> tuple[TopSource, ...]:
    return desk.ask(ranks.top_sources, today=desk.today(), zone=desk.zone)
