"""The panel of a referral: who, from whom, how prepared, what comes next, its stages and thanks."""

from datetime import date
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from refdesk.domain.ids import ThanksPartId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Part
from refdesk.i18n import _, ngettext
from refdesk.services.board import Card, Column
from refdesk.services.referral_detail import Detail
from refdesk.ui import theme
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.referrals.drawer_head import DrawerHead
from refdesk.ui.referrals.drawer_sections import ConversationsSection, StagesSection, ThanksSection
from refdesk.ui.referrals.introduction_section import IntroductionSection
from refdesk.ui.referrals.next_step_editor import NextStepEditor
from refdesk.ui.referrals.won_section import WonSection
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, IconButton, Kind
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline, Notice, Surface

_WIDTH = 350


def width() -> int:
    """Return how wide the panel is at the chosen text size."""
    return theme.scaled(_WIDTH)


class ReferralDrawer(Surface):
    """Shows one referral; what its buttons ask for comes as signals."""

    closed = Signal()
    person_wanted = Signal(int)
    conversation_wanted = Signal(int, int)
    first_contact_wanted = Signal(int, int)
    word_wanted = Signal(int)
    cards_wanted = Signal(list)
    stages_wanted = Signal(QPoint)
    update_wanted = Signal(int, int)
    introduction_wanted = Signal(int)
    edit_referral_wanted = Signal(int)
    win_wanted = Signal(int)
    win_change_wanted = Signal(int, int)
    satisfaction_wanted = Signal(int)
    work_done_pressed = Signal(int)
    copy_pressed = Signal(int)
    updated_pressed = Signal(int)
    check_back_wanted = Signal(int)
    letter_wanted = Signal(int)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent, ground="paper")
        self.detail: Detail | None = None
        self._content = QWidget(self)
        self.name = Label("", Style.PERSON_PANEL, self._content, wrap=True)
        self.close_button = IconButton("x", _("Close the panel"), self, key="Esc")
        self.head = DrawerHead(self._content)
        self._notice = Notice("", "", self._content)
        self.contact = Button("", self._content, kind=Kind.MAIN, icon="phone")
        self.stage = Button("", self._content, icon="chevron-down")
        self._lost = Label("", Style.SECOND, self._content, ink=Ink.INK2, wrap=True)
        self.introduction = IntroductionSection(self._content)
        self.won = WonSection(self._content)
        self.step = NextStepEditor(today, self._content)
        self.stages = StagesSection(self._content)
        self.thanks = ThanksSection(self._content)
        self.talks = ConversationsSection(self._content)
        self.word = Button(_("Say thank you"), self, icon="message-square-text")
        self.cards = Button("", self, icon="printer")
        self.copy = Button(_("Copy two lines"), self, icon="copy")
        self.updated = Button(_("Mark as updated"), self, icon="check")
        self.letter = Button(_("Introduction letter"), self, icon="mail")
        self._foot = QWidget(self)
        self.setAccessibleName(_("Referral"))
        self._lay_out()
        self._connect()

    def show_detail(self, detail: Detail, placed: tuple[Card, Column] | None, frame: BoardFrame) -> None:
        """Show a referral; `placed` is its card with its column, if it stands on the board."""
        another = self.detail is None or self.detail.referral_id != detail.referral_id
        self.detail = detail
        self.name.setText(detail.prospect.name)
        self.head.show_detail(detail, frame)
        self._show_state(detail, placed)
        if another:
            self.step.leave()
        is_open = detail.meaning is Meaning.OPEN
        self.step.show_step(detail.next_step, detail.next_step_on, frame.today, may_add=is_open)
        self.step.setVisible(is_open or bool(detail.next_step))
        stalled = placed is not None and placed[0].stalled
        self.introduction.show_detail(detail)
        self.won.show_detail(detail, frame, source_on=placed[0].source_on if placed is not None else None)
        stops = [
            self.close_button,
            *self.head.links,
            self.contact,
            self.stage,
            *self.introduction.stops,
            *self.won.stops,
        ]
        for before, after in pairwise(stops):
            self.setTabOrder(before, after)
        self.stages.show_detail(detail, frame.working, now=frame.now, stalled=stalled)
        self.thanks.show_detail(detail, frame.working)
        self.talks.show_detail(detail, frame.working)
        self._show_foot(detail)

    def take_focus(self) -> None:
        """Put the focus on what comes next with this referral."""
        self.contact.setFocus(Qt.FocusReason.TabFocusReason)

    def holds_focus(self) -> bool:
        """Tell whether the keys go to something in here."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _show_state(self, detail: Detail, placed: tuple[Card, Column] | None) -> None:
        first = _is_first(detail)
        words = _("Log first contact") if first else _("Log a conversation")
        self.contact.set_words(_("How did it go?") if _may_be_checked(detail) else words)
        self.stage.set_words(detail.stage_name)
        self.stage.setAccessibleName(_("Stage: {stage}. Move to another").format(stage=detail.stage_name))
        self._lost.setText(_("Why: {reason}").format(reason=detail.lost_reason) if detail.lost_reason else "")
        self._lost.setVisible(bool(detail.lost_reason))
        self._notice.setVisible(placed is not None and placed[0].stalled)
        if placed is not None and placed[0].stalled:
            self._notice.set_words(_stalled_words(*placed))

    def _show_foot(self, detail: Detail) -> None:
        words, cards = _owed(detail, Part.WORD), _owed(detail, Part.CARD)
        self.word.setVisible(bool(words))
        self.cards.setVisible(bool(cards))
        self.cards.set_words(ngettext("Print the card", "Print {n} cards", len(cards)).format(n=len(cards)))
        due = detail.updates_due[0] if detail.updates_due else None
        for button in (self.copy, self.updated):
            button.setVisible(due is not None)
            if due is not None:
                button.setAccessibleName(_("{act}, for {name}").format(act=button.words(), name=due.name))
        self.letter.setVisible(_may_be_checked(detail))
        self._foot.setVisible(bool(words or cards or due) or _may_be_checked(detail))

    def _log(self) -> None:
        if self.detail is None:
            return
        if _may_be_checked(self.detail):
            self.check_back_wanted.emit(self.detail.referral_id)
            return
        first = _is_first(self.detail)
        wanted = self.first_contact_wanted if first else self.conversation_wanted
        wanted.emit(self.detail.prospect.contact_id, self.detail.referral_id)

    def _want_word(self) -> None:
        if self.detail is not None:
            self.word_wanted.emit(_owed(self.detail, Part.WORD)[0])

    def _want_cards(self) -> None:
        if self.detail is not None:
            self.cards_wanted.emit(list(_owed(self.detail, Part.CARD)))

    def _copy(self) -> None:
        if self.detail is not None and self.detail.updates_due:
            self.copy_pressed.emit(self.detail.updates_due[0].contact_id)

    def _mark_updated(self) -> None:
        if self.detail is not None and self.detail.updates_due:
            self.updated_pressed.emit(self.detail.updates_due[0].contact_id)

    def _want_letter(self) -> None:
        if self.detail is not None:
            self.letter_wanted.emit(self.detail.referral_id)

    def _want_introduction(self) -> None:
        if self.detail is not None:
            self.introduction_wanted.emit(self.detail.referral_id)

    def _want_edit(self) -> None:
        if self.detail is not None:
            self.edit_referral_wanted.emit(self.detail.referral_id)

    def _want_win(self) -> None:
        if self.detail is not None:
            self.win_wanted.emit(self.detail.referral_id)

    def _want_win_change(self, win_id: int) -> None:
        if self.detail is not None:
            self.win_change_wanted.emit(self.detail.referral_id, win_id)

    def _finish_work(self) -> None:
        if self.detail is not None:
            self.work_done_pressed.emit(self.detail.referral_id)

    def _want_review(self) -> None:
        if self.detail is not None:
            self.satisfaction_wanted.emit(self.detail.referral_id)

    def _want_stages(self) -> None:
        self.stages_wanted.emit(self.stage.mapToGlobal(QPoint(0, self.stage.height() + 4)))

    def _connect(self) -> None:
        self.close_button.clicked.connect(self.closed)
        self.head.person_wanted.connect(self.person_wanted)
        self.contact.clicked.connect(self._log)
        self.stage.clicked.connect(self._want_stages)
        self.word.clicked.connect(self._want_word)
        self.cards.clicked.connect(self._want_cards)
        self.copy.clicked.connect(self._copy)
        self.updated.clicked.connect(self._mark_updated)
        self.letter.clicked.connect(self._want_letter)
        self.thanks.update_wanted.connect(self.update_wanted)
        self.introduction.ask_wanted.connect(self._want_introduction)
        self.head.edit_wanted.connect(self._want_edit)
        self.won.win_wanted.connect(self._want_win)
        self.won.change_wanted.connect(self._want_win_change)
        self.won.done_pressed.connect(self._finish_work)
        self.won.review_wanted.connect(self._want_review)

    def _lay_out(self) -> None:
        self._lay_out_content()
        top = QHBoxLayout()
        top.setContentsMargins(20, 14, 14, 0)
        top.addWidget(self.name, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(ScrollArea(self._content, self), 1)
        column.addWidget(self._lay_out_foot())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(Hairline(self, upright=True))
        row.addLayout(column, 1)

    def _lay_out_content(self) -> None:
        """Put below each other what scrolls."""
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.contact)
        buttons.addWidget(self.stage)
        buttons.addStretch(1)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(20, 14, 20, 16)
        inside.setSpacing(12)
        inside.addWidget(self.head)
        inside.addWidget(self._notice)
        inside.addWidget(self._lost)
        inside.addLayout(buttons)
        for piece in (self.won, self.introduction, self.step, self.stages, self.thanks, self.talks):
            inside.addWidget(piece)
        inside.addStretch(1)

    def _lay_out_foot(self) -> QWidget:
        column = QVBoxLayout(self._foot)
        column.setContentsMargins(20, 10, 20, 16)
        column.setSpacing(8)
        for pair in ((self.word, self.cards), (self.copy, self.updated), (self.letter,)):
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in pair:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        return self._foot


def _is_first(detail: Detail) -> bool:
    """Say whether nobody tried to reach the person yet, at most their giver."""
    received = detail.direction is Direction.RECEIVED
    return received and detail.meaning is Meaning.OPEN and not detail.reached_for


def _may_be_checked(detail: Detail) -> bool:
    """Say whether it can be asked how this referral went: one that we gave, still open."""
    return detail.direction is Direction.GIVEN and detail.meaning is Meaning.OPEN and detail.recipient is not None


def _owed(detail: Detail, part: Part) -> list[ThanksPartId]:
    return [step.part_id for step in detail.thanks if step.part is part and step.clock is not None]


def _stalled_words(card: Card, column: Column) -> str:
    strong = ngettext("No movement for {n} day.", "No movement for {n} days.", card.days_still)
    usual = column.stalled_after_days or 0
    rest = ngettext("In {stage}, something usually happens within {n} day.",
                    "In {stage}, something usually happens within {n} days.", usual)  # fmt: skip
    return f"{strong.format(n=card.days_still)} {rest.format(stage=column.name, n=usual)}"
