"""A photo is set, replaced and taken away, and undo brings the very bytes back."""

from dataclasses import dataclass

from office import Office
from sqlalchemy import func, select

from refdesk.services import pictures
from refdesk.services.desk import Desk
from refdesk.store.tables.office import Picture


@dataclass(frozen=True)
class Snap:
    content: bytes
    mime: str = "image/jpeg"


def test_a_photo_is_set_replaced_removed_and_undone(desk: Desk, office: Office) -> None:
    ana = office.contact()
    assert desk.ask(pictures.photo_of, ana) is None
    desk.do(pictures.set_photo, ana, Snap(b"\xff\xd8\x00first"))
    desk.do(pictures.set_photo, ana, Snap(b"\xff\xd8second"))
    assert desk.ask(pictures.photo_of, ana) == b"\xff\xd8second"
    assert desk.ask(lambda session: session.scalar(select(func.count(Picture.id)))) == 1
    desk.do(pictures.remove_photo, ana)
    assert desk.ask(pictures.photo_of, ana) is None
    assert desk.undo_state().undo.label == "Photo of Ana Diaz removed"
    desk.undo()
    assert desk.ask(pictures.photo_of, ana) == b"\xff\xd8second"
    desk.undo()
    assert desk.ask(pictures.photo_of, ana) == b"\xff\xd8\x00first"
    desk.undo()
    assert desk.ask(pictures.photo_of, ana) is None
