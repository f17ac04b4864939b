"""A call made through the window: by keys alone, nothing typed is lost, and each call is one step back."""

from dataclasses import replace
from datetime import date, timedelta

import months
import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.call_mode import CallNotes
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId, EntryId
from refdesk.domain.ranking import Rank
from refdesk.services import call_mode, campaign_days, contacts, promise_lists
from refdesk.services import today as today_lines
from refdesk.services.call_mode import Call
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.ui import outside, theme
from refdesk.ui.campaign import call_keys
from refdesk.ui.campaign.call_panel import CallPanel
from refdesk.ui.campaign.campaign_page import CampaignPage
from refdesk.ui.campaign.day_panel import EntryLine
from refdesk.ui.today.today_page import TodayPage
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

DAY = date(2026, 11, 18)
LAST = date(2026, 11, 30)
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
PEOPLE = ("Ana", "Bo", "Cleo")


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for at, name in enumerate(PEOPLE):
        office.contact(
            name, "Lind", phone=f"(614) 555-010{at}", rank=list(Rank)[at], may_be_called=MayBeCalled.YES,
            what_they_do=f"Work of {name}", good_lead_for_them="Cafés" if name == "Ana" else "",
        )  # fmt: skip
    return months.all_on(office.desk, DAY, last=LAST)


@pytest.fixture
def page(qtbot: QtBot, workplace: Workplace, month: CampaignId) -> CampaignPage:  # noqa: ARG001 - it is planned first
    made = CampaignPage(workplace)
    qtbot.addWidget(made)
    made.resize(1236, 836)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.calls.take_focus()
    return made


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "something has the focus"
    return widget


def entry(page: CampaignPage, at: int) -> EntryId:
    return page.calls.calls()[at].entry_id


def call(desk: Desk, entry_id: EntryId, office: Office) -> Call:
    return desk.ask(call_mode.call, entry_id, DAY, office.working, desk.zone)


def said(panel: CallPanel) -> str:
    return "\n".join(each.text() for each in panel.findChildren(Label) if each.isVisible())


def test_no_answer_takes_two_keys_from_the_list(
    page: CampaignPage, qtbot: QtBot, office: Office, workplace_said: Said
) -> None:
    first = entry(page, 0)
    qtbot.keyClick(focus(), Qt.Key.Key_N)
    assert focus() is page.call.foot.save
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert workplace_said.done == ["Ana Lind: no answer. Next try on November 19"]
    assert call(office.desk, first, office).code is Code.NO_ANSWER
    line = focus()
    assert isinstance(line, EntryLine)
    assert line.entry.name == "Bo Lind"
    assert page.call.top._name.text() == "Bo Lind"
    office.desk.undo()
    assert call(office.desk, first, office).code is None


def test_a_talk_is_typed_and_saved_by_keys_alone(
    page: CampaignPage, qtbot: QtBot, office: Office, workplace_said: Said
) -> None:
    first = entry(page, 0)
    form = page.call.form
    qtbot.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is form.answer
    assert form.ask.locked.isVisible()
    assert "The ask opens when you have written down how you can help Ana." in said(page.call)
    qtbot.keyClicks(focus(), "A carpenter")
    assert not form.ask.locked.isVisible()
    assert form.ask.words.isVisible()
    for _stop in range(3):
        qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is form.named.first.name
    qtbot.keyClicks(focus(), "Theo Marchetti")
    qtbot.keyClick(focus(), Qt.Key.Key_T, ALT)
    assert focus() is form.named.first.name
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert workplace_said.done == ["Ana Lind: talked"]
    ended = call(office.desk, first, office)
    assert (ended.code, ended.notes.row.help, ended.notes.row.referral_name) == (
        Code.TALKED, "A carpenter", "Theo Marchetti",
    )  # fmt: skip
    assert ended.notes.row.good_lead == ""
    assert focus() is form.answer
    assert page.call.top._name.text() == "Bo Lind"
    assert form.answer.text() == ""


