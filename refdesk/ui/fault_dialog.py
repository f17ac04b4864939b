"""A fault in plain words, over the window: what happened and what to do."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from refdesk.errors import RefDeskError, Refused
from refdesk.i18n import _
from refdesk.ui.theme import Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label


class FaultDialog(Dialog):
    """One sentence and one button; with an `offer` a second one, that puts it off. `accepted` means it was taken."""

    def __init__(self, fault: RefDeskError, parent: QWidget, *, offer: str = "", title: str = "") -> None:
        main, title = offer or _("All right"), title or _("That did not work")
        super().__init__(title, parent, main=main, size=QSize(520, 280), cancel=_("Not now"))
        self.sentence = fault.sentence
        self.cancel_button.setVisible(bool(offer))
        self.body.addWidget(Label(_words(fault), Style.BODY, self, wrap=True, selectable=True))
        self.main_pressed.connect(self.accept)

    def open(self) -> None:
        """Show the dialog; Enter takes what is offered, for nothing is done by it that cannot be left again."""
        super().open()
        self.main_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _words(fault: RefDeskError) -> str:
    """Return what happened; each of several problems stands on a line of its own."""
    if isinstance(fault, Refused):
        return "\n".join(problem.sentence for problem in fault.problems)
    return fault.sentence
