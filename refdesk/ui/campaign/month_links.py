"""Two links below a referral month: what is still to be done for people, and what came of it all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.ui.campaign.month_views import View
from refdesk.ui.widgets.buttons import Button, Kind, Size


class MonthLinks(QWidget):
    """Asks by `view_wanted` for the follow-through or the closing report."""

    view_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.follow = Button(_("Follow through"), self, kind=Kind.LINK, size=Size.ROW)
        self.report = Button(_("Closing report"), self, kind=Kind.LINK, size=Size.ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.follow)
        row.addWidget(self.report)
        row.addStretch(1)
        self.follow.clicked.connect(self._want_follow)
        self.report.clicked.connect(self._want_report)

    def _want_follow(self) -> None:
        self.view_wanted.emit(View.FOLLOW)

    def _want_report(self) -> None:
        self.view_wanted.emit(View.REPORT)
