"""A data file from its making to its last backup."""

from pathlib import Path

import pytest
from desks import START, TestClock

from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.errors import Cancelled, Refused, StoreDamaged, StoreFault, StoreGone
from refdesk.progress import Progress
from refdesk.services import business, contacts, data_file, restoring
from refdesk.services.data_file import OpenFile
from refdesk.store import backup
from refdesk.store.lock import InUse

MINE = profile.starting("DE", business_name="Fernhollow", owner="Nadia Fern")


@pytest.fixture
def opened(tmp_path: Path, clock: TestClock) -> OpenFile:
    return data_file.create(tmp_path / "mine.refdesk", MINE, clock=clock)


def test_a_new_file_knows_its_business_and_begins_without_a_past(opened: OpenFile) -> None:
    kept = opened.desk.ask(business.load)
    assert (kept.business_name, kept.currency, kept.zone) == ("Fernhollow", "EUR", "Europe/Berlin")
    assert opened.desk.undo_state().undo is None
    opened.close()


def test_a_file_is_not_made_over_another(opened: OpenFile, clock: TestClock) -> None:
    opened.close()
    before = opened.path.read_bytes()
    with pytest.raises(Refused, match="already is a file"):
        data_file.create(opened.path, MINE, clock=clock)
    assert opened.path.read_bytes() == before


def test_a_business_without_a_name_leaves_no_file(tmp_path: Path, clock: TestClock) -> None:
    with pytest.raises(Refused, match="name of your business"):
        data_file.create(tmp_path / "mine.refdesk", profile.starting("US"), clock=clock)
    assert [each.name for each in tmp_path.glob("mine.refdesk*") if each.suffix != ".lock"] == []


def test_a_second_window_is_refused_and_a_command_runs_beside(opened: OpenFile, clock: TestClock) -> None:
    with pytest.raises(InUse):
        data_file.open_file(opened.path, clock=clock)
    beside = data_file.open_file(opened.path, clock=clock, client="command", beside=True)
    beside.desk.do(contacts.add, ContactDraft(given="Ana"))
    beside.close()
    assert opened.desk.undo_state().undo is not None
    opened.close()
    data_file.open_file(opened.path, clock=clock).close()


def test_closing_leaves_one_whole_file(opened: OpenFile) -> None:
    opened.desk.do(contacts.add, ContactDraft(given="Ana"))
    opened.close()
    assert not list(opened.path.parent.glob("mine.refdesk-*"))
    assert data_file.check(opened.path)[1:] == (1, 1)


def test_backups_go_to_both_folders_and_are_needed_only_after_a_change(opened: OpenFile, tmp_path: Path) -> None:
    second = tmp_path / "stick"
    opened.desk.do(business.save, profile.Profile(business_name="F", owner="N", second_backup_folder=str(second)))
    assert data_file.changed_since_backup(opened)
    made = data_file.back_up(opened, "asked for")
    assert not data_file.changed_since_backup(opened)
    assert data_file.newest_backup(opened) == made
    assert len(backup.listed(second, "mine")) == 1
    opened.close()


def test_an_absent_second_folder_does_not_spoil_the_first(opened: OpenFile, tmp_path: Path) -> None:
    blocked = tmp_path / "not a folder"
    blocked.write_text("x", encoding="utf-8")
    opened.desk.do(
        business.save, profile.Profile(business_name="F", owner="N", second_backup_folder=str(blocked / "in it"))
    )
    data_file.back_up(opened, "asked for")
    assert data_file.newest_backup(opened) is not None
    opened.close()


def test_restore_brings_a_backup_back(opened: OpenFile) -> None:
    opened.desk.do(contacts.add, ContactDraft(given="Ana"))
    made = data_file.back_up(opened, "asked for")
    opened.desk.do(contacts.add, ContactDraft(given="Bea"))
    folder = data_file.backup_folder_of(opened)
    with pytest.raises(InUse):
        data_file.restore(folder / made.file, opened.path, now=START)
    opened.close()
    aside = data_file.restore(folder / made.file, opened.path, now=START)
    assert data_file.check(opened.path)[2] == 1
    assert aside is not None
    assert data_file.check(aside)[2] == 2


@pytest.mark.parametrize(("content", "fault"), [(None, StoreGone), (b"", StoreDamaged), (b"no", StoreDamaged)])
def test_what_cannot_be_opened_is_named_and_left_alone(
    tmp_path: Path, clock: TestClock, content: bytes | None, fault: type[StoreFault]
) -> None:
    path = tmp_path / "odd.refdesk"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(fault):
        data_file.open_file(path, clock=clock)
    assert path.exists() == (content is not None)
    assert content is None or path.read_bytes() == content


