"""A client won a month ago: made a source with one key, or not asked."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import ranking
from refdesk.domain.evidence import Of
from refdesk.domain.ids import ContactId
from refdesk.domain.rank_proposals import Proposal
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, RefDeskError
from refdesk.i18n import _
from refdesk.services import evidence, person, ranks, wins
from refdesk.services.evidence import EvidenceFacts
from refdesk.ui.sorting import keys
from refdesk.ui.sorting.rank_keys import RankKeys
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Known:
    """What the proposal is made from."""

    name: str
    proposal: Proposal
    evidence: EvidenceFacts


class SourceDialog(Dialog):
    """Proposes a rank for a new client: Enter takes it, a letter another one, D does not ask; `saved` brings the id."""

    saved = Signal(int)

    def __init__(self, workplace: Workplace, parent: QWidget, *, contact_id: ContactId) -> None:
        self._workplace, self._contact_id = workplace, contact_id
        self._known = _known(workplace, contact_id)
        title = _("Make {name} a source?").format(name=self._known.name) if self._known else _("Make them a source?")
        super().__init__(title, parent, main=self._main_words(), size=QSize(700, 420), cancel=_("Later"),
                         main_key="Enter")  # fmt: skip
        self.ranks = RankKeys(self)
        self._fill()
        self.ranks.chosen.connect(self._rank)
        self.main_pressed.connect(self._take)

    def open(self) -> None:
        """Show the dialog with the focus on the rank that is proposed."""
        super().open()
        if self._known is not None:
            self.ranks.button(self._known.proposal.rank).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rank = keys.rank_of(event)
        if self._known is not None and rank is not None:
            self._rank(rank)
        elif self._known is not None and event.key() in keys.ENTER and not keys.is_modified(event):
            self._take()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _main_words(self) -> str:
        if self._known is None:
            return _("Accept")
        if not ranking.is_source(self._known.proposal.rank):
            return _("Do not ask")
        return _("Rank {rank}").format(rank=self._known.proposal.rank.value)

    def _fill(self) -> None:
        if self._known is None:
            words = _("This contact is no longer there.")
            self.body.addWidget(Label(words, Style.BODY, self, wrap=True))
            self.main_button.refuse(words)
            self.ranks.hide()
            return
        for words, style, ink in self._lines(self._known):
            self.body.addWidget(Label(words, style, self, ink=ink, wrap=True))
        self.body.addWidget(self.ranks)
        self.ranks.mark(self._known.proposal.rank, _("proposed"))
        words = _("Sources are kept in touch with, and may be asked for referrals. D is never asked.")
        self.body.addWidget(Label(words, Style.CAPTION, self, ink=Ink.INK2, wrap=True))

    def _lines(self, known: _Known) -> list[tuple[str, Style, Ink]]:
        rank = known.proposal.rank
        why = _("Proposed: {rank}, {reason}.").format(rank=rank.value, reason=known.proposal.reason)
        found = [(_("Clients often know somebody like them."), Style.BODY, Ink.INK)]
        level = known.evidence.satisfaction
        if level is not None:
            said = _("“How did we do?”: {level} of 5.").format(level=level)
            found.append((said, Style.BODY, Ink.INK2))
        happy = next((line for line in known.evidence.lines if line.of is Of.HAPPY), None)
        if happy is not None:
            day = i18n.day_month(happy.on)
            found.append((_("{day}: “{words}”").format(day=day, words=happy.text), Style.BODY, Ink.INK2))
        return [*found, (why, Style.BODY, Ink.INK)]

    def _take(self) -> None:
        if self._known is not None:
            self._rank(self._known.proposal.rank)

    def _rank(self, rank: Rank) -> None:
        assert self._known is not None, "the ranks are hidden where nobody is to be ranked"
        try:
            self._workplace.desk.do(wins.make_source, self._contact_id, rank)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(wins.said_source(self._known.name, rank))
            self.saved.emit(self._contact_id)


def _known(workplace: Workplace, contact_id: ContactId) -> _Known | None:
    desk = workplace.desk
    try:
        found = desk.ask(ranks.proposals_of, [contact_id], today=desk.today(), zone=desk.zone).get(contact_id)
        if found is None:
            return None
        return _Known(desk.ask(person.name_of, contact_id).usual, found, desk.ask(evidence.of, contact_id))
    except Overtaken:
        return None
