"""Reports: pick one and choose its time; at the right stand the very pages that are saved and printed."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from refdesk.domain.changes import Changes
from refdesk.domain.ids import ContactId
from refdesk.errors import RefDeskError
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services import business
from refdesk.services.desk import Desk
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.ui import print_request, profile_words, rank_hiding, theme, timers
from refdesk.ui.jobs import Job
from refdesk.ui.page import Page, Region
from refdesk.ui.print_request import PrintRequest
from refdesk.ui.reports import beside, file_names, lacking
from refdesk.ui.reports.all_kinds import all_kinds
from refdesk.ui.reports.asked import Asked
from refdesk.ui.reports.beside import Beside
from refdesk.ui.reports.choosing import Choosing
from refdesk.ui.reports.kinds import ReportKind
from refdesk.ui.reports.own_view import OwnView
from refdesk.ui.reports.report_line import ReportLine
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.widgets.pdf_view import PdfView
from refdesk.ui.workplace import Workplace

WIDE, SHORT_WORDS = 1100, 760
SETTLE_MS = 300
_PDF = ".pdf"


class ReportsPage(Page):
    """The place of reports; `print_wanted` brings pages for the print dialog, `own` shows what is more than pages."""

    print_wanted = Signal(object)
    person_wanted = Signal(int)
    referral_wanted = Signal(int)
    setting_wanted = Signal(str)

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        self._kinds = all_kinds()
        self._kind = self._kinds[0]
        self._asked: Asked | None = None
        self._last_asked: Asked | None = None
        self._turn = 0
        self._making: Job | None = None
        self._unfinished: Asked | None = None
        self.choosing: Choosing | None = None
        self.lines = Lines(self, name=_("Reports"))
        self.view = PdfView(workplace.jobs, self, name=_("The report"))
        self.own: OwnView | None = None
        self.save_table = Button(_("Save as CSV"), self, size=Size.ROW)
        self.save = Button(_("Save as PDF"), self, icon="download", size=Size.ROW)
        self.save.setAccessibleName(_("Save as PDF"))
        self.print = Button(_("Print"), self, kind=Kind.MAIN, icon="printer", size=Size.ROW, key="Ctrl+P")
        self._settling = timers.once(self, SETTLE_MS, self.refresh)
        self._lay_out()
        self._connect()
        self._choose(self._kind)

    def show_report(self, key: str, contact_id: int = 0, among: Sequence[ContactId] = ()) -> None:
        """Show a report by its key, for somebody or for some people alone if that is meant."""
        kind = next(each for each in self._kinds if each.key == key)
        self._choose(kind)
        if contact_id and self.choosing is not None:
            self.choosing.choose_person(ContactId(contact_id))
        if among and self.choosing is not None:
            self.choosing.choose_people(among)
        focus = QApplication.focusWidget()
        if focus is not None and self.lines.isAncestorOf(focus):
            self.take_focus()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave a narrow window to the pages."""
        super().resizeEvent(event)
        self.save.set_words(_("Save as PDF") if self.width() >= theme.scaled(SHORT_WORDS) else _("PDF"))
        self._beside.setMaximumWidth(theme.scaled(beside.WIDTH if self.width() >= theme.scaled(WIDE) else beside.LEAST))

    def help_page(self) -> str:
        """Return the page about the report that is shown."""
        return self._kind.help_page

    def take_focus(self) -> None:
        """Begin with the list of reports."""
        self._line_of(self._kind).setFocus()

    def regions(self) -> tuple[Region, ...]:
        """Return the list with its choices, and the pages."""
        return (Region(self._beside, self.take_focus), Region(self._shown, self._shown.take_focus))

    def apply_changes(self, changes: Changes) -> None:
        """Make the pages anew if what they show has changed."""
        if changes.touches(*self._kind.tables):
            self._settling.start()

    def refresh(self) -> None:
        """Make the pages anew off the window's thread; those before stay until then."""
        self._leave_off()
        asked = self.choosing.asked() if self.choosing else None
        self._enable(ready=False)
        self._shown.set_busy(busy=asked is not None)
        if asked is None:
            self._shown.show_words(_("Correct what is marked at the left. Then the pages stand here."))
            return
        if self._kind.render_first is not None and asked != self._last_asked:
            self._start(self._kind.render_first, asked, self._first_made)
        else:
            self._start(self.own.read if self.own else self._kind.render, asked, self._made)

    def save_as(self, suffix: str) -> None:
        """Ask where the report is to be, and write it."""
        if self._asked is None:
            return
        kind = f"{suffix[1:].upper()} (*{suffix})"
        suggested = file_names.suggested(self._kind, self._asked) + suffix
        chosen = self.workplace.ask_to_save(self, self._kind.title, suggested, kind)
        if chosen is not None:
            path = chosen if chosen.suffix.lower() == suffix else chosen.with_name(chosen.name + suffix)
            self._write(path, self._written)

    def printing(self) -> Callable[[], object] | str:
        """Print the report that is shown, once its pages are there."""
        return self.print.click if self.print.isEnabled() else _("There are no pages to print yet.")

    def print_pages(self) -> None:
        """Write the pages, and hand them to the print dialog."""
        if self._asked is not None:
            self._write(print_request.new_file(), self._to_print)

    def _write(self, path: Path, then: Callable[[Written], None]) -> None:
        assert self._asked is not None, "there are pages"
        work = partial(_write, self.workplace.desk, self._kind, self._asked, path)
        self.workplace.jobs.start(work, then=then, failed=self.workplace.show_fault)

    def _start(
        self,
        make: Callable[[Desk, Asked, Progress], object],
        asked: Asked,
        then: Callable[[tuple[int, Asked, object]], None],
    ) -> None:
        work = partial(_make, self.workplace.desk, make, asked, self._turn)
        self._making = self.workplace.jobs.start(work, then=then, failed=partial(self._not_made, self._turn))

    def _leave_off(self) -> None:
        """Stop what is being made: nobody will look at it, and what is made next would wait for it."""
        self._turn += 1
        self._unfinished = None
        if self._making is not None:
            self._making.stop()
            self._making = None

    def _change(self) -> None:
        """Leave off at once what was chosen before; what is chosen now is made after the last change."""
        self._leave_off()
        self._settling.start()

    def _first_made(self, made: tuple[int, Asked, object]) -> None:
        """Show the first pages."""
        turn, asked, found = made
        if turn != self._turn:
            return
        assert isinstance(found, Begun)
        if found.is_whole:
            self._made((turn, asked, found.rendered))
            return
        self._unfinished = asked
        if found.rendered.pages:
            self.view.show_pdf(found.rendered.pdf, rest=_("making the rest"))
        if not found.rendered.pages or not self.view.isVisible():
            self._make_the_rest()

    def _make_the_rest(self) -> None:
        """Go on to make all the pages, once the first can be looked at: until then the rest would hold it up."""
        asked, self._unfinished = self._unfinished, None
        if asked is not None:
            self._start(self._kind.render, asked, self._made)

    def _made(self, made: tuple[int, Asked, object]) -> None:
        turn, asked, found = made
        if turn != self._turn:
            return
        self._making = None
        self._shown.set_busy(busy=False)
        self._last_asked = asked
        if self._show(found):
            self._asked = asked
            self._enable(ready=True)

    def _show(self, found: object) -> bool:
        """Show what was made, and say whether there is anything to save or print."""
        if self.own is not None:
            return self.own.show_read(found)
        assert isinstance(found, Rendered)
        if found.pages:
            self.view.show_pdf(found.pdf, rest=_("the rest on paper") if found.is_beginning else "")
        else:
            self.view.show_words("\n".join(found.sentences))
        return found.pages > 0

    def _not_made(self, turn: int, fault: RefDeskError) -> None:
        if turn != self._turn:
            return
        self._making = None
        self._shown.set_busy(busy=False)
        if self.own is not None:
            self.own.show_words(fault.sentence)
        else:
            self.view.show_words(fault.sentence, lacking.acts(fault))

    def _enable(self, *, ready: bool) -> None:
        if not ready:
            self._asked = None
        for button in (self.save, self.save_table, self.print):
            button.setEnabled(ready)

    def _written(self, written: Written) -> None:
        said = _("{report} written to “{file}”").format(report=self._kind.title, file=written.path.name)
        self.workplace.tell(". ".join((said, *written.sentences[:1])))

    def _to_print(self, written: Written) -> None:
        paper = profile_words.paper(self.workplace.desk.ask(business.load).paper)
        self.print_wanted.emit(PrintRequest(written.path, self._kind.title, paper))

    def _choose(self, kind: ReportKind) -> None:
        """Open a report with its usual choices."""
        self._kind, self.kinds = kind, kind.tables
        self._last_asked = None
        self._leave_off()
        self._enable(ready=False)
        self.lines.enter_at(self._line_of(kind))
        for line in self.lines.lines():
            line.set_selected(line is self._line_of(kind))
        former, self.choosing = self.choosing, Choosing(kind, self.workplace, self._beside)
        self._beside.put_choices(self.choosing, former)
        self._beside.show_line(self._line_of(kind))
        self.choosing.changed.connect(self._change)
        self._change_view(kind)
        self.view.begin_anew()
        self.save_table.setVisible(bool(kind.table))
        if kind.table:
            self.save_table.set_words(kind.table[1:].upper())
            self.save_table.setAccessibleName(_("Save as {kind}").format(kind=kind.table[1:].upper()))

    @property
    def _shown(self) -> PdfView | OwnView:
        """What stands at the right."""
        return self.own or self.view

    def _change_view(self, kind: ReportKind) -> None:
        """Put the view of this report at the right, with the buttons; most are shown as their pages."""
        former, self.own = self.own, kind.view(self) if kind.view else None
        if former is self.own:
            return
        for button in (self.save_table, self.save, self.print):
            self._shown.add_button(button)
        if self.own is not None:
            self._row.addWidget(self.own, 1)
            self.own.show()
            self.own.person_wanted.connect(self.person_wanted)
            self.own.referral_wanted.connect(self.referral_wanted)
        self.view.setVisible(self.own is None)
        if former is not None:
            self._row.removeWidget(former)
            former.hide()
            former.let_go()
            former.deleteLater()

    def _open(self, kind: ReportKind) -> None:
        self._go_along(kind)
        if self._settling.isActive():
            self._settling.stop()
            self.refresh()

    def _go_along(self, kind: ReportKind) -> None:
        """Open the report that the arrows came to; its pages are made where they stop."""
        if kind is not self._kind:
            self._choose(kind)
            self._settling.start()

    def _line_of(self, kind: ReportKind) -> Line:
        return next(line for line in self.lines.lines() if isinstance(line, ReportLine) and line.kind is kind)

    def _save_table(self) -> None:
        self.save_as(self._kind.table)

    def _connect(self) -> None:
        self.save.clicked.connect(partial(self.save_as, _PDF))
        self.save_table.clicked.connect(self._save_table)
        self.print.clicked.connect(self.print_pages)
        rank_hiding.shared().changed.connect(self._change)
        self.view.instead.wanted.connect(self.setting_wanted)
        self.view.sheets.paper.drawn.connect(self._make_the_rest)

    def _lay_out(self) -> None:
        made: list[Line] = []
        for kind in self._kinds:
            line = ReportLine(kind, self.lines)
            line.clicked.connect(partial(self._open, kind))
            line.current.connect(partial(self._go_along, kind))
            made.append(line)
        self.lines.set_lines(made)
        self._beside = Beside(self.lines, self)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._beside)
        row.addWidget(self.view, 1)
        for button in (self.save_table, self.save, self.print):
            self.view.add_button(button)


def _make(
    desk: Desk, make: Callable[[Desk, Asked, Progress], object], asked: Asked, turn: int, progress: Progress
) -> tuple[int, Asked, object]:
    return turn, asked, make(desk, asked, progress)


def _write(desk: Desk, kind: ReportKind, asked: Asked, path: Path, _progress: Progress) -> Written:
    return kind.write(desk, asked, path)
