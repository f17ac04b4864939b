"""Photos of people: kept as they came through the image gate, and replaced, never changed."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk import paths
from refdesk.domain.ids import ContactId
from refdesk.errors import BadFile
from refdesk.exchange import pictures, sniffing
from refdesk.exchange.pictures import Picture as Gated
from refdesk.i18n import N_, _
from refdesk.services import contacts
from refdesk.services.operation import operation
from refdesk.store.tables.office import Picture
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit

# A window names the picture that went through the gate, and does not know where files are read.
__all__ = ["Gated", "from_file", "photo_of", "remove_photo", "set_photo"]


def from_file(path: Path, *, longest_side: int = pictures.LONGEST_SIDE) -> Gated:
    """Return a picture from a file as it may be kept; raises `BadFile` for one that is unreadable or no picture."""
    # A data file is not looked into: it may be the open one, and closing it would drop the locks that guard it.
    if path.suffix.lower() == paths.FILE_SUFFIX:
        raise BadFile(_("“{file}” is a RefDesk file, not a picture.").format(file=path.name))
    try:
        with path.open("rb") as file:
            # One byte more than may come in is enough for the gate to say no.
            content = file.read(pictures.LARGEST_FILE + 1)
    except OSError as error:
        raise sniffing.unreadable(path, error) from error
    if not content:
        raise BadFile(_("“{file}” is empty.").format(file=path.name))
    return pictures.gated(content, longest_side=longest_side)


def photo_of(session: Session, contact_id: ContactId) -> bytes | None:
    """Return the photo of a person as a file; None when there is none."""
    query = select(Picture.content).join(Contact, Contact.photo_id == Picture.id).where(Contact.id == contact_id)
    return session.scalars(query).one_or_none()


@operation(N_("Set a photo"))
def set_photo(unit: Unit, contact_id: ContactId, picture: Gated) -> None:
    """Give a person a photo in place of the one they had."""
    contact = unit.get(Contact, contact_id)
    _drop(unit, contact)
    contact.photo_id = unit.add(Picture(content=picture.content, mime=picture.mime)).id
    unit.say(_("Photo of {name} saved").format(name=contacts.name_of(contact)), "contact", contact_id)


@operation(N_("Remove a photo"))
def remove_photo(unit: Unit, contact_id: ContactId) -> None:
    """Take the photo of a person away."""
    contact = unit.get(Contact, contact_id)
    _drop(unit, contact)
    unit.say(_("Photo of {name} removed").format(name=contacts.name_of(contact)), "contact", contact_id)


def _drop(unit: Unit, contact: Contact) -> None:
    # A picture that nobody shows is not kept; undo brings it back from the trail.
    if contact.photo_id is not None:
        unit.session.delete(unit.get(Picture, contact.photo_id))
        contact.photo_id = None
