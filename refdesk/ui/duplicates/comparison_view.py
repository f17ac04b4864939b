"""Two contacts side by side: why they look alike, what belongs to each, and a choice for each field that differs."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.uniting import Choice
from refdesk.i18n import _
from refdesk.services.duplicates import PairRow
from refdesk.services.merging import Comparison, FieldRow, Side
from refdesk.ui import rank_hiding, theme
from refdesk.ui.duplicates import field_choice
from refdesk.ui.duplicates.field_choice import FieldChoice, FieldSaid
from refdesk.ui.duplicates.tall import Tall
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.surfaces import SectionHead

PHOTO = "photo"


class ComparisonView(Tall):
    """Empty until it is filled. `changed` says that something else was chosen; `choices` are those made by hand."""

    changed = Signal()

    def __init__(self, pair: PairRow, comparison: Comparison, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.choices: dict[str, Choice] = {}
        self._today = today
        self.rows: list[FieldChoice] = []
        self._pair, self._comparison = pair, comparison
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def fill(self) -> Iterator[None]:
        """Put everything in, a line with each step."""
        comparison, column = self._comparison, self._column
        column.addWidget(self._reasons(self._pair))
        shown = [row for row in comparison.fields if not is_hidden(row)]
        differing = [row for row in shown if row.differs]
        if comparison.kept.has_photo and comparison.gone.has_photo:
            differing.append(_photos())
        column.addLayout(self._heads(comparison, choosing=bool(differing)))
        yield
        if differing:
            column.addWidget(SectionHead(_("Choose what is kept"), self))
        for row in differing:
            column.addWidget(self._choice(row))
            yield
        said = [row for row in shown if not row.differs]
        if said:
            column.addWidget(SectionHead(_("Taken over from both"), self))
        for row in said:
            column.addWidget(FieldSaid(row, self))
            yield

    @property
    def photo_of_gone(self) -> bool:
        """Say whether the photo of the second is kept."""
        return self.choices.get(PHOTO) is Choice.TAKE_THEIRS

    def take_focus(self) -> None:
        """Go to the first choice."""
        if self.rows:
            cells = self.rows[0].cells
            cells[self.rows[0].value()].radio.setFocus(Qt.FocusReason.TabFocusReason)

    def _reasons(self, pair: PairRow) -> QWidget:
        box = QWidget(self)
        flow = Flow(box, spacing=6)
        for at, words in enumerate(pair.reasons):
            apart = at >= len(pair.likeness.alike)
            flow.addWidget(Tag(words, box, tone=Tone.AMBER if apart else Tone.GOOD))
        return box

    def _heads(self, comparison: Comparison, *, choosing: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addSpacing(field_choice.title_width() + 8)
        for side, choice in ((comparison.kept, Choice.KEEP_MINE), (comparison.gone, Choice.TAKE_THEIRS)):
            row.addWidget(self._head(side, choice, choosing=choosing), 1)
        row.addSpacing(theme.scaled(field_choice.BOTH_WIDTH) + 8)
        return row

    def _head(self, side: Side, choice: Choice, *, choosing: bool) -> QWidget:
        head = QWidget(self)
        column = QVBoxLayout(head)
        column.setContentsMargins(2, 6, 0, 0)
        column.setSpacing(1)
        owned = " · ".join(side.belongings) or _("Nothing logged yet")
        for label in (
            ElidedLabel(side.name, Style.SECTION, head),
            Label(owned, Style.CAPTION, head, ink=Ink.INK2, wrap=True),
            Label(self._last(side), Style.CAPTION, head, ink=Ink.INK3, wrap=True),
        ):
            label.setContentsMargins(6, 0, 0, 0)
            column.addWidget(label)
        every = Button(_("Keep all of this side"), head, kind=Kind.LINK, size=Size.ROW)
        side_words = _("the first") if choice is Choice.KEEP_MINE else _("the second")
        every.setAccessibleName(_("Keep all of {side}").format(side=side_words))
        every.clicked.connect(self._take_first if choice is Choice.KEEP_MINE else self._take_second)
        column.addWidget(every, 0, Qt.AlignmentFlag.AlignLeft)
        every.setVisible(choosing)
        return head

    def _last(self, side: Side) -> str:
        if side.last_contact is None:
            return _("No contact yet")
        return _("Last contact {day}").format(day=i18n.day_near(side.last_contact, self._today))

    def _choice(self, row: FieldRow) -> FieldChoice:
        made = FieldChoice(row, self)
        made.chosen.connect(self._chosen)
        self.rows.append(made)
        return made

    def _take_first(self) -> None:
        self._take_all(Choice.KEEP_MINE)

    def _take_second(self) -> None:
        self._take_all(Choice.TAKE_THEIRS)

    def _take_all(self, choice: Choice) -> None:
        for row in self.rows:
            row.choose(choice)

    def _chosen(self, field: str, choice: Choice) -> None:
        self.choices[field] = choice
        self.changed.emit()


def is_hidden(row: FieldRow) -> bool:
    """Tell whether a field is not to be seen just now: the rank, while ranks are hidden."""
    return row.field == "rank" and rank_hiding.is_on()


def _photos() -> FieldRow:
    return FieldRow(
        PHOTO, _("Photo"), _("The photo of the first"), _("The photo of the second"), True, Choice.KEEP_MINE, False
    )
