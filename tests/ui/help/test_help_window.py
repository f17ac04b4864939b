"""The handbook's window, as one reads it: contents, search, links, back, and the page of where one is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from refdesk import settings
from refdesk.ui import theme
from refdesk.ui.help import handbook
from refdesk.ui.help.help_routes import HelpRoutes
from refdesk.ui.help.help_window import HelpWindow
from refdesk.ui.widgets.dialog import Dialog


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


@pytest.fixture
def help_window(window: QWidget, qtbot: QtBot) -> Iterator[HelpWindow]:
    made = HelpWindow(window)
    made.show_page("ten-minutes")
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    if isValid(made):
        made.close()


def shown_words(help_window: HelpWindow) -> str:
    return help_window.text.toPlainText()


def titles(help_window: HelpWindow) -> list[str]:
    return [line.accessibleName() for line in help_window.contents.lines() if line.isEnabled()]


def test_every_page_stands_in_the_contents(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: titles(help_window) == [page.title for page in handbook.pages()])
    assert shown_words(help_window).startswith("Ten minutes a day")


def test_the_line_of_the_open_page_is_in_sight(help_window: HelpWindow, qtbot: QtBot) -> None:
    last = handbook.pages()[-1].name
    help_window.show_page(last)
    qtbot.waitUntil(lambda: last in help_window._lines)
    line = help_window._lines[last]
    qtbot.waitUntil(lambda: not line.visibleRegion().isEmpty())


def test_a_link_leads_on_and_back_leads_back(help_window: HelpWindow, qtbot: QtBot) -> None:
    help_window.text.anchorClicked.emit(QUrl("page:clocks"))
    assert shown_words(help_window).startswith("The clocks")
    qtbot.keyClick(help_window.text, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert help_window.shown == "ten-minutes"
    assert not help_window.back.isEnabled()


def test_no_link_leads_out_of_the_handbook(help_window: HelpWindow) -> None:
    for link in ("https://example.com", "file:///etc/passwd", "mailto:a@example.com"):
        help_window.text.anchorClicked.emit(QUrl(link))
    assert help_window.shown == "ten-minutes"
    resource = QTextDocument.ResourceType.ImageResource.value
    assert help_window.text.loadResource(resource, QUrl("file:///etc/passwd")) is None


def test_search_by_keyboard_alone(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(help_window.search, "household")
    assert titles(help_window)[0] == "Household"
    qtbot.keyClick(help_window.search, Qt.Key.Key_Return)
    assert help_window.shown == "household"
    qtbot.keyClick(help_window.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(titles(help_window)) == len(handbook.pages()))
    (*_before, last) = help_window.contents.lines()
    qtbot.waitUntil(last.isVisible)
    qtbot.keyClick(help_window.search, Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert help_window.shown == handbook.pages()[1].name


def test_words_that_no_page_has_are_answered(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.keyClicks(help_window.search, "zeppelin")
    assert titles(help_window) == []
    assert help_window.contents.parentWidget().isAncestorOf(help_window.nothing)
    assert help_window.nothing.isVisible()


def test_pictures_fit_the_lines_in_any_width(help_window: HelpWindow) -> None:
    help_window.show_page("today")
    for width in (760, 1000, 1400):
        help_window.resize(width, 700)
        document = help_window.text.document()
        assert document.size().width() <= help_window.text.viewport().width()
        kept = document.resource(QTextDocument.ResourceType.ImageResource.value, QUrl("pictures/today.png"))
        assert isinstance(kept, QImage)
        assert 0 < kept.width() <= help_window.text.viewport().width() * help_window.text.devicePixelRatioF()


def test_escape_closes(help_window: HelpWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(help_window.text, Qt.Key.Key_Escape)
    assert not help_window.isVisible()


def test_closed_it_is_gone_and_opens_again(window: QWidget, qtbot: QtBot) -> None:
    routes = HelpRoutes(window, lambda: "cards", window)
    routes.show_here()
    first = window.findChild(HelpWindow)
    first.close()
    routes.show_keys()  # before it has gone: it stays
    qtbot.wait(0)
    assert first.shown == "keys"
    with qtbot.waitSignal(first.destroyed):
        first.close()
    assert window.findChild(HelpWindow) is None
    routes.show_here()
    again = window.findChild(HelpWindow)
    assert again.shown == "card-studio"
    again.close()


class WordingsDialog(Dialog):
    """Stands for the studio's dialog of this name."""


def test_the_page_of_where_one_is(window: QWidget) -> None:
    here = ["cards", "tree"]
    routes = HelpRoutes(window, lambda: here[0], window)
    routes.show_here()
    opened = window.findChild(HelpWindow)
    assert opened.shown == "card-studio"
    here.pop(0)
    routes.show_here()
    assert opened.shown == "tree"
    dialog = WordingsDialog("Wordings", window, main="Done")
    dialog.open()
    routes.show_here()
    assert opened.shown == "wordings"
    dialog.reject()
    routes.show_keys()
    assert opened.shown == "keys"
    assert len(window.findChildren(HelpWindow)) == 1
    opened.close()


def test_it_is_never_larger_than_the_screen_and_its_hint_is_read_whole(window: QWidget, qapp: QApplication) -> None:
    for percent in (100, settings.TEXT_SIZES[1]):
        theme.apply(qapp, theme.Mode.LIGHT, text_percent=percent, motion=False)
        made = HelpWindow(window)
        made.show()
        room = made.screen().availableSize()
        assert made.width() < room.width()
        assert made.height() < room.height()
        margins = made.search.textMargins()
        left = made.search.width() - margins.left() - margins.right()
        assert left >= made.search.fontMetrics().horizontalAdvance(made.search.placeholderText()) + 2
        made.close()
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
