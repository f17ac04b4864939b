"""A photo is set, replaced and taken away, and undo brings the very bytes back."""

import base64
import json
from pathlib import Path

import pytest
from office import Office
from PIL import Image
from sqlalchemy import func, select

from refdesk.errors import BadFile
from refdesk.exchange.pictures import Picture as Gated
from refdesk.services import exports, pictures
from refdesk.services.desk import Desk
from refdesk.store.tables.office import Picture


def test_a_photo_is_set_replaced_removed_and_undone(desk: Desk, office: Office) -> None:
    ana = office.contact()
    assert desk.ask(pictures.photo_of, ana) is None
    desk.do(pictures.set_photo, ana, Gated(b"\xff\xd8\x00first", "image/jpeg"))
    desk.do(pictures.set_photo, ana, Gated(b"\xff\xd8second", "image/jpeg"))
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


def test_photos_leave_with_everything_else_and_can_be_read_back(desk: Desk, office: Office, tmp_path: Path) -> None:
    pictures_of = {}
    for name, mime in (("Ana", "image/jpeg"), ("Bo", "image/png")):
        pictures_of[name] = (bytes(range(256)) + name.encode(), mime)
        desk.do(pictures.set_photo, office.contact(name), Gated(*pictures_of[name]))
    desk.ask(exports.everything, tmp_path / "all.json")
    tables = json.loads((tmp_path / "all.json").read_text("utf-8"))["tables"]
    kept = {row["id"]: (base64.b64decode(row["bytes"], validate=True), row["mime"]) for row in tables["picture"]}
    assert {row["given"]: kept[row["photo_id"]] for row in tables["contact"]} == pictures_of


def test_a_photo_comes_from_a_file_through_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "ana.png"
    Image.new("RGB", (1200, 600), "teal").save(path)
    taken = pictures.from_file(path)
    assert taken.mime == "image/jpeg"
    path.write_bytes(taken.content)
    with Image.open(path) as kept:
        assert kept.size == (512, 256)
    path.write_text("no picture")
    with pytest.raises(BadFile):
        pictures.from_file(path)
    with pytest.raises(BadFile):
        pictures.from_file(tmp_path / "nowhere.png")


def test_a_data_file_is_no_picture_and_is_not_looked_into(tmp_path: Path) -> None:
    file = tmp_path / "mine.refdesk"
    file.mkdir()  # whoever looks into it says that it is a folder
    with pytest.raises(BadFile, match="is a RefDesk file, not a picture"):
        pictures.from_file(file)
