"""Writes a picture of every screen of the made-up business: light and dark, 1440 x 900 and 1024 x 700.

.venv/bin/python build_scripts/screenshots.py [FOLDER]       into demo-output/screens, or FOLDER
.venv/bin/python build_scripts/screenshots.py --readme       the few that README.md shows, small, into .github/pictures
.venv/bin/python build_scripts/screenshots.py --help-pictures     those of the handbook, into resources/help/pictures
"""

import io
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import help_pictures  # noqa: E402 - the path and the platform come first
from PIL import Image  # noqa: E402
from PySide6.QtCore import QBuffer, QSize  # noqa: E402
from PySide6.QtGui import QPixmap  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402

from refdesk import tour  # noqa: E402
from refdesk.ui.theme import Mode  # noqa: E402

FOLDER = ROOT / "demo-output" / "screens"
HELP_FOLDER = ROOT / "resources" / "help" / "pictures"
README_FOLDER = ROOT / ".github" / "pictures"
# A Wednesday at ten: pictures of two versions differ only where the program does.
MOMENT = datetime(2026, 11, 18, 15, tzinfo=UTC)
SIZES = (tour.WIDE, tour.NARROW)
MODES = (Mode.LIGHT, Mode.DARK)
IN_README = {
    ("today", Mode.LIGHT),
    ("contacts", Mode.LIGHT),
    ("referrals", Mode.DARK),
    ("card-studio", Mode.LIGHT),
    ("referral-month", Mode.LIGHT),
}

Keep = Callable[[QWidget, str], None]


def main(arguments: list[str]) -> int:
    """Write the pictures asked for."""
    if arguments == ["--readme"]:
        return for_readme()
    if arguments == ["--help-pictures"]:
        return for_help()
    if len(arguments) > 1 or any(word.startswith("-") for word in arguments):
        print(__doc__)
        return 2
    return every_screen(Path(arguments[0]) if arguments else FOLDER)


def every_screen(folder: Path) -> int:
    """Write every screen in every mode and size."""
    folder.mkdir(parents=True, exist_ok=True)
    wrote = tour.Wrote()

    def keeper(mode: Mode, size: QSize) -> Keep:
        return lambda widget, name: tour.snap(widget, folder / f"{name}-{mode.value}-{size.width()}.png", wrote)

    with tour.on_stage(MOMENT) as (home, made):
        for mode in MODES:
            for size in SIZES:
                tour.pictures(made, home, MOMENT, size, keeper(mode, size), mode=mode)
    print(f"{len(wrote.files)} pictures")
    return 0


def for_readme() -> int:
    """Write the few pictures of the first page, with few colours and so few bytes."""
    README_FOLDER.mkdir(parents=True, exist_ok=True)

    def keeper(mode: Mode) -> Keep:
        def keep(widget: QWidget, name: str) -> None:
            if (name, mode) in IN_README:
                _save_small(widget.grab(), README_FOLDER / f"{name}.png")

        return keep

    with tour.on_stage(MOMENT) as (home, made):
        for mode in MODES:
            tour.pictures(made, home, MOMENT, tour.WIDE, keeper(mode), mode=mode)
    return 0


def for_help() -> int:
    """Write the pictures of the handbook, as small."""
    HELP_FOLDER.mkdir(parents=True, exist_ok=True)
    with tour.on_stage(MOMENT) as (home, made):
        help_pictures.take(made, home, MOMENT, lambda seen, name: _save_small(seen, HELP_FOLDER / f"{name}.png"))
    return 0


def _save_small(seen: QPixmap, path: Path) -> None:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    seen.save(buffer, "PNG")
    picture = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    # The octree keeps the few red and green marks that other ways to save colors melt into the paper.
    few = picture.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1024} KiB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
