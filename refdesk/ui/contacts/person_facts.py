"""What is known about a person at a glance: phones, mail, address, dates, and what is allowed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import addresses, phones
from refdesk.domain.contact import MayBeCalled, PointKind, Status
from refdesk.domain.incoming import DateKind, IncomingPoint
from refdesk.i18n import _
from refdesk.services import contacts
from refdesk.services.person import Person
from refdesk.ui import yearly_words
from refdesk.ui.contacts import point_labels
from refdesk.ui.contacts.contact_lines import days_ago
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: an icon, the words, and what a screen reader says before them."""

    icon: str
    words: str
    name: str
    strong: bool = False
    ink: Ink = Ink.INK


class PersonFacts(QWidget):
    """Facts in three columns, or in two where there is little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(4)
        self._facts: list[Fact] = []
        self._lines: list[QWidget] = []
        self._columns = 3

    def show_facts(self, facts: list[Fact]) -> None:
        """Show these facts, in reading order."""
        if facts != self._facts:
            self._facts = facts
            self._make()

    def set_columns(self, columns: int) -> None:
        """Stand in so many columns."""
        if columns != self._columns:
            self._columns = columns
            self._make()

    def _make(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [_line(fact, self) for fact in self._facts]
        for at, line in enumerate(self._lines):
            self._grid.addWidget(line, at // self._columns, at % self._columns)
            line.show()
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)


def facts_of(person: Person, *, today: date, country: str) -> list[Fact]:
    """Return what is known, the most used first."""
    return [*_points(person, country), *_places(person, country), *_dates(person), *_rules(person, today)]


def _points(person: Person, country: str) -> Iterator[Fact]:
    draft = person.draft
    kinds = (
        (PointKind.PHONE, "phone", _("Phone")),
        (PointKind.EMAIL, "mail", _("E-mail")),
        (PointKind.SITE, "book-open", _("Site")),
    )
    for kind, icon, name in kinds:
        main = person.phone if kind is PointKind.PHONE else person.email
        for point in sorted(draft.points_of(kind), key=lambda each: each.value != main):
            yield _point(point, kind, icon, name, country=country, strong=point.value == main and bool(main))


def _point(point: IncomingPoint, kind: PointKind, icon: str, name: str, *, country: str, strong: bool) -> Fact:
    shown = phones.shown(point.value, country) if kind is PointKind.PHONE else point.value
    wrong = point.label == contacts.WRONG_NUMBER
    label = point_labels.words(point.label)
    icon = "smartphone" if point.label == "mobile" else "ban" if wrong else icon
    words = f"{shown}  {label}" if label and (kind is PointKind.PHONE) else shown
    return Fact(icon, words, name, strong=strong and kind is PointKind.PHONE, ink=Ink.INK2 if wrong else Ink.INK)


def _places(person: Person, country: str) -> Iterator[Fact]:
    if person.household is not None:
        others = [each.name for each in person.household.members if each.contact_id != person.contact_id]
        if others:
            yield Fact("users", _("With {names}").format(names=i18n.listing(others)), _("Household"))
    for place in person.draft.addresses:
        yield Fact("house", addresses.one_line(place.address, country), _("Address"))


def _dates(person: Person) -> Iterator[Fact]:
    icons = {DateKind.BIRTHDAY: ("cake", _("Birthday"))}
    for each in person.draft.dates:
        icon, name = icons.get(each.kind, ("calendar-days", each.label or _("Anniversary")))
        day = yearly_words.words(each.on)
        yield Fact(icon, day if each.kind is DateKind.BIRTHDAY else f"{day}  {name}", name)


def _rules(person: Person, today: date) -> Iterator[Fact]:
    draft, row = person.draft, person.row
    if draft.best_time:
        yield Fact("clock", draft.best_time, _("Best time"))
    called = {
        MayBeCalled.YES: Fact("phone-call", _("May be called"), _("Calls")),
        MayBeCalled.NO: Fact("ban", _("Do not call"), _("Calls"), ink=Ink.AMBER),
    }
    if draft.may_be_called in called:
        yield called[draft.may_be_called]
    if not draft.may_be_mailed:
        yield Fact("mail-warning", _("No mail, please"), _("Mail"), ink=Ink.AMBER)
    if not draft.may_accept_gifts:
        yield Fact("gift", _("May not accept gifts"), _("Gifts"), ink=Ink.AMBER)
    if draft.status is not Status.ACTIVE:
        words = _("Inactive") if draft.status is Status.INACTIVE else _("Deceased")
        yield Fact("archive", words, _("Status"), ink=Ink.AMBER)
    yield _last_contact(row.last_touch_on, today, is_overdue=row.is_overdue)
    if draft.tags:
        yield Fact("list", i18n.listing(list(draft.tags)), _("Tags"))


def _last_contact(last_on: date | None, today: date, *, is_overdue: bool) -> Fact:
    if last_on is None:
        return Fact("message-circle", _("No contact yet"), _("Last contact"), ink=Ink.AMBER if is_overdue else Ink.INK2)
    words = _("Last contact: {when}").format(when=days_ago(last_on, today))
    if is_overdue:
        words = _("{said}, a word is due").format(said=words)
    return Fact("message-circle", words, _("Last contact"), ink=Ink.AMBER if is_overdue else Ink.INK)


def _line(fact: Fact, parent: QWidget) -> QWidget:
    line = QWidget(parent)
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(9)
    ink = Ink.AMBER_MARK if fact.ink is Ink.AMBER else Ink.INK2
    row.addWidget(IconMark(fact.icon, line, ink=ink, size=17), 0, Qt.AlignmentFlag.AlignVCenter)
    words = ElidedLabel(fact.words, Style.SECOND_STRONG if fact.strong else Style.SECOND, line, ink=fact.ink)
    words.setAccessibleName(f"{fact.name}: {fact.words}")
    row.addWidget(words, 1)
    return line
