"""What the funnel opens: every filter as a chip with its count, to be combined at will."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import search
from refdesk.domain.contact import CATEGORY_WORDS, Category
from refdesk.domain.ranking import Rank
from refdesk.domain.search import Search, Trait
from refdesk.i18n import _
from refdesk.services.filter_counts import FilterCounts
from refdesk.services.saved_filters import SavedFilter
from refdesk.ui import rank_hiding, theme
from refdesk.ui.contacts import filter_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.flow import Flow
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.roving import Roving
from refdesk.ui.widgets.scroll import ScrollArea

WIDTH = 440
MOST_TAGS = 40
Part = Search
"""What one chip stands for."""


class FilterPanel(QFrame):
    """Each press filters at once, behind the panel; inside one kind one of the things is enough, kinds add up."""

    chosen = Signal(object)
    """A `Search` without words."""
    saved_chosen = Signal(object)

    def __init__(
        self, wanted: Search, tags: Sequence[str], saved: Sequence[SavedFilter], parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAccessibleName(_("Filters"))
        self._wanted, self._tags = wanted, tuple(tags)
        self.chips: dict[Part, Chip] = {}
        self._words: dict[Part, str] = {}
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._clear = Button(_("Clear"), self, kind=Kind.LINK, size=Size.ROW)
        self._clear.clicked.connect(self._take_all_away)
        self._fill(saved)
        self._lay_out()
        self._show()

    def open_below(self, widget: QWidget) -> None:
        """Show the panel under a widget, as high as its window leaves room."""
        self.setFixedWidth(theme.scaled(WIDTH))
        self._inside.setFixedWidth(self.width() - 2)
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        bottom = widget.window().mapToGlobal(QPoint(0, widget.window().height())).y()
        wanted = self._column.heightForWidth(self._inside.width()) + theme.scaled(60)
        self.setFixedHeight(max(min(wanted, bottom - corner.y() - 12), theme.scaled(200)))
        right = widget.window().mapToGlobal(QPoint(widget.window().width(), 0)).x()
        self.move(min(corner.x(), right - self.width() - 12), corner.y())
        self.show()
        next(iter(self.chips.values())).setFocus(Qt.FocusReason.PopupFocusReason)

    def show_counts(self, counts: FilterCounts) -> None:
        """Show how many people stand behind each filter."""
        numbers: dict[Part, int] = {_trait(each): people for each, people in counts.traits.items()}
        numbers |= {_rank(each): counts.ranks.get(each, 0) for each in (*Rank, None)}
        numbers |= {_category(each): counts.categories.get(each, 0) for each in Category}
        numbers |= {_tag(name): people for name, people in counts.tags.items()}
        numbers[_INACTIVE] = counts.inactive
        for part, chip in self.chips.items():
            chip.set_words(f"{self._words[part]} {i18n.number(numbers.get(part, 0))}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        painting.box(painter, self.rect(), fill=tokens.paper, edge=tokens.line_strong, radius=theme.RADIUS_CARD)
        painter.end()

    def _fill(self, saved: Sequence[SavedFilter]) -> None:
        if saved:
            self._saved_section(saved)
        self._section(_("Who"), {_trait(each): words for each, words in filter_words.traits().items()})
        if not rank_hiding.is_on():
            self._section(_("Rank"), {_rank(each): filter_words.rank(each) for each in (*Rank, None)})
        self._section(_("Category"), {_category(each): _(words) for each, words in CATEGORY_WORDS.items()})
        if self._tags:
            self._section(_("Tags"), {_tag(name): name for name in self._tags[:MOST_TAGS]})
        if len(self._tags) > MOST_TAGS:
            words = _("More tags: type tag: and the name into the search.")
            self._column.addWidget(Label(words, Style.CAPTION, self._inside, ink=Ink.INK2, wrap=True))
        self._section(_("Off the lists"), {_INACTIVE: _("Inactive people too")})

    def _section(self, title: str, words: Mapping[Part, str]) -> None:
        chips = self._row(title, list(words.values()))
        for (part, each), chip in zip(words.items(), chips, strict=True):
            self.chips[part], self._words[part] = chip, each
            chip.clicked.connect(partial(self._pick, part))

    def _saved_section(self, saved: Sequence[SavedFilter]) -> None:
        chips = self._row(_("Saved filters"), [each.name for each in saved])
        for each, chip in zip(saved, chips, strict=True):
            chip.clicked.connect(partial(self._pick_saved, each))

    def _row(self, title: str, words: Sequence[str]) -> list[Chip]:
        box = QWidget(self._inside)
        box.setAccessibleName(title)
        flow = Flow(box, spacing=6)
        chips = [Chip(each, box) for each in words]
        for chip in chips:
            flow.addWidget(chip)
        Roving(box).set_members([*chips])
        head = Label(title, Style.CAPTION_STRONG, self._inside, ink=Ink.INK2)
        head.setContentsMargins(0, 6, 0, 0)
        self._column.addWidget(head)
        self._column.addWidget(box)
        return chips

    def _lay_out(self) -> None:
        self._column.setContentsMargins(16, 8, 16, 12)
        self._column.setSpacing(6)
        self._column.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 16, 8)
        foot.addWidget(self._clear)
        foot.addStretch(1)
        done = Button(_("Done"), self, size=Size.ROW, key="Esc")
        done.clicked.connect(self.close)
        foot.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 6, 1, 4)
        column.setSpacing(0)
        column.addWidget(ScrollArea(self._inside, self), 1)
        column.addLayout(foot)

    def _show(self) -> None:
        wanted = self._wanted
        for part, chip in self.chips.items():
            chip.setChecked(_has(wanted, part))
        self._clear.setVisible(wanted != Search())

    def _take(self, wanted: Search) -> None:
        self._wanted = wanted
        self._show()
        self.chosen.emit(wanted)

    def _take_all_away(self) -> None:
        self._take(Search())
        next(iter(self.chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _pick_saved(self, kept: SavedFilter) -> None:
        self.saved_chosen.emit(kept)
        self.close()

    def _pick(self, part: Part) -> None:
        self._take(_without(self._wanted, part) if _has(self._wanted, part) else _with(self._wanted, part))


def _trait(trait: Trait) -> Part:
    return Search(traits=frozenset({trait}))


def _rank(rank: Rank | None) -> Part:
    return Search(ranks=frozenset({rank}))


def _category(category: Category) -> Part:
    return Search(categories=frozenset({category}))


def _tag(name: str) -> Part:
    return Search(tags=((search.fold_name(name),),))


_INACTIVE = Search(with_inactive=True)


def _has(wanted: Search, part: Part) -> bool:
    """Tell whether what a chip stands for is on."""
    tags = _names(wanted)
    return (
        part.traits <= wanted.traits and part.ranks <= wanted.ranks and part.categories <= wanted.categories
        and all(each in tags for each in _names(part)) and part.with_inactive <= wanted.with_inactive
    )  # fmt: skip


def _with(wanted: Search, part: Part) -> Search:
    """Return the filter with one thing more; one of several tags is enough."""
    tags = (*_names(wanted), *_names(part))
    return replace(search.both(wanted, part), tags=(tags,) if tags else ())


def _without(wanted: Search, part: Part) -> Search:
    tags = tuple(each for each in _names(wanted) if each not in _names(part))
    return replace(
        wanted, traits=wanted.traits - part.traits, ranks=wanted.ranks - part.ranks,
        categories=wanted.categories - part.categories, tags=(tags,) if tags else (),
        with_inactive=wanted.with_inactive and not part.with_inactive,
    )  # fmt: skip


def _names(wanted: Search) -> tuple[str, ...]:
    return tuple(each for group in wanted.tags for each in group)
