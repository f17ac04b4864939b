"""A group of settings under one head, on a paper card."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from refdesk.domain import text
from refdesk.ui.settings.row import SettingRow
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Card


class Section(QWidget):
    """Rows that belong together; hidden while a search finds none of them.

    What is found in a section without rows stands in `words`.
    """

    def __init__(self, title: str, parent: QWidget, *, about: str = "") -> None:
        super().__init__(parent)
        self.title = title
        self._about = about
        self.words = ""
        self.is_whole = False  # as long as `build` was not taken to its end
        self._is_held = False
        self._rows: list[SettingRow] = []
        self._line = QHBoxLayout()
        self.card = Card(self, pad=20, spacing=22)
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Label(title, Style.SECTION, self))
        if about:
            column.addWidget(Label(about, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        column.addWidget(self.card)
        for growing in (column, self.card.column):  # with a row that comes, and those that stand stay as they are
            growing.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)

    def add(self, row: SettingRow, *, beside: bool = False) -> SettingRow:
        """Put a setting below the others, or beside the last one."""
        self._rows.append(row)
        if not beside:
            self._line = QHBoxLayout()
            self._line.setSpacing(20)
            self.card.column.addLayout(self._line)
        self._line.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        return row

    def build(self) -> Iterator[None]:
        """Make what is not there yet, in steps of which none is felt; a section of a few rows made all at once."""
        yield from ()

    def first_editor(self) -> QWidget | None:
        """Return where one begins to change something here."""
        return next((row.editor for row in self._rows if row.is_offered), None)

    @property
    def is_held(self) -> bool:
        """Say whether its turn to be seen has not come yet."""
        return self._is_held

    def hold_back(self) -> None:
        """Stay unseen until released: what is not seen is not laid out."""
        self._is_held = True
        self.hide()

    def release(self) -> None:
        """Let the next `filter` show what there is."""
        self._is_held = False

    def filter(self, typed: str) -> Iterator[None]:
        """Show only the settings that a search finds, in steps of which none is felt; the title finds all of them."""
        found = bool(self.words) and _finds(f"{self.title} {self._about} {self.words}", typed)
        for row in self._rows:
            fits = self.fits(row, typed)
            row.setVisible(fits)
            found = found or fits
        self.show_found(found=found)
        yield

    def fits(self, row: SettingRow, typed: str) -> bool:
        """Say whether a search finds a setting."""
        return row.is_offered and (not typed or row.matches(typed, section=self.title))

    def show_found(self, *, found: bool) -> None:
        """Show the section if something in it was found and its turn has come."""
        self.setVisible(found and not self._is_held)


def _finds(words: str, typed: str) -> bool:
    """Say whether each typed word begins one of the words."""
    known = text.fold(words).replace("-", " ").split()
    return all(any(word.startswith(part) for word in known) for part in text.fold(typed).split())
