"""The name of a filter: given when it is saved, or another one later."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.services import saved_filters
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


class FilterNameDialog(Dialog):
    """Saves a filter, or renames the saved one called `old`."""

    saved = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget, *, wanted: SavedFilter, said: str, old: str = "") -> None:
        title = _("Rename a filter") if old else _("Save this filter")
        super().__init__(title, parent, main=_("Rename") if old else _("Save"), size=QSize(520, 300))
        self._workplace, self._filter, self._old = workplace, wanted, old
        self.name = LineEdit(old, self, hint=_("Clients to call in spring"))
        self.body.addWidget(Field(_("Name"), self.name, self, name="name"))
        self.body.addWidget(Label(said, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self.main_pressed.connect(self._save)
        self.name.returnPressed.connect(self.main_pressed)

    def _save(self) -> None:
        name, wanted = self.name.text(), self._filter
        try:
            if self._old:
                self._workplace.desk.do(saved_filters.rename, self._old, name)
            else:
                kept = SavedFilter(name, wanted.words, wanted.sort, wanted.descending)
                self._workplace.desk.do(saved_filters.save, kept)
        except RefDeskError as fault:
            self.show_fault(fault)
            return
        self.accept()
        said = _("Filter “{name}” renamed") if self._old else _("Filter “{name}” saved")
        self._workplace.done(said.format(name=name.strip()))
        self.saved.emit(name.strip())
