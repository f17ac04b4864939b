"""The closing report of a referral month, shown as the very pages that are printed; here the month is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.campaign import CampaignState
from refdesk.domain.ids import CampaignId
from refdesk.errors import RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import business, campaign_closing, campaign_report_files
from refdesk.services.campaign_closing import NextMonth
from refdesk.services.campaign_report import Closing
from refdesk.services.campaign_report_files import Form, Shown
from refdesk.services.desk import Desk
from refdesk.services.paper import Written
from refdesk.ui import print_request, profile_words, rank_hiding
from refdesk.ui.campaign.view_head import ViewHead
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.pdf_view import PdfView
from refdesk.ui.widgets.surfaces import Hairline, Notice
from refdesk.ui.workplace import Workplace

_KINDS = {Form.PDF: "PDF", Form.CSV: "CSV"}


@dataclass(frozen=True, slots=True)
class _Read:
    """The pages with their numbers, and the month proposed for next year."""

    shown: Shown
    coming: NextMonth | None
    paper: str


class ClosingReport(QWidget):
    """Shows, saves and prints the report.

    `left` goes back to the calendar, `follow_wanted` to what is still to be done, `plan_wanted` brings next year's
    month, `print_wanted` the pages for the print dialog.
    """

    left = Signal()
    print_wanted = Signal(object)
    plan_wanted = Signal(object)
    follow_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._campaign_id: CampaignId | None = None
        self._turn, self._is_reading = 0, False
        self._read: _Read | None = None
        self.head = ViewHead(_("Closing report"), self)
        self.follow = Button(_("Follow through"), self, icon="list-checks")
        self.closing = Button(_("Close the month"), self, kind=Kind.MAIN, icon="check")
        self.reopen = Button(_("Open again"), self, icon="undo-2")
        self.notice = Notice("", " ", self, act=_("Plan it now"), calm=True, icon="calendar-check")
        self.view = PdfView(workplace.jobs, self, name=_("Closing report"))
        self.save = Button(_("Save as PDF"), self, icon="download", size=Size.ROW)
        self.save_table = Button(_("Save as CSV"), self, size=Size.ROW)
        self.print = Button(_("Print"), self, icon="printer", size=Size.ROW, key="Ctrl+P")
        self._lay_out()
        self._connect()

    def show_month(self, campaign_id: CampaignId) -> None:
        """Show the report of a month."""
        if campaign_id != self._campaign_id:
            self._campaign_id, self._read = campaign_id, None
            self._fill_head()
        self.refresh()

    def refresh(self) -> None:
        """Make the pages anew off the window's thread; those before stay until then."""
        self._turn += 1
        if self._campaign_id is None or self._is_reading:
            return
        self._is_reading = True
        self.view.set_busy(busy=True)
        work = partial(
            _make, self._workplace.desk, self._campaign_id, self._turn, with_ranks=not rank_hiding.shared().is_on
        )
        self._workplace.jobs.start(work, then=self._made, failed=self._not_made)

    def take_focus(self) -> None:
        """Put the focus on the pages."""
        self.view.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def print_pages(self) -> None:
        """Write the pages, and hand them to the print dialog."""
        self._write(print_request.new_file(), self._to_print)

    def save_as(self, form: Form) -> None:
        """Ask where the report is to be, and write it."""
        if self._read is None:
            return
        first = self._read.shown.found.month.first_on
        kind = f"{_KINDS[form]} (*{form.value})"
        suggested = f"referral-month-{first:%Y-%m}{form.value}"
        chosen = self._workplace.ask_to_save(self, _("Closing report"), suggested, kind)
        if chosen is not None:
            path = chosen if chosen.suffix.lower() == form.value else chosen.with_name(chosen.name + form.value)
            self._write(path, self._written)

    def close_month(self) -> None:
        """End the calls of the month; undo takes it back."""
        self._act(campaign_closing.close, _("{month} closed"))

    def open_again(self) -> None:
        """Take the calls up again."""
        self._act(campaign_closing.reopen, _("{month} opened again"))

    def _act(self, operation: Callable[..., Any], said: str) -> None:
        if self._read is not None and self._campaign_id is not None:
            name = self._read.shown.found.month.name
            self._workplace.act(said.format(month=name), operation, self._campaign_id)

    def _write(self, path: Path, then: Callable[[Written], None]) -> None:
        if self._campaign_id is None:
            return
        work = partial(_write, self._workplace.desk, self._campaign_id, path, with_ranks=not rank_hiding.shared().is_on)
        self._workplace.jobs.start(work, then=then, failed=self._workplace.show_fault)

    def _made(self, made: tuple[int, CampaignId, _Read]) -> None:
        self._is_reading = False
        turn, campaign_id, read = made
        if campaign_id == self._campaign_id:
            self._read = read
            self.view.show_pdf(read.shown.pdf)
            self._fill_head()
        if turn != self._turn:
            self.refresh()
        else:
            self.view.set_busy(busy=False)

    def _not_made(self, fault: RefDeskError) -> None:
        self._is_reading = False
        self.view.set_busy(busy=False)
        self.view.show_words(fault.sentence)

    def _fill_head(self) -> None:
        read = self._read
        for button in (self.save, self.save_table, self.print):
            button.setEnabled(read is not None)
        found = read.shown.found if read else None
        is_closed = found is not None and found.month.state is CampaignState.CLOSED
        had_focus = self.closing.hasFocus() or self.reopen.hasFocus()
        self.closing.setVisible(found is not None and not is_closed)
        self.reopen.setVisible(is_closed)
        self.closing.set_kind(Kind.MAIN if found is not None and self._is_over(found) else Kind.SECOND)
        if had_focus:  # what was pressed has gone: the keys stay where it stood
            (self.reopen if is_closed else self.closing).setFocus(Qt.FocusReason.OtherFocusReason)
        self.head.about.setText(self._about(found) if found else "")
        coming = read.coming if read and is_closed else None
        self.notice.setVisible(coming is not None)
        if coming is not None:
            said = _("Next: {month}.").format(month=coming.name)
            today = self._workplace.desk.today()
            words = _("Today reminds you on {day}.").format(day=i18n.day_due(coming.remind_on, today))
            self.notice.set_words(said, words)

    def _is_over(self, found: Closing) -> bool:
        return not found.to_call or found.month.last_on <= self._workplace.desk.today()

    def _about(self, found: Closing) -> str:
        if found.month.state is CampaignState.CLOSED and found.closed_on is not None:
            closed = i18n.day_due(found.closed_on, self._workplace.desk.today())
            return _("{month}, closed {day}").format(month=found.month.name, day=closed)
        if not found.to_call:
            return _("{month}: everybody is called").format(month=found.month.name)
        waiting = ngettext("{n} person is still to be called", "{n} people are still to be called", found.to_call)
        return _("{month}: {waiting}").format(
            month=found.month.name, waiting=waiting.format(n=i18n.number(found.to_call))
        )

    def _to_print(self, written: Written) -> None:
        if self._read is not None:
            title = _("closing report {month}").format(month=self._read.shown.found.month.name)
            self.print_wanted.emit(PrintRequest(written.path, title, self._read.paper))

    def _written(self, written: Written) -> None:
        said = _("Closing report written to “{file}”").format(file=written.path.name)
        self._workplace.tell(" ".join((said, *written.sentences)))

    def _plan_next(self) -> None:
        if self._read is not None and self._read.coming is not None:
            self.plan_wanted.emit(self._read.coming)

    def _ranks_turned(self) -> None:
        if self.isVisible():
            self.refresh()

    def _save_pdf(self) -> None:
        self.save_as(Form.PDF)

    def _save_csv(self) -> None:
        self.save_as(Form.CSV)

    def _connect(self) -> None:
        self.head.left.connect(self.left)
        self.follow.clicked.connect(self.follow_wanted)
        self.closing.clicked.connect(self.close_month)
        self.reopen.clicked.connect(self.open_again)
        self.notice.pressed.connect(self._plan_next)
        self.save.clicked.connect(self._save_pdf)
        self.save_table.clicked.connect(self._save_csv)
        self.print.clicked.connect(self.print_pages)
        rank_hiding.shared().changed.connect(self._ranks_turned)

    def _lay_out(self) -> None:
        for button in (self.follow, self.reopen, self.closing):
            self.head.row.addWidget(button)
        for button in (self.save_table, self.save, self.print):
            self.view.add_button(button)
        self.reopen.hide()
        self.closing.hide()
        self.notice.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        around = QVBoxLayout()
        around.setContentsMargins(24, 0, 18, 8)
        around.addWidget(self.notice)
        column.addLayout(around)
        column.addWidget(Hairline(self))
        column.addWidget(self.view, 1)


def _make(
    desk: Desk, campaign_id: CampaignId, turn: int, _progress: Progress, *, with_ranks: bool
) -> tuple[int, CampaignId, _Read]:
    shown = campaign_report_files.render(desk, campaign_id, with_ranks=with_ranks)
    profile = desk.ask(business.load)
    coming = desk.ask(campaign_closing.next_month, campaign_id, desk.today(), profile.working_time)
    return turn, campaign_id, _Read(shown, coming, profile_words.paper(profile.paper))


def _write(desk: Desk, campaign_id: CampaignId, path: Path, _progress: Progress, *, with_ranks: bool) -> Written:
    return campaign_report_files.write(desk, campaign_id, path, with_ranks=with_ranks)
