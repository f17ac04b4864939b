"""The head of the panel of a referral: who, what they need, who sent them or got them, how well they were prepared."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import phones
from refdesk.domain import referral as rules
from refdesk.domain.referral import Direction
from refdesk.i18n import _
from refdesk.services.referral_detail import Detail
from refdesk.services.referral_facts import PersonRef
from refdesk.ui.referrals import board_words
from refdesk.ui.referrals.board_words import BoardFrame
from refdesk.ui.referrals.detail_words import LONGEST_NAME
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.chip import Tag, Tone
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.mark_widgets import ClockTag, Dots
from refdesk.ui.widgets.marks import Due

_LEAST_LINK = 64


class DrawerHead(QWidget):
    """The first lines; a person's name is a link to the contact."""

    person_wanted = Signal(int)
    edit_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.links: list[Button] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_detail(self, detail: Detail, frame: BoardFrame) -> None:
        """Show another referral, or the same anew."""
        for former in self._lines:
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()
        self.links = []
        lines = [self._need(detail, frame), self._prospect(detail.prospect, frame)]
        if detail.direction is Direction.GIVEN:
            lines += [self._recipient(detail, frame), self._introduced(detail)]
        else:
            lines += [
                *self._senders(detail, frame), self._introduced(detail), self._preparedness(detail),
                self._clock(detail),
            ]  # fmt: skip
        self._lines = list(filter(None, lines))
        for line in self._lines:
            self._column.addWidget(line)

    def _need(self, detail: Detail, frame: BoardFrame) -> QWidget | None:
        value = "" if detail.value_minor is None else board_words.worth(detail.value_minor, frame.currency)
        about = _("about {value}").format(value=value) if value else ""
        words = ", ".join(filter(None, (detail.need, about)))
        return Label(words, Style.BODY, self, ink=Ink.INK2, wrap=True, selectable=True) if words else None

    def _prospect(self, person: PersonRef, frame: BoardFrame) -> QWidget:
        line, row = _row(self)
        if person.phone:
            number = phones.shown(person.phone, frame.country)
            phone = Label(number, Style.PHONE_TODAY, line, selectable=True)
            phone.setAccessibleName(_("Phone {number}").format(number=number))
            row.addWidget(phone)
        row.addWidget(self._link(_("Open contact"), person, line))
        edit = Button(_("Edit"), line, kind=Kind.LINK, size=Size.ROW)
        edit.setAccessibleName(_("Edit the referral of {name}").format(name=person.name))
        edit.clicked.connect(self.edit_wanted)
        self.links.append(edit)
        row.addWidget(edit)
        row.addStretch(1)
        return line

    def _senders(self, detail: Detail, frame: BoardFrame) -> list[QWidget]:
        day = i18n.day_month(frame.working.date_of(detail.received_at))
        if not detail.givers:
            words = _("{day}; nobody knows who sent them").format(day=day)
            return [Label(words, Style.SECOND, self, ink=Ink.INK2, wrap=True)]
        first = detail.givers[0]
        return [
            self._other(_("From") if giver is first else _("and"), giver, day if giver is first else "")
            for giver in detail.givers
        ]

    def _recipient(self, detail: Detail, frame: BoardFrame) -> QWidget:
        day = i18n.day_month(frame.working.date_of(detail.received_at))
        if detail.recipient is None:
            return Label(_("{day}; to whom is not known").format(day=day), Style.SECOND, self, ink=Ink.INK2, wrap=True)
        return self._other(_("To"), detail.recipient, day)

    def _other(self, before: str, person: PersonRef, day: str) -> QWidget:
        """Return the line of who sent the person, or to whom we sent them."""
        line, row = _row(self)
        row.setSpacing(0)
        row.addWidget(Label(before, Style.SECOND, line))
        row.addWidget(self._link(person.name, person, line))
        row.addWidget(Label(day, Style.SECOND, line, ink=Ink.INK2))
        row.addStretch(1)
        return line

    def _link(self, words: str, person: PersonRef, line: QWidget) -> Button:
        link = Button(words, line, kind=Kind.LINK, size=Size.ROW)
        link.setAccessibleName(_("Open the contact {name}").format(name=person.name))
        # A long name is cut rather than that it pushes everything else out of the panel; the tooltip says it whole.
        link.setMinimumWidth(_LEAST_LINK)
        link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        link.setToolTip(person.name if len(words) > LONGEST_NAME else "")
        link.clicked.connect(partial(self.person_wanted.emit, person.contact_id))
        self.links.append(link)
        return link

    def _introduced(self, detail: Detail) -> QWidget | None:
        words = [_("Introduced: {how}").format(how=_(rules.INTRODUCED_WORDS[detail.introduced]).lower())]
        if detail.fits is not None:
            words.append(_("our kind of client: {fits}").format(fits=_(rules.FITS_WORDS[detail.fits]).lower()))
        if not detail.may_share:
            words.append(_("nothing may be told"))
        if detail.both_agreed:
            words.append(_("both agreed"))
        if detail.unexpected:
            words.append(_("a surprise"))
        return Label(", ".join(words), Style.CAPTION, self, ink=Ink.INK2, wrap=True)

    def _preparedness(self, detail: Detail) -> QWidget:
        line, row = _row(self)
        words = rules.prepared_words(detail.preparedness)
        if detail.preparedness is None:
            row.addWidget(Label(_("Prepared: {words}").format(words=words), Style.CAPTION, line, ink=Ink.INK2))
        else:
            row.addWidget(Label(_("Prepared"), Style.CAPTION, line, ink=Ink.INK2))
            dots = Dots(detail.preparedness, line)
            dots.setToolTip(words)
            row.addWidget(dots)
        if detail.expects_call:
            said = _("Expected our call") if detail.reached_for else _("Expects our call")
            row.addWidget(Tag(said, line, tone=Tone.GOOD, icon="check"))
        elif detail.introducing.awaited:
            row.addWidget(Tag(_("Awaiting introduction"), line, icon="handshake"))
        row.addStretch(1)
        return line

    def _clock(self, detail: Detail) -> QWidget | None:
        if detail.clock is None:
            return None
        line, row = _row(self)
        row.addWidget(Label(_("First contact"), Style.CAPTION, line, ink=Ink.INK2))
        due = Due(detail.clock.state.value)
        row.addWidget(ClockTag(detail.clock.words, line, share=detail.clock.share_gone, due=due))
        row.addStretch(1)
        return line


def _row(parent: QWidget) -> tuple[QWidget, QHBoxLayout]:
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    return line, row
