"""Writes the text of every question of `refdesk.store.prepared`, so that no start has to build and compile it.

.venv/bin/python build_scripts/statements.py           write refdesk/store/prepared_texts.py
"""

import importlib
import pkgutil
import sys
from pathlib import Path

from refdesk import services
from refdesk.store.prepared import Kept, Prepared

KEPT = Path(__file__).resolve().parent.parent / "refdesk" / "store" / "prepared_texts.py"
HEAD = '''"""The questions of `prepared` as SQL; written by build_scripts/statements.py, not by hand."""

# ruff: noqa: E501, Q000 - a question stands on one line
# fmt: off

TEXTS: dict[str, tuple[str, tuple[str, ...]]] = {
'''


def main() -> int:
    """Write the texts."""
    KEPT.write_text(text(), encoding="utf-8")
    return 0


def text() -> str:
    """Return the module as it should be."""
    return HEAD + "".join(_entry(name, *kept) for name, kept in sorted(all_kept().items())) + "}\n"


def all_kept() -> dict[str, Kept]:
    """Return what is to be kept of every question of the services, by its name."""
    found: dict[str, Prepared] = {}
    for module in pkgutil.iter_modules(services.__path__, f"{services.__name__}."):
        for each in vars(importlib.import_module(module.name)).values():
            if isinstance(each, Prepared):
                assert found.setdefault(each.name, each) is each, f"two questions are named {each.name}"
    return {name: each.kept() for name, each in found.items()}


def _entry(name: str, sql: str, columns: tuple[str, ...]) -> str:
    return f'    "{name}": (\n        {sql!r},\n        {columns!r},\n    ),\n'


if __name__ == "__main__":
    sys.exit(main())
