"""What helps to make one call: the facts of the person, and the script in the owner's own words."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import call_codes, phones, wording
from refdesk.domain.profile import Profile
from refdesk.i18n import _
from refdesk.services.campaign_days import DayEntry
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.buttons import Button, Kind, Size
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.mark_widgets import RankBadge
from refdesk.ui.widgets.number_ring import NumberRing
from refdesk.ui.widgets.scroll import ScrollArea
from refdesk.ui.widgets.surfaces import Hairline


class ScriptPanel(QWidget):
    """One call: who, what is known, what to say."""

    person_wanted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._entry: DayEntry | None = None
        self._content: QWidget | None = None
        self._room = QWidget(self)
        self._room_column = QVBoxLayout(self._room)
        self._room_column.setContentsMargins(28, 16, 28, 20)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollArea(self._room, self))

    def show_entry(self, entry: DayEntry | None, count: int, profile: Profile, today: date, *, caller: str) -> None:
        """Show this call, one of `count` on its day; the caller says their first name."""
        self._entry = entry
        if self._content is not None:
            self._room_column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
            self._content = None
        if entry is not None:
            self._content = self._make(entry, count, profile, today, caller)
            self._room_column.addWidget(self._content)

    def _make(self, entry: DayEntry, count: int, profile: Profile, today: date, caller: str) -> QWidget:
        content = QWidget(self._room)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(self._head(entry, count, profile, content))
        column.addLayout(_facts(entry, today, content))
        for at, (title, words) in enumerate(_script(entry, profile, caller)):
            column.addWidget(Hairline(content))
            column.addLayout(_part(at + 1, title, words, content))
        if entry.code is not None:
            column.addWidget(Hairline(content))
            column.addWidget(Label(_result(entry), Style.BODY, content, ink=Ink.INK2, wrap=True))
        column.addStretch(1)
        return content

    def _head(self, entry: DayEntry, count: int, profile: Profile, content: QWidget) -> QHBoxLayout:
        name = ElidedLabel(entry.name, Style.PERSON_PANEL, content)
        left = QVBoxLayout()
        left.setSpacing(2)
        named = QHBoxLayout()
        named.setSpacing(10)
        named.addWidget(name)
        named.addWidget(RankBadge(entry.rank.value if entry.rank else "", content))
        named.addStretch(1)
        left.addLayout(named)
        link = Button(_("Show in Contacts"), content, kind=Kind.LINK, size=Size.ROW)
        link.setAccessibleName(_("Show {name} in Contacts").format(name=entry.name))
        link.clicked.connect(self._show_person)
        left.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        right = QVBoxLayout()
        right.setSpacing(2)
        end = Qt.AlignmentFlag.AlignRight
        shown = phones.shown(entry.phone, profile.country)
        right.addWidget(Label(shown, Style.PHONE, content, selectable=True), 0, end)
        place = _("{n} of {count}, try {number}").format(n=entry.number, count=count, number=entry.try_number)
        right.addWidget(Label(place, Style.CAPTION, content, ink=Ink.INK2), 0, end)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addLayout(right)
        return row

    def _show_person(self) -> None:
        if self._entry is not None:
            self.person_wanted.emit(self._entry.contact_id)


def _facts(entry: DayEntry, today: date, content: QWidget) -> QGridLayout:
    last = entry.last_touch_on
    facts = [
        (_("Works at"), entry.organisation),
        (_("Does"), entry.what_they_do),
        (_("Best time"), entry.best_time),
        (
            _("Last contact"),
            (i18n.day_short(last) if last.year == today.year else i18n.day_numeric(last)) if last else "",
        ),
        (_("A good lead"), entry.good_lead_for_them),
    ]
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for at, (title, words) in enumerate((title, words) for title, words in facts if words):
        grid.addWidget(Label(title, Style.SECOND, content, ink=Ink.INK2), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(words, Style.SECOND, content, wrap=True, selectable=True), at, 1)
    return grid


def _script(entry: DayEntry, profile: Profile, caller: str) -> list[tuple[str, str]]:
    fields = {
        "first_name": entry.first_name, "full_name": entry.name, "owner": profile.owner,
        "owner_first_name": caller, "firm": profile.business_name, "trade": profile.trade,
        "phone": profile.phone, "site": profile.site, "tagline": profile.tagline,
    }  # fmt: skip
    parts = (
        (_("Say hello"), profile.script_hello),
        (_("Help first"), profile.script_help),
        (_("Then ask"), profile.script_ask),
    )
    return [(title, _("“{words}”").format(words=wording.fill(_(words), fields))) for title, words in parts]


def _part(number: int, title: str, words: str, content: QWidget) -> QHBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(Label(title, Style.BODY_STRONG, content))
    column.addWidget(Label(words, Style.SAY_CALL, content, wrap=True, selectable=True))
    row = QHBoxLayout()
    row.setSpacing(14)
    row.addWidget(NumberRing(number, content), 0, Qt.AlignmentFlag.AlignTop)
    row.addLayout(column, 1)
    return row


def _result(entry: DayEntry) -> str:
    assert entry.code is not None, "the result is in"
    words = _("Result: {code}, {words}.").format(code=entry.code.value, words=_(call_codes.WORDS[entry.code]))
    if entry.call_back_on is not None:
        words += " " + _("Call back on {day}.").format(day=i18n.day_month(entry.call_back_on))
    return f"{words} {entry.help_answer}".strip()
