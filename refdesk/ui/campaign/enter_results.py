"""Entering a filled call sheet: row number, code, and what was written; complete rows are saved at their end."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes
from refdesk.domain.ids import CampaignId, EntryId
from refdesk.errors import Refused, StoreFault
from refdesk.i18n import _, ngettext
from refdesk.services import call_results
from refdesk.services.call_results import Report, RowOutcome
from refdesk.services.campaign_days import DayEntry
from refdesk.ui.campaign.sheet_model import SheetModel
from refdesk.ui.campaign.sheet_rows import SheetRow
from refdesk.ui.campaign.sheet_table import SheetTable
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.surfaces import Notice, Surface
from refdesk.ui.workplace import Workplace

SAID_AT_ONCE = 3
SIDE = 20


class EnterResults(QWidget):
    """The grid of one day with its words above and its acts below; what is typed stays until it is saved."""

    left = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._campaign_id: CampaignId | None = None
        self._day: date | None = None
        self._typed: dict[tuple[EntryId, date], dict[str, str]] = {}
        self._title = Label("", Style.PAGE, self, wrap=True)
        self._about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.model = SheetModel(self)
        self.table = SheetTable(self.model, self)
        self.sentence = ElidedLabel("", Style.SECOND, self)
        self.notice = Notice("", " ", self, icon="triangle-alert")
        self.back = Button(_("Back to the month"), self, icon="chevron-left")
        self.save_button = Button(_("Save the sheet"), self, kind=Kind.MAIN, icon="check")
        self._lay_out()
        self.model.typed.connect(self._say_row)
        self.table.row_shown.connect(self._say_row)
        self.table.row_ended.connect(self._end_row)
        self.save_button.clicked.connect(self.save_all)
        self.back.clicked.connect(self.left)

    def show_day(self, campaign_id: CampaignId, day: date, entries: Sequence[DayEntry]) -> None:
        """Show the sheet of a day, with all that was typed and is not saved."""
        outcomes = self._outcomes() if day == self._day else {}
        self._campaign_id, self._day = campaign_id, day
        rows = [SheetRow(entry, self._cells(entry, day), day) for entry in entries]
        for row in rows:
            outcome, problems = outcomes.get(row.entry.entry_id, (None, {}))
            if not row.is_saved and outcome in (RowOutcome.DRAFT, RowOutcome.REFUSED):
                row.outcome = outcome
                row.problems = problems | row.problems
        self.model.set_rows(rows)
        self._fit_height()
        self._title.setText(_("Enter the sheet of {day}").format(day=i18n.day_long(day)))
        self._count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def begin(self) -> None:
        """Put the cursor into the first row that waits."""
        first = self.table.next_open(-1)
        self.notice.hide()
        self.table.go_to_row(first if first is not None else 0)

    def save_all(self) -> None:
        """Save all complete rows as one step; the others stay drafts and stay on screen."""
        waiting = [row for row in self.model.rows if not row.is_saved and not row.is_blank]
        if not waiting:
            self._workplace.tell(_("There is nothing new to save."))
            return
        report = self._enter(waiting)
        if report is None:
            return
        saved = report.count(RowOutcome.SAVED)
        if saved:
            self._workplace.done(ngettext("{n} call entered", "{n} calls entered", saved).format(n=saved))
        self._show_rest()

    def _end_row(self, at: int) -> None:
        row = self.model.rows[at]
        if row.is_complete:
            report = self._enter([row])
            if report is not None and report.count(RowOutcome.SAVED):
                assert row.filled.code is not None, "a saved row has its code"
                words = _(call_codes.WORDS[row.filled.code])
                self._workplace.done(_("{name}: {code}").format(name=row.entry.name, code=words))
        elif not row.is_saved and not row.is_blank:
            row.outcome = RowOutcome.DRAFT
            self.model.renew()
        following = self.table.next_open(at)
        if following is not None and following != at:
            self.table.go_to_row(following)
        else:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _enter(self, rows: Sequence[SheetRow]) -> Report | None:
        assert self._campaign_id is not None, "a sheet is shown"
        assert self._day is not None, "a sheet is shown"
        by_number = {row.entry.number: row for row in rows}
        try:
            report = self._workplace.desk.do(
                call_results.enter, self._campaign_id, self._day, [row.filled for row in rows]
            )
        except Refused as refused:
            self._show_notice(_("Not saved"), refused.sentence)
            return None
        except StoreFault as fault:
            self._workplace.show_fault(fault)
            return None
        shown = {row.entry.number: row for row in self.model.rows}
        for said in report.rows:
            for row in (by_number.get(said.number or 0), shown.get(said.number or 0)):
                if row is not None and said.outcome in (RowOutcome.DRAFT, RowOutcome.REFUSED):
                    row.outcome = said.outcome
                    row.take_problems(said.problems)
        self.model.renew()
        return report

    def _show_rest(self) -> None:
        """Say which rows are not in, and go to the first of them."""
        rest = [at for at, row in enumerate(self.model.rows) if not row.is_saved and not row.is_blank]
        if not rest:
            self.notice.hide()
            return
        lines = [_row_words(self.model.rows[at]) for at in rest[:SAID_AT_ONCE]]
        more = len(rest) - len(lines)
        if more:
            lines.append(ngettext("and {n} more row", "and {n} more rows", more).format(n=more))
        kept = ngettext("{n} row is kept as a draft", "{n} rows are kept as drafts", len(rest)).format(n=len(rest))
        self._show_notice(kept, "\n".join(lines))
        self.table.go_to_row(rest[0])

    def _show_notice(self, strong: str, words: str) -> None:
        self.notice.set_words(strong, words)
        self.notice.show()

    def _say_row(self, at: int) -> None:
        if not 0 <= at < len(self.model.rows):
            return
        row = self.model.rows[at]
        elsewhere = self.model.go_problem(at)
        problem = elsewhere or next(iter(row.problems.values()), "")
        words = _("Row {n}, {name}").format(n=row.entry.number, name=row.entry.name)
        self.sentence.setText(elsewhere or (f"{words}: {problem}" if problem else words))
        self.sentence.set_ink(Ink.AMBER if problem else Ink.INK2)

    def _fit_height(self) -> None:
        """Let the grid end with its last row."""
        self._frame.setMaximumHeight(self.table.whole_height(self.width() - 2 * SIDE) + 2)

    def _count(self) -> None:
        done = sum(row.is_saved for row in self.model.rows)
        words = _(
            "{done} of {calls} rows are in. Type the row number of the paper sheet, the code, then what was written."
        )
        self._about.setText(words.format(done=done, calls=len(self.model.rows)))

    def _cells(self, entry: DayEntry, day: date) -> dict[str, str]:
        assert self._day is not None, "a day is shown"
        return self._typed.setdefault((entry.entry_id, day), {})

    def _outcomes(self) -> Mapping[EntryId, tuple[RowOutcome | None, dict[str, str]]]:
        return {row.entry.entry_id: (row.outcome, row.problems) for row in self.model.rows}

    def _lay_out(self) -> None:
        self.notice.hide()
        head = QHBoxLayout()
        head.setSpacing(16)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(self._title)
        titles.addWidget(self._about)
        head.addLayout(titles, 1)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self._frame = Surface(self, ground="paper", edge="line_mid", radius=0)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.sentence, 1)
        foot.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 16, SIDE, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addLayout(self._keys())
        column.addWidget(self.notice)
        column.addWidget(self._frame, 1000)
        column.addLayout(foot)
        column.addStretch(1)

    def _keys(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for key, words in (
            ("Enter", _("next cell")),
            ("Ctrl+Enter", _("row is done")),
            ("Esc", _("leave the cell")),
        ):
            row.addWidget(KeyCap(key, self))
            row.addWidget(Label(words, Style.CAPTION, self, ink=Ink.INK2))
            row.addSpacing(8)
        codes = " · ".join(f"{code.value} {_(words)}" for code, words in call_codes.WORDS.items())
        row.addWidget(Label(codes, Style.CAPTION, self, ink=Ink.INK2, wrap=True), 1)
        return row


def _row_words(row: SheetRow) -> str:
    sentence = next(iter(row.problems.values()), _("Save the sheet again."))
    return _("Row {n}, {name}: {problem}").format(n=row.entry.number, name=row.entry.name, problem=sentence)
