"""What the two will be once they are one: every field that holds something, as it is chosen now."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.duplicates.field_choice import breakable
from refdesk.ui.duplicates.tall import Tall
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Surface

WIDTH = 292
_ANY = 16_777_215


class ResultPreview(Surface):
    """Stands at the right of the choices, and below them where there is no room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk", radius=theme.RADIUS_NOTICE)
        self._beside = True
        self._inside = Tall(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(18, 14, 18, 14)
        self._column.setSpacing(2)
        self._area = ScrollArea(self._inside, self)
        self._lines: list[tuple[Label, Label]] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self._column.addWidget(Label(_("So it will be"), Style.SECTION, self._inside))
        self._column.addStretch(1)
        self._inside.grown.connect(self._grow)

    def show_result(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show fields by title and words."""
        while len(self._lines) < len(lines):
            self._add_line()
        for at, (head, said) in enumerate(self._lines):
            if at < len(lines):
                title, words = lines[at]
                head.setText(title)
                said.setText(breakable(words))
            for label in (head, said):
                label.setVisible(at < len(lines))

    def _add_line(self) -> None:
        head = Label("", Style.CAPTION, self._inside, ink=Ink.INK3)
        head.setContentsMargins(0, 7, 0, 0)
        said = Label("", Style.SECOND, self._inside, wrap=True)
        for label in (head, said):
            self._column.insertWidget(self._column.count() - 1, label)
        self._lines.append((head, said))

    def stand_beside(self, *, beside: bool) -> None:
        """Take a fixed width at the right, or all of the width below and as much height as it needs."""
        self._beside = beside
        width = theme.scaled(WIDTH)
        self.setMinimumWidth(width if beside else 0)
        self.setMaximumWidth(width if beside else _ANY)
        self._grow()

    def _grow(self) -> None:
        self.setMinimumHeight(0 if self._beside else self._inside.minimumHeight())
