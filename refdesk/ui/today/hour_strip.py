"""What is left of the first hour, as one calm strip, until it is done or put away."""

from functools import partial

from PySide6.QtWidgets import QWidget

from refdesk.domain.first_hour import Step
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services.desk import Desk
from refdesk.ui import hour_words
from refdesk.ui.widgets.buttons import IconButton
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace


class HourStrip(Notice):
    """Looks for itself, beside the reading of the day; `pressed` asks to go on."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__("", " ", parent, act=_("Go on"), calm=True, icon="book-open")
        self._workplace = workplace
        self.put_away = IconButton("x", _("Put the first hour away"), self)
        self.put_away.clicked.connect(self._put_away)
        row = self.layout()
        assert row is not None, "every notice has one"
        row.addWidget(self.put_away)
        self.hide()

    def look(self) -> None:
        """Show what is left now; a file that is only read shows nothing."""
        if not self._workplace.desk.only_to_read:
            work = partial(_read, self._workplace.desk)
            self._workplace.jobs.start(work, then=self._show, failed=self._workplace.show_fault)

    def _show(self, left: tuple[Step, ...]) -> None:
        self.setVisible(bool(left))
        if left:
            said = _("Your first hour: {n} of {all} left.").format(n=len(left), all=len(Step))
            self.set_words(said, _("Next: {step}").format(step=hour_words.title(left[0])))

    def _put_away(self) -> None:
        from refdesk.services import first_hour

        said = _("Your first hour is put away. Settings brings it back.")
        self._workplace.act(said, first_hour.put_away)


def _read(desk: Desk, _progress: Progress) -> tuple[Step, ...]:
    from refdesk.services import first_hour  # read in beside the window

    return desk.ask(first_hour.left_on_today)
