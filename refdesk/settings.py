"""What this machine remembers: the last file, how the window looks, the language. The business has its own settings."""

import dataclasses
import logging
import os
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomli_w
from babel import Locale, UnknownLocaleError

from refdesk import paths

FILE_NAME = "settings.toml"
# Apart from the other settings: a window that closes would write its own copy of those over it.
COLUMNS_FILE_NAME = "columns.toml"
BOARD_FILE_NAME = "board.toml"
FOLDER_FILE_NAME = "folder.toml"
RECENT_FILES = 9
A_WEEK = timedelta(days=7)
TEXT_SIZES = (80, 200)

log = logging.getLogger(__name__)


class Appearance(StrEnum):
    """How the window is coloured."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window stood when it was last closed, in screen points."""

    left: int
    top: int
    width: int
    height: int
    maximized: bool = False


@dataclass(frozen=True, slots=True)
class MachineSettings:
    """Needed before anything is shown; an empty `language` is the system's own, text size is in percent."""

    last_file: Path | None = None
    recent_files: tuple[Path, ...] = ()
    appearance: Appearance = Appearance.SYSTEM
    text_size: int = 100
    motion: bool = True
    language: str = ""
    window: WindowPlace | None = None
    read_through: tuple[tuple[Path, date], ...] = ()
    """When each file was last read through as a whole."""


@dataclass(frozen=True, slots=True)
class BoardLook:
    """Hold how referrals were looked at: as a list or a board, the list's order, and columns closed or opened.

    `sort` is the key of a column, "" for the usual order; columns go by the names of their stages, which other data
    files share.
    """

    as_list: bool = False
    sort: str = ""
    descending: bool = False
    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()


def load() -> MachineSettings:
    """Return what was saved here; a missing, broken or unreadable file gives the defaults."""
    try:
        text = _file().read_text(encoding="utf-8")
    except FileNotFoundError:
        return MachineSettings()
    except (OSError, UnicodeDecodeError) as fault:
        return _set_aside(fault)
    try:
        return _from_table(tomllib.loads(text))
    except tomllib.TOMLDecodeError as fault:
        return _set_aside(fault)


def save(value: MachineSettings) -> None:
    """Keep the settings; work goes on without them when they cannot be written."""
    keep_table(FILE_NAME, _as_table(value))