def test_the_plain_letter_types_in_a_field_and_the_modified_one_chooses(page: CampaignPage, qtbot: QtBot) -> None:
    page.call.begin()
    qtbot.keyClicks(focus(), "tmn0")
    assert page.call.form.answer.text() == "tmn0"
    assert page.call.foot.code() is None
    qtbot.keyClick(focus(), Qt.Key.Key_B, ALT)
    assert page.call.foot.code() is Code.CALL_BACK
    assert focus() is page.call.foot.call_back


def test_nothing_just_now_opens_the_ask_with_one_key(page: CampaignPage, qtbot: QtBot) -> None:
    qtbot.keyClick(focus(), Qt.Key.Key_0)
    assert page.call.form.nothing.isChecked()
    assert page.call.form.ask.words.isVisible()
    page.call.begin()
    qtbot.keyClick(focus(), Qt.Key.Key_0, ALT)
    assert page.call.form.ask.locked.isVisible()


def test_what_is_missing_is_said_beside_its_field(page: CampaignPage, qtbot: QtBot, workplace_said: Said) -> None:
    panel = page.call
    panel.begin()
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert panel.foot.sentence.text() == "Choose how it went."
    panel.form.promises.lead.words.setText("a baker")
    qtbot.keyClick(focus(), Qt.Key.Key_B, ALT)
    assert not panel.foot.sentence.isVisible()
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert panel.foot._field.error() == "Choose a day after this one on which to call back."
    assert panel.form.promises.lead.fields[1].error() == "Type the day by which you promised the lead."
    panel.foot.call_back.setFocus()
    qtbot.keyClicks(focus(), "someday")
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert panel.foot._field.error() == "This is not a day. Type it as 11/18/26."
    panel.foot.call_back.set_day(date(2026, 11, 24))
    panel.form.promises.lead.by.set_day(date(2026, 11, 20))
    panel.save()
    assert workplace_said.done == ["Ana Lind: call back. Next try on November 24"]


def test_going_away_keeps_what_is_typed(page: CampaignPage, qtbot: QtBot, office: Office) -> None:
    first, second = entry(page, 0), entry(page, 1)
    page.call.begin()
    qtbot.keyClicks(focus(), "A carpenter")
    page.calls.choose(second)
    assert call(office.desk, first, office).notes.row.help == "A carpenter"
    assert page.call.form.answer.text() == ""
    page.calls.choose(first)
    assert page.call.form.answer.text() == "A carpenter"
    page.call.form.notes.setPlainText("Back from Rome")
    page.hide()
    assert call(office.desk, first, office).notes.more.notes == "Back from Rome"


def test_leaving_the_field_for_another_place_keeps_it_too(page: CampaignPage, qtbot: QtBot, office: Office) -> None:
    page.call.begin()
    qtbot.keyClicks(focus(), "A carpenter")
    focus().clearFocus()
    assert call(office.desk, entry(page, 0), office).notes.row.help == "A carpenter"


def test_a_pause_keeps_it_and_leaves_the_cursor_where_it_is(page: CampaignPage, qtbot: QtBot, office: Office) -> None:
    page.call.begin()
    qtbot.keyClicks(focus(), "A car")
    assert page.call._soon.isActive()
    page.call._soon.timeout.emit()
    assert call(office.desk, entry(page, 0), office).notes.row.help == "A car"
    assert focus() is page.call.form.answer
    qtbot.keyClicks(focus(), "penter")
    page.refresh()
    assert page.call.form.answer.text() == "A carpenter"
    assert focus() is page.call.form.answer


def test_undo_brings_back_the_notes_that_were_typed(page: CampaignPage, qtbot: QtBot, office: Office) -> None:
    first = entry(page, 0)
    page.call.begin()
    qtbot.keyClicks(focus(), "A carpenter")
    qtbot.keyClick(focus(), Qt.Key.Key_T, ALT)
    qtbot.keyClick(focus(), Qt.Key.Key_Return, CTRL)
    assert page.calls.chosen() != first
    office.desk.undo()
    assert page.calls.chosen() == first
    assert page.call.is_open
    assert page.call.form.answer.text() == "A carpenter"


