"""The field on top that finds anybody: a few letters or any digits of a phone number, then Enter."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui.widgets.person_picker import PersonPicker, Suggest


class FindPerson(PersonPicker):
    """Goes to whoever is picked and is empty again."""

    found = Signal(int)

    def __init__(self, suggest: Suggest, parent: QWidget) -> None:
        super().__init__(suggest, parent, name=_("Find a person"), hint=_("Find a person (Ctrl+K)"), allow_new=False)
        self.changed.connect(self._picked)

    def sizeHint(self) -> QSize:
        return QSize(440, 38)

    def take_focus(self) -> None:
        """Begin to type."""
        self.setFocus()
        self.selectAll()

    def _picked(self) -> None:
        person = self.person()
        if person is not None:
            self.set_person(None)
            self.found.emit(person.id)
