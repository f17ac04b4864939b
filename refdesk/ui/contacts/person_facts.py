"""What is known about a person at a glance: phones, mail, address, dates, and what is allowed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from refdesk import i18n
from refdesk.domain import addresses, phones
from refdesk.domain.contact import MayBeCalled, PointKind
from refdesk.domain.incoming import DateKind, IncomingPoint
from refdesk.i18n import _
from refdesk.services import contacts
from refdesk.services.person import Person
from refdesk.ui import yearly_words
from refdesk.ui.contacts import point_labels
from refdesk.ui.contacts.contact_columns import days_ago
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.field import IconMark
from refdesk.ui.widgets.label import ElidedLabel, Label

_SHARES = (5, 6, 4)
"""How three columns share the room: mail addresses are long, days are short."""


@dataclass(frozen=True, slots=True)
class Fact:
    """An icon, the words on one line or on as many as they need, and what a screen reader says before them."""

    icon: str
    words: str
    name: str
    strong: bool = False
    ink: Ink = Ink.INK
    wraps: bool = False


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
            share = _SHARES[column] if self._columns == len(_SHARES) else 1
            self._grid.setColumnStretch(column, share if column < self._columns else 0)


def facts_of(person: Person, *, today: date, country: str) -> list[Fact]:
    """Return what is known: how to reach them and what is allowed first, everything else below."""
    points = list(_points(person, country))
    first = [next((each for each in points if each.name == name), None) for name in (_("Phone"), _("E-mail"))]
    homes, days, rules = list(_places(person, country)), list(_dates(person)), list(_allowed(person))
    top = [*first, *days[:1], *_best_time(person), *homes[:1], *rules[:1]]
    head = [each for each in top if each is not None]
    rest = [each for each in (*points, *homes[1:], *days[1:], *rules[1:]) if each not in head]
    return [*head, *rest, *_standing(person, today)]


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
    words = f"{shown}  {label}" if label and not (strong and kind is PointKind.EMAIL) else shown
    return Fact(icon, words, name, strong=strong and kind is PointKind.PHONE, ink=Ink.INK2 if wrong else Ink.INK)


def _places(person: Person, country: str) -> Iterator[Fact]:
    home = person.household
    if home is not None:
        others = [each for each in home.members if each.contact_id != person.contact_id]
        names = [_first_name(each.name, person.draft.family) for each in others]
        with_them = _("With {names}").format(names=i18n.listing(names)) if names else ""
        street = home.address.street_lines[0] if home.address.street_lines else home.address.city
        # Where somebody lives is never cut: it goes on below instead.
        yield Fact("house", ", ".join(filter(None, (with_them, street))), _("Household"), wraps=True)
    shared = addresses.envelope_lines(home.address, country) if home is not None else ()
    own = [each for each in person.draft.addresses if addresses.envelope_lines(each.address, country) != shared]
    for place in sorted(own, key=lambda each: not each.main):
        label = point_labels.words(place.label) if len(person.draft.addresses) > 1 else ""
        words = addresses.one_line(place.address, country)
        yield Fact("house", f"{words}  {label}" if label else words, _("Address"), wraps=True)


def _first_name(name: str, family: str) -> str:
    """Return a name without the family name when it is the same: "With Paul and Elodie"."""
    first, _space, last = name.rpartition(" ")
    return first if first and family and last == family else name


def _dates(person: Person) -> Iterator[Fact]:
    for each in sorted(person.draft.dates, key=lambda each: each.kind is not DateKind.BIRTHDAY):
        day = yearly_words.words(each.on)
        if each.kind is DateKind.BIRTHDAY:
            yield Fact("cake", day, _("Birthday"))
        else:
            name = each.label or (_("Anniversary") if each.kind is DateKind.ANNIVERSARY else _("Every year"))
            yield Fact("calendar-days", f"{day}  {name}", name)


def _best_time(person: Person) -> Iterator[Fact]:
    if person.draft.best_time:
        yield Fact("clock", person.draft.best_time, _("Best time"))


def _allowed(person: Person) -> Iterator[Fact]:
    draft = person.draft
    if draft.may_be_called is MayBeCalled.NO:
        yield Fact("ban", _("Do not call"), _("Calls"), ink=Ink.AMBER)
    elif draft.may_be_called is MayBeCalled.YES:
        yield Fact("phone-call", _("May be called"), _("Calls"))
    if not draft.may_be_mailed:
        yield Fact("mail-warning", _("No mail, please"), _("Mail"), ink=Ink.AMBER)
    if not draft.may_accept_gifts:
        yield Fact("gift", _("May not accept gifts"), _("Gifts"), ink=Ink.AMBER)
    if draft.hear_less:
        yield Fact("message-circle", _("Hears only how it ended"), _("Updates"))


def _standing(person: Person, today: date) -> Iterator[Fact]:
    draft, row = person.draft, person.row
    yield _last_contact(row.last_touch_on, today, is_overdue=row.is_overdue)
    if draft.client_since is not None:
        yield Fact("calendar-check", _("Client since {year}").format(year=draft.client_since.year), _("Client since"))
    if draft.profession and draft.profession not in row.second_line:
        yield Fact("user", draft.profession, _("Profession"))
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
    style = Style.SECOND_STRONG if fact.strong else Style.SECOND
    words: Label | ElidedLabel
    if fact.wraps:
        words = Label(fact.words, style, line, ink=fact.ink, wrap=True)
    else:
        words = ElidedLabel(fact.words, style, line, ink=fact.ink)
    # The shares of the columns count, not how long the words are.
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(fact.wraps)
    words.setSizePolicy(policy)
    says_it_itself = fact.words.startswith(fact.name)
    words.setAccessibleName(fact.words if says_it_itself else f"{fact.name}: {fact.words}")
    row.addWidget(words, 1)
    return line
