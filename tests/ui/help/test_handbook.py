"""The handbook: each page is there, each link and picture leads somewhere, and words find the right page."""

import importlib
import inspect
import pkgutil
import re

import pytest

import refdesk.ui
from refdesk import paths
from refdesk.ui.help import handbook, topics
from refdesk.ui.places import PlaceName
from refdesk.ui.widgets.dialog import Dialog

PAGES = handbook.pages()
NAMES = {page.name for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_page_can_be_read_and_leads_somewhere(page: handbook.HelpPage) -> None:
    assert len(handbook.plain(page.body)) > 200
    assert set(re.findall(r"\(page:([^)]*)\)", page.body)) <= NAMES
    shown = re.findall(r"!\[([^]]*)\]\(([^)]*)\)", page.body)
    assert all(words and paths.resource("help", where).is_file() for words, where in shown)
    links = re.findall(r"(?<!!)\[[^]]*\]\(([^)]*)\)", page.body)
    assert all(link.startswith("page:") for link in links), "the handbook leads nowhere outside"


def test_no_file_of_the_handbook_is_forgotten() -> None:
    assert {file.stem for file in paths.resource("help", "en").glob("*.md")} == NAMES
    shown = set(re.findall(r"\(pictures/([^)]*)\)", "".join(page.body for page in PAGES)))
    assert {file.name for file in paths.resource("help", "pictures").iterdir()} == shown


def test_each_place_and_each_dialog_has_its_page() -> None:
    assert {name.value for name in PlaceName} <= set(topics.PLACES)
    assert {*topics.PLACES.values(), *topics.PACKAGES.values(), *topics.DIALOGS.values()} <= NAMES
    dialogs = _all_dialogs()
    assert len(dialogs) > 40
    packages = {kind.__module__.split(".")[2] for kind in dialogs if not kind.__subclasses__()} - {"fault_dialog"}
    assert packages <= set(topics.PACKAGES)
    assert set(topics.DIALOGS) <= {kind.__name__ for kind in dialogs}


def _all_dialogs() -> set[type[Dialog]]:
    modules = pkgutil.walk_packages(refdesk.ui.__path__, "refdesk.ui.")
    kinds = {
        kind
        for module in modules
        for _name, kind in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
    }
    return {kind for kind in kinds if issubclass(kind, Dialog) and kind is not Dialog}


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("clocks", "clocks"),
        ("CARD stu", "card-studio"),
        ("whatsapp", None),
        ("referral month", "referral-month"),
        ("onedrive", None),
        ("memory stick", "move"),
        ("   ", "ten-minutes"),
    ],
)
def test_words_find_pages_by_their_beginnings(typed: str, first: str | None) -> None:
    found = handbook.find(typed)
    assert (found[0].page.name if found else None) == first


def test_a_page_found_by_its_text_shows_the_words_around() -> None:
    by_title, by_text = (next(iter(handbook.find(typed))) for typed in ("privacy", "memory stick"))
    assert by_title.words == ""
    assert "memory stick" in by_text.words
    assert not re.search(r"[\[\]*#]|page:", by_text.words)
