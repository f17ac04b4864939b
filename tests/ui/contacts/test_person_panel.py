"""The person's page: what stands on it, and what its links and ticks do."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.asking import AskFacts
from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.lessons import LessonKey
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.plan import PlanDraft
from refdesk.domain.touches import Asked, TouchDraft
from refdesk.services import contacts, evidence, households, lessons, links, pictures, plans, touches
from refdesk.services.desk import Desk
from refdesk.ui.contacts import person_asks, person_parts
from refdesk.ui.contacts.evidence_dialog import EvidenceDialog
from refdesk.ui.contacts.household_dialog import HouseholdDialog
from refdesk.ui.contacts.lessons_dialog import LessonsDialog
from refdesk.ui.contacts.link_dialog import LinkDialog
from refdesk.ui.contacts.person_panel import PersonPanel
from refdesk.ui.contacts.person_parts import Part
from refdesk.ui.contacts.plan_dialog import PlanDialog
from refdesk.ui.contacts.review_dialog import ReviewDialog
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.line import Line, Lines
from refdesk.ui.workplace import Workplace


@pytest.fixture
def desk(workplace: Workplace) -> Desk:
    return workplace.desk


@pytest.fixture
def panel(workplace: Workplace, window: QWidget, people: Any) -> PersonPanel:
    made = PersonPanel(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show_person(people.ana)
    return made


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def _lines(panel: PersonPanel, part: Part) -> dict[str, Line]:
    (shown,) = panel.parts.part(part).findChildren(Lines)
    return {line.accessibleName(): line for line in shown.lines()}


def _opened(panel: PersonPanel, kind: type[Dialog]) -> bool:
    found = panel.window().findChild(kind)
    if found is not None:
        found.reject()
    return found is not None


def test_the_next_step_is_done_by_one_click(panel: PersonPanel, people: Any, desk: Desk, workplace_said: Any) -> None:
    assert not panel.strip.isVisible()
    desk.do(plans.save, people.ana, PlanDraft(next_step="Lunch", next_step_on=desk.today()))
    panel.refresh()
    assert "Lunch, today" in _words(panel.strip)
    panel.strip.change.click()
    assert _opened(panel, PlanDialog)
    panel.strip.done.click()
    assert workplace_said.done == ["Next step with Ana Diaz done"]
    panel.refresh()
    assert not panel.strip.isVisible()
    desk.undo()
    panel.refresh()
    assert panel.strip.isVisible()


def test_a_next_step_that_was_forgotten_says_since_when(panel: PersonPanel, people: Any, desk: Desk) -> None:
    desk.do(plans.save, people.ana, PlanDraft(next_step="Lunch", next_step_on=desk.today() - timedelta(days=3)))
    panel.refresh()
    assert "Lunch. It was planned for" in _words(panel.strip)


def test_levels_stand_with_their_newest_line_and_open_their_window(panel: PersonPanel, people: Any, desk: Desk) -> None:
    desk.do(evidence.note, EvidenceDraft(people.ana, Of.TRUST, date(2026, 1, 5), 2, "Left us the keys"))
    desk.do(evidence.note, EvidenceDraft(people.ana, Of.TRUST, date(2026, 5, 5), text="Sent her own sister"))
    panel.refresh()
    lines = _lines(panel, Part.KNOWING)
    assert list(lines) == ["Knows us, not yet", "Likes us, not yet", "Trusts us, well, Sent her own sister",
                           "Happy, not asked"]  # fmt: skip
    lines["Trusts us, well, Sent her own sister"].click()
    assert _opened(panel, EvidenceDialog)


def test_plan_and_lessons_stand_below_each_other(panel: PersonPanel, people: Any, desk: Desk) -> None:
    assert "No plan yet" in _words(panel.parts.part(Part.PLAN))
    desk.do(plans.save, people.ana, PlanDraft(benefit="Rooms that are ready", words="Talk to Nadia"))
    desk.do(lessons.teach, people.ana, LessonKey.WHOM_WE_HELP, can_repeat=True)
    panel.refresh()
    words = _words(panel.parts.part(Part.PLAN))
    assert "Good for them\nRooms that are ready" in words
    assert "We ask them to" not in words
    assert "Whom we help (Nov 18). 1 of 5 taught, 1 repeated" in words
    panel.parts.lessons_wanted.emit()
    assert _opened(panel, LessonsDialog)


def test_asks_say_from_when_on_it_is_free_again(panel: PersonPanel, people: Any, desk: Desk) -> None:
    part = panel.parts.part(Part.ASKS)
    assert "Never asked directly. Give first." in _words(part)
    desk.do(touches.log, TouchDraft(people.ana, desk.now() - timedelta(days=10), summary="Lunch", asked=Asked.DIRECTLY))
    panel.refresh()
    words = _words(part)
    assert "Last asked November 8; free from February 6 on." in words
    assert "Asked\nLunch" in words
    long_ago = AskFacts(last_asked_on=date(2025, 3, 3))
    assert person_asks.asked_words(long_ago, desk.today()) == "Last asked Mar ’25; free to ask again."


def test_links_and_household_lead_to_the_other_person(
    panel: PersonPanel, people: Any, desk: Desk, qtbot: QtBot, workplace_said: Any
) -> None:
    assert "Shares an address with nobody here." in _words(panel.parts.part(Part.HOUSEHOLD))
    desk.do(links.add, LinkDraft(people.ana, people.bo, LinkKind.PARENT))
    desk.do(households.together, (people.ana, people.cleo))
    desk.do(contacts.set_status, people.cleo, Status.INACTIVE)
    panel.refresh()
    for part, name, who in (
        (Part.LINKS, "parent of, Bo Lind", people.bo), (Part.HOUSEHOLD, "Cleo Ruiz, inactive", people.cleo)
    ):  # fmt: skip
        with qtbot.waitSignal(panel.person_wanted) as heard:
            _lines(panel, part)[name].click()
        assert heard.args == [who]
    removes = [each for each in panel.findChildren(QWidget) if each.accessibleName().startswith("Remove the link")]
    assert [each.accessibleName() for each in removes] == ["Remove the link: parent of Bo Lind"]
    removes[0].click()  # type: ignore[attr-defined]
    assert workplace_said.done == ["Link to Bo Lind removed"]
    assert desk.ask(links.of, people.ana) == ()
    for signal, kind in ((panel.parts.link_wanted, LinkDialog), (panel.parts.household_wanted, HouseholdDialog)):
        signal.emit()
        assert _opened(panel, kind)


def test_who_left_is_said_on_top_with_the_way_back(panel: PersonPanel, people: Any, desk: Desk) -> None:
    assert not panel.left_notice.isVisible()
    desk.do(contacts.set_status, people.ana, Status.DECEASED)
    panel.refresh()
    assert "Deceased." in _words(panel.left_notice)
    panel.left_notice.back_wanted.emit()
    assert desk.ask(contacts.draft_of, people.ana).draft.status is Status.ACTIVE


def test_a_client_review_is_offered_when_it_is_due(panel: PersonPanel, people: Any, desk: Desk) -> None:
    assert not panel.review_notice.isVisible()
    panel.show_person(people.bo)
    assert "due since May 2025" in _words(panel.review_notice)
    panel.review_notice.pressed.emit()
    assert _opened(panel, ReviewDialog)
    bo = desk.ask(contacts.draft_of, people.bo).draft
    desk.do(contacts.save, people.bo, replace(bo, client_since=desk.today()))
    panel.refresh()
    assert not panel.review_notice.isVisible()


def test_a_photo_is_chosen_by_the_menu_and_removed(
    panel: PersonPanel, people: Any, desk: Desk, workplace_said: Any, tmp_path: Path
) -> None:
    workplace_said.opens = tmp_path / "ana.png"
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.save(str(workplace_said.opens))
    offered = {action.property("words"): action for action in panel.more_menu().actions()}
    assert not panel.head.photo.isVisible()
    offered["Photo…"].trigger()
    panel.refresh()
    assert panel.head.photo.isVisible()
    assert not panel.head.photo.grab().isNull()
    menu = {action.property("words"): action for action in panel.head.photo.menu().actions()}
    menu["Remove the photo"].trigger()
    assert workplace_said.done == ["Photo of Ana Diaz saved", "Photo of Ana Diaz removed"]
    assert desk.ask(pictures.photo_of, people.ana) is None
    desk.undo()
    assert desk.ask(pictures.photo_of, people.ana)


def test_marks_stand_beside_the_work(panel: PersonPanel, desk: Desk) -> None:
    draft = ContactDraft(given="Ida", influential=True, small_business_owner=True)
    panel.show_person(desk.do(contacts.add, draft))
    assert panel.head.influential.isVisible()
    assert panel.head.owner.isVisible()


def test_a_narrow_panel_makes_only_the_parts_that_are_seen(workplace: Workplace, window: QWidget, people: Any) -> None:
    window.resize(612, 636)
    made = PersonPanel(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(made)
    made.show()
    made.show_person(people.ana)
    assert Part.TIMELINE not in made.parts._made
    for tab, part in ((person_parts.PLAN, Part.PLAN), (person_parts.GIFTS, Part.GIFTS)):
        made.parts.tabs.choose(tab)
        made.parts.tabs.chosen.emit(tab)
        assert made.parts.part(part).isVisible()
        assert not made.parts.part(Part.LEAD).isVisible()


def test_tab_goes_down_the_left_column_and_then_down_the_right_one(panel: PersonPanel, qtbot: QtBot) -> None:
    qtbot.wait(1)
    stop, seen = panel.parts.tabs.nextInFocusChain(), []
    while stop is not panel.parts.tabs:
        seen.append(stop)
        stop = stop.nextInFocusChain()
    inside = [
        next((part for part in Part if part in panel.parts._made and panel.parts.part(part).isAncestorOf(each)), None)
        for each in seen
        if each.isVisible() and each.focusPolicy().value & 1
    ]
    order = list(dict.fromkeys(each for each in inside if each is not None))
    wanted = [part for part in (*person_parts.LEFT, *person_parts.RIGHT) if part in order]
    assert order == wanted


def test_the_focus_stays_on_its_line_when_the_page_is_read_again(panel: PersonPanel, people: Any, desk: Desk) -> None:
    line = next(iter(_lines(panel, Part.KNOWING).values()))
    line.setFocus()
    desk.do(evidence.note, EvidenceDraft(people.ana, Of.KNOW, desk.today(), 2, "Saw two kitchens"))
    panel.refresh()
    again = next(iter(_lines(panel, Part.KNOWING).values()))
    assert again is not line
    assert again.hasFocus()


def test_a_long_name_is_whole_and_the_menu_offers_what_gave_way(panel: PersonPanel) -> None:
    head = panel.head
    head.resize(900, head.height())
    assert not head.refer.isHidden()
    assert not head.call.isHidden()
    head.name.setText("Priyanka Venkataraman-Papadopoulos")
    head.set_wide(True)
    head.resize(700, head.height())
    assert head.refer.isHidden()
    offered = [each.property("words") for each in panel.more_menu().actions()]
    assert {"New referral from them…", "Call…", "Promise…", "Reminder…"} <= set(offered)


def test_who_is_owed_a_card_has_it_printed_from_their_page(panel: PersonPanel, people: Any, qtbot: QtBot) -> None:
    assert not panel.head.card.isHidden()
    with qtbot.waitSignal(panel.cards_wanted) as asked:
        panel.head.card.click()
    assert len(asked.args[0]) == 1
    assert "Print a card…" in [each.property("words") for each in panel.more_menu().actions()]
    panel.show_person(people.bo)
    assert panel.head.card.isHidden()
    assert "Print a card…" not in [each.property("words") for each in panel.more_menu().actions()]


def test_tab_leaves_a_list_for_what_stands_below_from_any_of_its_lines(panel: PersonPanel, qtbot: QtBot) -> None:
    lines = list(_lines(panel, Part.KNOWING).values())
    plan = panel.parts.part(Part.PLAN)
    for line in (lines[0], lines[2]):
        line.setFocus()
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        focus = panel.window().focusWidget()
        assert focus is not None
        assert plan.isAncestorOf(focus)


def test_pages_to_give_away_are_made_from_the_page_of_a_person(panel: PersonPanel, people: Any, qtbot: QtBot) -> None:
    offered = {action.property("words"): action for action in panel.more_menu().actions()}
    for words, key in (
        ("Desk plan to give them…", "hand-out-desk"), ("“Who I can help” for them…", "hand-out-who"),
        ("“How I treat people” for them…", "hand-out-treat"),
    ):  # fmt: skip
        with qtbot.waitSignal(panel.hand_out_wanted) as asked:
            offered[words].trigger()
        assert asked.args == [key, people.ana]
