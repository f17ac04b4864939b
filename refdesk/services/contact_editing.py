"""The editor of a contact with the photo, as one step."""

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.exchange.pictures import Picture
from refdesk.i18n import N_, _
from refdesk.services import contacts, pictures
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit


@operation(N_("Add a contact"))
def add(unit: Unit, draft: ContactDraft, photo: Picture | None = None) -> ContactId:
    """Add a contact with a photo; raises `Refused` with the problems by field."""
    contact_id = contacts.add(unit, draft)
    if photo is not None:
        pictures.set_photo(unit, contact_id, photo)
        said = _("{name} added").format(name=contacts.name_of(unit.get(Contact, contact_id)))
        unit.say(said, "contact", contact_id)
    return contact_id


@operation(N_("Edit a contact"))
def save(
    unit: Unit, contact_id: ContactId, draft: ContactDraft, *, version: int | None = None,
    photo: Picture | None = None, without_photo: bool = False,
) -> None:  # fmt: skip
    """Save a contact and give them a photo or take theirs away; raises `Overtaken` as `contacts.save` does."""
    if photo is not None:
        pictures.set_photo(unit, contact_id, photo)
    elif without_photo:
        pictures.remove_photo(unit, contact_id)
    # Last: its words name the step.
    contacts.save(unit, contact_id, draft, version=version)
