"""The list of contacts and the person beside it, as they are seen and used."""

from array import array
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from desks import TestClock
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.promises import PromiseState
from refdesk.domain.ranking import Rank
from refdesk.progress import SILENT
from refdesk.services import contacts, person
from refdesk.services.contact_list import Column
from refdesk.store.unit import Unit
from refdesk.ui import rank_hiding, theme
from refdesk.ui.contacts import contact_lines, list_loading, person_parts
from refdesk.ui.contacts.contacts_page import ContactsPage
from refdesk.ui.contacts.person_parts import Part
from refdesk.ui.contacts.promise_dialog import PromiseDialog
from refdesk.ui.contacts.timeline_entry import TimelineEntry
from refdesk.ui.widgets.checks import Check
from refdesk.ui.widgets.chip import Chip
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Line
from refdesk.ui.workplace import Workplace


@pytest.fixture
def page(workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot) -> ContactsPage:  # noqa: ARG001
    made = ContactsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.panel.person is not None)
    return made


def _names(page: ContactsPage) -> list[str]:
    page.list.model.fetch_wanted()
    found = []
    for at in range(page.list.model.rowCount()):
        page.list.model.row_at(at)
        page.list.model.fetch_wanted()
        row = page.list.model.row_at(at)
        assert row is not None
        found.append(row.name.usual)
    return found


def _chip(page: ContactsPage, words: str) -> Chip:
    return next(each for each in page.list.filters.chips.findChildren(Chip) if each.accessibleName().startswith(words))


def _words(widget: QWidget) -> str:
    said = [label.text() for label in widget.findChildren(Label) if label.isVisible()]
    told = [entry.accessibleName() for entry in widget.findChildren(TimelineEntry) if entry.isVisible()]
    return "\n".join((*said, *told))


def test_the_list_begins_with_the_best_ranks_and_shows_its_first_person(page: ContactsPage) -> None:
    assert _names(page) == ["Ana Diaz", "Bo Lind", "Theo Marchetti", "Cleo Ruiz"]
    said = _words(page.panel)
    for words in ("Ana Diaz", "Architect, Diaz Studio", "(614) 555-0173  mobile", "Owners of old houses",
                  "Bring the photographs", "by Tuesday", "Lunch at the market", "Sent us Theo Marchetti"):  # fmt: skip
        assert words in said


