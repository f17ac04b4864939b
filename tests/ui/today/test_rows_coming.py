"""The rows of a long day come one by one, and keyboard and focus are right while they come."""

import pytest
from office import Office
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMoveEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.promises import PromiseDraft
from refdesk.services import promises
from refdesk.services.desk import Desk
from refdesk.ui import slices
from refdesk.ui.today import line_row
from refdesk.ui.today.today_page import TodayPage
from refdesk.ui.widgets.mark_widgets import ClockTag
from refdesk.ui.widgets.marks import Due
from refdesk.ui.workplace import Workplace

NAMES = [f"Ada {letter}" for letter in "ABCDEFGHIJKLMN"]


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, office: Office) -> TodayPage:
    """Return the page of a day with fourteen promises, in the order of their names."""
    for name in NAMES:
        draft = PromiseDraft(office.contact(given="Ada", family=name[-1]), "Two names", office.desk.today())
        office.desk.do(promises.add, draft)
    made = TodayPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    return made


def seen(page: TodayPage, qtbot: QtBot) -> None:
    """Show the page as the window in which one types."""
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.take_focus()


class Moves(QObject):
    """Notes where a widget was put, as people saw it: what a layout would like between two events is never seen."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen: list[int] = []
        widget.installEventFilter(self)

    def eventFilter(self, _widget: QObject, event: QEvent) -> bool:
        if isinstance(event, QMoveEvent) and event.oldPos() != event.pos():  # when first shown, Qt repeats the place
            self.seen.append(event.pos().y())
        return False


def shown(page: TodayPage) -> list[str]:
    return [row.line.name for row in page.rows()]


def test_rows_come_one_by_one_in_their_order_and_the_focus_stays(
    page: TodayPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    page.show()
    assert shown(page) == [], "the first event makes no row, and the goals have one of their own"
    qtbot.waitUntil(lambda: bool(page.rows()))
    assert shown(page) == NAMES[:1]
    assert page.rows()[0]._current
    moves = Moves(page.next_days)
    below = page.next_days.y()
    seen(page, qtbot)
    qtbot.waitUntil(lambda: len(page.rows()) == 12)
    last = page.rows()[-1]
    qtbot.waitUntil(lambda: last.y() == 80 + 10 * 40)  # the last one is laid out too
    assert shown(page) == NAMES[:12]
    assert page.rows()[0].hasFocus()
    assert page.next_days.y() == below > last.y()
    assert moves.seen == [], "the place was kept: nothing moves while they come"
    page.hide()


def test_what_comes_back_has_its_row_and_the_focus_at_once(
    page: TodayPage, office: Office, file_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen(page, qtbot)
    open_ones = [row.line.promise_id for row in page.rows()]
    assert open_ones[0] is not None
    office.desk.do(promises.keep, open_ones[0])
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    file_desk.undo()
    assert page.rows()[0].line.name == NAMES[0]
    assert page.rows()[0].hasFocus()
    page.hide()


def test_show_more_goes_on_with_the_first_that_was_hidden(page: TodayPage, qtbot: QtBot) -> None:
    seen(page, qtbot)
    section = next(each for each in page._sections if each.rows)
    assert section._more.words() == "Show 2 more"
    section._more.setFocus()
    qtbot.keyClick(section._more, Qt.Key.Key_Space)
    assert shown(page) == NAMES
    assert page.rows()[12].hasFocus()
    assert page.rows()[12]._current
    assert section._more.isHidden()
    page.hide()


def test_home_end_and_pages_walk_to_the_ends(page: TodayPage, qtbot: QtBot) -> None:
    seen(page, qtbot)
    for key, at in ((Qt.Key.Key_End, 11), (Qt.Key.Key_PageUp, 3), (Qt.Key.Key_PageDown, 11), (Qt.Key.Key_Home, 0)):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        assert page.rows()[at].hasFocus(), key
        assert page.rows()[at]._current
    page.hide()


def test_tab_goes_as_one_reads_though_a_line_came_back_later(page: TodayPage, office: Office, file_desk: Desk) -> None:
    page.show()
    gone = page.rows()[0].line.promise_id
    assert gone is not None
    office.desk.do(promises.keep, gone)
    file_desk.undo()
    wanted = [each for row in page.rows() for each in row.controls()]
    reached: list[QWidget] = [wanted[0]]
    while len(reached) < len(wanted):
        after = reached[-1].nextInFocusChain()
        while after is not None and after.focusPolicy() == Qt.FocusPolicy.NoFocus:
            after = after.nextInFocusChain()
        assert after is not None
        reached.append(after)
    assert reached == wanted
    page.hide()


def test_the_next_days_come_into_sight_when_they_fold_out(page: TodayPage, qtbot: QtBot) -> None:
    page.resize(936, 400)
    seen(page, qtbot)
    assert page._scroll.verticalScrollBar().value() == 0
    page.next_days.fold.click()
    qtbot.waitUntil(lambda: page._scroll.verticalScrollBar().value() > 0)
    page.hide()


def test_no_clock_is_cut_on_the_longest_day_of_the_week(qtbot: QtBot) -> None:
    clock = ClockTag("", None, share=0.0)
    qtbot.addWidget(clock)
    for words in ("Late since Wednesday", "Mail by Wednesday", "Overdue, 128 days"):
        clock.set_state(words, share=0.5, due=Due.LATE)
        assert clock.sizeHint().width() <= line_row.STATE_WIDTH, words


def test_the_goals_have_an_event_of_their_own_at_the_first_look(
    page: TodayPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE_S", 0.0)
    together: list[tuple[int, int]] = []
    made = page.goals._add

    def add(*group: object) -> None:
        before = len(page.rows())
        made(*group)
        together.append((before, len(page.rows())))

    monkeypatch.setattr(page.goals, "_add", add)
    page.show()
    assert page.goals.pieces == []
    qtbot.waitUntil(lambda: len(page.rows()) == 12)
    assert page.goals.pieces
    assert together == [(1, 1), (1, 1)], "the week and the month, after the line that opens and before the others"
    page.hide()


def test_only_the_open_line_has_a_second_one(page: TodayPage, qtbot: QtBot) -> None:
    seen(page, qtbot)
    assert len(page.rows()) == 12
    assert len(page.findChildren(line_row._Details)) == 1
    widgets = [len(row.findChildren(QWidget)) for row in page.rows()]
    assert max(widgets[1:]) <= 7, "clock and its place, name, text, phone, button, snooze"
    page.hide()