def test_a_missing_folder_of_a_new_file_is_made(tmp_path: Path, clock: TestClock) -> None:
    made = data_file.create(tmp_path / "a" / "b" / "mine.refdesk", MINE, clock=clock)
    made.close()
    assert made.path.exists()


def test_a_synced_folder_is_warned_about(tmp_path: Path, clock: TestClock) -> None:
    made = data_file.create(tmp_path / "Dropbox" / "mine.refdesk", MINE, clock=clock)
    assert "this computer" in made.warning
    made.close()


def spoil(path: Path) -> bytes:
    """Overwrite the middle of a file, as a failing disk does."""
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)
    return bytes(content)


def test_of_a_damaged_file_the_newest_whole_backup_is_found_and_takes_its_place(
    opened: OpenFile, clock: TestClock
) -> None:
    opened.desk.do(contacts.add, ContactDraft(given="Ana"))
    made = data_file.back_up(opened, "asked for")
    clock.forward(minutes=5)
    opened.desk.do(contacts.add, ContactDraft(given="Bea"))
    broken = data_file.back_up(opened, "asked for")
    folder = data_file.backup_folder_of(opened)
    opened.close()
    spoil(folder / broken.file)
    damaged = spoil(opened.path)
    with pytest.raises(StoreDamaged):
        data_file.check(opened.path)
    choice = restoring.look_newest(opened.path)
    assert (choice.backup.people, choice.present, choice.made) == (1, None, made.moment)
    aside = data_file.restore(choice.path, opened.path, now=clock())
    assert data_file.check(opened.path)[2] == 1
    assert aside is not None
    assert aside.read_bytes() == damaged


def test_without_a_whole_backup_a_damaged_file_stays(opened: OpenFile) -> None:
    opened.close()
    damaged = spoil(opened.path)
    assert data_file.backups_of_damaged(opened.path) == ()
    with pytest.raises(StoreDamaged, match="No whole backup"):
        restoring.look_newest(opened.path)
    assert opened.path.read_bytes() == damaged


@pytest.mark.parametrize("whole", [False, True])
def test_an_open_file_is_read_for_damage(opened: OpenFile, whole: bool) -> None:
    opened.desk.do(contacts.add, ContactDraft(given="Ana"))
    data_file.look_through(opened, whole=whole)
    stopped = Progress()
    stopped.stop()
    with pytest.raises(Cancelled):
        data_file.look_through(opened, whole=whole, progress=stopped)
    opened.close()


def test_damage_in_an_open_file_is_found(opened: OpenFile, clock: TestClock) -> None:
    with opened.desk.engine.connect() as connection:
        page = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = 'gift'").scalar_one()
    opened.close()
    content = bytearray(opened.path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096  # nothing reads gifts when a file opens
    opened.path.write_bytes(content)
    again = data_file.open_file(opened.path, clock=clock)
    with pytest.raises(StoreDamaged):
        data_file.look_through(again, whole=False)
    again.close()


def test_a_file_is_not_made_beside_the_log_of_another(tmp_path: Path, clock: TestClock) -> None:
    log = tmp_path / "mine.refdesk-wal"
    log.write_bytes(b"what was last saved")
    with pytest.raises(Refused, match=r"mine\.refdesk-wal"):
        data_file.create(tmp_path / "mine.refdesk", MINE, clock=clock)
    assert log.read_bytes() == b"what was last saved"
    assert not (tmp_path / "mine.refdesk").exists()


def test_after_a_restore_new_work_is_backed_up_though_it_has_old_numbers(opened: OpenFile, clock: TestClock) -> None:
    opened.desk.do(contacts.add, ContactDraft(given="Ana"))
    first = data_file.back_up(opened, "asked for")
    clock.forward(minutes=5)
    opened.desk.do(contacts.add, ContactDraft(given="Bea"))
    data_file.back_up(opened, "asked for")
    folder = data_file.backup_folder_of(opened)
    opened.close()
    data_file.restore(folder / first.file, opened.path, now=clock())
    clock.forward(minutes=5)
    again = data_file.open_file(opened.path, clock=clock)
    again.desk.do(contacts.add, ContactDraft(given="Cleo"))
    assert data_file.changed_since_backup(again)
    again.close()


def test_a_second_folder_that_is_gone_is_told(opened: OpenFile, tmp_path: Path) -> None:
    blocked = tmp_path / "not a folder"
    blocked.write_text("x", encoding="utf-8")
    settings = profile.Profile(business_name="F", owner="N", second_backup_folder=str(blocked / "in it"))
    opened.desk.do(business.save, settings)
    missed: list[StoreFault] = []
    data_file.back_up(opened, "asked for", missed=missed.append)
    assert len(missed) == 1
    opened.close()
