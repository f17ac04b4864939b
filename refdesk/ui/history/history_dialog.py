"""History: everything that was done, when and on whom, the newest first; each can be taken back from here."""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import history
from refdesk.services.desk import Desk
from refdesk.services.history import Area, HistoryRow
from refdesk.ui import timers
from refdesk.ui.history.history_lines import LINE_HEIGHT, WHAT, WHEN, WHO, HistoryDelegate, columns
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import SearchEdit
from refdesk.ui.widgets.ids_model import PAGE, IdsModel
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.list_view import ListView
from refdesk.ui.workplace import Workplace

_AROUND, _LEAST_LIST = 282, 170
_TYPED_MS = 150
_ANYTHING = "anything"

Read = tuple[tuple[int, ...], Mapping[int, HistoryRow]]


class HistoryDialog(Dialog):
    """`take_back_wanted` brings an operation, `do_again_wanted` the undo of one, `person_wanted` whom to show."""

    take_back_wanted = Signal(int)
    do_again_wanted = Signal(int)
    person_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("History"), parent, main=_("Take it back"), main_icon="undo-2", size=QSize(960, 700), cancel=_("Close"),
            main_key="",
        )  # fmt: skip
        self._workplace = workplace
        self.search = SearchEdit(self, name=_("Find in the history"), hint=_("A name or a word"), key="Ctrl+F")
        self.area = Combo(_areas(), self, name=_("About"), value=_ANYTHING)
        self.about = Label(_("Reading the history…"), Style.SECOND, self, ink=Ink.INK2)
        self.person = Button(_("Show the person"), self, icon="user")
        desk = workplace.desk
        self._model: IdsModel[HistoryRow] = IdsModel(self._fetch, columns(desk.zone, desk.today()), self)
        self.view = ListView(self._model, self, name=_("History"), line_height=LINE_HEIGHT)
        self.view.setItemDelegate(HistoryDelegate(self.view))
        self._typing = timers.once(self, _TYPED_MS, self.read)
        self._arrange()
        self._connect()

    def open(self) -> None:
        """Show the dialog and begin to read."""
        super().open()
        self.read()

    def read(self) -> None:
        """Read what fits the words and the choice."""
        chosen = self.area.value()
        area = None if chosen == _ANYTHING else Area(str(chosen))
        work = partial(_read, self._workplace.desk, self.search.text(), area)
        self._workplace.jobs.start(work, then=self._show, failed=self.show_fault)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list what room there is."""
        super().resizeEvent(event)
        self.view.setFixedHeight(max(self.frame_size().height() - _AROUND, _LEAST_LIST))

    def _show(self, read: Read) -> None:
        ids, first = read
        here = self.view.current_id()
        self._model.set_ids(array("q", ids), first)
        if ids and not self.view.go_to(here):
            self.view.move_to(0)
        self.about.setText(_about(len(ids), is_all=not self.search.text() and self.area.value() == _ANYTHING))
        self._follow_line()

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, HistoryRow]:
        return self._workplace.desk.ask(history.rows, ids)

    def _current(self) -> HistoryRow | None:
        return self._model.row_at(self.view.position()) if self.view.current_id() >= 0 else None

    def _follow_line(self) -> None:
        row = self._current()
        self.main_button.setEnabled(row is not None and not row.is_final and not self._workplace.file.reading)
        self.main_button.set_words(
            _("Do it again") if row is not None and row.undone_by is not None else _("Take it back")
        )
        self.person.setEnabled(row is not None and row.contact_id is not None)

    def _act(self) -> None:
        row = self._current()
        if row is None or not self.main_button.isEnabled():
            return
        if row.undone_by is None:
            self.take_back_wanted.emit(row.operation_id)
        else:
            self.do_again_wanted.emit(row.undone_by)

    def _show_person(self) -> None:
        row = self._current()
        if row is not None and row.contact_id is not None:
            self.accept()
            self.person_wanted.emit(row.contact_id)

    def _connect(self) -> None:
        self.main_pressed.connect(self._act)
        self.person.clicked.connect(self._show_person)
        self.view.entered_line.connect(self._show_person)
        self.view.current_changed.connect(self._follow_line)
        self._model.dataChanged.connect(self._follow_line)
        self.search.textChanged.connect(self._typing.start)
        self.search.left_down.connect(partial(self.view.setFocus, Qt.FocusReason.TabFocusReason))
        self.area.chosen.connect(self.read)
        self._workplace.bus.changed.connect(self.read)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead to the search; keys of the window, and shortcuts with them, rest while a dialog is open."""
        if event.key() == Qt.Key.Key_F and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
            event.accept()
            return
        super().keyPressEvent(event)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self.area)
        below = QVBoxLayout()
        below.setSpacing(6)
        below.addWidget(self.about)
        below.addWidget(self.view)
        self.body.addLayout(row)
        self.body.addLayout(below)
        self.foot_row.addWidget(self.person)
        head = self.view.horizontalHeader()
        head.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        self.view.setColumnWidth(WHEN, 190)
        self.view.setColumnWidth(WHO, 220)
        head.setStretchLastSection(False)


def _about(count: int, *, is_all: bool) -> str:
    if count:
        return ngettext("{n} thing was done.", "{n} things were done.", count).format(n=i18n.number(count))
    if is_all:
        return _("Nothing was done yet. From your first change on, everything stands here.")
    return _("Nothing fits. Type fewer words, or choose anything.")


def _areas() -> list[tuple[str, str]]:
    return [(_ANYTHING, _("Anything")), *((area.value, _(words)) for area, words in history.AREA_WORDS.items())]


def _read(desk: Desk, typed: str, area: Area | None, _progress: Progress) -> Read:
    ids = desk.ask(history.ids, typed, area)
    return ids, desk.ask(history.rows, ids[:PAGE])
