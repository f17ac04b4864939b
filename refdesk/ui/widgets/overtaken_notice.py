"""What a form shows when others changed the same thing meanwhile: keep mine, or take theirs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from refdesk.i18n import _
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface


class OvertakenNotice(Surface):
    """Two ways out, then it goes; nothing is lost before one is chosen. `words` say what was changed."""

    mine_wanted = Signal()
    theirs_wanted = Signal()

    def __init__(self, parent: QWidget, words: str) -> None:
        super().__init__(parent, ground="amber_soft", radius=theme.RADIUS_NOTICE)
        self.mine = Button(_("Keep mine"), self, size=Size.ROW)
        self.theirs = Button(_("Take theirs"), self, size=Size.ROW)
        for button, wanted in ((self.mine, self.mine_wanted), (self.theirs, self.theirs_wanted)):
            button.clicked.connect(self.hide)
            button.clicked.connect(wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(IconMark("triangle-alert", self, ink=Ink.AMBER, size=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(words, Style.SECOND_STRONG, self, ink=Ink.AMBER, wrap=True), 1)
        row.addWidget(self.mine)
        row.addWidget(self.theirs)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def offer(self) -> None:
        """Show both ways, the first with the focus."""
        self.show()
        self.mine.setFocus(Qt.FocusReason.OtherFocusReason)
