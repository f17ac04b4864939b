"""Collects the words that people see, and makes the catalogues that RefDesk reads.

.venv/bin/python build_scripts/translations.py collect         write resources/translations/refdesk.pot
.venv/bin/python build_scripts/translations.py begin de_DE     begin a language
.venv/bin/python build_scripts/translations.py update          bring every language up to the collected words
.venv/bin/python build_scripts/translations.py compile         make the .mo files that are shipped
"""

import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
DOMAIN = "refdesk"
TEMPLATE = FOLDER / f"{DOMAIN}.pot"
MARKS = ["_", "N_", "ngettext:1,2"]


def main(arguments: list[str]) -> int:
    """Do what the first word says."""
    places = ["-D", DOMAIN, "-d", str(FOLDER)]
    match arguments:
        case ["collect"]:
            return collect()
        case ["begin", language]:
            return babel("init", *places, "-i", str(TEMPLATE), "-l", language)
        case ["update"]:
            return babel("update", *places, "-i", str(TEMPLATE), "--no-wrap")
        case ["compile"]:
            return babel("compile", *places, "--statistics")
        case _:
            print(__doc__)
            return 2


def collect() -> int:
    """Write every marked word of the program into the template, without line numbers, which change with every edit."""
    FOLDER.mkdir(exist_ok=True)
    marks = [word for mark in MARKS for word in ("-k", mark)]
    plain = ["--no-location", "--no-wrap", "--sort-output", "--omit-header", "--no-default-keywords"]
    return babel("extract", *plain, *marks, "-c", "For translators:", "-o", str(TEMPLATE), str(ROOT / "refdesk"))


def babel(*words: str) -> int:
    """Run one of Babel's commands in this process."""
    from babel.messages.frontend import CommandLineInterface

    run: Callable[[list[str]], object] = CommandLineInterface().run
    answer = run(["pybabel", "--quiet", *words])
    return answer if isinstance(answer, int) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
