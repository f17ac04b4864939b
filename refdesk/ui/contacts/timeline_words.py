"""One line of the timeline, shown whole, with the button that takes it back."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.i18n import _
from refdesk.services import business
from refdesk.services.timeline_line import TimelineLine
from refdesk.services.timeline_trail import Behind
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


class TimelineWords(Dialog):
    """What a line tells, to read; `undo_wanted` brings the operation behind it."""

    undo_wanted = Signal(object)

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, line: TimelineLine, behind: Behind | None
    ) -> None:  # fmt: skip
        super().__init__(
            i18n.day_full(line.on), parent, main=_("Undo this"), main_icon="undo-2", size=QSize(560, 380),
            cancel=_("Close"),
        )  # fmt: skip
        self._behind = behind
        self.body.addWidget(Label(line.title, Style.SECTION, self, wrap=True, selectable=True))
        for words in dict.fromkeys(filter(None, (line.detail, line.words, _cost(workplace, line)))):
            if words != line.title:
                self.body.addWidget(Label(words, Style.SAY, self, wrap=True, selectable=True))
        self.body.addStretch(1)
        if behind is None:
            self.main_button.refuse(_("This line cannot be taken back by itself."))
        else:
            undone = _("Undo takes back: {act}").format(act=behind.label)
            self.body.addWidget(Label(undone, Style.CAPTION, self, ink=Ink.INK2, wrap=True))
        self.main_pressed.connect(self._undo)

    def _undo(self) -> None:
        if self._behind is not None:
            self.accept()
            self.undo_wanted.emit(self._behind)


def _cost(workplace: Workplace, line: TimelineLine) -> str:
    if not line.cost_minor:
        return ""
    return money.shown(line.cost_minor, workplace.desk.ask(business.load).currency)
