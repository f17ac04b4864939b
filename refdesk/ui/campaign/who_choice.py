"""Whom a referral month is for: a group, ranks, a tag, and words, together what the search of Contacts takes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain import search
from refdesk.domain.ranking import Rank
from refdesk.domain.search import Search, Trait
from refdesk.i18n import _
from refdesk.services import saved_filters, tags
from refdesk.services.desk import Desk
from refdesk.ui.widgets import roving
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.combo import Combo
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.flow import Flow

_RANKS: tuple[Rank | None, ...] = (*Rank, None)


class WhoChoice(QWidget):
    """Puts a choice of people together; `changed` comes with each click and letter."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.group = Combo(_groups(desk), self, name=_("Who"), value="")
        self.tag = Combo(_tags(desk), self, name=_("Tag"), value="")
        self.words = LineEdit("", self, name=_("Words"), hint=_("as in the search of Contacts"))
        self.ranks = {rank: self._chip(rank) for rank in _RANKS}
        self.one_a_household = Check(_("One call for each household"), self)
        self._roving = roving.Roving(self)
        self._roving.set_members(list(self.ranks.values()))
        self.words_field = Field(_("Words"), self.words, self, name="who")
        self._lay_out()
        self.group.chosen.connect(self.changed)
        self.tag.chosen.connect(self.changed)
        self.words.textEdited.connect(self.changed)
        self.one_a_household.toggled.connect(self.changed)

    def value(self) -> str:
        """Return the choice in the words of the search box, "" for everybody."""
        chosen = search.both(search.parse(str(self.group.value())), search.parse(str(self.tag.value())))
        ranks = frozenset(rank for rank, chip in self.ranks.items() if chip.isChecked())
        meant = search.both(chosen, Search(ranks=ranks))
        # As typed: what nobody can have must find nobody, and not everybody.
        return " ".join(filter(None, (search.words(meant), self.words.text().strip())))

    def show_words(self, who: str) -> None:
        """Show a choice that was made before, as its words."""
        self.words.setText(who)

    def _chip(self, rank: Rank | None) -> Chip:
        words = rank.value if rank else _("No rank")
        chip = Chip(words, self, name=_("Rank {rank}").format(rank=rank.value) if rank else words)
        chip.toggled.connect(self.changed)
        return chip

    def _lay_out(self) -> None:
        chips = QWidget(self)
        flow = Flow(chips, spacing=6)
        for chip in self.ranks.values():
            flow.addWidget(chip)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        for at, field in enumerate((Field(_("Who"), self.group, self), Field(_("Tag"), self.tag, self))):
            grid.addWidget(field, 0, at)
            grid.setColumnStretch(at, 2)
        grid.addWidget(self.words_field, 0, 2)
        grid.setColumnStretch(2, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(chips, 1)
        below.addWidget(self.one_a_household)
        column.addLayout(below)


def _groups(desk: Desk) -> list[tuple[object, str]]:
    """Return whom the program knows, and what the owner saved as a filter."""
    known: list[tuple[object, str]] = [
        ("", _("Everybody")),
        (Trait.SOURCE.value, _("Sources")),
        (Trait.CLIENT.value, _("Clients")),
        (Trait.DUE.value, _("Due for a word")),
        (Trait.NEVER_ASKED.value, _("Never asked")),
    ]
    kept = desk.ask(saved_filters.kept)
    return known + [(search.words(Search(saved=(search.fold_name(each.name),))), each.name) for each in kept]


def _tags(desk: Desk) -> list[tuple[object, str]]:
    named = [(search.words(Search(tags=((search.fold_name(name),),))), name) for name in desk.ask(tags.names)]
    return [("", _("Any tag")), *named]
