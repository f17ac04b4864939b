"""The timeline of a person, their referrals both ways, and the gifts."""

from datetime import date
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.gifts import GiftDirection
from refdesk.domain.stages import Meaning
from refdesk.i18n import _, ngettext
from refdesk.services.person import GiftLine, Person, ReferralLine
from refdesk.services.timeline import TimelineKind, TimelineLine
from refdesk.ui import theme
from refdesk.ui.contacts.person_sections import Section, quiet
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines

SHOWN_FIRST = 12
_ICONS = {
    TimelineKind.CALL: "phone", TimelineKind.MESSAGE: "message-square-text", TimelineKind.MEETING: "users",
    TimelineKind.VISIT: "door-open", TimelineKind.CARD: "mail", TimelineKind.EVENT: "calendar-days",
    TimelineKind.USEFUL: "lightbulb", TimelineKind.OTHER: "message-circle", TimelineKind.SENT_US: "handshake",
    TimelineKind.WE_SENT: "arrow-up-right", TimelineKind.CAME_TO_US: "user-plus",
    TimelineKind.SENT_ON: "arrow-up-right", TimelineKind.WON: "trophy", TimelineKind.LOST: "x",
    TimelineKind.GIFT_GIVEN: "gift", TimelineKind.GIFT_RECEIVED: "gift", TimelineKind.CARD_PRINTED: "printer",
    TimelineKind.PROMISE_KEPT: "check", TimelineKind.PROMISE_MADE: "alarm-clock", TimelineKind.PROMISE_DROPPED: "x",
    TimelineKind.MOVED: "square-kanban", TimelineKind.THANKED: "mail-check", TimelineKind.EVIDENCE: "circle-check",
    TimelineKind.LESSON: "book-user", TimelineKind.RANK: "arrow-up-down", TimelineKind.PLAN: "list-checks",
    TimelineKind.EDIT: "pencil", TimelineKind.HOUSEHOLD: "house", TimelineKind.MERGED: "merge",
    TimelineKind.ADDED: "user-plus",
}  # fmt: skip
_STRONG = frozenset(
    {TimelineKind.SENT_US, TimelineKind.WE_SENT, TimelineKind.CAME_TO_US, TimelineKind.WON, TimelineKind.LOST}
)
_TONES = {Meaning.OPEN: Tone.NEUTRAL, Meaning.WON: Tone.GOOD, Meaning.LOST: Tone.PLAIN}


class PersonTimeline(Section):
    """What happened with a person, the newest first; a line about a referral opens it."""

    referral_shown_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Timeline"), parent)
        self._aside = Label("", Style.CAPTION, self, ink=Ink.INK2)
        self.head.row.addWidget(self._aside)
        self._entries: tuple[TimelineLine, ...] = ()
        self._today = date.min

    def show_person(self, person: Person, today: date) -> None:
        """Show the newest lines of this person."""
        self._entries, self._today = person.timeline, today
        received, given = len(person.received), len(person.given)
        both = _("Received {received}, given {given}").format(received=received, given=given)
        self._aside.setText(both if received or given else "")
        self._show(SHOWN_FIRST)

    def _show(self, count: int) -> None:
        lines: list[QWidget] = [self._line(entry) for entry in self._entries[:count]]
        rest = max(len(self._entries) - count, 0)
        if rest:
            words = ngettext("Show {n} earlier line", "Show {n} earlier lines", rest)
            more = Button(words.format(n=rest), self, kind=Kind.LINK, size=Size.ROW)
            more.clicked.connect(self._show_all)
            lines.append(more)
        self.show_lines(lines or [quiet(_("Nothing yet. The first conversation begins it."), self)])

    def _open(self, referral_id: int, _on: bool = False) -> None:
        self.referral_shown_wanted.emit(referral_id)

    def _show_all(self) -> None:
        self._show(len(self._entries))

    def _line(self, entry: TimelineLine) -> QWidget:
        said = ", ".join(filter(None, (i18n.day_long(entry.on), entry.title, entry.detail)))
        if entry.referral_id is None:
            line = QWidget(self)
            line.setAccessibleName(said)
        else:
            pressed = _Entry(self, name=said)
            pressed.clicked.connect(partial(self._open, entry.referral_id))
            line = pressed
        row = line.layout() if isinstance(line, Line) else QHBoxLayout(line)
        assert isinstance(row, QHBoxLayout)
        row.setContentsMargins(0, 3, 4, 3)
        row.setSpacing(10)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(_day_label(entry.on, self._today, line), 0, top)
        row.addWidget(IconMark(_ICONS[entry.kind], line, size=17), 0, top)
        row.addLayout(_words(entry, line), 1)
        return line


class _Entry(Line):
    """A line of the timeline that can be pressed; as high as its words."""

    def __init__(self, parent: QWidget, *, name: str) -> None:
        super().__init__(parent, name=name, hairline=False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.row.totalSizeHint().height())