class _Paintings(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_letter_typed_paints_the_lines_once(page: ContactsPage, qtbot: QtBot) -> None:
    page.list.search.setText("d")
    qtbot.wait(300)
    lines = _Paintings(page.list.view.viewport())
    page.list.search.setText("di")
    qtbot.wait(40)
    assert lines.count == 1
    assert _names(page) == ["Ana Diaz"]


def test_a_word_that_is_due_is_amber_and_said(page: ContactsPage) -> None:
    index = page.list.model.index(0, 2)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "40 days"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Last contact: 40 days, a word is due"


def test_the_search_narrows_and_esc_brings_everybody_back(page: ContactsPage, qtbot: QtBot) -> None:
    page.list.focus_search()
    qtbot.keyClicks(page.list.search, "lind")
    assert _names(page) == ["Bo Lind"]
    qtbot.waitUntil(lambda: page.person_shown() == page.list.view.current_id())
    qtbot.keyClicks(page.list.search, "zzz")
    assert not page.list.view.isVisible()
    assert "Nobody is found by “lindzzz”" in _words(page.list)
    qtbot.waitUntil(lambda: page.person_shown() is None)
    qtbot.keyClick(page.list.search, Qt.Key.Key_Escape)
    assert len(_names(page)) == 4


def test_a_list_of_which_everybody_left_says_where_they_are(
    page: ContactsPage, workplace: Workplace, people: Any
) -> None:  # fmt: skip
    for contact_id in (people.ana, people.bo, people.cleo, people.theo):
        workplace.desk.do(contacts.set_status, contact_id, Status.INACTIVE)
    assert _names(page) == []
    assert "Nobody is active. The filter “Inactive people too” shows everybody." in _words(page.list)
    assert not page.list.view.isVisible()
    workplace.desk.undo()
    assert _names(page) == ["Theo Marchetti"]
    assert page.list.view.isVisible()


def test_down_leaves_the_search_into_the_list(page: ContactsPage, qtbot: QtBot) -> None:
    page.list.focus_search()
    qtbot.keyClick(page.list.search, Qt.Key.Key_Down)
    assert page.list.view.hasFocus()


@pytest.mark.parametrize(
    ("chip", "names"),
    [("Sources", ["Ana Diaz", "Bo Lind"]), ("Clients", ["Bo Lind"]), ("Word due", ["Ana Diaz", "Bo Lind"])],
)
def test_chips_filter(page: ContactsPage, chip: str, names: list[str]) -> None:
    _chip(page, chip).click()
    assert _names(page) == names
    _chip(page, "All").click()
    assert len(_names(page)) == 4


def test_chips_add_up_and_all_takes_them_away(page: ContactsPage) -> None:
    _chip(page, "Sources").click()
    _chip(page, "Clients").click()
    assert _names(page) == ["Bo Lind"]
    assert page.list.filters.line.words.text() == "Sources · Clients"
    _chip(page, "Clients").click()
    assert _names(page) == ["Ana Diaz", "Bo Lind"]
    _chip(page, "All").click()
    assert not page.list.filters.line.isVisible()


def test_chips_say_how_many_stand_behind_them(page: ContactsPage) -> None:
    chips = page.list.filters.chips.findChildren(Chip)
    assert [chip.accessibleName() for chip in chips][:4] == ["All 4", "Sources 2", "Clients 1", "Word due 2"]


def test_inactive_people_are_hidden_until_they_are_asked_for(page: ContactsPage, people: Any) -> None:
    page.workplace.desk.do(contacts.set_status, people.cleo, Status.INACTIVE)
    assert "Cleo Ruiz" not in _names(page)
    page.list.search.setText("with:inactive")
    assert "Cleo Ruiz" in _names(page)


def test_a_head_sorts_and_a_second_press_turns_it(page: ContactsPage) -> None:
    page.list.view.sort_wanted.emit(Column.NAME, False)
    assert _names(page) == ["Ana Diaz", "Bo Lind", "Theo Marchetti", "Cleo Ruiz"]
    page.list.view.sort_wanted.emit(Column.NAME, True)
    assert _names(page)[0] == "Cleo Ruiz"
    page.list.view.sort_wanted.emit(Column.RECEIVED, False)
    assert _names(page)[0] == "Ana Diaz"


def test_letters_typed_in_the_list_find_a_name(page: ContactsPage, people: Any, qtbot: QtBot) -> None:
    page.list.view.setFocus()
    qtbot.keyClicks(page.list.view, "cle")
    assert page.list.view.current_id() == people.cleo
    qtbot.waitUntil(lambda: page.person_shown() == people.cleo)


def test_the_selection_stays_with_its_person_when_others_come(page: ContactsPage, people: Any) -> None:
    page.show_person(people.cleo)
    page.workplace.desk.do(contacts.add, ContactDraft(given="Aaron", family="Abel", rank=Rank.A_PLUS))
    assert _names(page)[0] == "Aaron Abel"
    assert page.list.view.current_id() == people.cleo
    assert page.person_shown() == people.cleo


def test_somebody_hidden_by_a_filter_is_shown_all_the_same(page: ContactsPage, people: Any) -> None:
    page.list.search.setText("lind")
    page.workplace.desk.do(contacts.set_status, people.cleo, Status.INACTIVE)
    page.show_person(people.cleo)
    assert page.list.search.text() == ""
    assert page.list.view.current_id() == people.cleo
    assert page.person_shown() == people.cleo


def test_enter_logs_a_conversation_with_the_person(page: ContactsPage, people: Any, qtbot: QtBot) -> None:
    page.list.view.setFocus()
    with qtbot.waitSignal(page.conversation_wanted) as heard:
        qtbot.keyClick(page.list.view, Qt.Key.Key_Return)
    assert heard.args == [people.ana, 0]


def test_the_buttons_ask_for_what_other_places_do(page: ContactsPage, people: Any, qtbot: QtBot) -> None:
    panel = page.panel
    for signal, act in (
        (page.conversation_wanted, panel.head.log.click),
        (page.referral_wanted, panel.head.refer.click),
        (page.edit_wanted, panel.head.edit.click),
    ):
        with qtbot.waitSignal(signal) as heard:
            act()
        assert heard.args[0] == people.ana
    offered = {action.property("words"): action for action in panel.more_menu().actions()}
    with qtbot.waitSignal(page.gift_wanted) as gift:
        offered["Gift…"].trigger()
    assert gift.args == [people.ana]
    for signal, words in (
        (page.given_wanted, "Send somebody to them…"), (page.leads_wanted, "A good lead for them…"),
    ):  # fmt: skip
        with qtbot.waitSignal(signal) as given:
            offered[words].trigger()
        assert given.args == [people.ana]
    of_list = {action.property("words"): action for action in page.list.more_menu().actions()}
    with qtbot.waitSignal(page.duplicates_wanted):
        of_list["Find duplicates…"].trigger()


def test_a_line_about_a_referral_opens_it(page: ContactsPage, people: Any, qtbot: QtBot) -> None:
    lines = [line for line in page.panel.findChildren(Line) if "Sent us Theo Marchetti" in line.accessibleName()]
    assert len(lines) == 2
    for line in lines:
        with qtbot.waitSignal(page.referral_shown_wanted) as heard:
            line.click()
        assert heard.args == [people.referral]


def test_a_rank_is_set_by_the_badge(page: ContactsPage, workplace_said: Any) -> None:
    offered = [action.property("words") for action in page.panel.head.rank.menu().actions()]
    assert "B  could send" in offered
    page.panel.head.rank.rank_wanted.emit(Rank.B)
    assert workplace_said.done == ["Ana Diaz ranked B"]
    assert page.panel.person is not None
    assert page.panel.person.draft.rank is Rank.B
    assert page.panel.head.rank.accessibleName() == "Rank B. Change"


def test_taking_somebody_off_the_lists_and_back(page: ContactsPage, workplace_said: Any) -> None:
    offered = {action.property("words"): action for action in page.panel.more_menu().actions()}
    offered["Inactive: off every list"].trigger()
    assert workplace_said.done == ["Ana Diaz taken off the lists"]
    assert "Ana Diaz" not in _names(page)
    page.workplace.desk.undo()
    assert _names(page)[0] == "Ana Diaz"


def test_a_promise_is_kept_by_its_box(page: ContactsPage, people: Any, workplace_said: Any, clock: TestClock) -> None:
    (box,) = page.panel.findChildren(Check)
    assert box.accessibleName() == "Mark as kept: Bring the photographs"
    box.click()
    assert workplace_said.done == ["Promise kept"]
    desk = page.workplace.desk
    found = desk.ask(person.panel, people.ana, desk.today(), desk.zone)
    assert [each.state for each in found.promises] == [PromiseState.KEPT]
    assert "kept Nov 18" in _words(page.panel)
    clock.forward(days=365)
    page.panel.show_person(people.ana)
    assert "kept Nov 18, 2026" in _words(page.panel)


def test_a_promise_is_added(page: ContactsPage, workplace_said: Any) -> None:
    wanted: list[int] = []
    page.promise_wanted.connect(wanted.append)
    page.panel.parts.part(Part.PROMISES).head.link.click()
    assert wanted == [page.person_shown()]
    dialog = PromiseDialog(page.workplace, page, contact_id=page.person_shown())
    dialog.open()
    dialog.main_pressed.emit()
    wrong = {field.name: field.error() for field in dialog.findChildren(QWidget) if getattr(field, "name", "")}
    assert wrong["text"] == "Type what you promised."
    dialog.text.setPlainText("Send the plans")
    dialog.due.set_day(page.workplace.desk.today() + timedelta(days=1))
    dialog.main_pressed.emit()
    assert workplace_said.done == ["Promise to Ana Diaz noted"]
    assert "Send the plans" in _words(page.panel)


def test_a_narrow_place_has_tabs_and_fewer_columns(page: ContactsPage, window: QWidget, qtbot: QtBot) -> None:
    window.resize(936, 636)
    qtbot.waitUntil(lambda: page.width() <= 936)
    assert page.list.width() == 322
    assert page.list.view.isColumnHidden(3)
    assert page.list.view.isColumnHidden(4)
    assert page.panel.parts.tabs.isVisible()
    assert not page.panel.parts.part(Part.TIMELINE).isVisible()
    page.panel.parts.tabs.choose(person_parts.TIMELINE)
    page.panel.parts.tabs.chosen.emit(person_parts.TIMELINE)
    assert page.panel.parts.part(Part.TIMELINE).isVisible()
    assert not page.panel.parts.part(Part.LEAD).isVisible()


def test_an_empty_place_says_how_to_begin(workplace: Workplace, window: QWidget, qtbot: QtBot) -> None:
    made = ContactsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    assert made._empty.isVisible()
    with qtbot.waitSignal(made.import_wanted):
        made._empty.state.act.click()
    with qtbot.waitSignal(made.contact_wanted):
        made._empty.state.link_pressed.emit(0)
    workplace.desk.do(contacts.add, ContactDraft(given="Ana", family="Diaz"))
    assert not made._empty.isVisible()


def test_a_person_who_is_undone_leaves_the_panel(page: ContactsPage, qtbot: QtBot) -> None:
    desk = page.workplace.desk
    new = desk.do(contacts.add, ContactDraft(given="Zoe", family="Zorn"))
    page.show_person(new)
    desk.undo()
    qtbot.waitUntil(lambda: page.person_shown() not in (new, None))


def test_every_control_has_a_name(page: ContactsPage) -> None:
    takers = [each for each in page.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    shown = [each for each in takers if each.isVisible() and not each.focusProxy()]
    nameless = [each for each in shown if not each.accessibleName() and not getattr(each, "text", str)()]
    assert [(type(each).__name__, each.parent()) for each in nameless] == []


def test_the_heads_of_the_list_are_sorted_by_keys_too(page: ContactsPage, qtbot: QtBot) -> None:
    window = page.window()
    window.resize(1236, 836)
    qtbot.waitUntil(page.list.view.head.isVisible)
    for _press in range(2):  # the second one turns the order
        offered = {action.property("words"): action for action in page.list.more_menu().actions()}
        offered["Sort by: Name"].trigger()
    assert _names(page) == ["Cleo Ruiz", "Theo Marchetti", "Bo Lind", "Ana Diaz"]


def test_larger_text_leaves_names_their_room(page: ContactsPage, qapp: QApplication, qtbot: QtBot) -> None:
    page.window().resize(1236, 836)
    qtbot.waitUntil(page.list.view.head.isVisible)
    theme.apply(qapp, theme.Mode.LIGHT, text_percent=130, motion=False)
    qtbot.waitUntil(page.list.view.head.isHidden)
    assert page.list.view.columnWidth(contact_lines.NAME) >= 180
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)


def test_in_a_narrow_list_a_name_has_all_the_room_up_to_the_last_contact(page: ContactsPage, qtbot: QtBot) -> None:
    page.window().resize(900, 700)
    qtbot.waitUntil(page.list.view.head.isHidden)
    view = page.list.view
    lines = view.findChild(contact_lines.ContactDelegate)
    assert lines is not None
    row = view.row_at(0)
    places = [
        (at, view.columnViewportPosition(at), view.columnWidth(at)) for at in (contact_lines.NAME, contact_lines.LAST)
    ]
    (_name, left, width), (_last, begin, last_width) = places
    room = lines._up_to_last((left, 0, width, 40), places, row)
    assert room[2] > width
    assert left + room[2] <= lines._last_begins((begin, 0, last_width, 40), row)


def _crowd(workplace: Workplace) -> list[ContactId]:
    """Add people of rank D whose names begin with A: by name they come first, by rank after a hundred others."""
    found: list[ContactId] = []

    def fill(unit: Unit) -> None:
        for at in range(120):
            contacts.add(unit, ContactDraft(given="Zoe", family=f"Wu {at:03}", rank=Rank.A))
        found.extend(contacts.add(unit, ContactDraft(given="Abe", family=f"Aa {at}", rank=Rank.D)) for at in range(2))

    workplace.desk.start_with(fill)
    return found


def _is_seen(page: ContactsPage, contact_id: int) -> bool:
    place = page.list.model.position_of(contact_id)
    return page.list.view.viewport().rect().contains(page.list.view.line_rect(place).center())


def test_hiding_ranks_keeps_the_person_who_is_shown(
    page: ContactsPage, workplace: Workplace, people: Any, qtbot: QtBot
) -> None:
    _crowd(workplace)
    page.show_person(people.theo)
    rank_hiding.shared().turn(on=True)
    try:
        qtbot.waitUntil(lambda: page.list.view.current_id() == people.theo)
        assert page.person_shown() == people.theo
        assert _is_seen(page, people.theo)
    finally:
        rank_hiding.shared().turn(on=False)
    page.list._sort(Column.RANK, descending=False)
    qtbot.waitUntil(lambda: page.list.view.current_id() == people.theo)
    assert page.person_shown() == people.theo
    assert _is_seen(page, people.theo)


def test_after_a_search_is_emptied_the_selected_is_in_sight(
    page: ContactsPage, workplace: Workplace, qtbot: QtBot
) -> None:
    last = _crowd(workplace)[1]
    qtbot.keyClicks(page.list.search, "Abe Aa 1")
    qtbot.waitUntil(lambda: page.list.view.current_id() == last)
    page.list.search.clear()
    qtbot.waitUntil(lambda: page.list.model.rowCount() > 120)
    assert page.list.view.current_id() == last
    assert _is_seen(page, last)


def test_f6_finds_the_person_beside_the_list(page: ContactsPage) -> None:
    first, second = page.regions()
    second.take_focus()
    assert page.panel.head.log.hasFocus()
    first.take_focus()
    assert page.list.view.hasFocus()


def test_a_first_page_that_answers_late_does_not_take_the_place_of_who_was_sought(
    page: ContactsPage, people: Any, workplace: Workplace, qtbot: QtBot
) -> None:
    pane = page.list
    qtbot.waitUntil(lambda: pane.model.rowCount() > 1)
    late = list_loading.first(workplace.desk, pane._filter, pane.columns.shown(), SILENT)
    others = array("q", [each for each in late.ids if each != people.theo])
    pane._asked += 1
    asked, whole = pane._asked, list_loading.everything(workplace.desk, pane._filter, pane.columns.shown(), SILENT)
    pane._asked += 1
    pane._take(pane._asked, whole)
    page.show_person(people.theo)
    pane._take_first(False, asked, replace(late, ids=others))
    assert people.theo in pane.model.ids()
    assert page.person_shown() == people.theo
