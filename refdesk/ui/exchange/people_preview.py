"""The first people of a file as they would come in."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from refdesk import i18n
from refdesk.domain import addresses
from refdesk.domain.incoming import DateKind, IncomingContact, Read
from refdesk.i18n import _
from refdesk.ui import yearly_words
from refdesk.ui.exchange.labels import label_words
from refdesk.ui.slices import Slices
from refdesk.ui.theme import Ink, Style
from refdesk.ui.widgets.label import ElidedLabel, Label
from refdesk.ui.widgets.surfaces import Hairline

_REFUSED_SHOWN = 5


class PeoplePreview(QWidget):
    """Who comes in, how they are reached and what they refuse; and the rows that cannot be read, with the reason."""

    def __init__(self, country: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._country = country
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._shown: list[QWidget] = []
        self._slices = Slices(self)
        self._of: tuple[tuple[IncomingContact, ...], tuple[Read, ...]] | None = None

    def show_people(self, people: tuple[IncomingContact, ...], refused: tuple[Read, ...]) -> None:
        """Show these in place of those before, bit by bit."""
        if (people, refused) == self._of:
            return
        self._of = (people, refused)
        show = self._slices.run if self._shown else self._slices.run_soon  # at first the columns are made beside it
        for former in self._shown:
            self._column.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._shown = []
        show(self._showing(people, refused))

    def _showing(self, people: tuple[IncomingContact, ...], refused: tuple[Read, ...]) -> Iterator[None]:
        for person in people:
            self._add(self._person(person))
            self._add(Hairline(self))
            yield
        for row in refused[:_REFUSED_SHOWN]:
            words = _("Line {line}: {reason}").format(line=row.line, reason=row.reason)
            self._add(Label(words, Style.CAPTION, self, ink=Ink.AMBER, wrap=True))
        if len(refused) > _REFUSED_SHOWN:
            self._add(Label(_("… and more like these"), Style.CAPTION, self, ink=Ink.AMBER))
        if not people and not refused:
            self._add(Label(_("Nobody yet."), Style.SECOND, self, ink=Ink.INK2))

    def _add(self, widget: QWidget) -> None:
        self._shown.append(widget)
        self._column.addWidget(widget)
        widget.show()  # at once: layouts keep the height of what was still hidden

    def _person(self, person: IncomingContact) -> QWidget:
        line = QWidget(self)
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        name = person.name.full or _("Without a name")
        column.addWidget(ElidedLabel(name, Style.SECOND_STRONG, line))
        details = self._details(person)
        for words in details:
            column.addWidget(ElidedLabel(words, Style.CAPTION, line, ink=Ink.INK2))
        line.setAccessibleName(", ".join((name, *details)))
        return line

    def _details(self, person: IncomingContact) -> list[str]:
        organisation = "" if person.is_organisation else person.name.organisation
        phones = [" ".join(filter(None, (each.value, label_words(each.label)))) for each in person.phones]
        places = [addresses.one_line(each.address, self._country) for each in person.addresses]
        birthdays = [yearly_words.words(each.on) for each in person.dates if each.kind is DateKind.BIRTHDAY]
        lines = (
            ", ".join(filter(None, (person.job_title or person.profession, organisation))),
            " · ".join(phones),
            " · ".join(each.value for each in person.emails),
            " · ".join(places),
            _("Birthday {day}").format(day=birthdays[0]) if birthdays else "",
            _("Tags: {tags}").format(tags=i18n.listing(list(person.tags))) if person.tags else "",
            " · ".join(_refusals(person)),
        )
        return [line for line in lines if line]


def _refusals(person: IncomingContact) -> Iterator[str]:
    """Yield what somebody does not want, in the words of the person panel."""
    if person.may_be_called is False:
        yield _("Do not call")
    if person.may_be_mailed is False:
        yield _("No mail, please")
    if person.may_accept_gifts is False:
        yield _("May not accept gifts")
