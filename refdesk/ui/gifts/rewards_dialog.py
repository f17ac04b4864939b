"""Rewards: what everybody who refers is promised, from when until when, who is owed one, and how often it was given."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money, rewards
from refdesk.domain.rewards import EARNED_WORDS, KIND_WORDS, EarnedOn, RewardDraft, RewardKind
from refdesk.errors import Problem, RefDeskError
from refdesk.i18n import _, ngettext
from refdesk.services import business
from refdesk.services import rewards as reward_services
from refdesk.services.clocks import Clocks
from refdesk.services.rewards import OwedReward, RewardRow
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import day_text
from refdesk.ui.widgets.buttons import Button, Size
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.date_field import DateField
from refdesk.ui.widgets.day_text import Lean
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.edits import LineEdit
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.segment import Choice, Segment
from refdesk.ui.widgets.surfaces import Card
from refdesk.ui.workplace import Workplace

_NOT_A_NUMBER = 0


class RewardsDialog(Dialog):
    """Lists the promises and takes new ones; each change is saved at once and can be undone."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(
            _("Rewards for everybody who refers"), parent, main=_("Promise it"), size=QSize(720, 740),
            cancel=_("Close"),
        )  # fmt: skip
        self._workplace = workplace
        self._currency = workplace.desk.ask(business.load).currency
        self._row: RewardRow | None = None
        today = workplace.desk.today()
        self._list = QVBoxLayout()
        self._owed = QVBoxLayout()
        self.cards: list[QWidget] = []
        self.owed: list[QWidget] = []
        self._form_head = Label("", Style.SECTION, self)
        self.kind = Segment(
            [Choice(each.value, _(words)) for each, words in KIND_WORDS.items()], self, name=_("What kind of reward"),
            value=RewardKind.THING.value,
        )  # fmt: skip
        self.name = LineEdit("", self, hint=_("Dinner for two at the corner bistro"))
        self.amount = LineEdit("", self, hint=money.shown(money.parse("50", self._currency), self._currency))
        self.points = LineEdit("", self, hint="200")
        self.earned_on = Segment(
            [Choice(each.value, _(words)) for each, words in EARNED_WORDS.items()], self, name=_("When it is earned"),
            value=EarnedOn.REFERRAL.value,
        )  # fmt: skip
        self.from_on = DateField(today, self, day=today)
        self.until_on = DateField(today, self, hint=_("until further notice"), lean=Lean.AHEAD)
        self._add_fields()
        self._fill()
        self.kind.chosen.connect(self._kind_changed)
        self.main_pressed.connect(self._save)

    def open(self) -> None:
        """Show the dialog with the focus in the name of a new promise."""
        super().open()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, row: RewardRow) -> None:
        """Put a promise into the form."""
        self._row = row
        draft = row.draft
        self._form_head.setText(_("Change “{reward}”").format(reward=draft.name))
        self.main_button.set_words(_("Save"))
        self.kind.set_value(draft.kind.value)
        self.name.setText(draft.name)
        self.amount.setText(money.typed(draft.amount_minor, self._currency) if draft.amount_minor else "")
        self.points.setText(str(draft.points) if draft.points else "")
        self.earned_on.set_value(draft.earned_on.value)
        self.from_on.set_day(draft.from_on)
        self.until_on.set_day(draft.until_on)
        self._kind_changed()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kind_changed(self) -> None:
        """Ask for points or for an amount: the worth of a thing may stay empty."""
        kind = RewardKind(self.kind.value())
        self._amount_field.setVisible(kind is not RewardKind.POINTS)
        self._points_field.setVisible(kind is RewardKind.POINTS)
        self._amount_field.set_title(_("How much?") if kind is RewardKind.MONEY_OFF else _("What it is worth"))

    def _fill(self) -> None:
        """List the promises as they are saved, and empty the form."""
        for layout, pieces in ((self._list, self.cards), (self._owed, self.owed)):
            for piece in pieces:
                layout.removeWidget(piece)
                piece.hide()
                piece.deleteLater()
        desk = self._workplace.desk
        clocks = Clocks(desk.now(), desk.ask(business.working_time))
        self.owed = [self._owed_line(row) for row in desk.ask(reward_services.owed, clocks)]
        for piece in self.owed:
            self._owed.addWidget(piece)
        self.cards = [self._card(row) for row in desk.ask(reward_services.rows, desk.today())]
        for card in self.cards:
            self._list.addWidget(card)
        buttons = [each for piece in (*self.owed, *self.cards) for each in piece.findChildren(Button)]
        for before, after in pairwise((*buttons, self.kind)):
            self.setTabOrder(before, after)
        self._row = None
        self._form_head.setText(_("A new promise"))
        self.main_button.set_words(_("Promise it"))
        for line in (self.name, self.amount, self.points):
            line.clear()
        self.from_on.set_day(desk.today())
        self.until_on.set_day(None)
        self._kind_changed()

    def _card(self, row: RewardRow) -> QWidget:
        card = Card(self, pad=14, spacing=6)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Label(row.words, Style.BODY_STRONG, card, wrap=True), 1)
        if row.holds:
            head.addWidget(Tag(_("promised now"), card, tone=Tone.GOOD))
        if row.owed:
            words = ngettext("{n} owed", "{n} owed", row.owed).format(n=i18n.number(row.owed))
            head.addWidget(Tag(words, card, tone=Tone.AMBER))
        change = Button(_("Change"), card, size=Size.ROW)
        change.setAccessibleName(_("Change: {reward}").format(reward=row.draft.name))
        change.clicked.connect(partial(self.edit, row))
        head.addWidget(change)
        if row.holds:
            end = Button(_("End"), card, size=Size.ROW)
            end.setAccessibleName(_("End: {reward}").format(reward=row.draft.name))
            end.clicked.connect(partial(self._end, row))
            head.addWidget(end)
        card.column.addLayout(head)
        card.column.addWidget(Label(_about(row), Style.SECOND, card, ink=Ink.INK2, wrap=True))
        return card

    def _owed_line(self, row: OwedReward) -> QWidget:
        """Return who has earned a reward and not yet got it, with what can be done about it."""
        piece = QWidget(self)
        line = QHBoxLayout(piece)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(row.name, Style.BODY_STRONG, piece))
        about = _("{reward}, for sending {name}").format(reward=row.words, name=row.prospect)
        words.addWidget(ElidedLabel(about if row.prospect else row.words, Style.CAPTION, piece, ink=Ink.INK2))
        line.addLayout(words, 1)
        if not row.may_accept_gifts:
            line.addWidget(Tag(_("may not accept gifts"), piece, tone=Tone.AMBER))
        given = _("Reward to {name} given").format(name=row.name)
        left_out = _("Reward to {name} left out").format(name=row.name)
        for said, name, act, done in (
            (_("Given"), _("Reward given: {name}"), reward_services.give, given),
            (_("Leave out"), _("Leave the reward out: {name}"), reward_services.waive, left_out),
        ):
            button = Button(said, piece, size=Size.ROW)
            button.setAccessibleName(name.format(name=row.name))
            button.clicked.connect(partial(self._do, done, act, row.part_id))
            line.addWidget(button)
        return piece

    def _end(self, row: RewardRow) -> None:
        self._do(_("Reward “{reward}” ended").format(reward=row.draft.name), reward_services.end, row.reward_id)

    def _do(self, said: str, act: Callable[..., Any], *args: object) -> None:
        try:
            self._workplace.desk.do(act, *args)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self._workplace.done(said)
            self._fill()

    def _save(self) -> None:
        draft = self._draft()
        if isinstance(draft, list):
            self.show_problems(draft)
            return
        desk = self._workplace.desk
        words = _("Reward “{reward}” promised") if self._row is None else _("Reward “{reward}” changed")
        try:
            if self._row is None:
                desk.do(reward_services.add, draft)
            else:
                desk.do(reward_services.edit, self._row.reward_id, draft, version=self._row.version)
        except RefDeskError as fault:
            self.show_fault(fault)
        else:
            self.clear_problems()
            self._workplace.done(words.format(reward=draft.name.strip()))
            self._fill()

    def _draft(self) -> RewardDraft | list[Problem]:
        """Return the promise as it is typed, or what cannot be read of it."""
        from_on, wrong_day = self.from_on.day(), _("Type a day, such as today or Nov 18.")
        found = [Problem("from_on", wrong_day)] if from_on is None else []
        if self.until_on.text().strip() and self.until_on.day() is None:
            found.append(Problem("until_on", wrong_day))
        kind = RewardKind(self.kind.value())
        if kind is not RewardKind.POINTS:
            wrong = money.problem(self.amount.text(), self._currency, field="amount_minor")
            found += [wrong] if wrong else []
        if found or from_on is None:
            return found
        typed = self.points.text().strip()
        has_points = kind is RewardKind.POINTS and typed.isdecimal() and len(typed) < 8
        has_amount = kind is not RewardKind.POINTS
        amount = money.parse_optional(self.amount.text(), self._currency) if has_amount else None
        return RewardDraft(
            name=self.name.text(),
            kind=kind,
            earned_on=EarnedOn(self.earned_on.value()),
            from_on=from_on,
            until_on=self.until_on.day(),
            amount_minor=amount or 0,
            points=int(typed) if has_points else _NOT_A_NUMBER,
        )

    def _add_fields(self) -> None:
        self.body.setSpacing(12)
        about = _("The same for everybody who refers. It stands apart from gifts, and Today says when one is owed.")
        self.body.addWidget(Label(about, Style.SECOND, self, ink=Ink.INK2, wrap=True))
        self._owed.setSpacing(8)
        self.body.addLayout(self._owed)
        self._list.setSpacing(10)
        self.body.addLayout(self._list)
        self.body.addWidget(self._form_head)
        self.body.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(Field(_("What do they get?"), self.name, self, name="name"))
        self._amount_field = Field(_("How much?"), self.amount, self, name="amount_minor")
        self._points_field = Field(_("How many points?"), self.points, self, name="points")
        self.body.addWidget(self._amount_field)
        self.body.addWidget(self._points_field)
        self.body.addWidget(Field(_("When is it earned?"), self.earned_on, self, name="earned_on"))
        days = QHBoxLayout()
        days.setSpacing(14)
        days.addWidget(Field(_("From"), self.from_on, self, name="from_on"), 1, Qt.AlignmentFlag.AlignTop)
        days.addWidget(Field(_("Until"), self.until_on, self, name="until_on"), 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(days)
        self.body.addStretch(1)


def _about(row: RewardRow) -> str:
    """Return "For each referral won, from January 1, 2026; given 3 times"."""
    draft = row.draft
    earned = _(rewards.EARNED_WORDS[draft.earned_on])
    if draft.until_on is None:
        words = _("{earned}, from {first} on").format(earned=earned, first=day_text.show(draft.from_on))
    else:
        words = _("{earned}, from {first} to {last}").format(
            earned=earned, first=day_text.show(draft.from_on), last=day_text.show(draft.until_on)
        )
    if not row.given:
        return words
    times = ngettext("given once", "given {n} times", row.given).format(n=i18n.number(row.given))
    return f"{words}; {times}"
