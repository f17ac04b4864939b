"""A field for a whole number."""

from PySide6.QtWidgets import QWidget

from refdesk.ui.widgets.edits import LineEdit


class DigitsEdit(LineEdit):
    """Takes digits and nothing else; empty stands for 0.

    Without a validator of Qt: one whose wrapper in Python goes before its field ends the process (measured).
    """

    def __init__(self, number: int, parent: QWidget, *, most: int, name: str = "") -> None:
        super().__init__(str(number) if number else "", parent, name=name)
        self.setMaxLength(len(str(most)))
        self.textEdited.connect(self._keep_digits)

    def number(self) -> int:
        """Return what was typed."""
        return int(self.text() or 0)

    def _keep_digits(self, typed: str) -> None:
        kept = "".join(filter(str.isdecimal, typed))
        if kept != typed:
            place = self.cursorPosition() - (len(typed) - len(kept))
            self.setText(kept)
            self.setCursorPosition(place)
