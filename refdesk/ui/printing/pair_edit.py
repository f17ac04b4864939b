"""Two lengths or two numbers that belong together: width and height, across and down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.domain import lengths
from refdesk.domain.lengths import Unit
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.label import Label

_WIDTH = 92
Pair = tuple[float, float]


class PairEdit(QWidget):
    """Shows a pair as "8.5 × 11"; `changed` with each key."""

    changed = Signal()

    def __init__(self, parent: QWidget, *, first: str, second: str, between: str = "×", hint: str = "") -> None:
        super().__init__(parent)
        self.first = LineEdit("", self, name=first, hint=hint)
        self.second = LineEdit("", self, name=second, hint=hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for edit in (self.first, self.second):
            edit.setFixedWidth(_WIDTH)
            edit.textChanged.connect(self.changed)
        row.addWidget(self.first)
        row.addWidget(Label(between, Style.BODY, self, ink=Ink.INK2))
        row.addWidget(self.second)
        row.addStretch(1)
        self.setAccessibleName(f"{first}, {second}")
        self.setFocusProxy(self.first)

    def show_lengths(self, pair: Pair, unit: Unit) -> None:
        """Show two lengths, given in points."""
        self._show(lengths.show(pair[0], unit), lengths.show(pair[1], unit))

    def show_numbers(self, pair: tuple[int, int]) -> None:
        """Show two numbers."""
        self._show(str(pair[0]), str(pair[1]))

    def clear(self) -> None:
        """Show nothing."""
        self._show("", "")

    def is_blank(self) -> bool:
        """Say whether nothing is typed."""
        return not (self.first.text().strip() or self.second.text().strip())

    def lengths(self, unit: Unit, field: str, *, blank: Pair | None = None) -> Pair:
        """Return both lengths in points, `blank` where nothing is typed; raises `Refused` for what is no length."""
        read = [lengths.read(edit.text(), unit) for edit in (self.first, self.second)]
        for at, edit in enumerate((self.first, self.second)):
            if blank is not None and not edit.text().strip():
                read[at] = blank[at]
        first, second = read
        if first is None or second is None:
            example = "8.5" if unit is Unit.INCH else "210"
            raise Refused(Problem(field, _("Type lengths such as {example}.").format(example=example)))
        return first, second

    def numbers(self, field: str) -> tuple[int, int]:
        """Return both whole numbers; raises `Refused`."""
        typed = [edit.text().strip() for edit in (self.first, self.second)]
        if not all(words.isdecimal() and len(words) < 4 for words in typed):
            raise Refused(Problem(field, _("Type whole numbers such as 2.")))
        return int(typed[0]), int(typed[1])

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge, or take it away."""
        for edit in (self.first, self.second):
            edit.set_wrong(wrong)

    def _show(self, first: str, second: str) -> None:
        for edit, words in ((self.first, first), (self.second, second)):
            edit.blockSignals(True)
            edit.setText(words)
            edit.blockSignals(False)