def read_table(name: str) -> dict[str, Any]:
    """Return what a file beside the other settings holds; nothing if it is missing or makes no sense."""
    try:
        return tomllib.loads((paths.settings_folder() / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def keep_table(name: str, table: Mapping[str, object]) -> None:
    """Write a file of settings; work goes on when that fails."""
    try:
        _write_aside(paths.settings_folder() / name, tomli_w.dumps(table))
    except OSError as fault:
        log.warning("%s not saved: %s", name, type(fault).__name__)


def load_columns() -> tuple[tuple[str, int], ...]:
    """Return the columns of the list of contacts as they were left here, each with its width; () when never changed."""
    table = read_table(COLUMNS_FILE_NAME).get("contacts")
    found = table if isinstance(table, list) else []
    kept = [(each.get("column"), _whole(each.get("width"))) for each in found if isinstance(each, dict)]
    return tuple((name, width) for name, width in kept if isinstance(name, str) and width is not None and width > 0)


def load_order() -> tuple[str, bool]:
    """Return the column by which the list of contacts is sorted and whether it is turned; "" when never chosen."""
    order = read_table(COLUMNS_FILE_NAME).get("order")
    table = order if isinstance(order, dict) else {}
    column = table.get("column")
    return (column if isinstance(column, str) else "", table.get("descending") is True)


def save_columns(columns: Iterable[tuple[str, int]], *, order: tuple[str, bool] = ("", False)) -> None:
    """Keep the columns of the list of contacts and its order; work goes on when they cannot be written."""
    table = {
        "contacts": [{"column": name, "width": width} for name, width in columns],
        "order": {"column": order[0], "descending": order[1]},
    }
    keep_table(COLUMNS_FILE_NAME, table)


def load_board() -> BoardLook:
    """Return how referrals were last looked at here; what is missing or makes no sense is as usual."""
    table = read_table(BOARD_FILE_NAME)
    sort = table.get("sort")
    return BoardLook(
        as_list=table.get("as_list") is True,
        sort=sort if isinstance(sort, str) else "",
        descending=table.get("descending") is True,
        closed=_words(table.get("closed")),
        opened=_words(table.get("opened")),
    )


def save_board(look: BoardLook) -> None:
    """Keep how referrals are looked at; work goes on when it cannot be written."""
    keep_table(BOARD_FILE_NAME, dataclasses.asdict(look))


def load_folder() -> Path | None:
    """Return the folder in which something was last saved here, if it is still there."""
    found = _path(read_table(FOLDER_FILE_NAME).get("last_saved"))
    return found if found is not None and found.is_dir() else None


def save_folder(folder: Path) -> None:
    """Keep in which folder something was saved; work goes on when it cannot be written."""
    keep_table(FOLDER_FILE_NAME, {"last_saved": str(folder)})


def with_opened(value: MachineSettings, file: Path) -> MachineSettings:
    """Return the settings after `file` was opened: it is the last one and the first of the recent ones."""
    others = tuple(recent for recent in value.recent_files if recent != file)
    return dataclasses.replace(value, last_file=file, recent_files=(file, *others)[:RECENT_FILES])


def with_read_through(value: MachineSettings, file: Path, day: date) -> MachineSettings:
    """Return the settings after `file` was read through and found whole."""
    others = tuple(each for each in value.read_through if each[0] != file)
    return dataclasses.replace(value, read_through=((file, day), *others)[:RECENT_FILES])


def read_through_due(value: MachineSettings, file: Path, today: date) -> bool:
    """Tell whether a week has passed since `file` was read through, or the clock was set back since."""
    return not any(each == file and timedelta() <= today - day < A_WEEK for each, day in value.read_through)


def without(value: MachineSettings, file: Path) -> MachineSettings:
    """Return the settings after `file` turned out to be gone."""
    kept = tuple(recent for recent in value.recent_files if recent != file)
    return dataclasses.replace(value, last_file=None if value.last_file == file else value.last_file, recent_files=kept)


def _file() -> Path:
    return paths.settings_folder() / FILE_NAME


def _words(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _set_aside(fault: Exception) -> MachineSettings:
    """Keep the broken file for whoever wants to look, and begin anew."""
    log.warning("settings set aside: %s", type(fault).__name__)
    try:
        _file().replace(_file().with_suffix(".broken.toml"))
    except OSError as stuck:
        log.warning("broken settings stay where they are: %s", type(stuck).__name__)
    return MachineSettings()


def _from_table(table: Mapping[str, object]) -> MachineSettings:
    """Read what is there and makes sense; the rest, such as words of a newer RefDesk, is left at its default."""
    plain = MachineSettings()
    appearance = table.get("appearance")
    text_size = _whole(table.get("text_size"))
    recent = table.get("recent_files")
    motion = table.get("motion")
    return MachineSettings(
        last_file=_path(table.get("last_file")),
        recent_files=tuple(filter(None, map(_path, recent)))[:RECENT_FILES] if isinstance(recent, list) else (),
        appearance=next((one for one in Appearance if one == appearance), plain.appearance),
        text_size=plain.text_size if text_size is None else min(max(text_size, TEXT_SIZES[0]), TEXT_SIZES[1]),
        motion=motion if isinstance(motion, bool) else plain.motion,
        language=_language(table.get("language")),
        window=_window(table.get("window")),
        read_through=_read_through(table.get("read_through")),
    )


def _path(value: object) -> Path | None:
    return Path(value) if isinstance(value, str) and value and "\0" not in value else None


def _language(value: object) -> str:
    """Return the language if it is one that dates and numbers can be written in."""
    if not isinstance(value, str) or not value:
        return ""
    try:
        Locale.parse(value)
    except (ValueError, UnknownLocaleError):
        return ""
    return value


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _read_through(value: object) -> tuple[tuple[Path, date], ...]:
    if not isinstance(value, dict):
        return ()
    found = ((_path(file), day) for file, day in value.items())
    return tuple((file, day) for file, day in found if file and type(day) is date)[:RECENT_FILES]


def _window(value: object) -> WindowPlace | None:
    if not isinstance(value, dict):
        return None
    numbers = [_whole(value.get(name)) for name in ("left", "top", "width", "height")]
    left, top, width, height = (number if number is not None else 0 for number in numbers)
    if None in numbers or width <= 0 or height <= 0:
        return None
    return WindowPlace(left, top, width, height, maximized=value.get("maximized") is True)


def _as_table(value: MachineSettings) -> dict[str, object]:
    """Return only what TOML can hold: it knows no None."""
    table: dict[str, object] = {
        "appearance": value.appearance.value,
        "text_size": value.text_size,
        "motion": value.motion,
        "language": value.language,
        "recent_files": [str(file) for file in value.recent_files],
    }
    if value.read_through:
        table["read_through"] = {str(file): day for file, day in value.read_through}
    if value.last_file is not None:
        table["last_file"] = str(value.last_file)
    if value.window is not None:
        table["window"] = dataclasses.asdict(value.window)
    return table


def _write_aside(file: Path, text: str) -> None:
    """Write beside the file, then rename: a full disk never leaves half a file. Nobody else may read it (0600)."""
    handle, aside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(aside).replace(file)
    except OSError:
        Path(aside).unlink(missing_ok=True)
        raise
