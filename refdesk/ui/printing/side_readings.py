"""What the creases show on one side of the test sheet: four readings with their way, and the ruler."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import lengths, print_position
from refdesk.domain.lengths import Unit
from refdesk.domain.print_position import Reading, Readings, Side
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment

_MORE, _LESS = "more", "less"
_WIDTH = 76
_NAMES = ("top", "bottom", "left", "right")


class ReadingEdit(QWidget):
    """One reading: a length, and to which way of the zero the crease lies."""

    changed = Signal()

    def __init__(self, name: str, more: str, less: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.length = LineEdit("", self, name=name, hint="0")
        self.length.setFixedWidth(_WIDTH)
        self.way = Segment([Choice(_LESS, less), Choice(_MORE, more)], self, name=f"{name}: {less}, {more}", value="-")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.length)
        row.addWidget(self.way)
        self.setFocusProxy(self.length)
        self.setAccessibleName(name)
        self.length.textChanged.connect(self.changed)
        self.way.chosen.connect(self.changed)

    def is_blank(self) -> bool:
        """Say whether nothing was typed."""
        return not self.length.text().strip()

    def points(self, unit: Unit, field: str) -> float:
        """Return the reading in points, more than zero to the right and up; raises `Refused`."""
        found = 0.0 if self.is_blank() else lengths.read(self.length.text(), unit)
        if found is None or found < 0:
            raise Refused(Problem(field, _("Type what the crease shows, such as {example}.").format(example=_eg(unit))))
        if found and not self.way.value():
            raise Refused(Problem(field, _("Choose on which side of the zero the crease lies.")))
        return found if self.way.value() == _MORE else -found

    def set_wrong(self, wrong: bool) -> None:
        """Show the red edge, or take it away."""
        self.length.set_wrong(wrong)


class SideReadings(QWidget):
    """The readings of one side; `changed` with each key."""

    changed = Signal()

    def __init__(self, side: Side, parent: QWidget, *, title: str) -> None:
        super().__init__(parent)
        self.side = side
        right, left, up, down = _("Right"), _("Left"), _("Up"), _("Down")
        self.readings = {
            "top": ReadingEdit(_("{side}, scale A").format(side=title), right, left, self),
            "bottom": ReadingEdit(_("{side}, scale B").format(side=title), right, left, self),
            "left": ReadingEdit(_("{side}, scale C").format(side=title), up, down, self),
            "right": ReadingEdit(_("{side}, scale D").format(side=title), up, down, self),
        }
        self.ruler = LineEdit("", self, name=_("{side}, ruler").format(side=title))
        self.outcome = Label("", Style.SECOND_STRONG, self, wrap=True)
        self._lay_out(title)
        self._ruler_field.setVisible(side is Side.FRONT)  # the rulers stand on side 1 only
        for edit in self.readings.values():
            edit.changed.connect(self.changed)
        self.ruler.textChanged.connect(self.changed)

    def is_blank(self) -> bool:
        """Say whether nothing was read on this side."""
        every = all(edit.is_blank() and not edit.way.value() for edit in self.readings.values())
        return every and not self.ruler.text().strip()

    def read(self, unit: Unit, *, ruler_length: float, balance: bool) -> Reading:
        """Return what follows from the readings; problems are named by the fields here."""
        values: dict[str, float] = {}
        problems: list[Problem] = []
        for name, edit in self.readings.items():
            try:
                values[name] = edit.points(unit, f"{self.side}_{name}")
            except Refused as refused:
                problems += refused.problems
        ruler = lengths.read(self.ruler.text(), unit) if self.ruler.text().strip() else None
        if ruler is None and self.ruler.text().strip():
            sentence = _("Type how long the ruler is, such as {example}.")
            example = lengths.show(ruler_length, unit)
            problems.append(Problem(f"{self.side}_ruler", sentence.format(example=example)))
        if problems:
            return Reading(None, tuple(problems))
        readings = Readings(**values, ruler=ruler, ruler_length=ruler_length)
        return print_position.read(readings, unit, side=self.side, balance=balance)

    def show_outcome(self, reading: Reading | None, unit: Unit) -> None:
        """Say what will be done, or what stands against it."""
        if reading is None:
            self.outcome.setText("")
        elif reading.position is None:
            self.outcome.set_ink(Ink.AMBER)
            self.outcome.setText(reading.problems[0].sentence)
        else:
            self.outcome.set_ink(Ink.GREEN)
            moved = print_position.words(reading.position, unit)
            if reading.position == print_position.ZERO:
                self.outcome.setText(_("It lands right: nothing is moved."))
            else:
                self.outcome.setText(_("Everything moves: {position}.").format(position=moved))

    def show_ruler(self, unit: Unit, length: float) -> None:
        """Say how long the ruler should be."""
        self.ruler.setPlaceholderText(lengths.show(length, unit))
        self._ruler_field.set_title(
            _("How long is the ruler of {length} {unit}?").format(
                length=lengths.show(length, unit), unit=lengths.name(unit)
            )
        )

    def _lay_out(self, title: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(title, Style.SECTION, self))
        asked = (_("A, at the top"), _("B, at the bottom"), _("C, at the left"), _("D, at the right"))
        holder = QWidget(self)
        scales = Flow(holder, spacing=12)
        for name, words in zip(_NAMES, asked, strict=True):
            scales.addWidget(Field(words, self.readings[name], self, name=f"{self.side}_{name}"))
        column.addWidget(holder)
        self.ruler.setMaximumWidth(_WIDTH)
        self._ruler_field = Field(_("Ruler"), self.ruler, self, name=f"{self.side}_ruler")
        column.addWidget(self._ruler_field)
        column.addWidget(self.outcome)
        column.addStretch(1)


def _eg(unit: Unit) -> str:
    return "1/16" if unit is Unit.INCH else lengths.show(1.5 * lengths.POINTS_PER_MM, Unit.MM)
