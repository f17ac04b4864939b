"""Beside a gift: the year of the person or household as a bar, what to think of, and what of the catalog fits."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.gift_cautions import Caution
from refdesk.domain.gift_rules import Reach
from refdesk.i18n import _
from refdesk.services.gift_guard import Looked, Suggestions
from refdesk.ui.gifts import gift_words
from refdesk.ui.gifts.suggestion_lines import SuggestionLines
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import Bar
from refdesk.ui.widgets.marks import Progress
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Surface

WIDTH = 340


class GuardSide(Surface):
    """Says what the guard says while a gift is typed; `item_chosen` brings a suggestion that was pressed."""

    item_chosen = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk")
        self.setFixedWidth(WIDTH)
        self._content = QWidget(self)
        self._whose = Label("", Style.SECOND_STRONG, self._content, wrap=True)
        self._year = Label("", Style.SECOND, self._content, ink=Ink.INK2, wrap=True)
        self._total = Label("", Style.SECOND_STRONG, self._content)
        self.bar = Bar(0.0, self._content, name="")
        self._cautions = QVBoxLayout()
        self.sentences: list[Label] = []
        self._head = Label("", Style.SECTION, self._content, wrap=True)
        self.suggestions = SuggestionLines(self._content)
        self._hint = Label(
            _("Choose a person, and this shows their year, and what fits."), Style.SECOND, self._content, ink=Ink.INK2,
            wrap=True,
        )  # fmt: skip
        self._lay_out()
        self.suggestions.chosen.connect(self.item_chosen)
        self.show_nobody()

    def show_nobody(self, words: str = "") -> None:
        """Show that nobody is chosen yet, or `words` in place of that."""
        for piece in (self._whose, self._year, self._total, self.bar, self._head, self.suggestions):
            piece.setVisible(False)
        if words:
            self._hint.setText(words)
        self._hint.setVisible(True)
        self._show_cautions(())

    def show_looked(self, looked: Looked) -> None:
        """Show the total with this gift beside the limit, and the cautions."""
        guarded = looked.guarded
        standing = guarded.after
        name = gift_words.bar_name(guarded.whose, looked.year, standing, looked.currency)
        self._whose.setText(guarded.whose)
        self._year.setText(_("Given in {year}, with this").format(year=looked.year))
        self._total.setText(gift_words.total(standing, looked.currency))
        self._total.set_ink(Ink.AMBER if standing.reach in (Reach.NEAR, Reach.PAST) else Ink.INK)
        self.bar.set_share(standing.share, name=name, state=gift_words.STATES[standing.reach])
        for piece in (self._whose, self._year, self._total):
            piece.setVisible(True)
        self.bar.setVisible(standing.limit.amount is not None)
        self._hint.setVisible(False)
        self._show_cautions(guarded.cautions)

    def show_suggestions(self, found: Suggestions | None, *, chosen: int = 0) -> None:
        """Show what of the catalog fits; None for a gift that is not ours to choose."""
        self._head.setVisible(found is not None)
        self.suggestions.setVisible(found is not None)
        if found is not None:
            self._head.setText(_("A gift for {name}?").format(name=found.name))
            self.suggestions.show_suggestions(found, chosen=chosen)

    def said(self) -> list[str]:
        """Return the cautions as they are shown."""
        return [label.text() for label in self.sentences]

    def _show_cautions(self, cautions: tuple[Caution, ...]) -> None:
        if [each.sentence for each in cautions] == self.said():
            return
        while (item := self._cautions.takeAt(0)) is not None:
            if (piece := item.widget()) is not None:
                piece.hide()
                piece.deleteLater()
        self.sentences = []
        for each in cautions:
            piece = QWidget(self._content)
            row = QHBoxLayout(piece)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(8)
            row.addWidget(IconMark("triangle-alert", piece, ink=Ink.AMBER_MARK), 0, Qt.AlignmentFlag.AlignTop)
            label = Label(each.sentence, Style.SECOND, piece, ink=Ink.AMBER, wrap=True)
            row.addWidget(label, 1)
            self.sentences.append(label)
            self._cautions.addWidget(piece)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._year, 1)
        head.addWidget(self._total, 0, Qt.AlignmentFlag.AlignTop)
        self._cautions.setSpacing(8)
        self._cautions.setContentsMargins(0, 6, 0, 0)
        inner = QVBoxLayout(self._content)
        inner.setContentsMargins(20, 18, 20, 18)
        inner.setSpacing(8)
        inner.addWidget(self._hint)
        inner.addWidget(self._whose)
        inner.addLayout(head)
        inner.addWidget(self.bar)
        inner.addLayout(self._cautions)
        inner.addSpacing(8)
        inner.addWidget(self._head)
        inner.addWidget(self.suggestions)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollArea(self._content, self))
        self.bar.set_share(0.0, name=_("Nothing given yet"), state=Progress.ON_THE_WAY)
