"""The window of an open file: what going from place to place does to the focus, and the line over every page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import InlineJobs

from refdesk.ui import theme
from refdesk.ui.palette.palette_field import PaletteField, Source
from refdesk.ui.places import PlaceName
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.shell import Shell
from refdesk.ui.widgets.chip import KeyCap
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.widgets.ring import Ring
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace


@pytest.fixture
def shell(qtbot: QtBot, workplace: Workplace) -> Iterator[Shell]:
    window = QWidget()
    qtbot.addWidget(window)
    find = PaletteField(Source(lambda _typed: (), lambda _typed, _found: (), InlineJobs()), window)
    made = Shell(workplace, Menu(window, name="File"), Menu(window, name="New"), find, window)
    made.resize(1440, 900)
    window.resize(1440, 900)
    window.show()
    theme.shared().by_key = False
    yield made
    window.hide()


def test_leaving_a_page_by_mouse_shows_no_ring_on_the_next(shell: Shell) -> None:
    shell.go_to(PlaceName.CONTACTS).take_focus()
    assert shell.sheet.isAncestorOf(QApplication.focusWidget())
    theme.shared().by_key = False
    page = shell.go_to(PlaceName.SETTINGS)
    assert not theme.shared().by_key
    assert not [ring for ring in shell.findChildren(Ring) if ring.isVisible()]
    assert QApplication.focusWidget() is page


def test_leaving_a_page_by_key_puts_the_focus_where_work_begins(shell: Shell) -> None:
    shell.go_to(PlaceName.CONTACTS).take_focus()
    theme.shared().by_key = True
    page = shell.go_to(PlaceName.SETTINGS)
    assert page.isAncestorOf(QApplication.focusWidget())


def test_a_picture_of_the_window_can_be_taken_while_a_page_is_made(shell: Shell) -> None:
    for name in PlaceName:
        for _part in shell.parts(name):
            shell.grab()
    page = shell.go_to(PlaceName.CONTACTS)
    assert page.size() == shell.sheet.pages.size()


def test_a_rail_says_that_all_is_saved_in_a_word_and_tells_the_rest_when_asked(shell: Shell) -> None:
    side, words = shell.sidebar, "Saved · backup 12:20 PM"
    said = next(each for each in side.findChildren(Label))
    side.say_saved(words)
    assert (said.text(), said.accessibleName()) == (words, words)
    side.set_rail(rail=True)
    assert (said.text(), said.accessibleName(), said.toolTip()) == ("Saved", words, words)
    side.say_saved("Only to read")
    assert said.text() == "Only to read"


def test_the_focus_on_the_bar_stays_there(shell: Shell) -> None:
    shell.go_to(PlaceName.CONTACTS)
    shell.top_bar.undo.setEnabled(True)
    shell.top_bar.undo.setFocus(Qt.FocusReason.MouseFocusReason)
    shell.go_to(PlaceName.SETTINGS)
    assert QApplication.focusWidget() is shell.top_bar.undo


def test_the_search_shows_its_key_until_one_types(shell: Shell, qtbot: QtBot) -> None:
    find = shell.top_bar.findChild(PaletteField)
    assert find is not None
    (cap,) = find.findChildren(KeyCap)
    assert cap.isVisible()
    qtbot.keyClicks(find, "an")
    assert not cap.isVisible()


def test_the_banner_leads_back(shell: Shell) -> None:
    pressed = []
    shell.show_banner("Made-up business: nothing here is real.", "Back to mine", lambda: pressed.append(True))
    (banner,) = [notice for notice in shell.sheet.findChildren(Notice) if notice.parent() is shell.sheet]
    banner.pressed.emit()
    assert pressed == [True]


def test_the_line_over_every_page_leaves_the_corner_of_the_sheet_free(shell: Shell) -> None:
    shell.show_banner("Made-up business: nothing here is real.", "Back to mine", shell.update)
    QApplication.sendPostedEvents()
    banner = shell.sheet.findChild(Notice)
    assert banner is not None
    assert banner.geometry().left() >= theme.RADIUS_DIALOG
    assert banner.geometry().top() > 0


def test_in_a_low_window_the_passing_line_covers_nothing_of_the_page(shell: Shell) -> None:
    shell.resize(1024, 700)
    shell.go_to(PlaceName.REFERRALS)
    line, pages = shell.passing_line, shell.sheet.pages
    QApplication.sendPostedEvents()
    whole = pages.height()
    line.say("Theo moved to Meeting")
    QApplication.sendPostedEvents()
    assert pages.geometry().bottom() < line.y()
    assert line.geometry().bottom() < shell.sheet.height()
    line.leave()
    QApplication.sendPostedEvents()
    assert pages.height() == whole


def test_in_a_high_window_the_page_stays_as_it_is(shell: Shell) -> None:
    shell.go_to(PlaceName.REFERRALS)
    QApplication.sendPostedEvents()
    whole = shell.sheet.pages.height()
    shell.passing_line.say("Theo moved to Meeting")
    QApplication.sendPostedEvents()
    assert shell.sheet.pages.height() == whole
    shell.passing_line.leave()


def test_the_page_of_referrals_is_made_in_parts_and_nothing_of_it_is_seen_before_its_board(shell: Shell) -> None:
    made = sum(1 for _part in shell.parts(PlaceName.REFERRALS))
    assert made > 8
    page = shell._pages[PlaceName.REFERRALS]
    assert isinstance(page, ReferralsPage)
    assert page.board.columns()
    assert all(each.isHidden() for each in (*page.board.columns(), *page.board.strips()))
    shell.go_to(PlaceName.REFERRALS)
    assert not any(each.isHidden() for each in page.board.columns())


def test_no_page_asks_for_more_room_than_there_is(shell: Shell) -> None:
    page = shell.go_to(PlaceName.TODAY)
    page.setMinimumSize(3000, 2000)
    assert shell.minimumSizeHint().width() < 1000
    assert shell.minimumSizeHint().height() < 1000
