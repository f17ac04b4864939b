"""Strips of the panel that are there only sometimes: somebody left, or a client review is due."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.contact import Status
from refdesk.i18n import _
from refdesk.ui.widgets.surfaces import Notice


class LeftNotice(QWidget):
    """Says that somebody is off the lists, and offers the way back."""

    back_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice = Notice(_("Inactive."), "-", self, act=_("Active again"), icon="archive")
        self._notice.pressed.connect(self.back_wanted)
        _alone(self, self._notice)

    def show_status(self, status: Status) -> None:
        """Show it for whoever left."""
        self.setVisible(status is not Status.ACTIVE)
        strong = _("Deceased.") if status is Status.DECEASED else _("Inactive.")
        self._notice.set_words(strong, _("Off every list, card, call and reminder. The history stays."))


class ReviewNotice(QWidget):
    """Says that the yearly review of a client is due, and begins it."""

    pressed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice = Notice(_("Client review:"), "-", self, act=_("Begin"), calm=True, icon="calendar-check")
        self._notice.pressed.connect(self.pressed)
        _alone(self, self._notice)

    def show_day(self, due_on: date | None, today: date) -> None:
        """Show it from the day on which it is due."""
        is_due = due_on is not None and due_on <= today
        self.setVisible(is_due)
        if due_on is not None and is_due:
            self._notice.set_words(_("Client review:"), _due_words(due_on, today))


def _due_words(due_on: date, today: date) -> str:
    if due_on == today:
        return _("due today")
    day = i18n.day_month(due_on) if due_on.year == today.year else i18n.month_year(due_on)
    return _("due since {day}").format(day=day)


def _alone(around: QWidget, inside: QWidget) -> None:
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(inside)
