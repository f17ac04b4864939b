"""Entering a filled call sheet: row number, code, and what was written; complete rows are saved at their end."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from refdesk.domain import call_codes
from refdesk.domain.ids import CampaignId, EntryId
from refdesk.errors import RefDeskError, Refused, StoreFault
from refdesk.i18n import _, ngettext
from refdesk.services import business, call_results, call_sheets, sheet_drafts
from refdesk.services.call_results import Report, RowOutcome
from refdesk.services.campaign_days import Calendar, DayEntry
from refdesk.ui.campaign.month_reading import Day
from refdesk.ui.campaign.sheet_frame import SheetFoot, SheetTop
from refdesk.ui.campaign.sheet_model import KEYS, SheetModel
from refdesk.ui.campaign.sheet_rows import SheetRow
from refdesk.ui.campaign.sheet_table import SheetTable
from refdesk.ui.widgets.surfaces import Notice, Surface
from refdesk.ui.workplace import Workplace

SAID_AT_ONCE = 3
SIDE = 20
Outcomes = Mapping[EntryId, tuple[RowOutcome | None, dict[str, str]]]


class EnterResults(QWidget):
    """The grid of one day with its words above and its acts below.

    A complete row is saved at its end; any other is kept as a draft when it is left, and stays on screen.
    `sheet_wanted` asks for the sheet of another day, `print_again_wanted` for this one on paper, `referral_wanted`
    for a referral from somebody whose row is saved.
    """

    left = Signal()
    sheet_wanted = Signal(object)
    print_again_wanted = Signal(object)
    referral_wanted = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._campaign_id: CampaignId | None = None
        self._day: date | None = None
        self._at = -1
        self._typed: dict[tuple[EntryId, date], dict[str, str]] = {}
        self.top = SheetTop(self)
        self.model = SheetModel(self)
        self.table = SheetTable(self.model, self)
        self.notice = Notice("", " ", self, icon="triangle-alert")
        self.foot = SheetFoot(self)
        self._lay_out()
        self._connect()

    def show_day(self, calendar: Calendar, shown: Day) -> None:
        """Show the sheet of a day, with all that was typed and is not saved."""
        campaign_id, day = calendar.campaign.campaign_id, shown.day
        desk, same = self._workplace.desk, (campaign_id, day) == (self._campaign_id, self._day)
        outcomes = self._outcomes() if same else {}
        if not same:
            self.keep_drafts()
            self._at = -1
            self.notice.hide()
        self._campaign_id, self._day, self.model.campaign_id = campaign_id, day, campaign_id
        rows = [SheetRow(each, shown.kept.get(each.entry_id), self._cells(each, day), day) for each in shown.entries]
        for row in rows:
            outcome, problems = outcomes.get(row.entry.entry_id, (None, {}))
            if not row.is_saved and outcome in (RowOutcome.DRAFT, RowOutcome.REFUSED):
                row.outcome = outcome
                row.problems = problems | row.problems
        self._set_rows(rows, stays=same)
        self._fit_height()
        working = desk.ask(business.working_time)
        self.top.show_sheet(day, calendar, call_sheets.sheet_id(campaign_id, day), rows, desk.today())
        self.foot.show_rows(rows, working.rules.most_tries)
        self._say_meanwhile()

    def _set_rows(self, rows: Sequence[SheetRow], *, stays: bool) -> None:
        """Show these rows, and put the cursor back where it was when people came or left meanwhile."""
        index = self.table.currentIndex()
        typing = stays and index.isValid() and self.table.isAncestorOf(QApplication.focusWidget() or self)
        entry_id = self.model.rows[index.row()].entry.entry_id if typing else None
        self.model.set_rows(rows)
        place = next((at for at, row in enumerate(rows) if row.entry.entry_id == entry_id), None)
        if place is not None and not self.table.currentIndex().isValid():
            self.table.go(place, index.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep_drafts()

    def begin(self) -> None:
        """Put the cursor into the first row that waits."""
        first = self.table.next_open(-1)
        self.notice.hide()
        self.table.go_to_row(first if first is not None else 0)

    def keep_drafts(self) -> None:
        """Keep what was typed and is not complete, so that it is here tomorrow too."""
        self._keep([row for row in self.model.rows if not row.is_saved and row.changed])

    def save_all(self) -> None:
        """Save all complete rows as one step; the others stay drafts and stay on screen."""
        waiting = [row for row in self.model.rows if not row.is_saved and not row.is_blank]
        if not waiting:
            self._workplace.tell(_("There is nothing new to save."))
            return
        self._keep([row for row in waiting if not row.is_complete and row.changed])
        numbers = {row.entry.number for row in waiting}
        report = self._enter([row for row in self.model.rows if row.entry.number in numbers and row.is_complete])
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
            self._keep([row])
            self.model.rows[at].outcome = RowOutcome.DRAFT
            self.model.renew()
        following = self.table.next_open(at)
        if following is not None and following != at:
            self.table.go_to_row(following)
        else:
            self.foot.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _keep(self, rows: Sequence[SheetRow]) -> None:
        drafts = [row.draft() for row in rows if row.changed]
        if not drafts or self._campaign_id is None or self._day is None:
            return
        try:
            self._workplace.desk.do(sheet_drafts.keep, self._campaign_id, self._day, drafts)
        except RefDeskError as fault:
            self._workplace.show_fault(fault)

    def _enter(self, rows: Sequence[SheetRow]) -> Report | None:
        assert self._campaign_id is not None, "a sheet is shown"
        assert self._day is not None, "a sheet is shown"
        if not rows:
            return Report(())
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
        for at in rest:
            self.model.rows[at].outcome = self.model.rows[at].outcome or RowOutcome.DRAFT
        self.model.renew()
        kept = ngettext("{n} row is kept as a draft", "{n} rows are kept as drafts", len(rest)).format(n=len(rest))
        self._show_notice(kept, _some([_row_words(self.model.rows[at]) for at in rest]))
        self.table.go_to_row(rest[0])

    def _say_meanwhile(self) -> None:
        """Say which rows somebody else entered while something else was typed here."""
        others = [row for row in self.model.rows if row.other]
        if others:
            words = ngettext("{n} row was entered meanwhile", "{n} rows were entered meanwhile", len(others))
            self._show_notice(words.format(n=len(others)), _some([_other_words(row) for row in others]))

    def _show_notice(self, strong: str, words: str) -> None:
        self.notice.set_words(strong, words)
        self.notice.show()

    def _come_to(self, at: int) -> None:
        """Keep the row that is left, unless it was saved."""
        before, self._at = self._at, at
        if before != at and 0 <= before < len(self.model.rows):
            row = self.model.rows[before]
            if row.other:
                row.forgo()
            elif not row.is_saved and not row.is_complete:
                self._keep([row])
        self._say_row(at)

    def _say_row(self, at: int) -> None:
        if not 0 <= at < len(self.model.rows):
            return
        row = self.model.rows[at]
        elsewhere = self.model.go_problem(at)
        problem = elsewhere or next(iter(row.problems.values()), "")
        words = _("Row {n}, {name}").format(n=row.entry.number, name=row.entry.name)
        if row.other and not elsewhere:
            self.foot.say(_other_words(row), is_wrong=True)
            return
        self.foot.say(elsewhere or (f"{words}: {problem}" if problem else words), is_wrong=bool(problem))
        self.foot.renew(at)

    def _log_referral(self, at: int) -> None:
        """Go on to whom they send, or log it by itself when the row is saved already."""
        row = self.model.rows[at]
        if row.is_saved:
            self.referral_wanted.emit(row.entry.contact_id)
            return
        self.model.type_in(self.model.index(at, KEYS.index("referral_direction")), "from")
        self.table.go(at, KEYS.index("referral_name"))

    def _print_again(self) -> None:
        self.print_again_wanted.emit(self._day)

    def _fit_height(self) -> None:
        """Let the grid end with its last row."""
        self._frame.setMaximumHeight(self.table.whole_height(self.width() - 2 * SIDE) + 2)

    def _cells(self, entry: DayEntry, day: date) -> dict[str, str]:
        return self._typed.setdefault((entry.entry_id, day), {})

    def _outcomes(self) -> Outcomes:
        return {row.entry.entry_id: (row.outcome, row.problems) for row in self.model.rows}

    def _connect(self) -> None:
        self.model.typed.connect(self._say_row)
        self.table.row_shown.connect(self._come_to)
        self.table.row_ended.connect(self._end_row)
        self.table.sheet_wanted.connect(self.sheet_wanted)
        self.top.day_chosen.connect(self.sheet_wanted)
        for part in (self.top, self.table):
            part.left.connect(self.left)
        self.foot.print_wanted.connect(self._print_again)
        self.foot.save_wanted.connect(self.save_all)
        self.foot.log_wanted.connect(self._log_referral)

    def _lay_out(self) -> None:
        self.notice.hide()
        self._frame = Surface(self, ground="paper", edge="line_mid", radius=0)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE, 16, SIDE, 16)
        column.setSpacing(12)
        column.addWidget(self.top)
        column.addWidget(self.notice)
        column.addWidget(self._frame, 1000)
        column.addWidget(self.foot)
        column.addStretch(1)


def _some(lines: Sequence[str]) -> str:
    more = len(lines) - SAID_AT_ONCE
    rest = [ngettext("and {n} more row", "and {n} more rows", more).format(n=more)] if more > 0 else []
    return "\n".join([*lines[:SAID_AT_ONCE], *rest])


def _row_words(row: SheetRow) -> str:
    sentence = next(iter(row.problems.values()), _("Save the sheet again."))
    return _("Row {n}, {name}: {problem}").format(n=row.entry.number, name=row.entry.name, problem=sentence)


def _other_words(row: SheetRow) -> str:
    words = _("Row {n}, {name}, was entered meanwhile with {code}. Typed here: {typed}. To use that, take theirs back "
              "in History.")  # fmt: skip
    typed = ", ".join(f"“{each}”" for each in row.other)
    return words.format(n=row.entry.number, name=row.entry.name, code=row.words("code"), typed=typed)
