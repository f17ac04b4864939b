"""What comes after the first run through the printer: turning the stack by hand, and asking how it landed."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.i18n import _, ngettext
from refdesk.ui.print_request import SHORT_EDGE
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment

_FIRST, _LAST = "first", "last"


class TurnStage(QWidget):
    """Says how to turn the stack, and asks which sheet lies on top then: that gives the order of the backs."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._how = Label("", Style.SAY, self, wrap=True)
        self._then = Label(
            _("Wait until the last sheet is out. Then put the stack back so that its empty sides are printed, upper "
              "edge as before."),
            Style.BODY, self, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        choices = [Choice(_FIRST, _("The first sheet")), Choice(_LAST, _("The last sheet"))]
        self.on_top = Segment(choices, self, name=_("Which sheet does the printer take first?"))
        self._field = Field(_("Which sheet does the printer take first?"), self.on_top, self)
        self._field.set_hint(_("Look at the stack as it lies in the tray. RefDesk remembers it for this printer."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        for piece in (self._how, self._then, self._field):
            column.addWidget(piece)

    def show_stack(self, flip: str, sheets: int, last_on_top: bool) -> None:
        """Say how a stack of so many sheets is turned."""
        if flip == SHORT_EDGE:
            words = ngettext(
                "Turn the sheet over at its short edge, like a notepad.",
                "Take the {n} sheets out and turn them over at the short edge, like a notepad.",
                sheets,
            )
        else:
            words = ngettext(
                "Turn the sheet over at its long edge, like the page of a book.",
                "Take the {n} sheets out and turn them over at the long edge, like the page of a book.",
                sheets,
            )
        self._how.setText(words.format(n=sheets))
        self._field.setVisible(sheets > 1)
        self.on_top.set_value(_LAST if last_on_top else _FIRST)

    def last_on_top(self) -> bool:
        """Tell whether the last sheet comes first."""
        return self.on_top.value() == _LAST


class LandedStage(QWidget):
    """Says how to see whether it landed right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = Label("", Style.SAY, self, wrap=True)
        otherwise = Label(
            _("If it is off, a test sheet shows by how much, and RefDesk moves every later print by that. It takes two "
              "minutes, once for each printer and tray."),
            Style.BODY, self, ink=Ink.INK2, wrap=True,
        )  # fmt: skip
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._look)
        column.addWidget(otherwise)

    def show_sides(self, sides: int) -> None:
        """Say what to look at on sheets with one or two sides."""
        if sides == 2:
            words = _("Hold the first sheet against the light. Does everything stand in its place, and does the back "
                      "meet the front?")  # fmt: skip
        else:
            words = _("Look at the first sheet, and fold it where it is folded. Does everything stand in its place?")
        self._look.setText(words)
