"""Buttons that put fields into a wording where the cursor stands."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from refdesk.domain import wording
from refdesk.domain.occasions import CardOccasion
from refdesk.i18n import _
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu

_OF_THANKS = ("dear", "prospect", "need")
AT_HAND: Mapping[CardOccasion, tuple[str, ...]] = {
    CardOccasion.THANKS: _OF_THANKS, CardOccasion.WIN: _OF_THANKS, CardOccasion.BIRTHDAY: ("dear", "first_name"),
    CardOccasion.ANNIVERSARY: ("dear", "years"), CardOccasion.SEASON: ("dear", "firm"),
    CardOccasion.OTHER: ("dear", "first_name"),
}  # fmt: skip
_HIDDEN = frozenset({"spoken"})  # says yes or no: it stands only inside a choice


class ChoicesTold(Label):
    """Says below a wording, in plain words, what its choices do; nothing where it makes none."""

    def __init__(self, editor: QPlainTextEdit, parent: QWidget) -> None:
        super().__init__("", Style.CAPTION, parent, ink=Ink.INK2, wrap=True)
        self._editor = editor
        editor.textChanged.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Look at the wording anew."""
        self.setText("\n".join(wording.choices_told(self._editor.toPlainText())))
        self.setVisible(bool(self.text()) and not self._editor.isHidden())


class FieldChips(QWidget):
    """A chip for each field at hand, and a menu of the others."""

    def __init__(self, editor: QPlainTextEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self._editor = editor
        self._at_hand: tuple[str, ...] = _OF_THANKS
        self._chips: dict[str, Chip] = {}
        inside = QWidget(self)
        flow = Flow(inside, spacing=6)
        for name in dict.fromkeys(name for names in AT_HAND.values() for name in names):
            words = _(wording.FIELDS[name])
            chip = Chip(words, inside, icon="plus", checkable=False)
            chip.setAccessibleName(_("Insert the field: {name}").format(name=words))
            chip.clicked.connect(partial(self._insert, name))
            flow.addWidget(chip)
            self._chips[name] = chip
        self._more = Chip(_("More fields"), inside, icon="ellipsis", checkable=False)
        self._more.clicked.connect(self._open_more)
        flow.addWidget(self._more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)
        self.show_for(CardOccasion.THANKS)

    def show_for(self, occasion: CardOccasion) -> None:
        """Keep at hand what a card for this occasion is likely to say."""
        self._at_hand = AT_HAND[occasion]
        for name, chip in self._chips.items():
            chip.setVisible(name in self._at_hand)

    def _insert(self, name: str) -> None:
        self._editor.insertPlainText(f"{{{{ {name} }}}}")
        self._editor.setFocus()

    def _open_more(self) -> None:
        menu = Menu(self, name=_("Fields"))
        for name, words in wording.FIELDS.items():
            if name not in self._at_hand and name not in _HIDDEN:
                menu.add(_(words), partial(self._insert, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
