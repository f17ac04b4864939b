"""The two verbs when the surroundings fail: moved files, busy writers, broken references, a closed desk."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from refdesk.domain import profile
from refdesk.errors import StoreBusy, StoreGone
from refdesk.services import business
from refdesk.services import desk as desks
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, ContactPoint
from refdesk.store.unit import Unit


@operation("Add")
def add(unit: Unit, given: str) -> None:
    unit.add(Contact(given=given))


@operation("Point nowhere")
def point_nowhere(unit: Unit) -> None:
    unit.add(Contact(given="Lost"))
    unit.add(ContactPoint(contact_id=999_999, kind="phone", value="1", as_typed="Ana Diaz 555"))


def people(session: Session) -> int:
    return session.scalar(select(func.count(Contact.id))) or 0


def test_a_commit_that_fails_leaves_the_connection_clean(desk: Desk) -> None:
    with pytest.raises(IntegrityError) as told:
        desk.do(point_nowhere)
    assert "Ana Diaz" not in str(told.value), "an error names no values"
    for _again in range(5):  # each connection of the pool may be the one that failed
        desk.do(add, "Ana")
    assert desk.ask(people) == 5
    assert desk.open_sessions == 0


def test_a_file_that_was_renamed_takes_no_more_writes(file_desk: Desk, data_file: Path) -> None:
    file_desk.do(add, "Ana")
    moved = data_file.rename(data_file.with_name("moved.refdesk"))
    with pytest.raises(StoreGone, match="Put it back"):
        file_desk.do(add, "Bea")
    moved.rename(data_file)
    file_desk.do(add, "Cleo")
    assert file_desk.ask(people) == 2


def test_a_file_that_was_replaced_is_not_mixed_with_the_open_one(
    file_desk: Desk, data_file: Path, empty_store: Path
) -> None:
    file_desk.do(add, "Ana")
    other = data_file.with_name("other.refdesk")
    other.write_bytes(empty_store.read_bytes())
    other.replace(data_file)
    with pytest.raises(StoreGone, match="replaced"):
        file_desk.do(add, "Bea")
    file_desk.close()
    assert data_file.read_bytes() == empty_store.read_bytes()


def test_a_window_does_not_stand_still_behind_a_long_write(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "PATIENCE", 0.05)
    begun, end = threading.Event(), threading.Event()

    @operation("Long")
    def takes_long(unit: Unit) -> None:
        unit.add(Contact(given="Slow"))
        begun.set()
        end.wait(10)

    writer = threading.Thread(target=desk.do, args=(takes_long,))
    writer.start()
    begun.wait(10)
    with pytest.raises(StoreBusy):
        desk.do(add, "Ana")
    end.set()
    writer.join()
    desk.do(add, "Ana")
    assert desk.ask(people) == 2


def test_the_day_follows_a_new_time_zone_and_its_undo(desk: Desk) -> None:
    before = desk.zone
    desk.do(business.save, profile.Profile(business_name="F", owner="N", zone="Pacific/Auckland"))
    assert desk.zone.key == "Pacific/Auckland"
    desk.undo()
    assert desk.zone == before


def test_a_closed_desk_opens_nothing_again(file_desk: Desk, data_file: Path) -> None:
    file_desk.do(add, "Ana")
    file_desk.close()
    with pytest.raises(StoreGone, match="closed"):
        file_desk.ask(people)
    with pytest.raises(StoreGone, match="closed"):
        file_desk.do(add, "Bea")
    assert not list(data_file.parent.glob("business.refdesk-*"))
