"""One person who is already there: what is here and what the file says, field by field, with a choice for each."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from refdesk.domain.merging import FIELD_WORDS, Choice, Difference, DifferenceKind
from refdesk.i18n import _, ngettext
from refdesk.ui.exchange import way_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.long_words import breakable
from refdesk.ui.widgets.surfaces import Hairline


class MatchDetail(QWidget):
    """The fields that differ; `field_chosen` brings the field and a Choice, or None for "as for the person"."""

    field_chosen = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.boxes: dict[str, Combo] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._head = ElidedLabel("", Style.SECTION, self)
        self._why = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self._column.addWidget(self._head)
        self._column.addWidget(self._why)
        self._fields: QWidget | None = None
        self._column.addStretch(1)

    def show_person(
        self, name: str, why: str, found: Sequence[Difference], chosen: Mapping[str, Choice], *, choosable: bool
    ) -> None:
        """Show the differing fields of one person; without `choosable` they are only to be read."""
        self._head.setText(name)
        self._why.setText(why)
        self._clear()
        fields = QWidget(self)
        column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        differing = [each for each in found if each.kind is not DifferenceKind.SAME]
        for each in differing:
            column.addWidget(Hairline(fields))
            column.addWidget(self._field(each, chosen.get(each.field), fields, choosable))
        same = sum(each.kind is DifferenceKind.SAME for each in found)
        if same:
            words = ngettext("{n} other field says the same.", "{n} other fields say the same.", same)
            column.addWidget(Label(words.format(n=same), Style.CAPTION, fields, ink=Ink.INK2, wrap=True))
        self._fields = fields
        self._column.insertWidget(2, fields)
        fields.show()

    def _clear(self) -> None:
        self.boxes.clear()
        if self._fields is not None:
            self._column.removeWidget(self._fields)
            self._fields.hide()
            self._fields.deleteLater()
            self._fields = None

    def _field(self, each: Difference, chosen: Choice | None, parent: QWidget, choosable: bool) -> QWidget:
        box = QWidget(parent)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        title = _(FIELD_WORDS[each.field])
        grid.addWidget(Label(title, Style.SECOND_STRONG, box), 0, 0, 1, 2)
        for row, (said, words) in enumerate(((_("Yours"), each.mine or "–"), (_("File"), each.theirs)), 1):
            grid.addWidget(Label(said, Style.CAPTION, box, ink=Ink.INK3), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_value(words, box), row, 1)
        box.setAccessibleName(
            _("{field}: yours {mine}, in the file {theirs}").format(
                field=title, mine=each.mine or _("empty"), theirs=each.theirs
            )
        )
        if choosable:
            choices = [(each, way_words.choice_words(each)) for each in (None, *Choice)]
            combo = Combo(choices, box, name=_("What becomes of: {field}").format(field=title), value=chosen)
            combo.chosen.connect(partial(self._chosen, each.field))
            grid.addWidget(combo, 3, 0, 1, 2)
            self.boxes[each.field] = combo
        return box

    def _chosen(self, field: str, choice: object) -> None:
        self.field_chosen.emit(field, choice)


def _value(words: str, parent: QWidget) -> Label:
    value = Label(breakable(words), Style.SECOND, parent, wrap=True)
    value.setAccessibleName(words)
    return value
