"""How a call went, by the six letters of a call sheet."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from refdesk.domain.call_codes import WORDS, Code
from refdesk.i18n import _
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import explain
from refdesk.ui.widgets.roving import Roving


class OutcomeChips(QWidget):
    """One letter with its words at a time; they wrap where there is little room."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips = {code: Chip(f"{code.value}  {_(WORDS[code])}", self, name=_(WORDS[code])) for code in Code}
        self._group = QButtonGroup(self)
        flow = Flow(self, spacing=8)
        for code, chip in self._chips.items():
            explain(chip, _(WORDS[code]), key=f"Alt+{code.value}")
            self._group.addButton(chip)
            flow.addWidget(chip)
            chip.clicked.connect(partial(self.choose, code))
        self._roving = Roving(self)
        self._roving.set_members(list(self._chips.values()))
        self._chips[Code.TALKED].setChecked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> Code:
        """Return the letter that is on."""
        return next(code for code, chip in self._chips.items() if chip.isChecked())

    def choose(self, code: Code, _on: bool = True) -> None:
        """Turn a letter on, and tell."""
        self._chips[code].setChecked(True)
        self._roving.follow(self._chips[code])
        self.chosen.emit()
