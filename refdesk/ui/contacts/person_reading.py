"""A person as read beside the window, with what is needed to show them."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtGui import QImage

from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.domain.profile import Profile
from refdesk.errors import Overtaken
from refdesk.progress import Progress
from refdesk.services import business, cards, person, pictures, reminders
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.person import Person
from refdesk.services.reminders import ReminderLine
from refdesk.ui.contacts import person_facts
from refdesk.ui.contacts.person_facts import Fact


@dataclass(frozen=True, slots=True)
class Read:
    """A person, the settings and the day they are shown with, and the photo as a picture to paint."""

    person: Person
    profile: Profile
    today: date
    facts: list[Fact]
    photo: QImage | None = None
    cards: tuple[ThanksPartId, ...] = ()
    """The thank-you cards that are owed to the person and not printed yet."""
    reminders: tuple[ReminderLine, ...] = ()


def read(desk: Desk, contact_id: ContactId, _progress: Progress) -> Read | None:
    """Return a person as the panel shows them; None when they are gone."""
    today = desk.today()
    try:
        found = desk.ask(person.panel, contact_id, today, desk.zone)
    except Overtaken:
        return None
    profile = desk.ask(business.load)
    facts = person_facts.facts_of(found, today=today, country=profile.country)
    noted = desk.ask(reminders.of, contact_id, Clocks(desk.now(), profile.working_time))
    return Read(found, profile, today, facts, _photo(desk, found), _cards(desk, found, profile), noted)


def _photo(desk: Desk, found: Person) -> QImage | None:
    content = desk.ask(pictures.photo_of, found.contact_id) if found.has_photo else None
    image = QImage.fromData(content) if content else QImage()
    return None if image.isNull() else image


def _cards(desk: Desk, found: Person, profile: Profile) -> tuple[ThanksPartId, ...]:
    if not found.received:
        return ()
    owed = desk.ask(cards.owed, desk.now(), profile.working_time)
    return tuple(each.part_id for each in owed if each.contact_id == found.contact_id and each.printed_id is None)
