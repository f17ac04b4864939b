"""The views of a referral month, of which one is shown: its calendar, the grid of a filled sheet, and the others."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from refdesk.domain.ids import CampaignId
from refdesk.ui.workplace import Workplace


class View(StrEnum):
    """What the page shows."""

    BLANK = "blank"
    EMPTY = "empty"
    CALENDAR = "calendar"
    ENTER = "enter"
    FOLLOW = "follow"
    REPORT = "report"


def _follow_through(workplace: Workplace, parent: QWidget) -> QWidget:
    from refdesk.ui.campaign.follow_through import FollowThrough

    return FollowThrough(workplace, parent)


def _closing_report(workplace: Workplace, parent: QWidget) -> QWidget:
    from refdesk.ui.campaign.closing_report import ClosingReport

    return ClosingReport(workplace, parent)


MAKERS: Mapping[View, Callable[[Workplace, QWidget], Any]] = MappingProxyType(
    {View.FOLLOW: _follow_through, View.REPORT: _closing_report}
)
"""Views that are made when they are first wanted.

Each has `show_month(campaign_id)`; `refresh()` loads anew what it shows, `take_focus()` begins its work, and its signal
`left` goes back to the calendar.
"""


class MonthViews(QStackedWidget):
    """Holds the views; `left` tells that one of those made later is done."""

    left = Signal()
    person_wanted = Signal(int)
    print_wanted = Signal(object)
    day_wanted = Signal(object)
    referral_shown_wanted = Signal(int)
    plan_wanted = Signal(object)
    view_wanted = Signal(object)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._views: dict[View, Any] = {}
        self.setMinimumSize(1, 1)
        self.put(View.BLANK, QWidget(self))
        self.show_view(View.BLANK)

    @property
    def shown(self) -> View:
        """Return which view is seen."""
        seen = self.currentWidget()
        return next(view for view, widget in self._views.items() if widget is seen)

    def put(self, view: View, widget: QWidget) -> None:
        """Add a view."""
        self._views[view] = widget
        self.addWidget(widget)

    def put_card(self, view: View, card: QWidget) -> None:
        """Add a view that is one card below its top."""
        around = QWidget(self)
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 96, 0, 0)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.put(view, around)

    def show_view(self, view: View) -> None:
        """Show a view that was put in."""
        self.setCurrentWidget(self._views[view])

    def open(self, view: View, campaign_id: CampaignId) -> None:
        """Show one of the views made when they are wanted, with this month."""
        if view not in self._views:
            made = MAKERS[view](self._workplace, self)
            self._hand_on(made)
            self.put(view, made)
        shown = self._views[view]
        shown.show_month(campaign_id)
        self.show_view(view)
        shown.take_focus()

    def _hand_on(self, made: Any) -> None:  # noqa: ANN401 - each view has signals of its own
        made.left.connect(self.left)
        for name in ("person_wanted", "print_wanted", "day_wanted", "referral_shown_wanted", "plan_wanted"):
            if hasattr(made, name):
                getattr(made, name).connect(getattr(self, name))
        for name, view in (("follow_wanted", View.FOLLOW), ("report_wanted", View.REPORT)):
            if hasattr(made, name):
                getattr(made, name).connect(partial(self.view_wanted.emit, view))

    def refresh_shown(self) -> None:
        """Load anew what the view shows that is seen, if it is one of those made when they are wanted."""
        if self.shown in MAKERS:
            self._views[self.shown].refresh()

    def take_focus(self) -> None:
        """Begin the work of the view that is seen."""
        if self.shown in MAKERS:
            self._views[self.shown].take_focus()
