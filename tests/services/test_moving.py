from dataclasses import replace
from pathlib import Path

import pytest
from office import Office

from refdesk.errors import Refused, StoreFault
from refdesk.services import business, data_file, moving
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk
from refdesk.ui.guide import new_file


@pytest.fixture
def opened(file_desk: Desk, data_file: Path) -> OpenFile:
    return OpenFile(data_file, file_desk, None)


def test_everything_goes_along_in_one_checked_file(opened: OpenFile, file_desk: Desk, tmp_path: Path) -> None:
    Office(file_desk).contact()
    written = moving.write_out(opened, tmp_path / "stick")
    assert written == tmp_path / "stick.refdesk"
    assert data_file.check(written)[2] == 1
    assert [each.name for each in tmp_path.glob("stick*")] == ["stick.refdesk"]


def test_its_name_brings_it_to_its_own_place_there(opened: OpenFile) -> None:
    name = moving.suggested_name(opened)
    assert name.startswith("business 20")
    assert new_file.is_backup(Path(name))


def test_the_open_file_is_never_written_over(opened: OpenFile, tmp_path: Path) -> None:
    before = opened.path.read_bytes()
    link = tmp_path / "link.refdesk"
    link.symlink_to(opened.path)
    for target in (opened.path, opened.path.with_suffix(""), link):
        with pytest.raises(Refused, match="the file that is open"):
            moving.write_out(opened, target)
    assert opened.path.read_bytes() == before


def test_a_folder_that_is_gone_is_named_and_nothing_is_made(opened: OpenFile, tmp_path: Path) -> None:
    with pytest.raises(StoreFault, match="gone"):
        moving.write_out(opened, tmp_path / "gone" / "all.refdesk")
    assert not (tmp_path / "gone").exists()


def test_folders_for_backups_are_told_of(opened: OpenFile, file_desk: Desk) -> None:
    assert not moving.has_folders(opened)
    kept = replace(file_desk.ask(business.load), business_name="F", owner="N", second_backup_folder="/stick")
    file_desk.do(business.save, kept)
    assert moving.has_folders(opened)
