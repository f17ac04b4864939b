"""What a referral brought: asked once when it is won, again for repeat business, and corrected later."""

from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.ids import ReferralId, StageId, WinId
from refdesk.domain.wins import WinDraft
from refdesk.errors import Overtaken, Problem, RefDeskError
from refdesk.i18n import _
from refdesk.services import business, referral_detail, referral_facts, wins
from refdesk.services.clocks import Clocks
from refdesk.services.referral_facts import ReferralFacts
from refdesk.services.wins import WinLine, Won
from refdesk.ui.referrals import referral_form
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit, TextEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

_SIZE = QSize(600, 420)


class WinDialog(Dialog):
    """Wins a referral, with what it brings and since when; one that is won already gets repeat business.

    Everything in it may stay as it stands: Ctrl+Enter alone wins. `saved` brings the referral's id. With `win_id` a win
    that stands there is corrected.
    """

    saved = Signal(int)
    esc_holds = True

    def __init__(
        self, workplace: Workplace, parent: QWidget, *, referral_id: ReferralId, stage_id: StageId | None = None,
        win_id: WinId | None = None,
    ) -> None:  # fmt: skip
        self._workplace, self._referral_id, self._stage_id = workplace, referral_id, stage_id
        self._profile = workplace.desk.ask(business.load)
        found = _found(workplace, referral_id)
        self._won: Won | None = found[0] if found else None
        self._facts: ReferralFacts | None = found[1] if found else None
        self._line = _line(self._won, win_id)
        self._is_again = bool(self._won and self._won.is_won and self._won.wins and self._line is None)
        super().__init__(self._title_words(), parent, main=self._main_words(), main_icon="trophy", size=_SIZE)
        today = workplace.desk.today()
        self.worth = LineEdit("", self, hint=money.shown(money.parse("5000", self._currency), self._currency))
        self.day = DateField(today, self, day=today, lean=Lean.BACK)
        self.remove = Button(_("Remove"), self, kind=Kind.QUIET)
        self.note = TextEdit("", self, lines=2, hint=_("A new kitchen, begun in January"))
        self._fill(today)
        self.main_pressed.connect(self._save)
        self.remove.clicked.connect(self._remove)
        self.remove.setVisible(self._line is not None)
        self.foot_row.addWidget(self.remove)

    def open(self) -> None:
        """Show the dialog; what is typed takes the place of the guess."""
        super().open()
        self.worth.selectAll()

    @property
    def _currency(self) -> str:
        return self._profile.currency

    def _title_words(self) -> str:
        if self._won is None:
            return _("Won")
        words = _("Repeat business with {name}") if self._is_again else _("Business with {name}")
        return words.format(name=self._won.name)

    def _main_words(self) -> str:
        if self._line is not None or (self._won is not None and self._won.is_won and not self._is_again):
            return _("Save")
        return _("Add it") if self._is_again else _("Won")

    def _fill(self, today: date) -> None:
        if self._won is None or self._facts is None:
            words = _("This referral is no longer there.")
            self.body.addWidget(Label(words, Style.BODY, self, wrap=True))
            self.main_button.refuse(words)
            for piece in (self.worth, self.day, self.note):
                piece.hide()
            return
        about = self._about(self._won, self._facts)
        if about:
            self.body.addWidget(Label(about, Style.BODY, self, ink=Ink.INK2, wrap=True))
        worth = Field(_("What does it bring?"), self.worth, self, name="value_minor")
        worth.set_aside(_("may stay open"))
        day = Field(_("Won on"), self.day, self, name="on")
        self.body.addLayout(referral_form.row_of((worth, 6), (day, 5)))
        self.body.addWidget(Field(_("Note"), self.note, self, name="note"))
        self._show(today)

    def _show(self, today: date) -> None:
        """Begin with what is known: the win that is corrected, or the guess of when the person was sent."""
        assert self._won is not None, "shown only where there is a referral"
        known = self._line or (None if self._is_again or self._won.is_won else next(iter(self._won.wins), None))
        if known is not None:
            self.worth.setText(money.typed(known.value_minor, self._currency))
            self.day.set_day(known.on)
            self.note.setPlainText(known.note)
        elif not self._is_again:
            self.worth.setText(money.typed(self._won.expected_minor, self._currency))
            self.day.set_day(self._day_of_move() or today)

    def _day_of_move(self) -> date | None:
        """Return the day on which a referral that stands at won came there."""
        if self._won is None or not self._won.is_won:
            return None
        desk, working = self._workplace.desk, self._profile.working_time
        try:
            steps = desk.ask(referral_detail.detail, self._referral_id, desk.now(), working).steps
        except Overtaken:  # gone this moment; saving says so
            return None
        return working.date_of(steps[-1].at)

    def _about(self, won: Won, facts: ReferralFacts) -> str:
        if self._line is not None:
            return won.need
        if self._is_again:
            total = money.shown(won.value_minor, self._currency)
            return _("So far: {value}.").format(value=total) if won.value_minor else ""
        if not facts.givers:
            return won.need
        names = i18n.listing([giver.name for giver in facts.givers])
        if not facts.may_share:
            return _("{names} will be thanked once more, without a word about it.").format(names=names)
        return _("{names} will be thanked once more, with the good news.").format(names=names)

    def _save(self) -> None:
        if found := self._typed_problems():
            self.show_problems(found)
            return
        draft = WinDraft(
            self.day.day() or self._workplace.desk.today(),
            money.parse_optional(self.worth.text(), self._currency),
            self.note.text(),
        )
        try:
            said = self._write(draft)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(said)
            self.saved.emit(self._referral_id)

    def _write(self, draft: WinDraft) -> str:
        assert self._won is not None, "the button is off where there is nothing to win"
        desk, name = self._workplace.desk, self._won.name
        if self._line is not None:
            desk.do(wins.change, self._line.win_id, draft)
            return wins.said_changed(name)
        on, value, note = draft.on, draft.value_minor, draft.note
        if self._is_again:
            desk.do(wins.add_business, self._referral_id, on=on, value_minor=value, note=note)
            return wins.said_again(name)
        desk.do(wins.win, self._referral_id, on=on, value_minor=value, note=note, stage_id=self._stage_id)
        return wins.said(name)

    def _remove(self) -> None:
        assert self._won is not None, "shown with a win only"
        assert self._line is not None, "shown with a win only"
        try:
            self._workplace.desk.do(wins.remove, self._line.win_id)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.accept()
            self._workplace.done(wins.said_removed(self._won.name))
            self.saved.emit(self._referral_id)

    def _typed_problems(self) -> list[Problem]:
        found = [Problem("on", self.day.sentence())] if self.day.sentence() else []
        wrong = money.problem(self.worth.text(), self._currency, field="value_minor")
        return [*found, *([wrong] if wrong else [])]


def _found(workplace: Workplace, referral_id: ReferralId) -> tuple[Won, ReferralFacts] | None:
    desk = workplace.desk
    working = desk.ask(business.working_time)
    try:
        won = desk.ask(wins.of, referral_id, Clocks(desk.now(), working))
        return won, desk.ask(referral_facts.facts, referral_id)
    except Overtaken:
        return None


def _line(won: Won | None, win_id: WinId | None) -> WinLine | None:
    return next((each for each in won.wins if each.win_id == win_id), None) if won else None
