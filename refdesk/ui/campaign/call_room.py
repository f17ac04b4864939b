"""Where a call is made: its panel comes with the first day that is shown, not with the page, and part by part."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.ui.campaign.call_panel import CallPanel
from refdesk.ui.campaign.calling import Calling
from refdesk.ui.campaign.day_panel import DayPanel
from refdesk.ui.campaign.month_reading import Day
from refdesk.ui.workplace import Workplace


class CallRoom(QObject):
    """Holds the panel; what it asks of the page comes as signals of the room."""

    call_wanted = Signal(object)
    person_wanted = Signal(int)
    overtaken = Signal()

    def __init__(self, workplace: Workplace, day: DayPanel, page: QWidget) -> None:
        super().__init__(page)
        self._workplace, self._day, self._page = workplace, day, page
        self._panel: CallPanel | None = None
        self._making: Iterator[None] | None = None
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)

    @property
    def panel(self) -> CallPanel:
        """Return the panel; what is missing of it is made now."""
        for _part in self.coming():
            pass
        assert self._panel is not None, "all of it is made"
        return self._panel

    @property
    def is_keeping(self) -> bool:
        """Tell whether notes of the call are just being kept: they change nothing else on the page."""
        return self._panel is not None and self._panel.is_keeping

    @property
    def shows_somebody(self) -> bool:
        """Tell whether a call was shown here before: what is typed for it must not be overtaken by what was read."""
        return self._panel is not None and self._panel.has_shown

    def show_chosen(self, shown: Day) -> None:
        """Show the call that is chosen of this day."""
        chosen = next((each for each in shown.entries if each.entry_id == self._day.chosen()), None)
        count, day = len(shown.entries), shown.day
        self.panel.show_entry(chosen, count, shown.profile, day, caller=shown.caller, read=shown.call)

    def coming(self) -> Iterator[None]:
        """Make the panel, a part with each step; one that was begun before is gone on with."""
        if self._making is None:
            self._making = self._make()
        while self._panel is None:
            next(self._making, None)
            yield

    def _make(self) -> Iterator[None]:
        panel = CallPanel(self._workplace, self._page, in_parts=True)
        for _part in panel.parts():
            yield
        self.column.addWidget(panel)
        calling = Calling(self._workplace, self._day, panel, self._page)
        calling.call_wanted.connect(self.call_wanted)
        panel.person_wanted.connect(self.person_wanted)
        panel.overtaken.connect(self.overtaken)
        self._panel = panel