def test_the_last_call_says_so_and_a_done_one_shows_what_came_of_it(
    page: CampaignPage, qtbot: QtBot, workplace_said: Said
) -> None:
    for _name in PEOPLE:
        qtbot.keyClick(focus(), Qt.Key.Key_M)
        qtbot.keyClick(focus(), Qt.Key.Key_Return)
    last = "Cleo Lind: message left. Next try on November 19. That was the last call of the day"
    assert workplace_said.done[-1] == last
    page.calls.go_to(0)
    assert not page.call.form.isVisible()
    assert "M, message left" in [each.text() for each in page.call.result.findChildren(Label)]
    assert page.call.foot.save.words() == "Next call"


def test_esc_goes_back_to_the_list(page: CampaignPage, qtbot: QtBot) -> None:
    page.call.begin()
    qtbot.keyClick(focus(), Qt.Key.Key_Escape)
    line = focus()
    assert isinstance(line, EntryLine)
    assert line.entry.entry_id == page.calls.chosen()


def test_back_and_skip_walk_the_day(page: CampaignPage) -> None:
    page.call.begin()
    page.call.foot.skip.click()
    assert page.call.top._name.text() == "Bo Lind"
    page.call.foot.back.click()
    assert page.call.top._name.text() == "Ana Lind"
    page.call.foot.back.click()
    assert page.call.top._name.text() == "Ana Lind"


def test_dialing_hands_the_number_on_and_goes_to_the_answer(
    page: CampaignPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, workplace_said: Said
) -> None:
    dialed: list[str] = []
    monkeypatch.setattr(outside, "open_address", lambda address: bool(dialed.append(address)) or True)
    qtbot.keyClick(focus(), Qt.Key.Key_D)
    assert dialed == ["tel:+16145550100"]
    assert focus() is page.call.form.answer
    monkeypatch.setattr(outside, "open_address", lambda _address: False)
    qtbot.keyClick(focus(), Qt.Key.Key_D, ALT)
    assert workplace_said.told == ["No program here can dial. Call (614) 555-0100 by hand."]


def test_the_person_is_a_key_away(page: CampaignPage, qtbot: QtBot, office: Office) -> None:
    with qtbot.waitSignal(page.person_wanted) as asked:
        qtbot.keyClick(focus(), Qt.Key.Key_P)
    assert asked.args == [call(office.desk, entry(page, 0), office).contact_id]
    page.call.begin()
    with qtbot.waitSignal(page.person_wanted):
        qtbot.keyClick(focus(), Qt.Key.Key_P, ALT)


def test_further_promises_and_people_are_lines_of_their_own(page: CampaignPage, qtbot: QtBot, office: Office) -> None:
    form = page.call.form
    form.answer.setPlainText("A carpenter")
    form.promises.add.click()
    assert focus() is form.promises.others[0].words
    qtbot.keyClicks(focus(), "Send the plan")
    qtbot.keyClick(focus(), Qt.Key.Key_Tab)
    assert focus() is form.promises.others[0].by
    qtbot.keyClicks(focus(), "tomorrow")
    assert not form.named.add.isVisible()
    qtbot.keyClicks(form.named.first.name, "Theo Marchetti")
    form.named.add.click()
    qtbot.keyClicks(focus(), "Petra Vondrak")
    form.named.others[0].way.set_value("given")
    form.work.setPlainText("Runs two cafés")
    page.call.act("T")
    page.call.save()
    desk = office.desk
    open_ones = desk.ask(promise_lists.open_ones, Clocks(desk.now(), office.working))
    assert [each.text for each in open_ones] == ["Send the plan"]
    ended = call(desk, entry(page, 0), office)
    assert [each.name for each in ended.notes.more.named] == ["Petra Vondrak"]
    assert desk.ask(contacts.draft_of, ended.contact_id).draft.what_they_do == "Runs two cafés"


def test_others_who_type_notes_for_the_same_call_are_not_overwritten(
    page: CampaignPage, qtbot: QtBot, office: Office
) -> None:
    first = entry(page, 0)
    page.call.begin()
    qtbot.keyClicks(focus(), "A carpenter")
    theirs = CallNotes(FilledRow(help="A roofer"))
    office.desk.do(call_mode.keep_notes, first, DAY, theirs, was=CallNotes())
    assert page.call.notices.overtaken.isVisible()
    told = page.call.notices.overtaken.clashes.text()
    assert told == "The answer: mine “A carpenter”, theirs “A roofer”"
    assert page.call.form.answer.text() == "A carpenter"
    page.call.notices.overtaken.theirs.click()
    assert page.call.form.answer.text() == "A roofer"
    qtbot.keyClicks(page.call.form.notes, "Mine")
    known = call(office.desk, first, office).notes
    office.desk.do(call_mode.keep_notes, first, DAY, replace(theirs, row=FilledRow(help="Two")), was=known)
    page.call.notices.overtaken.mine.click()
    assert call(office.desk, first, office).notes.more.notes == "Mine"


