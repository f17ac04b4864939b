"""The owner's own pictures on paper: the logo on the back of cards, and a picture for their front."""

import json
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.exchange import pictures as gate
from refdesk.exchange.pictures import Picture as Gated
from refdesk.i18n import N_, _
from refdesk.services import pictures
from refdesk.services.operation import operation
from refdesk.store.tables.office import Picture, Setting
from refdesk.store.unit import Unit

# A window names the picture that went through the gate, and does not know where files are read.
__all__ = [
    "Gated", "OwnPicture", "card_picture", "from_file", "logo", "looks_flat_in_gray", "picture_of", "remove",
    "set_picture",
]  # fmt: skip


class OwnPicture(StrEnum):
    """Which picture of the business; the value is the key of its setting."""

    LOGO = "logo_picture"
    CARD = "card_picture"


_LONGEST = {OwnPicture.LOGO: 800, OwnPicture.CARD: 1800}
"""Pixels for 300 dots an inch, at the size at which each is printed."""


def from_file(path: Path, which: OwnPicture) -> Gated:
    """Return a picture from a file as it may be kept; raises `BadFile` for one that is unreadable or no picture."""
    return pictures.from_file(path, longest_side=_LONGEST[which])


def looks_flat_in_gray(content: bytes) -> bool:
    """Say whether little of a picture would be left on a printer without color."""
    return gate.looks_flat_in_gray(content)


def logo(session: Session) -> bytes | None:
    """Return the logo as a file; None when there is none."""
    return picture_of(session, OwnPicture.LOGO)


def card_picture(session: Session) -> bytes | None:
    """Return the picture for the front of cards as a file; None when there is none."""
    return picture_of(session, OwnPicture.CARD)


def picture_of(session: Session, which: OwnPicture) -> bytes | None:
    """Return one of the owner's pictures as a file; None when there is none."""
    value = session.scalar(select(Setting.value).where(Setting.key == which.value))
    picture_id = json.loads(value) if value else None
    return session.scalar(select(Picture.content).where(Picture.id == picture_id)) if picture_id else None


@operation(N_("Settings changed"))
def set_picture(unit: Unit, which: OwnPicture, picture: Gated) -> None:
    """Keep a picture in place of the one there was."""
    _put(unit, which, unit.add(Picture(content=picture.content, mime=picture.mime)).id)
    said = {OwnPicture.LOGO: _("Logo saved"), OwnPicture.CARD: _("Picture for cards saved")}
    unit.say(said[which])


@operation(N_("Settings changed"))
def remove(unit: Unit, which: OwnPicture) -> None:
    """Take a picture away."""
    _put(unit, which, None)
    said = {OwnPicture.LOGO: _("Logo removed"), OwnPicture.CARD: _("Picture for cards removed")}
    unit.say(said[which])


def _put(unit: Unit, which: OwnPicture, picture_id: int | None) -> None:
    row = unit.session.scalars(select(Setting).where(Setting.key == which.value)).first()
    if row is None:
        row = unit.add(Setting(key=which.value, value="null"))
    former = json.loads(row.value)
    row.value = json.dumps(picture_id)
    if former is not None and (picture := unit.session.get(Picture, former)) is not None:
        unit.session.delete(picture)  # a picture that nobody shows is not kept; undo brings it back from the trail
