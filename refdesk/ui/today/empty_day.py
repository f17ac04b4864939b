"""A day on which nothing is left to do, and the very first day."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk.i18n import _
from refdesk.services.today import Line
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import EmptyState


class EmptyDay(QWidget):
    """Says something kind, and what comes tomorrow or how to begin."""

    referral_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._done = EmptyState(
            _("That is all for today"),
            _("Nobody waits for you. Has somebody sent you a client? Log it while you remember the details."),
            self, icon="circle-check", act=_("Log a referral"), key="Ctrl+R",
        )  # fmt: skip
        self._new = EmptyState(
            _("Here you will see what to do next"),
            _("Log the last person who was sent to you, or bring your contacts in: then you see whom to call."),
            self, icon="sun", act=_("Log a referral"), key="Ctrl+R", links=(_("Bring contacts in"),),
        )  # fmt: skip
        self._head = Label(_("Tomorrow"), Style.SECOND_STRONG, self)
        self._lines = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 64, 0, 0)
        column.setSpacing(12)
        for part in (self._done, self._new, self._head, self._lines):
            column.addWidget(part)
        for state in (self._done, self._new):
            state.pressed.connect(self.referral_wanted)
        self._new.link_pressed.connect(self.import_wanted)
        self.setFocusProxy(self._done.act)

    def show_tomorrow(self, lines: tuple[Line, ...], new: bool) -> None:
        """Show the first things of the next working day; `new` is a file with nobody in it yet."""
        self._done.setVisible(not new)
        self._new.setVisible(new)
        self.setFocusProxy(self._new.act if new else self._done.act)
        self._head.setVisible(bool(lines))
        self._lines.setText("\n".join(f"{line.name}: {line.text}" for line in lines))
        self._lines.setVisible(bool(lines))