def _words(entry: TimelineLine, line: QWidget) -> QVBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    style = Style.SECOND_STRONG if entry.kind in _STRONG else Style.SECOND
    pressed = entry.referral_id is not None
    for text, its_style, ink in ((entry.title, style, Ink.INK), (entry.detail, Style.CAPTION, Ink.INK2)):
        if text:
            words.addWidget(ElidedLabel(text, its_style, line, ink=ink) if pressed else
                            Label(text, its_style, line, ink=ink, wrap=True, selectable=True))  # fmt: skip
    return words


def _day_label(day: date, today: date, parent: QWidget) -> Label:
    label = Label(i18n.day_near(day, today), Style.CAPTION, parent, ink=Ink.INK2)
    label.setFixedWidth(QFontMetrics(theme.font(Style.CAPTION)).horizontalAdvance("Wed ’00") + 6)
    return label


class PersonReferrals(Section):
    """People sent to us and by us, and the referrals in which this person was the one sent."""

    referral_shown_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Referrals"), parent, link=_("New referral"))
        self._lines = Lines(self, name=_("Referrals"))
        self._none = quiet(_("None yet, in either direction."), self)
        self.body.addWidget(self._lines)
        self.body.addWidget(self._none)

    def show_person(self, person: Person, today: date) -> None:
        """Show the referrals of this person."""
        lines = [self._line(each, icon, words, today) for each, icon, words in _referrals(person)]
        self._lines.set_lines(lines)
        self._lines.setVisible(bool(lines))
        self._none.setVisible(not lines)

    def _line(self, referral: ReferralLine, icon: str, words: str, today: date) -> Line:
        day = i18n.day_long(referral.on)
        line = Line(self._lines, name=", ".join(filter(None, (words, referral.need, referral.stage, day))), height=48)
        line.row.setContentsMargins(4, 0, 4, 0)
        line.row.setSpacing(10)
        line.row.addWidget(IconMark(icon, line, size=18))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(ElidedLabel(words, Style.SECOND_STRONG, line))
        second = ", ".join(filter(None, (i18n.day_near(referral.on, today), referral.need)))
        column.addWidget(ElidedLabel(second, Style.CAPTION, line, ink=Ink.INK2))
        line.row.addLayout(column, 1)
        line.row.addWidget(Tag(referral.stage, line, tone=_TONES[referral.meaning]))
        line.clicked.connect(partial(self._open, referral.referral_id))
        return line

    def _open(self, referral_id: int, _on: bool = False) -> None:
        self.referral_shown_wanted.emit(referral_id)


def _referrals(person: Person) -> list[tuple[ReferralLine, str, str]]:
    own = [
        (each, "user-plus", _("Came to us from {name}").format(name=each.other) if each.other else _("Came to us"))
        for each in person.own
    ]
    received = [(each, "arrow-down-left", _("Sent us {name}").format(name=each.other)) for each in person.received]
    given = [(each, "arrow-up-right", _("We sent {name}").format(name=each.other)) for each in person.given]
    return sorted([*own, *received, *given], key=lambda found: found[0].on, reverse=True)


class PersonGifts(Section):
    """Gifts to the person or household, and what they cost this year."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Gifts"), parent, link=_("Log"), link_name=_("Log a gift"))

    def show_person(self, person: Person, today: date, currency: str) -> None:
        """Show the gifts of this person."""
        lines: list[QWidget] = []
        if person.gifts_minor:
            lines.append(self._sum(person, today, currency))
        lines += [self._line(each, person, today, currency) for each in person.gifts]
        self.show_lines(lines or [quiet(_("None yet."), self)])

    def _sum(self, person: Person, today: date, currency: str) -> QWidget:
        line, row = _plain_row(self)
        whose = _("{year}, household") if person.household else _("{year}")
        row.addWidget(Label(whose.format(year=today.year), Style.SECOND, line), 1)
        row.addWidget(Label(money.shown(person.gifts_minor, currency), Style.SECOND_STRONG, line))
        return line

    def _line(self, gift: GiftLine, person: Person, today: date, currency: str) -> QWidget:
        line, row = _plain_row(self)
        row.addWidget(_day_label(gift.on, today, line))
        received = gift.direction is GiftDirection.RECEIVED
        words = _("{gift}, from them").format(gift=gift.name) if received else gift.name
        row.addWidget(ElidedLabel(words, Style.SECOND, line), 1)
        if gift.recipient_id != person.contact_id:
            row.addWidget(Label(_("household"), Style.CAPTION, line, ink=Ink.INK2))
        if not received:
            row.addWidget(Label(money.shown(gift.cost_minor, currency), Style.SECOND, line, ink=Ink.INK2))
        return line


def _plain_row(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 3, 4, 3)
    row.setSpacing(10)
    return line, row
