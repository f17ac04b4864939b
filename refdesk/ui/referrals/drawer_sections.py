"""The sections of the panel of a referral that only tell: stages, thanks, conversations."""

from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Part
from refdesk.domain.touches import Purpose
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.i18n import _
from refdesk.services.referral_detail import Conversation, Detail, StageStep, ThanksStep
from refdesk.services.updates import UpdateDue
from refdesk.ui import theme
from refdesk.ui.referrals import detail_words
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets import painting
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label, Picture
from refdesk.ui.widgets.surfaces import SectionHead

_SHOWN = 6
_DAY_WIDTH, _TIME_WIDTH = 112, 66
_DUE_INK = {DueState.DUE: Ink.INK2, DueState.LATE: Ink.AMBER, DueState.OVERDUE: Ink.RED}


class Section(QWidget):
    """A head with lines below it; without lines it is not there."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.head = SectionHead(title, self)
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._column.addWidget(self.head)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_lines(self, lines: list[QWidget]) -> None:
        """Show these lines in place of the former."""
        for former in self._lines:
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._lines = lines
        for line in lines:
            self._column.addWidget(line)
        self.setVisible(bool(lines))


class StagesSection(Section):
    """The stages through which a referral went, and the time spent in each."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Stages"), parent)

    def show_detail(self, detail: Detail, working: WorkingTime, *, now: datetime, stalled: bool) -> None:
        """Show the history; the time of a stalled stage is amber, a closed one counts none."""
        lines = []
        for step in detail.steps:
            ended = step.left_at is None and detail.meaning is not Meaning.OPEN
            spent = "" if ended else detail_words.span(step.at, step.left_at or now, working)
            lines.append(self._line(step, working, spent, first=step is detail.steps[0], stalled=stalled))
        self.set_lines(lines)

    def _line(self, step: StageStep, working: WorkingTime, spent: str, *, first: bool, stalled: bool) -> QWidget:
        here = step.left_at is None
        line, row = row_of(self)
        row.addWidget(_Ring(line, filled=here))
        name = ElidedLabel(step.name, Style.SECOND_STRONG if here else Style.SECOND, line)
        at = detail_words.moment(step.at, working) if first else detail_words.day(step.at, working)
        when = _("since {day}").format(day=detail_words.day(step.at, working)) if here and not first else at
        row.addWidget(name, 1)
        day = Label(when, Style.CAPTION, line, ink=Ink.INK2)
        day.setMinimumWidth(theme.scaled(_DAY_WIDTH))
        row.addWidget(day)
        style, ink = (Style.CAPTION_STRONG if here else Style.CAPTION), (Ink.AMBER if here and stalled else Ink.INK2)
        time = Label(spent, style, line, ink=ink)
        time.setMinimumWidth(theme.scaled(_TIME_WIDTH))
        time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(time)
        line.setAccessibleName(", ".join(filter(None, (step.name, when, spent))))
        return line


