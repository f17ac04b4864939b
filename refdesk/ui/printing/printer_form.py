"""What is asked before printing: which printer, what of it, and once what kind of printer it is."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from refdesk import printer_facts
from refdesk.domain import print_pages
from refdesk.errors import Problem, Refused
from refdesk.i18n import _, ngettext
from refdesk.printer_facts import PrinterFacts
from refdesk.progress import Progress
from refdesk.services import printers as positions
from refdesk.services.printers import PrinterKind
from refdesk.ui.print_request import LONG_EDGE, SHORT_EDGE
from refdesk.ui.printing.queues import Printers, Queue, Tray
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace

AUTO, HAND = "auto", "hand"
_NUMBERS_WIDTH = 110


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: the sheets are counted from 0."""

    queue: Queue
    tray: str
    copies: int
    chosen: tuple[int, ...]
    by_hand: bool
    facts: PrinterFacts


class PrinterForm(QWidget):
    """The fields; `changed` when another printer, tray or answer is chosen."""

    changed = Signal()

    def __init__(self, workplace: Workplace, printers: Printers, parent: QWidget, *, sheets: int, sides: int) -> None:
        super().__init__(parent)
        self._workplace, self._printers = workplace, printers
        self._sheets, self._sides = sheets, sides
        self._queues: dict[str, Queue] = {}
        self._asks = False
        self.printer = Combo((), self, name=_("Printer"))
        self.tray = Combo((), self, name=_("Tray"))
        self.copies = LineEdit("1", self, name=_("Copies"))
        self.pages = LineEdit("", self, name=_("Sheets") if sides == 2 else _("Pages"), hint=_("all"))
        turning = [Choice(AUTO, _("The printer turns them")), Choice(HAND, _("I turn the stack"))]
        self.turning = Segment(turning, self, name=_("Both sides"))
        kinds = [Choice(kind.value, _(words)) for kind, words in positions.KIND_WORDS.items()]
        self.kind = Segment(kinds, self, name=_("Kind of printer"), value="-")
        edges = [Choice(LONG_EDGE, _("At the long edge")), Choice(SHORT_EDGE, _("At the short edge"))]
        self.flip = Segment(edges, self, name=_("How it turns a sheet"))
        for segment in (self.kind, self.flip):  # a question that is open gets the focus
            segment.setFocusProxy(segment.findChildren(QRadioButton)[0])
        self.about = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        self.change = Button(_("Change"), self, kind=Kind.LINK, size=Size.ROW)
        self._lay_out()
        self._connect()

    def fill(self, *, only: str = "") -> bool:
        """Show the printers that are set up here, or one of them; says whether there is any."""
        found = [queue for queue in self._printers.queues() if not only or queue.name == only]
        self._queues = {queue.name: queue for queue in found}
        before = self.printer.value()
        self.printer.set_choices([(queue.name, queue.words) for queue in found], value=before)
        if found:
            self._chosen()
        return bool(found)

    def choose_tray(self, tray: str) -> None:
        """Show a tray that was asked for, also where the system tells of none."""
        if tray and tray not in [value for value, _words in self.tray.choices()]:
            self._show_trays((Tray(tray, tray),))
        self.tray.set_value(tray)

    def look_again(self) -> None:
        """Follow what the test sheet showed about turning."""
        flip = printer_facts.of(self.queue().name).flip
        if flip:
            self.flip.set_value(flip)
            self._answered()

    def queue(self) -> Queue:
        """Return the printer that is shown."""
        return self._queues[str(self.printer.value())]

    def tray_key(self) -> str:
        """Return the tray, "" for whatever the printer takes."""
        return str(self.tray.value() or "")

    def facts(self) -> PrinterFacts:
        """Return what is known of the printer, with the answers as they stand."""
        known = printer_facts.of(self.queue().name)
        flip = self.flip.value() if self._sides == 2 else known.flip
        return replace(known, kind=self.kind.value(), flip=flip, tray=self.tray_key(), words=self.queue().words)

    def wish(self) -> Wish:
        """Return what is asked for; raises `Refused` by field."""
        found: list[Problem] = []
        chosen: tuple[int, ...] = ()
        try:
            chosen = print_pages.read(self.pages.text(), self._sheets)
        except Refused as refused:
            found += refused.problems
        typed = self.copies.text().strip()
        copies = int(typed) if typed.isdecimal() and len(typed) < 4 else 0
        if not 1 <= copies <= print_pages.MOST_COPIES:
            sentence = _("Type a number from 1 to {n}.").format(n=print_pages.MOST_COPIES)
            found.append(Problem("copies", sentence))
        if not self.kind.value():
            found.append(Problem("kind", _("Choose what kind of printer this is: it is asked only once.")))
        if found:
            raise Refused(*found)
        by_hand = self._sides == 2 and (not self.queue().turns or self.turning.value() == HAND)
        return Wish(self.queue(), self.tray_key(), copies, chosen, by_hand, self.facts())

    def is_of_kind(self, kinds: frozenset[PrinterKind]) -> bool:
        """Say whether the printer is of one of these kinds, or not known yet."""
        return self.kind.value() in {"", *(kind.value for kind in kinds)}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        self._tray_field = Field(_("Tray"), self.tray, self, name="tray")
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(Field(_("Printer"), self.printer, self, name="printer"), 3)
        top.addWidget(self._tray_field, 2)
        column.addLayout(top)
        column.addLayout(self._numbers())
        self._once = Card(self, pad=14, spacing=12)
        self._once.column.addWidget(Label(_("Asked once for each printer"), Style.SECOND_STRONG, self._once))
        asked = QHBoxLayout()
        asked.setSpacing(28)
        kind = Field(_("What kind of printer is it?"), self.kind, self._once, name="kind")
        asked.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        self._flip_field = Field(_("Where does it turn a sheet for the back?"), self.flip, self._once, name="flip")
        self._flip_field.set_hint(_("Long edge is usual: like the page of a book. The test sheet shows it."))
        asked.addWidget(self._flip_field, 1, Qt.AlignmentFlag.AlignTop)
        asked.addStretch(1)
        self._once.column.addLayout(asked)
        column.addWidget(self._once)
        known = QHBoxLayout()
        known.setSpacing(8)
        known.addWidget(self.about)
        known.addWidget(self.change)
        known.addStretch(1)
        column.addLayout(known)

    def _numbers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        self.copies.setFixedWidth(_NUMBERS_WIDTH)
        self._pages_field = Field(self.pages.accessibleName(), self.pages, self, name="pages")
        self._pages_field.set_aside(_aside(self._sheets, self._sides))
        self._turning_field = Field(_("Both sides"), self.turning, self, name="turning")
        for field in (Field(_("Copies"), self.copies, self, name="copies"), self._pages_field, self._turning_field):
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self._pages_field.setMinimumWidth(190)
        self._pages_field.setVisible(self._sheets > 1)
        return row

    def _connect(self) -> None:
        self.printer.chosen.connect(self._chosen)
        self.tray.chosen.connect(self._answered)
        for segment in (self.kind, self.flip, self.turning):
            segment.chosen.connect(self._answered)
        self.change.clicked.connect(self._ask_again)

    def _chosen(self, _value: object = None) -> None:
        """Show what is known of the printer, and ask what is not."""
        queue, facts = self.queue(), printer_facts.of(self.queue().name)
        self.kind.set_value(facts.kind if facts.kind in set(PrinterKind) else "-")
        self.flip.set_value(facts.flip or LONG_EDGE)
        self._asks = not self.kind.value() or (self._sides == 2 and not facts.flip)
        self.turning.set_value(AUTO if queue.turns else HAND)
        self._show_trays(())
        work = partial(_trays, self._printers, queue.name)
        self._workplace.jobs.start(work, then=partial(self._trays_came, queue.name, facts.tray))
        self._answered()

    def _trays_came(self, name: str, wanted: str, found: tuple[Tray, ...]) -> None:
        if self.printer.value() == name and found:
            before = self.tray_key()
            self._show_trays(found)
            self.tray.set_value(before or wanted)
            self._answered()

    def _show_trays(self, found: tuple[Tray, ...]) -> None:
        self.tray.set_choices([("", _("The printer chooses")), *((tray.key, tray.words) for tray in found)])
        self._tray_field.setVisible(bool(found))

    def _ask_again(self) -> None:
        self._asks = True
        self._answered()
        self.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _answered(self, _value: object = None) -> None:
        self._once.setVisible(self._asks)
        self._flip_field.setVisible(self._sides == 2)
        self._turning_field.setVisible(self._sides == 2 and self.queue().turns)
        self.about.setText(self._known_words())
        self.about.setVisible(not self._asks)
        self.change.setVisible(not self._asks)
        self.changed.emit()

    def _known_words(self) -> str:
        kinds = {kind.value: _(words) for kind, words in positions.KIND_WORDS.items()}
        known = kinds.get(self.kind.value(), "")
        if self._sides == 1:
            return known
        at = {LONG_EDGE: _("turns sheets at the long edge"), SHORT_EDGE: _("turns sheets at the short edge")}
        return _(", ").join(filter(None, (known, at[self.flip.value()])))


def _aside(sheets: int, sides: int) -> str:
    if sides == 2:
        return ngettext("{n} sheet", "{n} sheets", sheets).format(n=sheets)
    return ngettext("{n} page", "{n} pages", sheets).format(n=sheets)


def _trays(printers: Printers, name: str, _progress: Progress) -> tuple[Tray, ...]:
    return printers.trays(name)
