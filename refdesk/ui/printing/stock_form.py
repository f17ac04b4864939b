"""The measures of a stock of the owner's own, with the sheet drawn beside as they are typed."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import lengths
from refdesk.domain.lengths import Unit
from refdesk.errors import Problem, Refused
from refdesk.i18n import _
from refdesk.services import own_stock
from refdesk.services import printers as positions
from refdesk.services.own_stock import EnvelopeStyle, Fold, Outline, StockDraft, StockKind
from refdesk.services.printers import PrinterKind
from refdesk.ui.printing.pair_edit import PairEdit
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.segment import Choice, Segment

_BOTH = "both"
_OTHER = "other"
Pair = tuple[float, float]
PAPERS: dict[str, Pair] = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}


class StockForm(QWidget):
    """Types and shows one stock; `changed` with each key."""

    changed = Signal()

    def __init__(self, parent: QWidget, *, unit: Unit, paper: str) -> None:
        super().__init__(parent)
        self._unit = unit
        kinds = [Choice(kind.value, _(words)) for kind, words in own_stock.KIND_WORDS.items()]
        self.kind = Segment(kinds, self, name=_("What lies on a sheet?"), value=StockKind.LABELS.value)
        self.maker = LineEdit("", self, name=_("Maker"), hint=_("Sigel"))
        self.code = LineEdit("", self, name=_("Code or name"), hint="LP796")
        papers = [("letter", _("Letter")), ("a4", "A4"), (_OTHER, _("Another size"))]
        self.paper = Combo(papers, self, name=_("Sheet"), value=paper)
        self.page = PairEdit(self, first=_("Width of the sheet"), second=_("Height of the sheet"))
        self.grid = PairEdit(self, first=_("Columns"), second=_("Rows"))
        self.panel = PairEdit(self, first=_("Width of one"), second=_("Height of one"))
        self.origin = PairEdit(
            self, first=_("From the left edge"), second=_("From the upper edge"), between="·", hint="0"
        )
        self.pitch = PairEdit(
            self, first=_("Step to the next column"), second=_("Step to the next row"), between="·", hint=_("no gap")
        )
        folds = [(fold, _(words)) for fold, words in own_stock.FOLD_WORDS.items()]
        self.fold = Combo(folds, self, name=_("Fold"), value=Fold.BOOK)
        self.crop_marks = Check(_("Print marks to cut along"), self)
        styles = [Choice(EnvelopeStyle.US.value, _("United States")), Choice(EnvelopeStyle.EU.value, _("Europe"))]
        self.style_of = Segment(styles, self, name=_("Whose post reads it?"))
        made = [(_BOTH, _("Any printer")), *((kind.value, _(positions.KIND_WORDS[kind])) for kind in PrinterKind)]
        self.printers = Combo(made, self, name=_("Made for"), value=_BOTH)
        self._fields: dict[str, Field] = {}
        self._lay_out()
        self._connect()
        self.page.show_lengths(PAPERS[paper], unit)
        self.grid.show_numbers((1, 1))
        self._follow()

    def show_draft(self, draft: StockDraft) -> None:
        """Show a stock as it is kept."""
        self.kind.set_value(draft.kind.value)
        self.maker.setText(draft.maker)
        self.code.setText(draft.code)
        self.page.show_lengths(draft.page, self._unit)
        self.paper.set_value(_paper_of(draft.page))
        self.fold.set_value(draft.fold)
        self.crop_marks.setChecked(draft.crop_marks)
        self.style_of.set_value(draft.style.value)
        self.printers.set_value(next(iter(draft.printers)).value if len(draft.printers) == 1 else _BOTH)
        if draft.kind is not StockKind.ENVELOPE:
            self.grid.show_numbers(draft.grid)
            self.panel.show_lengths(draft.panel, self._unit)
            self.origin.show_lengths(draft.origin, self._unit)
            self.pitch.show_lengths(draft.pitch, self._unit)
        self._follow()

    def set_unit(self, unit: Unit) -> None:
        """Show and read every length in another unit; what is no length stays as it was typed."""
        before, self._unit = self._unit, unit
        for name, edit in self._length_edits().items():
            if not edit.is_blank():
                try:
                    pair = edit.lengths(before, name, blank=(0.0, 0.0))
                except Refused:
                    continue
                edit.show_lengths(pair, unit)
        self._follow()

    def empty_sheet(self) -> Outline | None:
        """Return the sheet without anything on it, None while its size is no length."""
        try:
            page = self.page.lengths(self._unit, "page")
        except Refused:
            return None
        return Outline(page, (), ()) if min(page) > 0 else None

    def draft(self) -> StockDraft:
        """Return the stock as it is typed; raises `Refused` for what is no length or number, by field."""
        kind, problems = StockKind(self.kind.value()), list[Problem]()

        def read(what: Callable[[], tuple[float, float]], otherwise: Pair = (0.0, 0.0)) -> Pair:
            try:
                return what()
            except Refused as refused:
                problems.extend(refused.problems)
                return otherwise

        sized = "size" if kind is StockKind.ENVELOPE else "page"
        page = read(lambda: self.page.lengths(self._unit, sized))
        if kind is StockKind.ENVELOPE:
            made = StockDraft(
                self.maker.text(), self.code.text(), kind, page, style=EnvelopeStyle(self.style_of.value())
            )  # fmt: skip
        else:
            panel = read(lambda: self.panel.lengths(self._unit, "panel"))
            columns, rows = read(lambda: self.grid.numbers("grid"), (1, 1))
            made = StockDraft(
                self.maker.text(), self.code.text(), kind, page, panel, (int(columns), int(rows)),
                read(lambda: self.origin.lengths(self._unit, "origin", blank=(0.0, 0.0))),
                read(lambda: self.pitch.lengths(self._unit, "pitch", blank=panel)),
                self._fold(), crop_marks=self.crop_marks.isChecked(), printers=self._printers(),
            )  # fmt: skip
        if problems:
            raise Refused(*problems)
        return made

    def _fold(self) -> Fold:
        value = self.fold.value()
        return value if isinstance(value, Fold) else Fold.BOOK

    def _printers(self) -> frozenset[PrinterKind]:
        value = self.printers.value()
        return frozenset(PrinterKind) if value == _BOTH else frozenset({PrinterKind(str(value))})

    def _length_edits(self) -> dict[str, PairEdit]:
        return {"page": self.page, "panel": self.panel, "origin": self.origin, "pitch": self.pitch}

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        rows: tuple[tuple[tuple[str, str, QWidget], ...], ...] = (
            (("kind", _("What lies on a sheet?"), self.kind),),
            (("maker", _("Maker"), self.maker), ("code", _("Code or name"), self.code)),
            (("paper", _("Sheet"), self.paper), ("page", _("Width × height"), self.page)),
            (("panel", _("One of them"), self.panel), ("grid", _("Columns × rows"), self.grid)),
            (("origin", _("First one: from the left · from the top"), self.origin),
             ("pitch", _("Step across · down"), self.pitch)),
            (("fold", _("Fold"), self.fold), ("printers", _("Made for"), self.printers)),
            (("style", _("Whose post reads it?"), self.style_of),),
        )  # fmt: skip
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(20)
            for name, title, editor in row:
                self._fields[name] = Field(title, editor, self, name=name)
                line.addWidget(self._fields[name], 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        column.addWidget(self.crop_marks)

    def _connect(self) -> None:
        self.kind.chosen.connect(self._follow)
        self.paper.chosen.connect(self._chosen_paper)
        for combo in (self.fold, self.printers):
            combo.chosen.connect(self._follow)
        self.style_of.chosen.connect(self._follow)
        self.crop_marks.toggled.connect(self._follow)
        for line in (self.maker, self.code):
            line.textChanged.connect(self.changed)
        self.grid.changed.connect(self.changed)
        for edit in self._length_edits().values():
            edit.changed.connect(self.changed)
        self.page.changed.connect(self._typed_page)

    def _typed_page(self) -> None:
        try:
            self.paper.set_value(_paper_of(self.page.lengths(self._unit, "page")))
        except Refused:
            self.paper.set_value(_OTHER)

    def _chosen_paper(self, value: object) -> None:
        if str(value) in PAPERS:
            self.page.show_lengths(PAPERS[str(value)], self._unit)
        else:
            self.page.setFocus()
        self._follow()

    def _follow(self, _value: object = None) -> None:
        """Show only what this kind of stock has, and call it by its name."""
        kind, unit = StockKind(self.kind.value()), lengths.name(self._unit)
        is_envelope, is_card = kind is StockKind.ENVELOPE, kind is StockKind.CARDS
        for name in ("paper", "panel", "grid", "origin", "pitch", "printers"):
            self._fields[name].setVisible(not is_envelope)
        self._fields["fold"].setVisible(is_card)
        self.crop_marks.setVisible(is_card)
        self._fields["style"].setVisible(is_envelope)
        self._fields["page"].name = "size" if is_envelope else "page"
        one = _("Card, folded: width × height") if is_card else _("Label: width × height")
        self._fields["panel"].set_title(_("{what} ({unit})").format(what=one, unit=unit))
        whole = _("Envelope, long side first") if is_envelope else _("Width × height")
        self._fields["page"].set_title(_("{what} ({unit})").format(what=whole, unit=unit))
        grid = _("Panels: columns × rows") if is_card else _("Columns × rows")
        self._fields["grid"].set_title(grid)
        self.changed.emit()


def _paper_of(page: Pair) -> str:
    near = (name for name, size in PAPERS.items() if all(abs(a - b) < 1 for a, b in zip(page, size, strict=True)))
    return next(near, _OTHER)
