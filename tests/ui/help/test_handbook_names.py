"""What the handbook calls by name is there: its keys act in the program, its buttons and menus are called so."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
from desks import TestClock
from PySide6.QtCore import QEvent, QKeyCombination
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from refdesk.domain import profile
from refdesk.services import data_file
from refdesk.settings import MachineSettings
from refdesk.ui.campaign import call_keys
from refdesk.ui.help import handbook
from refdesk.ui.help.help_window import HelpWindow
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.places import PlaceName

PROGRAM = Path(__file__).resolve().parents[3] / "refdesk"
PAGES = handbook.pages()
SAID = re.compile(r'\b(?:_|N_|ngettext)\(\s*"([^"]+)"')
BOLD = re.compile(r"\*\*(.+?)\*\*")
NAMED_KEYS = "Up|Down|Left|Right|Home|End|Enter|Space|Tab|Esc|Backspace|Delete|Page Up|Page Down"
KEY = re.compile(rf"((?:Ctrl|Alt|Shift|Meta)\+)*(F\d+|[A-Z0-9+,/-]|{NAMED_KEYS})")
# Not keys of their own: a group of keys, and one that is held while another is pressed.
KEY_WORDS = {"Arrows", "Ctrl"}
# Keys that a widget takes itself, by where it does; lists and fields of Qt take the rest of the plain ones.
TAKEN_BY = {
    "Ctrl+A": ("ui/widgets/marking.py", "Key_A"),
    "Ctrl+Enter": ("ui/widgets/dialog.py", "ControlModifier"),
    "Ctrl+Left": ("ui/referrals/board_cards.py", "Key_Left"),
    "Ctrl+Right": ("ui/referrals/board_cards.py", "Key_Right"),
}
# Words in bold that are said by a person, or name a rank.
NO_NAMES = {"A+"}


@pytest.fixture(scope="module")
def bold() -> dict[str, set[str]]:
    """Return what stands in bold on each page."""
    return {page.name: set(BOLD.findall(page.body)) for page in PAGES}


def keys_of(bold: dict[str, set[str]]) -> set[str]:
    return {words for found in bold.values() for words in found if KEY.fullmatch(words)}


@lru_cache(maxsize=1)
def said() -> frozenset[str]:
    """Return everything that the program says, without marks at the ends."""
    return frozenset(_bare(words) for file in PROGRAM.rglob("*.py") for words in SAID.findall(file.read_text("utf-8")))


def _bare(words: str) -> str:
    return words.replace("’", "'").rstrip("….:? ")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, clock: TestClock) -> Iterator[MainWindow]:
    """Return the window on a new file, each place of it made."""
    path = tmp_path / "mine.refdesk"
    mine = profile.starting("US", business_name="Fernhollow", owner="Nadia Fern")
    data_file.create(path, mine, clock=clock).close()
    made = MainWindow(Outside(clock=clock, sample=lambda: path), MachineSettings())
    made.show()
    made.begin(path)
    qtbot.waitUntil(lambda: made.opened is not None)
    assert made.opened is not None
    for name in PlaceName:
        made.opened.shell.go_to(name)
    made.opened.help.show_keys()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    made.deleteLater()
    QApplication.sendPostedEvents(made, QEvent.Type.DeferredDelete)


def test_each_key_of_the_handbook_acts(window: MainWindow, bold: dict[str, set[str]]) -> None:
    live = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    live |= {f"Alt+{letter}" for letter in call_keys.LETTERS}  # where a call is shown; Ctrl stands for Alt on macOS
    named = {words for words in keys_of(bold) if "+" in words[:-1] or re.fullmatch(r"F\d+", words)}
    assert len(named) > 30
    asked = {words: QKeySequence(words).toString() for words in named if words not in TAKEN_BY and words != "Shift+Tab"}
    assert {words for words, keys in asked.items() if keys not in live} == set()
    assert window.findChild(HelpWindow) is not None


@pytest.mark.parametrize(("keys", "taken"), TAKEN_BY.items(), ids=TAKEN_BY)
def test_keys_that_no_shortcut_holds_are_taken_by_a_widget(keys: str, taken: tuple[str, str]) -> None:
    where, sign = taken
    assert QKeySequence(keys)[0] != QKeyCombination()
    assert sign in (PROGRAM / where).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_in_bold_inside_a_sentence_is_said_by_the_program(page: handbook.HelpPage) -> None:
    names = {words for line in page.body.splitlines() for words in _names_in(line)} - NO_NAMES - KEY_WORDS
    assert {name for name in names if not KEY.fullmatch(name) and _bare(name) not in said()} == set()


def _names_in(line: str) -> Iterator[str]:
    """Yield what stands in bold inside a line; what begins it is a heading, except on pages that list names."""
    words = re.sub(r"^(- |\d+\. )?\*\*[^*]+\*\*", "", line)
    yield from BOLD.findall(words)


@pytest.mark.parametrize("name", ["reports", "settings", "take-out", "gift-rules", "card-studio"])
def test_pages_that_list_names_begin_their_lines_with_them(name: str) -> None:
    lines = [line for line in handbook.page(name).body.splitlines() if re.match(r"(- |\d+\. )\*\*", line)]
    begin = {found for line in lines for found in BOLD.findall(line)[:1] if not KEY.fullmatch(found)}
    assert len(begin) > 2
    assert {each for each in begin if _bare(each) not in said()} == set()
