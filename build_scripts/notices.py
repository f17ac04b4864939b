"""Writes resources/NOTICES.txt: whose work RefDesk ships, and under which license.

.venv/bin/python build_scripts/notices.py
"""

import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESOURCES = ROOT / "resources"
TARGET = RESOURCES / "NOTICES.txt"
LICENSE_NAMES = re.compile(r"(LICEN[CS]E|COPYING|NOTICE|AUTHORS)", re.IGNORECASE)
RULE = "=" * 100
HEAD = """\
RefDesk ships the work of many people. This file says whose, and under which license. It is generated.

RefDesk itself is under the MIT license (LICENSE).

Qt and PySide6 (PySide6_Essentials, shiboken6) are used unchanged, as separate libraries, under the GNU Lesser General
Public License, version 3; its text is below, in full. Their source is at https://code.qt.io. You may replace them by
your own build: they lie as separate files in the program's folder.

Python is (c) Python Software Foundation, under the PSF License Version 2, https://docs.python.org/3/license.html.
The built program is started by PyInstaller's boot loader (GPL 2 with an exception that allows any license for the
program that it starts).
"""


def main() -> int:
    """Write the notices of what the run lock installs here, of the fonts and of the icons."""
    parts = [HEAD, *(library(name) for name in shipped_libraries())]
    parts += [font(file) for file in sorted((RESOURCES / "fonts").glob("*OFL*.txt"))]
    parts.append(section("Icons: Lucide", read(RESOURCES / "icons" / "LICENSE")))
    TARGET.write_text("\n".join(parts), encoding="utf-8", newline="\n")
    return 0


def shipped_libraries() -> list[str]:
    """Return every library that RefDesk needs to run, also by way of another; build and test tools are not shipped."""
    found: set[str] = set()
    waiting = [name for line in metadata.requires("refdesk") or [] if (name := needed(line))]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        waiting += [deeper for line in metadata.requires(name) or [] if (deeper := needed(line))]
    return sorted(found)


def needed(requirement: str) -> str:
    """Return the plain name of a requirement; "" for one of an extra, another system or another Python."""
    from packaging.requirements import Requirement

    asked = Requirement(requirement)
    if asked.marker is not None and not asked.marker.evaluate({"extra": ""}):
        return ""
    return re.sub(r"[-_.]+", "-", asked.name).lower()


def library(name: str) -> str:
    """Return a library's notice: its version, the license it names, and the license files it brings."""
    found = metadata.distribution(name)
    said = named(found, "License-Expression") or named(found, "License") or license_by_class(found) or "see below"
    files = sorted(file for file in found.files or [] if ".dist-info" in str(file) and is_license(str(file)))
    texts = [f"--- {Path(str(file)).name}\n\n{read(Path(str(file.locate())))}" for file in files]
    return section(f"{found.name} {found.version}: {said}", "\n\n".join(texts))


def named(found: metadata.Distribution, key: str) -> str:
    """Return the first line that the library's metadata say under `key`."""
    lines = (found.metadata.get_all(key) or [""])[0].strip().splitlines()
    return lines[0] if lines else ""


def license_by_class(found: metadata.Distribution) -> str:
    """Return the license that the library's classifiers name."""
    classes = found.metadata.get_all("Classifier") or []
    return ", ".join(line.rpartition(" :: ")[2] for line in classes if line.startswith("License"))


def is_license(path: str) -> bool:
    """Tell a license file by its name or by its folder."""
    return bool(LICENSE_NAMES.search(path.rpartition("/")[2])) or "/licenses/" in path.lower()


def font(file: Path) -> str:
    """Return a font family's notice."""
    return section(f"Font: {file.stem.replace('OFL', '').strip('-_.')} (SIL Open Font License 1.1)", read(file))


def section(title: str, text: str) -> str:
    """Return a headed part of the file."""
    return f"{RULE}\n{title}\n{RULE}\n\n{text.strip()}\n"


def read(file: Path) -> str:
    """Return a license text with plain line ends."""
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(line.rstrip() for line in lines)


if __name__ == "__main__":
    sys.exit(main())
