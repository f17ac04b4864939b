import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from refdesk.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "refdesk"
LARGEST_MODULE = 400
MODULES = sorted(PACKAGE.rglob("*.py"))
LOCKS = sorted((ROOT / "build_scripts" / "lock").glob("*.txt"))
TOP_LEVEL = {"refdesk", "resources", "tests", "build_scripts", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
OWN_TEXT = {".py", ".md", ".toml", ".txt", ".json", ".svg", ".yml", ".cfg", ""}
# What installs RefDesk itself, and is not part of the built program.
BUILD_TOOLS = {"hatchling", "packaging", "pathspec", "pluggy", "tomlkit", "trove-classifiers"}
# The letters in brackets keep this file from finding itself.
PRIVATE = re.compile(r"/w[o]rk/|/r[o]ot/|/opt/p[y]|f[i]les\.pythonhosted|p[y]pi\.org|index-[u]rl *http|/s[i]mple/")
# Tests may make such places up.
PRIVATE_OUTSIDE_TESTS = re.compile(r"/h[o]me/[a-z]+/|/U[s]ers/[a-z]+/|[A-Z]:\\U[s]ers")
UNFINISHED = re.compile(r"T[O]DO|F[I]XME|X[X]X|coming s[o]on|lorem i[p]sum|raise NotImplemented")


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _project() -> dict[str, str]:
    project: dict[str, str] = tomllib.loads(_read(ROOT / "pyproject.toml"))["project"]
    return project


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        pytest.skip("this folder is not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_modules_are_small() -> None:
    lines = {str(file.relative_to(ROOT)): len(_read(file).splitlines()) for file in MODULES}
    assert {name: count for name, count in lines.items() if count > LARGEST_MODULE} == {}


def test_package_files_are_empty() -> None:
    assert [file for file in PACKAGE.rglob("__init__.py") if _read(file)] == []


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {file.parent for file in MODULES if "migrations" not in file.parts}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_nothing_is_left_unfinished() -> None:
    assert [f"{file}: {found[0]}" for file in MODULES if (found := UNFINISHED.search(_read(file)))] == []


def test_every_module_says_what_it_is_for() -> None:
    speaking = [file for file in MODULES if file.name != "__init__.py"]
    assert [file for file in speaking if not _read(file).startswith(('"""', 'r"""'))] == []


def test_the_top_level_holds_what_was_agreed() -> None:
    names = {file.relative_to(ROOT).parts[0] for file in _tracked()}
    assert {name for name in names if not name.startswith(".")} - TOP_LEVEL == set()


def test_no_file_names_a_place_on_a_machine_or_a_registry() -> None:
    licences = (ROOT / "resources" / "NOTICES.txt", ROOT / "resources" / "fonts", ROOT / "resources" / "icons")
    own = [f for f in _tracked() if f.suffix in OWN_TEXT and not any(f.is_relative_to(place) for place in licences)]
    assert [f"{file}: {hit[0]}" for file in own if (hit := PRIVATE.search(_read(file)))] == []
    shipped = [file for file in own if not file.is_relative_to(ROOT / "tests")]
    assert [f"{file}: {hit[0]}" for file in shipped if (hit := PRIVATE_OUTSIDE_TESTS.search(_read(file)))] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_names_versions_and_hashes_and_no_host(lock: Path) -> None:
    text = _read(lock)
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert "://" not in text
    assert len(requirements) > 20
    assert [one for one in requirements if not re.match(r"[a-z0-9.-]+==\S+( ; .+)? \\\n +--hash=sha256:", one)] == []


def test_the_test_lock_holds_every_library_of_the_run_lock_in_the_same_version() -> None:
    run, test = (
        set(re.findall(r"^\S+==\S+", _read(ROOT / "build_scripts" / "lock" / name), re.MULTILINE))
        for name in ("run.txt", "test.txt")
    )
    assert run - test == set()


def test_the_run_lock_holds_every_library_that_the_project_asks_for() -> None:
    locked = set(re.findall(r"^(\S+)==", _read(ROOT / "build_scripts" / "lock" / "run.txt"), re.MULTILINE))
    asked = {re.split(r"[<>=\[ ]", line)[0].lower().replace("_", "-") for line in _project()["dependencies"]}
    assert asked - locked == set()


def test_the_notices_name_every_shipped_library_in_its_locked_version() -> None:
    notices = _read(ROOT / "resources" / "NOTICES.txt").lower().replace("_", "-")
    locked = re.findall(r"^(\S+)==(\S+)", _read(ROOT / "build_scripts" / "lock" / "run.txt"), re.MULTILINE)
    shipped = [(name, version) for name, version in locked if name not in BUILD_TOOLS]
    assert [name for name, version in shipped if f"\n{name} {version}: " not in notices] == []


def test_the_notices_name_every_font() -> None:
    notices = _read(ROOT / "resources" / "NOTICES.txt")
    families = {file.stem.partition("-")[0] for file in (ROOT / "resources" / "fonts").glob("*.ttf")}
    assert families
    assert [family for family in families if f"\nFont: {family} (" not in notices] == []


def test_the_changelog_begins_with_this_version() -> None:
    headings = re.findall(r"^## (\S+)", _read(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == _project()["version"] == VERSION


def test_the_readme_names_both_commands_and_only_scripts_and_pictures_that_exist() -> None:
    readme = _read(ROOT / "README.md")
    for command in ("python3 build_scripts/run.py", "python3 build_scripts/test.py"):
        assert command in readme
    scripts = set(re.findall(r"`([a-z_]+\.py)`", readme)) | set(re.findall(r"build_scripts/([a-z_]+\.py)", readme))
    assert [name for name in scripts if not (ROOT / "build_scripts" / name).exists()] == []
    assert [name for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", readme) if not (ROOT / name).exists()] == []