class ThanksSection(Section):
    """What each giver was thanked with and told, and what is still owed.

    `update_wanted` brings the giver to tell, and the referral.
    """

    update_wanted = Signal(int, int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Thanks and updates"), parent)
        self._giver_id = self._referral_id = 0
        self.head.pressed.connect(self._want_update)

    def show_detail(self, detail: Detail, working: WorkingTime) -> None:
        """Show the parts of all thanks, then the updates: those given, and the ones that are due."""
        several = len(detail.givers) > 1
        one = detail.givers[0] if len(detail.givers) == 1 else None
        fits = one is not None and len(one.name) <= detail_words.LONGEST_NAME
        words = _("Thanks and updates to {name}").format(name=one.name) if one and fits else _("Thanks and updates")
        self.head.set_words(words)
        self._referral_id = detail.referral_id
        self._giver_id = next((due.contact_id for due in detail.updates_due), one.contact_id if one else 0)
        self.head.set_link(_("Tell") if self._giver_id and detail.reached_for else "")
        self.head.link.setAccessibleName(_("Give {name} an update").format(name=_name_of(detail, self._giver_id)))
        lines = [self._part(step, working, named=several) for step in detail.thanks]
        lines += [self._update(each, working, named=several) for each in reversed(detail.conversations) if _told(each)]
        lines += [self._update_due(due, named=several) for due in detail.updates_due]
        self.set_lines(lines)

    def _part(self, step: ThanksStep, working: WorkingTime, *, named: bool) -> QWidget:
        owed = step.clock is not None
        done = "message-square-text" if step.part is Part.WORD else "mail-check"
        waits = "phone" if step.part is Part.WORD else "mail"
        late = owed and step.clock is not None and step.clock.state is not DueState.DUE
        ink = Ink.GREEN_MARK if step.done_at else Ink.AMBER_MARK if late else Ink.INK2
        words, word_ink = self._state(step, working)
        title = detail_words.thanks_title(step, named=named)
        return self._line(waits if owed else done, ink, title, words, word_ink, owed=owed, late=late)

    def _update(self, told: Conversation, working: WorkingTime, *, named: bool) -> QWidget:
        title = detail_words.update_title(told, named=named)
        when = detail_words.day(told.at, working)
        return self._line("message-square-text", Ink.GREEN_MARK, title, when, Ink.INK2, owed=False, late=False)

    def _update_due(self, due: UpdateDue, *, named: bool) -> QWidget:
        late = due.clock.state is not DueState.DUE
        title = _("Update, to {name}") if named else _("Update: {said}")
        title = title.format(name=due.name, said=due.news)
        ink = _DUE_INK[due.clock.state]
        mark = Ink.AMBER_MARK
        return self._line("message-square-dot", mark, title, due.clock.words, ink, owed=True, late=late)

    def _line(
        self, icon: str, mark: Ink, title: str, words: str, ink: Ink, *, owed: bool, late: bool
    ) -> QWidget:  # fmt: skip
        line, row = row_of(self)
        row.addWidget(IconMark(icon, line, ink=mark, size=18))
        row.addWidget(ElidedLabel(title, Style.SECOND_STRONG if owed else Style.SECOND, line), 1)
        row.addWidget(Label(words, Style.CAPTION_STRONG if late else Style.CAPTION, line, ink=ink))
        line.setAccessibleName(f"{title}, {words}")
        return line

    def _state(self, step: ThanksStep, working: WorkingTime) -> tuple[str, Ink]:
        if step.clock is not None:
            return step.clock.words, _DUE_INK[step.clock.state]
        if step.done_at is not None:
            return detail_words.day(step.done_at, working), Ink.INK2
        return _("left out"), Ink.INK3

    def _want_update(self) -> None:
        self.update_wanted.emit(self._giver_id, self._referral_id)


class ConversationsSection(Section):
    """The last conversations about a referral."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Conversations"), parent)

    def show_detail(self, detail: Detail, working: WorkingTime) -> None:
        """Show the newest first."""
        talks = [each for each in detail.conversations if not _told(each)]
        self.set_lines([self._line(each, working) for each in talks[:_SHOWN]])

    def _line(self, conversation: Conversation, working: WorkingTime) -> QWidget:
        line = QWidget(self)
        top = QHBoxLayout()
        title = detail_words.conversation_title(conversation)
        top.addWidget(ElidedLabel(f"{conversation.name}: {title}", Style.SECOND, line), 1)
        when = detail_words.day(conversation.at, working)
        top.addWidget(Label(when, Style.CAPTION, line, ink=Ink.INK2))
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        if conversation.summary:
            column.addWidget(Label(conversation.summary, Style.CAPTION, line, ink=Ink.INK2, wrap=True))
        line.setAccessibleName(", ".join(filter(None, (when, conversation.name, title, conversation.summary))))
        return line


def _name_of(detail: Detail, contact_id: int) -> str:
    return next((giver.name for giver in detail.givers if giver.contact_id == contact_id), "")


def _told(conversation: Conversation) -> bool:
    """Say whether it was an update: those stand with the thanks."""
    return conversation.purpose is Purpose.UPDATE


class _Ring(Picture):
    """The mark of a stage: filled where the referral stands now."""

    def __init__(self, parent: QWidget, *, filled: bool) -> None:
        super().__init__(parent)
        self._filled = filled

    def sizeHint(self) -> QSize:
        return QSize(12, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = theme.current()
        ring = QRect(0, (self.height() - 12) // 2, 12, 12)
        fill = tokens.accent_fill if self._filled else None
        painting.box(painter, ring, fill=fill, edge=tokens.accent, radius=6, width=2)
        painter.end()


def row_of(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    """Return an empty line and its layout."""
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return line, row
