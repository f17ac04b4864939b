"""A form in steps: its first fields can be typed in at once, the others are made between the keys."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from refdesk.ui.slices import Slices


class FormSteps:
    """Takes the steps that make a form; whoever reads the form calls `finish` first."""

    def __init__(self, form: QWidget, steps: Iterator[None]) -> None:
        self._slices = Slices(form)
        self._steps = steps

    def begin(self) -> None:
        """Make what is still to come in events of their own, after what is there was shown."""
        self._slices.run_soon(self._steps)

    def finish(self) -> None:
        """Make all that is still to come."""
        self._slices.stop()
        for _step in self._steps:
            pass
