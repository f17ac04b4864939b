"""The board: a card a referral, moved by keys and by menu; the panel tells and changes one."""

from datetime import timedelta

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import ReferralId
from refdesk.domain.thanks import Part
from refdesk.services import contacts, referral_detail, referrals
from refdesk.ui.referrals.board_cards import CardList
from refdesk.ui.referrals.cards_model import Role
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.referrals.stage_moves import LostDialog, NotYetDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(workplace: Workplace, people: Office, window: QWidget) -> ReferralsPage:
    assert people.stages(), "a board has columns"
    made = ReferralsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    return made


def _names(page: ReferralsPage) -> dict[str, list[str]]:
    found = {}
    for shown in page.board.columns():
        assert shown.column is not None
        found[shown.column.name] = [card.name for card in shown.column.cards]
    return found


def _list(page: ReferralsPage, name: str) -> CardList:
    return next(each.list for each in page.board.columns() if each.column and each.column.name == name)


def _say(page: ReferralsPage, name: str, place: int = 0) -> str:
    cards = _list(page, name).cards
    return str(cards.data(cards.index(place, 0), Qt.ItemDataRole.AccessibleTextRole))


def _sent(people: Office, name: str, **more: object) -> ReferralId:
    given, _space, family = name.partition(" ")
    return people.referral(prospect=ContactDraft(given=given, family=family), **more)


def _talked(workplace: Workplace, referral_id: ReferralId) -> None:
    workplace.desk.do(referrals.log_first_contact, referral_id, referrals.Attempt(summary="A good talk"))


def test_each_stage_is_a_column_with_its_count_and_value(page: ReferralsPage, people: Office) -> None:
    _sent(people, "Theo Marchetti", value_expected_minor=4_200_000)
    _sent(people, "Hanne Kjeldsen", value_expected_minor=1_100_050, next_step="Call")
    page.show()
    assert list(_names(page)) == ["New", "Contacted", "Meeting", "Proposal", "Won", "Lost"]
    assert _names(page)["New"] == ["Theo Marchetti", "Hanne Kjeldsen"]
    assert page.head.words() == ["2 open", "$53,000.50", "1 without a next step"]
    assert _list(page, "New").accessibleName() == "New, 2 referrals, $53,000.50"


def test_a_card_says_everything_in_one_sentence(page: ReferralsPage, people: Office, clock: TestClock) -> None:
    _sent(people, "Theo Marchetti", need="A kitchen", value_expected_minor=4_200_000, preparedness=4, next_step="Call")
    page.show()
    assert _say(page, "New") == (
        "Theo Marchetti, A kitchen, from Ana Diaz, $42,000, first contact: Today by 5\u202fPM, Prepared 4 of 5, "
        "thanks owed, next step: Call"
    ).replace("\u202f", " ")
    clock.moment += timedelta(days=6)
    page.refresh()
    assert "first contact: Overdue, 4 days" in _say(page, "New")
    assert "thanks late" in _say(page, "New")


