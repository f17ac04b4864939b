"""One person of a sorting round: who it is, what is known, the rank that fits, and the keys."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.rank_proposals import Proposal
from refdesk.i18n import _, ngettext
from refdesk.services.sorting import MOST_REMEMBERED, ToSort
from refdesk.ui import theme
from refdesk.ui.sorting.rank_keys import RankKeys
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import marks, painting, ring
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.mark_widgets import Bar, RankBadge
from refdesk.ui.widgets.passing_line import announce
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Card

_NO_DIGIT = "-"


class PersonView(QWidget):
    """Shows somebody; `rank_pressed` brings a rank, `digit_pressed` how many they sent."""

    rank_pressed = Signal(object)
    digit_pressed = Signal(int)

    def __init__(self, today: date, back: str, parent: QWidget) -> None:
        """`back` says how far a rank looks back: two years."""
        super().__init__(parent)
        self._today = today
        self._question = _("How many did they send in {months}?").format(months=back)
        self.place = Label("", Style.SECOND_STRONG, self)
        self.to_go = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.bar = Bar(0.0, self, name=_("Progress"))
        self.card = PersonCard(self)
        self.digits = Segment(
            [Choice(str(digit), str(digit)) for digit in range(MOST_REMEMBERED + 1)], self,
            name=self._question, value=_NO_DIGIT, fill=True,
        )  # fmt: skip
        self.ranks = RankKeys(self)
        self.digits.chosen.connect(self._digit_chosen)
        self.ranks.chosen.connect(self.rank_pressed)
        self._lay_out()

    def show_place(self, at: int, size: int, to_go: int) -> None:
        """Say which one of how many this is, and how many are to go after the round too."""
        place = _("{n} of {all}").format(n=i18n.number(at), all=i18n.number(size))
        left = ngettext("{n} to go", "{n} to go", to_go).format(n=i18n.number(to_go))
        self.place.setText(place)
        self.to_go.setText(left)
        share = (at - 1) / size if size else 0.0
        self.bar.setUpdatesEnabled(False)  # Qt would paint the whole window at once, for each key
        self.bar.set_share(share, name=f"{place}, {left}", state=marks.Progress.ON_THE_WAY)
        self.bar.setUpdatesEnabled(True)

    def show_person(self, person: ToSort, remembered: int | None) -> None:
        """Show somebody, with the digit that was typed."""
        self.card.show_person(person, self._today)
        self.show_remembered(person, remembered)

    def show_remembered(self, person: ToSort, remembered: int | None) -> None:
        """Show how many they sent as far as the owner remembers, and which rank fits that."""
        known = person.remembered if remembered is None else remembered
        self.digits.set_value(_NO_DIGIT if known is None else str(known))
        proposal = person.proposal_with(remembered)
        self.card.show_proposal(proposal)
        self.ranks.mark(proposal.rank, _("proposed"))

    def _digit_chosen(self, digit: str) -> None:
        self.digit_pressed.emit(int(digit))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.place)
        top.addStretch(1)
        top.addWidget(KeyCap("Esc", self))
        top.addWidget(Label(_("leaves; all is saved"), Style.CAPTION, self, ink=Ink.INK2))
        top.addStretch(1)
        top.addWidget(self.to_go)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.bar)
        column.addSpacing(6)
        column.addWidget(self.card)
        column.addSpacing(6)
        asked = _("{question} Type the digit.").format(question=self._question)
        column.addWidget(Label(asked, Style.SECOND_STRONG, self))
        column.addWidget(self.digits)
        column.addSpacing(8)
        column.addWidget(self.ranks)


class PersonCard(Card):
    """Who it is. It holds the focus, so that every key goes to the round."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, pad=20, spacing=4)
        self.name = ElidedLabel("", Style.PAGE, self)
        self.second = ElidedLabel("", Style.BODY, self, ink=Ink.INK2)
        self.source = ElidedLabel("", Style.SECOND, self, ink=Ink.INK2)
        self.last = Label("", Style.SECOND, self, ink=Ink.INK2)
        self.badge = RankBadge("", self)
        self.reason = Label("", Style.BODY, self, wrap=True)
        self._from = IconMark("download", self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out()

    def show_person(self, person: ToSort, today: date) -> None:
        """Show who it is and what helps to remember them."""
        self.name.setText(person.name.full)
        self.second.setText(person.second_line or _("Nothing is known about their work"))
        self.source.setText(person.source_of_data)
        self._from.setVisible(bool(person.source_of_data))
        self.source.setVisible(bool(person.source_of_data))
        self.last.setText(last_words(person.last_touch_on, today))

    def show_proposal(self, proposal: Proposal) -> None:
        """Show the rank that fits, with its reason in words."""
        self.badge.set_rank(proposal.rank.value)
        self.reason.setText(_("Proposed: {reason}").format(reason=proposal.reason))
        rank = marks.rank_name(proposal.rank.value)
        said = [self.name.text(), self.second.text(), self.source.text(), self.last.text(), rank, self.reason.text()]
        self.setAccessibleName(", ".join(filter(None, said)))
        announce(self, self.accessibleName())

    def focusInEvent(self, event: QFocusEvent) -> None:
        ring.note_focus(event)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and theme.shared().by_key:
            painter = QPainter(self)
            painting.box(painter, self.rect(), edge=theme.current().focus, width=2, radius=theme.RADIUS_CARD)
            painter.end()

    def _lay_out(self) -> None:
        facts = QHBoxLayout()
        facts.setSpacing(6)
        self.source.setContentsMargins(0, 0, 14, 0)
        facts.addWidget(self._from)
        facts.addWidget(self.source)
        facts.addWidget(IconMark("message-square-text", self))
        facts.addWidget(self.last)
        facts.addStretch(1)
        proposal = QHBoxLayout()
        proposal.setSpacing(10)
        proposal.addWidget(self.badge)
        proposal.addWidget(self.reason, 1)
        self.column.addWidget(self.name)
        self.column.addWidget(self.second)
        self.column.addSpacing(4)
        self.column.addLayout(facts)
        self.column.addSpacing(10)
        self.column.addLayout(proposal)


def last_words(day: date | None, today: date) -> str:
    """Return when the last contact was."""
    if day is None:
        return _("No contact yet")
    return _("Last contact: {day}").format(day=i18n.day_near(day, today))
