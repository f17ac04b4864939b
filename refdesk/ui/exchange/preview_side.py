"""The first people of a file as they would come in, beside its columns."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services.import_files import Preview
from refdesk.ui.exchange.people_preview import PeoplePreview
from refdesk.ui.theme import Style
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Surface

_SIDE_WIDTH = 352


class PreviewSide(Surface):
    """The first people, beside the columns so that each choice is seen at once."""

    def __init__(self, country: str, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk")
        self.setFixedWidth(_SIDE_WIDTH)
        self.people = PeoplePreview(country, self)
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addWidget(Label(_("So they come in"), Style.SECTION, inside))
        column.addWidget(self.people)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollArea(inside, self))

    def show_preview(self, preview: Preview) -> None:
        """Show the first people of the file."""
        self.people.show_people(preview.people, preview.refused)