def test_arrows_go_from_card_to_card_and_past_empty_columns(
    page: ReferralsPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    for name in ("Theo Marchetti", "Hanne Kjeldsen"):
        _sent(people, name)
    far = _sent(people, "Noor Masri")
    _talked(workplace, far)
    workplace.desk.do(referrals.move, far, people.stages()["Meeting"])
    page.show()
    page.take_focus()
    new, meeting = _list(page, "New"), _list(page, "Meeting")
    assert new.hasFocus()
    qtbot.keyClick(new, Qt.Key.Key_Down)
    assert _current(page) == "Hanne Kjeldsen"
    qtbot.keyClick(new, Qt.Key.Key_Right)
    assert meeting.hasFocus()
    assert _current(page) == "Noor Masri"
    qtbot.keyClick(meeting, Qt.Key.Key_Right)
    assert _current(page) == "Noor Masri"
    qtbot.keyClick(meeting, Qt.Key.Key_Left)
    assert _current(page) == "Theo Marchetti"


def test_control_right_takes_the_card_along_and_undo_brings_it_back(
    page: ReferralsPage, people: Office, workplace: Workplace, workplace_said: Said, qtbot: QtBot
) -> None:
    _sent(people, "Theo Marchetti")
    _sent(people, "Hanne Kjeldsen")
    page.show()
    page.take_focus()
    qtbot.keyClick(_list(page, "New"), Qt.Key.Key_Right, CONTROL)
    assert _names(page)["Contacted"] == ["Theo Marchetti"]
    assert workplace_said.done == ["Theo Marchetti moved to Contacted"]
    assert _list(page, "Contacted").hasFocus()
    assert _current(page) == "Theo Marchetti"
    workplace.desk.undo()
    assert _names(page)["New"] == ["Theo Marchetti", "Hanne Kjeldsen"]
    assert _list(page, "New").hasFocus()
    qtbot.keyClick(_list(page, "New"), Qt.Key.Key_Left, CONTROL)
    assert _names(page)["New"] == ["Theo Marchetti", "Hanne Kjeldsen"]


def test_the_menu_moves_a_card_too(page: ReferralsPage, people: Office) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    menu = page.menu_of(referral_id)
    assert menu is not None
    lines = {action.property("words"): action for action in menu.actions()}
    assert "Move to New" not in lines
    lines["Move to Proposal"].trigger()
    assert _names(page)["Proposal"] == ["Theo Marchetti"]


def test_lost_before_an_attempt_is_refused_and_offers_the_call(
    page: ReferralsPage, people: Office, window: QWidget, qtbot: QtBot
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page._move(referral_id, people.stages()["Lost"])
    (dialog,) = window.findChildren(NotYetDialog)
    assert dialog.main_button.words() == "Log a call"
    assert dialog.main_button.hasFocus()
    with qtbot.waitSignal(page.first_contact_wanted, timeout=500) as wanted:
        qtbot.keyClick(dialog.main_button, Qt.Key.Key_Return)
    assert wanted.args is not None
    assert wanted.args[1] == referral_id
    assert _names(page)["New"] == ["Theo Marchetti"]


def test_lost_asks_for_a_reason(
    page: ReferralsPage, people: Office, workplace: Workplace, window: QWidget, workplace_said: Said, qtbot: QtBot
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    _talked(workplace, referral_id)
    page.show()
    page._move(referral_id, people.stages()["Lost"])
    (dialog,) = window.findChildren(LostDialog)
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)
    assert dialog.findChild(Field).error() == "Say in a few words why it came to nothing."  # type: ignore[attr-defined]
    qtbot.keyClicks(dialog.reason, "A cousin builds it")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, CONTROL)
    assert _names(page)["Lost"] == ["Theo Marchetti"]
    assert workplace_said.done == ["Theo Marchetti moved to Lost"]
    found = workplace.desk.ask(referral_detail.detail, referral_id, workplace.desk.now(), people.working)
    assert found.lost_reason == "A cousin builds it"


def test_a_number_is_shown_as_everywhere(page: ReferralsPage, people: Office, qtbot: QtBot) -> None:
    people.referral(prospect_id=people.contact("Theo", "Marchetti", phone="614 555 0148"))
    page.show()
    page.take_focus()
    qtbot.keyClick(_list(page, "New"), Qt.Key.Key_Return)
    assert "(614) 555-0148" in {label.text() for label in page.drawer.findChildren(QLabel)}


def test_enter_opens_the_panel_and_escape_closes_it(
    page: ReferralsPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    won = _sent(people, "Keisha Whitlow")
    workplace.desk.do(referrals.move, won, people.stages()["Won"])
    _sent(people, "Theo Marchetti", need="A kitchen")
    page.show()
    page.take_focus()
    assert page.drawer.isHidden()
    qtbot.keyClick(_list(page, "New"), Qt.Key.Key_Return)
    assert page.drawer.name.text() == "Theo Marchetti"
    assert [strip.isVisible() for strip in page.board.strips()] == [False] * 4 + [True] * 2
    qtbot.mouseClick(page.board.strips()[4], Qt.MouseButton.LeftButton)
    assert _current(page) == "Keisha Whitlow"
    qtbot.waitUntil(lambda: page.drawer.name.text() == "Keisha Whitlow", timeout=1000)
    qtbot.keyClick(_list(page, "Won"), Qt.Key.Key_Escape)
    assert page.drawer.isHidden()
    assert _list(page, "Won").hasFocus()


def test_the_panel_logs_calls_and_prints_cards(
    page: ReferralsPage, people: Office, workplace: Workplace, qtbot: QtBot
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.show_referral(referral_id)
    heard: list[tuple[str, object]] = []
    page.first_contact_wanted.connect(lambda who, which: heard.append(("first", (who, which))))
    page.conversation_wanted.connect(lambda who, which: heard.append(("talk", (who, which))))
    page.cards_wanted.connect(lambda parts: heard.append(("cards", parts)))
    page.word_wanted.connect(lambda part: heard.append(("word", part)))
    detail = page.drawer.detail
    assert detail is not None
    parts = {step.part: step.part_id for step in detail.thanks}
    for button in (page.drawer.contact, page.drawer.word, page.drawer.cards):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    _talked(workplace, referral_id)
    assert page.drawer.contact.words() == "Log a conversation"
    qtbot.mouseClick(page.drawer.contact, Qt.MouseButton.LeftButton)
    both = (detail.prospect.contact_id, referral_id)
    assert heard == [
        ("first", both), ("word", parts[Part.WORD]), ("cards", [parts[Part.CARD]]), ("talk", both)
    ]  # fmt: skip


def test_the_next_step_is_set_in_the_panel(
    page: ReferralsPage, people: Office, workplace_said: Said, qtbot: QtBot
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.show_referral(referral_id)
    editor = page.drawer.step
    qtbot.mouseClick(editor.add, Qt.MouseButton.LeftButton)
    assert editor.step.hasFocus()
    qtbot.keyClicks(editor.step, "Visit")
    qtbot.keyClicks(editor.on, "soonish")
    qtbot.keyClick(editor.on, Qt.Key.Key_Return)
    assert workplace_said.done == []
    editor.on.setText("")
    qtbot.keyClicks(editor.on, "tomorrow")
    qtbot.keyClick(editor.on, Qt.Key.Key_Return)
    assert workplace_said.done == ["Next step with Theo Marchetti set"]
    assert _say(page, "New").endswith("next step: Visit, tomorrow")
    assert editor.editor.isHidden()


def test_pressing_set_a_next_step_on_the_card_opens_its_field(
    page: ReferralsPage, people: Office, qtbot: QtBot
) -> None:
    _sent(people, "Theo Marchetti")
    page.show()
    QApplication.sendPostedEvents()
    cards = _list(page, "New")
    room = cards.visualRect(cards.cards.index(0, 0))
    qtbot.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(room.center().x(), room.bottom() - 25))
    assert page.drawer.step.editor.isVisible()


def test_a_stalled_card_says_so_on_the_board_and_in_the_panel(
    page: ReferralsPage, people: Office, workplace: Workplace, clock: TestClock
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    _talked(workplace, referral_id)
    clock.moment += timedelta(days=12)
    page.show()
    page.refresh()
    page.show_referral(referral_id)
    assert "12 d still" in _say(page, "Contacted")
    assert "1 stalled" in page.head.words()


def test_a_referral_that_is_taken_back_closes_its_panel(
    page: ReferralsPage, people: Office, workplace: Workplace
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.show_referral(referral_id)
    workplace.desk.undo()
    assert page.drawer.isHidden()
    assert _names(page)["New"] == []


def test_an_empty_board_offers_the_first_referral(page: ReferralsPage, people: Office, qtbot: QtBot) -> None:
    page.show()
    page.take_focus()
    with qtbot.waitSignal(page.referral_wanted, timeout=500):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    _sent(people, "Theo Marchetti")
    assert _names(page)["New"] == ["Theo Marchetti"]
    assert page.fronts.received.isHidden()


def test_a_board_of_people_who_left_says_that_their_referrals_are_kept(
    page: ReferralsPage, people: Office, qtbot: QtBot
) -> None:
    page.show()
    theo = people.contact("Theo", "Marchetti")
    people.referral(prospect_id=theo)
    people.desk.do(contacts.set_status, theo, Status.INACTIVE)
    assert page.fronts.shown() is page.fronts.all_left
    assert page.fronts.all_left.body.text().startswith("1 open referral is of somebody who is no longer active.")
    page.take_focus()
    with qtbot.waitSignal(page.given_wanted, timeout=500):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    people.desk.do(contacts.set_status, theo, Status.ACTIVE)
    assert page.fronts.shown() is None
    assert _names(page)["New"] == ["Theo Marchetti"]


def test_in_a_small_window_the_panel_covers_the_board(page: ReferralsPage, people: Office, window: QWidget) -> None:
    window.resize(936, 636)
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.show_referral(referral_id)
    assert page.drawer.geometry().right() == page.width() - 1
    assert page.board.width() > page.width() - 350
    assert not any(strip.isVisible() for strip in page.board.strips())


def _current(page: ReferralsPage) -> str:
    for shown in page.board.columns():
        index = shown.list.currentIndex()
        if index.isValid():
            return str(index.data(Role.CARD).name)
    return ""


def test_tab_goes_from_the_board_into_the_panel_in_reading_order(
    page: ReferralsPage, people: Office, qtbot: QtBot
) -> None:
    referral_id = _sent(people, "Theo Marchetti")
    page.show()
    page.show_referral(referral_id)
    page.take_focus()
    drawer = page.drawer
    names = []
    for _step in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName() or QApplication.focusWidget().text())  # type: ignore[attr-defined]
    assert names[:2] == ["Open the column Won, 0 referrals", "Open the column Lost, 0 referrals"]
    assert names[2:4] == ["Close the panel", "Open the contact Theo Marchetti"]
    assert names[4:6] == ["Edit the referral of Theo Marchetti", "Open the contact Ana Diaz"]
    assert names[6:] == [drawer.contact.words(), "Stage: New. Move to another"]


def test_a_column_keeps_its_height_when_something_changes(
    page: ReferralsPage, people: Office, workplace: Workplace
) -> None:
    ids = [_sent(people, f"Person {at}") for at in range(9)]
    page.show()
    QApplication.sendPostedEvents()
    bar = _list(page, "New").verticalScrollBar()
    bar.setValue(bar.maximum() - 40)
    height = bar.value()
    assert height > 200
    workplace.desk.do(referrals.set_next_step, ids[8], "Call")
    assert bar.value() == height
    assert "next step: Call" in _say(page, "New", 8)


def test_a_narrow_column_leaves_its_sum_to_the_tooltip_and_keeps_its_name(
    page: ReferralsPage, people: Office, window: QWidget, qtbot: QtBot
) -> None:
    _sent(people, "Theo Marchetti", value_expected_minor=12_345_678_900_000)
    page.show()
    column = page.board.columns()[0]

    def shown() -> list[str]:
        return [label.text() for label in column.findChildren(Label) if not label.isHidden()]

    window.resize(2400, 836)
    qtbot.waitUntil(lambda: shown() == ["New", "1", "$123,456,789,000"])
    window.resize(1228, 836)
    qtbot.waitUntil(lambda: shown() == ["New", "1"])
    head = column.findChildren(Label)[0].parentWidget()
    assert head is not None
    assert "$123,456,789,000" in head.toolTip()
