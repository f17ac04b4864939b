import stat
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk import paths, settings
from refdesk.settings import Appearance, MachineSettings, WindowPlace


def _file() -> Path:
    return paths.settings_folder() / settings.FILE_NAME


def test_the_first_start_has_the_defaults() -> None:
    assert settings.load() == MachineSettings()


def test_what_is_saved_is_loaded() -> None:
    value = MachineSettings(
        last_file=Path("Ana's business.refdesk"),
        recent_files=(Path("Ana's business.refdesk"), Path("Łódź.refdesk")),
        appearance=Appearance.DARK,
        text_size=125,
        motion=False,
        language="de_DE",
        window=WindowPlace(-1200, 40, 1440, 900, maximized=True),
        read_through=((Path("Ana's business.refdesk"), date(2026, 11, 18)),),
    )
    settings.save(value)
    assert settings.load() == value


def test_a_file_is_read_through_again_after_a_week_or_when_the_clock_was_set_back() -> None:
    file, day = Path("mine.refdesk"), date(2026, 11, 18)
    value = settings.with_read_through(MachineSettings(), file, day)
    assert not settings.read_through_due(value, file, day + timedelta(days=6))
    assert settings.read_through_due(value, file, day + timedelta(days=7))
    assert settings.read_through_due(value, file, day - timedelta(days=1))
    assert settings.read_through_due(value, Path("other.refdesk"), day)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_the_owner_may_read_them() -> None:
    settings.save(MachineSettings())
    assert stat.S_IMODE(_file().stat().st_mode) == 0o600


@pytest.mark.loud
@pytest.mark.parametrize("bad", [b"last_file = ", b"\xff\xfe\x00", b"[window\n"])
def test_a_broken_file_is_set_aside_and_kept(bad: bytes) -> None:
    _file().write_bytes(bad)
    assert settings.load() == MachineSettings()
    assert _file().with_suffix(".broken.toml").read_bytes() == bad
    assert not _file().exists()


@pytest.mark.loud
def test_a_folder_in_the_place_of_the_file_gives_the_defaults() -> None:
    _file().mkdir()
    assert settings.load() == MachineSettings()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('appearance = "pink"', MachineSettings()),
        ("appearance = 3", MachineSettings()),
        ("text_size = 9000", MachineSettings(text_size=200)),
        ('text_size = "large"', MachineSettings()),
        ("motion = 1", MachineSettings()),
        ("last_file = 1", MachineSettings()),
        ('language = "tlh_KX"', MachineSettings()),
        ('language = "../en"', MachineSettings()),
        ("language = 1", MachineSettings()),
        ('recent_files = ["a.refdesk", 7, ""]', MachineSettings(recent_files=(Path("a.refdesk"),))),
        ("window = {left = 1, top = 1, width = 0, height = 5}", MachineSettings()),
        ('future_word = "kept quiet"', MachineSettings()),
    ],
)
def test_a_value_that_makes_no_sense_is_left_at_its_default(line: str, expected: MachineSettings) -> None:
    _file().write_text(line, encoding="utf-8")
    assert settings.load() == expected


@pytest.mark.loud
def test_a_folder_that_cannot_be_written_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.save(MachineSettings(text_size=110))

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("refdesk.settings.os.fsync", full)
    settings.save(MachineSettings(text_size=150))
    assert settings.load().text_size == 110
    assert [file.name for file in paths.settings_folder().iterdir()] == [settings.FILE_NAME]


@given(st.lists(st.integers(0, 20), max_size=40))
def test_recent_files_are_the_newest_first_each_once(opened: list[int]) -> None:
    value = MachineSettings()
    for number in opened:
        value = settings.with_opened(value, Path(f"{number}.refdesk"))
    newest_first = list(dict.fromkeys(reversed(opened)))[: settings.RECENT_FILES]
    assert value.recent_files == tuple(Path(f"{number}.refdesk") for number in newest_first)
    assert value.last_file == (value.recent_files[0] if opened else None)


def test_a_file_that_is_gone_is_forgotten() -> None:
    here, gone = Path("here.refdesk"), Path("gone.refdesk")
    value = settings.with_opened(settings.with_opened(MachineSettings(), here), gone)
    assert settings.without(value, gone) == MachineSettings(recent_files=(here,))
    assert settings.without(value, here) == MachineSettings(last_file=gone, recent_files=(gone,))


@pytest.mark.parametrize("content", ["contacts = 3", 'contacts = ["wide"]', "[contacts]\nwidth = 3", "contacts ="])
def test_columns_that_make_no_sense_are_as_usual(content: str) -> None:
    paths.settings_folder().mkdir(parents=True, exist_ok=True)
    (paths.settings_folder() / settings.COLUMNS_FILE_NAME).write_text(content, encoding="utf-8")
    assert settings.load_columns() == ()


@pytest.mark.parametrize("content", ["order = 3", "order = []", "[order]\ncolumn = 3\ndescending = 'yes'"])
def test_an_order_that_makes_no_sense_is_as_usual(content: str) -> None:
    paths.settings_folder().mkdir(parents=True, exist_ok=True)
    (paths.settings_folder() / settings.COLUMNS_FILE_NAME).write_text(content, encoding="utf-8")
    assert settings.load_order() == ("", False)
