"""The link to a section of Settings; the one that is read now is marked as the chosen place."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.buttons import Button, Kind, Size


class SectionLink(Button):
    """Words at the left; on accentSoft while its section is read."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent, kind=Kind.QUIET, size=Size.ROW, left=True)
        self._here = False

    def set_here(self, here: bool) -> None:
        """Mark the section as the one that is read, or not."""
        if here != self._here:
            self._here = here
            self.setAccessibleDescription(_("shown now") if here else "")
            self.update()

    def is_here(self) -> bool:
        """Say whether its section is read now."""
        return self._here

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._here:
            painter = QPainter(self)
            painting.box(painter, self.rect(), fill=theme.current().accent_soft)
            painter.end()
        super().paintEvent(event)