def test_a_result_that_others_entered_meanwhile_is_told_and_what_was_typed_stays_in_sight(
    page: CampaignPage, qtbot: QtBot, office: Office
) -> None:
    first = entry(page, 0)
    page.call.begin()
    qtbot.keyClicks(focus(), "A carpenter")
    office.desk.do(call_mode.end, first, DAY, CallNotes(FilledRow(code=Code.NO_ANSWER)), was=CallNotes())
    assert "Somebody else entered the result of this call in the meantime." in said(page.call)
    assert page.call.form.answer.text() == "A carpenter"
    assert page.call.form.answer.isVisible()


def test_a_call_of_another_day_can_be_made_today(
    page: CampaignPage, month: CampaignId, office: Office, clock: TestClock, workplace_said: Said
) -> None:
    first = entry(page, 0)
    clock.forward(days=1)
    page.show_call(first)
    assert "what you save here counts for that day" in said(page.call)
    page.call.notices.other_day.pressed.emit()
    assert workplace_said.done == ["Ana Lind is called today"]
    assert page._day == DAY + timedelta(days=1)
    assert [each.name for each in office.desk.ask(campaign_days.day_entries, month, page._day)] == ["Ana Lind"]
    assert page.call.top._name.text() == "Ana Lind"


def test_somebody_who_is_not_to_be_called_any_more_is_said_so(page: CampaignPage, office: Office) -> None:
    second = call(office.desk, entry(page, 1), office)
    page.calls.go_to(1)
    page.call.form.answer.setPlainText("Words")
    page.call.keep()
    office.desk.do(contacts.mark_do_not_call, second.contact_id)
    assert "Bo Lind is not to be called" in said(page.call)
    assert not page.call.act("T")


def test_every_part_has_a_name_and_the_other_look_too(page: CampaignPage, qapp: QApplication) -> None:
    page.call.form.nothing.setChecked(True)
    theme.apply(qapp, theme.Mode.DARK, motion=False)
    for widget in page.call.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
    assert not page.call.grab().isNull()
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)


def test_the_keys_are_shown_as_they_are_pressed() -> None:
    assert call_keys.shown("T") in {"Alt+T", "Ctrl+T"}


def test_f6_goes_from_the_calendar_to_the_calls_and_to_the_call(page: CampaignPage) -> None:
    calendar, calls, made = page.regions()
    calendar.take_focus()
    assert focus() is page.month.calendar.cells()[DAY]
    calls.take_focus()
    assert isinstance(focus(), EntryLine)
    made.take_focus()
    assert focus() is page.call.form.answer
    page.enter_results()
    assert len(page.regions()) == 1


def test_a_call_that_is_gone_leaves_room_and_a_sentence(page: CampaignPage, workplace_said: Said) -> None:
    page.show_call(EntryId(99))
    assert [str(fault) for fault in workplace_said.faults] == [
        "This call is no longer there. The plan was changed in the meantime."
    ]
    assert page.call.top._name.text() == "Ana Lind"


def test_a_line_of_today_leads_to_its_call(
    workplace: Workplace, month: CampaignId, office: Office, qtbot: QtBot
) -> None:
    today = TodayPage(workplace)
    qtbot.addWidget(today)
    (second,) = (
        each.entry_id for each in office.desk.ask(campaign_days.day_entries, month, DAY) if each.name == "Bo Lind"
    )
    lines = office.desk.ask(today_lines.lines, office.desk.now(), office.working)
    line = next(each for each in lines if each.entry_id == second)
    with qtbot.waitSignal(today.campaign_call_wanted) as asked:
        today._acts.act(line)
    assert asked.args == [second]
