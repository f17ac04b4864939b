"""The end of a sorting round: what it came to, and how many are still to go."""

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import ranking
from refdesk.domain.ranking import Rank
from refdesk.i18n import _, ngettext
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import RankBadge
from refdesk.ui.widgets.surfaces import Card


class RoundEnd(QWidget):
    """Shows how many got which rank."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = Label("", Style.PERSON, self, wrap=True)
        self.note = Label("", Style.BODY, self, ink=Ink.INK2, wrap=True)
        self._card = Card(self, pad=20, spacing=10)
        self._counts = {rank: Label("", Style.BODY_STRONG, self._card) for rank in Rank}
        self.later = Label("", Style.BODY, self._card, ink=Ink.INK2)
        for rank, count in self._counts.items():
            self._card.column.addLayout(self._row(rank, count))
        self._card.column.addWidget(self.later)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.title)
        column.addWidget(self.note)
        column.addSpacing(10)
        column.addWidget(self._card)
        column.addStretch(1)

    def show_tally(self, tally: Counter[Rank | None], to_go: int) -> None:
        """Say what the round came to, and what is left."""
        ranked = sum(count for rank, count in tally.items() if rank is not None)
        words = ngettext("{n} person ranked in this round", "{n} people ranked in this round", ranked)
        self.title.setText(words.format(n=i18n.number(ranked)) if tally else _("Nobody waits for a rank"))
        self.note.setText(note_of(to_go))
        self._card.setVisible(bool(tally))
        for rank, label in self._counts.items():
            label.setText(i18n.number(tally[rank]))
        later = tally[None]
        said = ngettext("{n} left for later", "{n} left for later", later).format(n=i18n.number(later))
        self.later.setText(said)
        self.later.setVisible(bool(later))

    def _row(self, rank: Rank, count: Label) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(RankBadge(rank.value, self._card))
        row.addWidget(Label(ranking.words(rank), Style.BODY, self._card))
        row.addStretch(1)
        row.addWidget(count)
        return row


def note_of(to_go: int) -> str:
    """Return how many still have no rank."""
    if not to_go:
        return _("Everybody has a rank. It can be changed at any time beside the name.")
    words = ngettext("{n} person still has no rank.", "{n} people still have no rank.", to_go)
    return _("{left} All is saved: go on now or another day.").format(left=words.format(n=i18n.number(to_go)))
