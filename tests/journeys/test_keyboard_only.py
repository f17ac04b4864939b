"""Nobody needs a mouse: every place begins with the focus inside, Tab goes through all of it, and nothing is cut."""

from pathlib import Path

import pytest
from journeys.person import MOST_STOPS, Person, name_of
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from refdesk.ui import theme
from refdesk.ui.main_window import MainWindow
from refdesk.ui.places import PlaceName
from refdesk.ui.widgets.chip import Tag
from refdesk.ui.widgets.label import ElidedLabel
from refdesk.ui.widgets.pdf_sheets import Spoken

PLACES = {
    PlaceName.TODAY: "Ctrl+1",
    PlaceName.CONTACTS: "Ctrl+2",
    PlaceName.REFERRALS: "Ctrl+3",
    PlaceName.THANKS: "Ctrl+4",
    PlaceName.CAMPAIGN: "Ctrl+5",
    PlaceName.CARDS: "Ctrl+6",
    PlaceName.REPORTS: "Ctrl+7",
    PlaceName.SETTINGS: "Ctrl+,",
}
WIDE, NARROW = (1440, 900), (1024, 700)
FIXED = (QAbstractButton, QComboBox, QLineEdit, QLabel, Tag)
LIST_AND_PERSON = 2
LAID_OUT_MS = 50
GETS_READY = True


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {name_of(widget) or getattr(widget, 'text', str)()!r}"


def round_trip(person: Person) -> list[QWidget]:
    """Press Tab until the focus is where it was; returns what it met, and fails on what stands in the way."""
    begin = person.focus
    met: list[QWidget] = []
    for _stop in range(MOST_STOPS):
        QTest.keyClick(person.focus, Qt.Key.Key_Tab)
        here = person.focus
        if here is begin:
            return met
        assert here not in met, f"the focus turns in a circle at {described(here)} and misses {described(begin)}"
        assert name_of(here), f"{described(here)} has no name; it came after {[described(each) for each in met[-2:]]}"
        assert not here.visibleRegion().isEmpty(), f"the focus is on {described(here)}, which is out of sight"
        met.append(here)
    raise AssertionError(f"Tab never comes back to {described(begin)}")


def clipped(window: QWidget) -> list[str]:
    """Return what is smaller than it must be, so that its words or edges are cut."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, FIXED) or isinstance(widget, ElidedLabel | Spoken):
            continue  # what is spoken of a page is not painted
        least = widget.minimumSizeHint()
        wraps = isinstance(widget, QLabel) and widget.wordWrap()
        height = widget.heightForWidth(widget.width()) if wraps else least.height()
        if widget.height() < height or (not wraps and widget.width() < least.width()):
            found.append(f"{described(widget)}: {widget.size().toTuple()} for {least.toTuple()}")
    return found


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_place_is_walked_through_by_tab(person: Person, made_up: Path, size: tuple[int, int]) -> None:
    window = person.starts(made_up, width=size[0], height=size[1])
    wrong = {place: said for place, key in PLACES.items() if (said := walked(person, window, key))}
    assert wrong == {}


def walked(person: Person, window: MainWindow, key: str) -> str:
    """Go to a place and through it by Tab; returns what is wrong with it."""
    person.presses(key)
    if not person.page.isAncestorOf(person.focus):
        return f"begins with the focus on {described(person.focus)}"
    try:
        met = round_trip(person)
    except AssertionError as stuck:
        return str(stuck).splitlines()[0]
    assert window.opened is not None
    shell = window.opened.shell
    regions = (shell.top_bar, shell.sidebar)
    missed = [type(region).__name__ for region in regions if not any(region.isAncestorOf(each) for each in met)]
    return f"Tab never goes to {missed}" if missed else ""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_nothing_is_cut_in_any_place(person: Person, made_up: Path, qapp: QApplication, size: tuple[int, int]) -> None:
    person.starts(made_up, width=size[0], height=size[1])
    assert cut_in_places(person) == {}
    theme.apply(qapp, theme.Mode.DARK, motion=False)
    assert cut_in_places(person) == {}


def test_nothing_is_cut_with_the_largest_text(person: Person, made_up: Path, qapp: QApplication) -> None:
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=130, motion=False)
    person.starts(made_up)
    cut = cut_in_places(person)
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    assert cut == {}


def cut_in_places(person: Person) -> dict[PlaceName, list[str]]:
    """Go through the places; returns what is cut in each."""
    cut = {}
    for place, key in PLACES.items():
        person.presses(key)
        if clipped(person.window):
            QTest.qWait(LAID_OUT_MS)  # lists that have just got their lines are laid out once more
        if found := clipped(person.window):
            cut[place] = found
    return cut


def test_f6_goes_round_the_regions_in_every_place(person: Person, made_up: Path) -> None:
    window = person.starts(made_up)
    assert window.opened is not None
    shell = window.opened.shell
    for key in PLACES.values():
        person.presses(key)
        beside = []
        if key == PLACES[PlaceName.CONTACTS]:
            person.waits_until(lambda: len(person.page.regions()) == LIST_AND_PERSON, "a person beside the list")
            beside = [shell.sheet]
        if key in (PLACES[PlaceName.CAMPAIGN], PLACES[PlaceName.REPORTS]):
            beside = [shell.sheet]  # from the calls of the day to the call, from the reports to the pages
        for region in (*beside, shell.top_bar, shell.sidebar, shell.sheet):
            person.presses("F6")
            assert region.isAncestorOf(person.focus), f"{key}, F6: the focus is on {described(person.focus)}"
        person.presses("Shift+F6")
        assert shell.sidebar.isAncestorOf(person.focus)


def test_a_place_begins_where_its_work_begins(person: Person, made_up: Path) -> None:
    person.starts(made_up)
    for key, line in (("Ctrl+3", "Theo Marchetti"), ("Ctrl+4", "Ingrid Solheim"), ("Ctrl+6", "Ingrid Solheim")):
        person.presses(key)
        assert person.focus_holds(line), f"{key}: the focus is on {described(person.focus)}"


def test_the_sidebar_is_one_stop_with_arrows_inside(person: Person, made_up: Path) -> None:
    person.starts(made_up)
    person.presses("F6", "F6")
    assert person.focus_name == "Today"
    person.presses("Down", "Down")
    assert person.focus_name == "Referrals"
    person.presses("Enter")
    person.sees("Board of referrals")
    person.presses("Home", "Enter")
    person.misses("Board of referrals")


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_dialog_keeps_the_focus_and_gives_it_back(person: Person, made_up: Path, size: tuple[int, int]) -> None:
    window = person.starts(made_up, width=size[0], height=size[1])
    for key in ("Ctrl+R", "Ctrl+L", "Ctrl+Shift+N", "Ctrl+I"):
        before = person.focus
        person.presses(key)
        (dialog,) = person.dialogs()
        assert dialog.isAncestorOf(person.focus)
        met = round_trip(person)
        assert [described(each) for each in met if not dialog.isAncestorOf(each)] == []
        assert clipped(dialog) == []
        person.presses("Esc")
        assert person.dialogs() == []
        assert isValid(before)
        assert person.focus is before
    assert window.isVisible()
