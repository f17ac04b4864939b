"""What a form shows when others changed the same thing meanwhile: keep mine, or take theirs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.clashes import Clash
from refdesk.i18n import _, ngettext
from refdesk.ui import theme
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Surface

MOST = 6
"""How many fields are told one by one: the way out stays in sight."""


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
        self.clashes = Label("", Style.SECOND, self, wrap=True)
        told = QVBoxLayout()
        told.setSpacing(4)
        told.addWidget(Label(words, Style.SECOND_STRONG, self, ink=Ink.AMBER, wrap=True))
        told.addWidget(self.clashes)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(IconMark("triangle-alert", self, ink=Ink.AMBER, size=16), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
        for button in (self.mine, self.theirs):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def offer(self, clashes: Sequence[Clash]) -> None:
        """Show what differs and both ways, the first with the focus."""
        self.tell(clashes)
        self.show()
        self.mine.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, clashes: Sequence[Clash]) -> None:
        """Say field by field what is mine and what is theirs."""
        self.clashes.setText("\n".join(_lines(clashes)))


def _lines(clashes: Sequence[Clash]) -> list[str]:
    if not clashes:
        return [_("What you typed does not differ from theirs.")]
    shown = clashes if len(clashes) <= MOST else clashes[: MOST - 1]
    lines = [
        _("{field}: mine {mine}, theirs {theirs}").format(
            field=each.title, mine=_quoted(each.mine), theirs=_quoted(each.theirs)
        )
        for each in shown
    ]
    if rest := len(clashes) - len(shown):
        lines.append(ngettext("and {n} more", "and {n} more", rest).format(n=i18n.number(rest)))
    return lines


def _quoted(words: str) -> str:
    return _("“{words}”").format(words=words) if words else _("empty")
