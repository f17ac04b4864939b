"""What happens after a referral is logged: who is thanked and called by when. It follows every field at once."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain.working_time import Clock, DueState
from refdesk.i18n import _, ngettext
from refdesk.ui import theme
from refdesk.ui.referrals.typed_referral import Frame, TypedReferral
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import day_text
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Hairline, Surface

WIDTH = 320


class WhatHappens(Surface):
    """The panel beside the form."""

    def __init__(self, frame: Frame, parent: QWidget) -> None:
        super().__init__(parent, ground="sunk", radius=theme.RADIUS_NOTICE)
        self._frame = frame
        self.setAccessibleName(_("What happens then"))
        self._word = _Act("phone", self)
        self._contact = _Act("user-plus", self)
        self._update = _Act("message-square-text", self)
        self._card = _Act("mail", self)
        self._step = _Act("list-checks", self)
        self._note = Label("", Style.CAPTION, self, ink=Ink.INK2, wrap=True)
        self._note_icon = IconMark("info", self, size=16)
        self._lay_out()

    def set_beside(self, beside: bool) -> None:
        """Stand at the right edge of the dialog, or as a box under the form."""
        self._radius = 0 if beside else theme.RADIUS_NOTICE
        self.update()

    def follow_form(self, typed: TypedReferral, *, no_gifts: Sequence[str] = ()) -> None:
        """Say what this referral brings with it; `no_gifts` are the givers who may not accept any."""
        at = self._frame.received_at(typed)
        givers = [who.short for who in typed.known_givers]
        giver, prospect = i18n.listing(givers) if givers else "", typed.prospect.short
        self._show_thanks(giver, at, wanted=not typed.giver_unknown)
        self._show_contact(typed, giver, prospect, at)
        self._show_update(typed, giver, prospect)
        self._show_step(typed)
        words = self._notes(typed, len(givers), no_gifts)
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self._note_icon.setVisible(bool(words))

    def words(self) -> list[str]:
        """Return every sentence as shown."""
        shown = [act.words() for act in self._acts() if not act.isHidden()]
        return [*shown, *([self._note.text()] if not self._note.isHidden() else [])]

    def _acts(self) -> tuple["_Act", ...]:
        return self._word, self._contact, self._update, self._card, self._step

    def _show_update(self, typed: TypedReferral, giver: str, prospect: str) -> None:
        """Say when the giver hears how it goes; where nothing may be told, they hear no more than that we spoke."""
        self._update.setVisible(bool(giver) and not typed.giver_unknown)
        title = _("Two lines back to {name}").format(name=giver)
        due = _("once you have reached {name}").format(name=prospect) if prospect else _("after the first contact")
        if not typed.may_share:
            due = _("no more than that you have spoken")
        self._update.show_words(title, due, Ink.INK2)

    def _show_step(self, typed: TypedReferral) -> None:
        """Repeat the next step with its day; one in the past is amber, for it would be late at once."""
        self._step.setVisible(bool(typed.next_step.strip()))
        on, today = typed.next_step_on, self._frame.today
        due = _("no day yet") if on is None else day_text.show(on)
        ink = Ink.AMBER if on is not None and on < today else Ink.INK2
        if on is not None and on < today:
            due = _("{day}: this day is over").format(day=day_text.show(on))
        self._step.show_words(_("Next: {step}").format(step=" ".join(typed.next_step.split())), due, ink)

    def _show_thanks(self, giver: str, at: datetime | None, *, wanted: bool) -> None:
        word = _("Thank {name} with a word").format(name=giver) if giver else _("A word of thanks")
        card = _("Handwritten card to {name}").format(name=giver) if giver else _("A handwritten card")
        working = self._frame.working
        self._word.show_words(word, *self._by(None if at is None else working.first_contact(at)))
        self._card.show_words(card, *self._by(None if at is None else working.card(at)))
        self._word.setVisible(wanted)
        self._card.setVisible(wanted)

    def _show_contact(self, typed: TypedReferral, giver: str, prospect: str, at: datetime | None) -> None:
        clock = None if at is None else self._frame.working.first_contact(at)
        title = _("First contact with {name}").format(name=prospect) if prospect else _("First contact")
        due, ink = self._by(clock)
        if giver and prospect and not typed.expects_call:
            ask = _("or ask {giver} to introduce you")
            due = f"{due}, {ask.format(giver=giver)}"
        self._contact.show_words(title, due, ink)

    def _by(self, clock: Clock | None) -> tuple[str, Ink]:
        if clock is None:
            return _("as soon as the day is right"), Ink.INK2
        working, now = self._frame.working, self._frame.opened_at
        moved = working.moved(clock)
        ink = {DueState.LATE: Ink.AMBER, DueState.OVERDUE: Ink.RED}.get(moved.state(now), Ink.INK2)
        return working.words(moved, now), ink

    def _notes(self, typed: TypedReferral, givers: int, no_gifts: Sequence[str]) -> str:
        said = []
        if typed.giver_unknown:
            said.append(_("Nobody is thanked as long as nobody knows who it was."))
        elif not typed.may_share:
            quiet = ngettext(
                "The card will say nothing about {name}.", "The cards will say nothing about {name}.", givers
            )
            said.append(quiet.format(name=typed.prospect.short or _("this person")))
        new = [who.short for who in (*typed.known_givers, typed.prospect) if who.new_name]
        if new:
            said.append(_("New in your contacts: {names}.").format(names=i18n.listing(new)))
        if no_gifts:
            words = _("{names} may not accept gifts. A card is always right.")
            said.append(words.format(names=i18n.listing(list(no_gifts))))
        return " ".join(said)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(Label(_("What happens then"), Style.SECTION, self))
        for act in self._acts():
            column.addWidget(act)
        note = QHBoxLayout()
        note.setSpacing(8)
        note.addWidget(self._note_icon, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        column.addLayout(note)
        column.addStretch(1)


class _Act(QWidget):
    """One thing to do: its icon, what, and by when; a hairline below."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = Label("", Style.SECOND_STRONG, self, wrap=True)
        self._due = Label("", Style.SECOND, self, ink=Ink.INK2, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._due)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconMark(icon, self, ink=Ink.ACCENT, size=18), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(Hairline(self))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_words(self, title: str, due: str, ink: Ink) -> None:
        self._title.setText(title)
        self._due.setText(due)
        self._due.set_ink(ink)

    def words(self) -> str:
        return f"{self._title.text()}: {self._due.text()}"
