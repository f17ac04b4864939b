import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "refdesk"
# Each of these takes longer to load than the window to paint: only the work that needs it may load it.
HEAVY = (
    "alembic",
    "reportlab",
    "vobject",
    "holidays",
    "sqlalchemy.dialects.postgresql",
    "refdesk.services.contact_list",
)
AFTER_THE_PAINT = (
    "holidays", "pytz", "refdesk.cli.parser", "refdesk.domain.contact", "refdesk.services.cards",
    "refdesk.services.first_hour", "refdesk.services.sample", "refdesk.services.today",
    "refdesk.store.playback", "refdesk.store.search_index", "refdesk.store.unit",
)  # fmt: skip


@cache
def _outermost_imports(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
    return names | {node.module for node in tree.body if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("library", ["sqlite3", "PySide6.QtSql", "PySide6.QtCharts"])
def test_no_module_imports_what_is_refused(library: str) -> None:
    assert [file for file in PACKAGE.rglob("*.py") if library in _outermost_imports(file)] == []


def test_the_window_starts_without_the_libraries_of_paper_and_of_migrations() -> None:
    script = "import sys, refdesk.ui.main_window; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert "refdesk.ui.main_window" in loaded
    assert [library for library in HEAVY if library in loaded] == []


def test_the_window_is_read_in_without_what_its_first_paint_does_not_show() -> None:
    """Each of these is read in after the first paint; one import too many here is felt at every start."""
    script = "import sys; from refdesk import app; app.read_window_in(); import refdesk.ui.today.today_page; "
    script += "print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert "refdesk.ui.today.today_page" in loaded
    assert [module for module in AFTER_THE_PAINT if module in loaded] == []
    tables = {module for module in loaded if module.startswith("refdesk.store.tables.")}
    assert tables == {"refdesk.store.tables.office", "refdesk.store.tables.trail"}


def test_text_from_people_is_never_shown_by_a_bare_label() -> None:
    """Qt opens files that rich text names: only the helpers, which set plain text, may make these."""
    bare = re.compile(r"\b(QLabel|QMessageBox)\(")
    allowed = PACKAGE / "ui" / "widgets"
    files = [file for file in (PACKAGE / "ui").rglob("*.py") if not file.is_relative_to(allowed)]
    lines = [(file, line.strip()) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    assert [f"{file}: {line}" for file, line in lines if bare.search(line)] == []


def test_nobody_takes_hold_of_the_items_of_a_layout() -> None:
    """PySide6 keeps what stands for them when they are gone, and the process ends: `layout_items` tells the widgets."""
    allowed = {PACKAGE / "ui" / "layout_items.py", PACKAGE / "ui" / "widgets" / "flow.py"}
    files = [file for file in (PACKAGE / "ui").rglob("*.py") if file not in allowed]
    assert [file for file in files if "itemAt(" in file.read_text(encoding="utf-8")] == []


def test_what_hears_the_end_of_a_job_is_a_method_so_that_it_is_known_to_be_there() -> None:
    """A function within a function hides the page it speaks to, which may have gone away while the job ran."""
    assert [found for file in (PACKAGE / "ui").rglob("*.py") for found in _hidden_listeners(file)] == []


def _hidden_listeners(file: Path) -> list[str]:
    functions = [
        node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]
    within = {inner.name: outer for outer in functions for inner in ast.walk(outer) if _is_function(inner, outer)}
    heard = [
        (outer, keyword.value)
        for outer in functions
        for call in ast.walk(outer)
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg in {"then", "failed"}
    ]
    return [
        f"{file}: {outer.name}"
        for outer, value in heard
        if isinstance(value, ast.Lambda) or (isinstance(value, ast.Name) and within.get(value.id) is outer)
    ]


def _is_function(inner: ast.AST, outer: ast.FunctionDef) -> bool:
    return isinstance(inner, ast.FunctionDef) and inner is not outer
