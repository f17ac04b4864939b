"""The referrals of a person both ways, and the gifts."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.gifts import GiftDirection
from refdesk.domain.stages import Meaning
from refdesk.i18n import _
from refdesk.services.person import GiftLine, Person, ReferralLine
from refdesk.ui import theme
from refdesk.ui.contacts.person_sections import Section, quiet
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.line import Line, Lines

_TONES = {Meaning.OPEN: Tone.NEUTRAL, Meaning.WON: Tone.GOOD, Meaning.LOST: Tone.PLAIN}


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
