"""The timeline on a person's page: read in pages, filtered, opened and taken back by keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import Outcome, TouchDraft, TouchKind
from refdesk.services import contacts, gifts, person, promises, timeline, touches
from refdesk.services.timeline import Show
from refdesk.ui.contacts.person_timeline import SHOWN_FIRST, PersonTimeline
from refdesk.ui.contacts.timeline_entry import TimelineEntry
from refdesk.ui.contacts.timeline_words import TimelineWords
from refdesk.ui.contacts.touch_dialog import TouchDialog
from refdesk.ui.workplace import Workplace


@pytest.fixture
def office(workplace: Workplace) -> Office:
    return Office(workplace.desk)


@pytest.fixture
def section(qtbot: QtBot, workplace: Workplace) -> Iterator[PersonTimeline]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 900)
    made = PersonTimeline(workplace, window)
    made.resize(420, 860)
    window.show()
    yield made
    window.close()


def show(section: PersonTimeline, workplace: Workplace, who: ContactId) -> None:
    desk = workplace.desk
    section.show_person(desk.ask(person.panel, who, desk.today(), desk.zone), desk.today())


def titles(section: PersonTimeline) -> list[str]:
    return [each.entry.title for each in section.list.entries()]


def entry(section: PersonTimeline, title: str) -> TimelineEntry:
    return next(each for each in section.list.entries() if each.entry.title == title)


def test_a_screenful_at_once_and_the_rest_page_by_page(
    section: PersonTimeline, workplace: Workplace, office: Office
) -> None:
    ana, desk = office.contact(), workplace.desk
    for day in range(130):
        desk.do(touches.log, TouchDraft(ana, desk.now() - timedelta(days=day), summary=f"Talk {day}"))
    show(section, workplace, ana)
    assert titles(section) == [f"Talk {day}" for day in range(SHOWN_FIRST)]
    kept = section.list.entries()[0]
    section.more.click()
    assert len(titles(section)) == 50
    section.more.click()
    section.more.click()
    assert titles(section) == [f"Talk {day}" for day in range(130)]
    assert section.more.isHidden()
    assert section.list.entries()[0] is kept
    desk.do(touches.log, TouchDraft(ana, desk.now(), summary="Talk again"))
    show(section, workplace, ana)
    assert titles(section) == ["Talk again", *(f"Talk {day}" for day in range(129))]
    show(section, workplace, office.contact("Bo", "Lind"))
    assert (titles(section), section._none.isVisible()) == ([], True)


def test_what_is_seen_at_the_end_brings_the_next_page(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, office: Office
) -> None:
    ana, desk = office.contact(), workplace.desk
    for day in range(60):
        desk.do(touches.log, TouchDraft(ana, desk.now() - timedelta(days=day)))
    section.set_alone(True)
    show(section, workplace, ana)
    assert len(titles(section)) == 50
    section.resize(420, 3000)
    section.more.seen.emit()
    qtbot.waitUntil(lambda: len(titles(section)) == 60)


def test_chips_and_a_word_filter_and_stay_for_the_next_person(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, office: Office
) -> None:
    ana, bo, desk = office.contact(rank=Rank.A), office.contact("Bo", "Lind"), workplace.desk
    for who in (ana, bo):
        desk.do(touches.log, TouchDraft(who, desk.now(), summary="Coffee"))
        desk.do(gifts.log, GiftDraft(who, "Linden honey", desk.today()))
    show(section, workplace, ana)
    assert section.chips.isHidden()
    section.filter.click()
    assert section.chips.isVisible()
    section.chips.chip(Show.GIFTS_AND_CARDS).click()
    assert titles(section) == ["Linden honey"]
    show(section, workplace, bo)
    assert titles(section) == ["Linden honey"]
    section.chips.chip(Show.EDITS).click()
    assert titles(section) == ["Added"]
    section.chips.chip(Show.ALL).click()
    section.list.entries()[0].setFocus()
    qtbot.keyClick(section.list.entries()[0], "c")
    assert section.search.text() == "c"
    qtbot.waitUntil(lambda: titles(section) == ["Coffee"])
    section.search.setText("nothing of the kind")
    qtbot.waitUntil(lambda: titles(section) == [])
    assert section._none.text() == "Nothing like this."


def test_a_conversation_is_opened_corrected_and_removed_by_keys(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, workplace_said: Said, office: Office
) -> None:
    ana, desk = office.contact(), workplace.desk
    logged = desk.do(touches.log, TouchDraft(ana, desk.now(), summary="Cofee", outcome=Outcome.MESSAGE_LEFT))
    show(section, workplace, ana)
    qtbot.keyClick(section.list.entries()[0], Qt.Key.Key_Return)
    (dialog,) = section.window().findChildren(TouchDialog)
    assert dialog.draft() == desk.ask(touches.of, logged).draft
    dialog.note.setPlainText("Coffee")
    dialog.kind.set_value(TouchKind.MEETING)
    dialog.day.set_day(desk.today() - timedelta(days=2))
    dialog.main_button.click()
    changed = desk.ask(touches.of, logged).draft
    assert (changed.summary, changed.kind, changed.outcome) == ("Coffee", TouchKind.MEETING, Outcome.TALKED)
    assert changed.at.date() == date(2026, 11, 16)
    show(section, workplace, ana)
    assert titles(section) == ["Coffee"]
    qtbot.keyClick(section.list.entries()[0], Qt.Key.Key_Delete)
    show(section, workplace, ana)
    assert titles(section) == []
    desk.undo()
    assert workplace_said.done == ["Conversation with Ana Diaz changed", "Conversation removed"]


def test_u_takes_a_line_back_and_overtaken_says_why(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, workplace_said: Said, office: Office
) -> None:
    ana, desk = office.contact(rank=Rank.B), workplace.desk
    desk.do(gifts.log, GiftDraft(ana, "Linden honey", desk.today()))
    desk.do(contacts.set_rank, ana, Rank.A)
    show(section, workplace, ana)
    qtbot.keyClick(entry(section, "Linden honey"), Qt.Key.Key_U)
    assert workplace_said.told == ["Taken back: Gift to Ana Diaz logged"]
    opened = desk.ask(contacts.draft_of, ana).draft
    desk.do(contacts.save, ana, replace(opened, job_title="Dentist"))
    show(section, workplace, ana)
    assert titles(section) == ["Rank B → A"]
    qtbot.keyClick(entry(section, "Rank B → A"), Qt.Key.Key_U)
    (fault,) = workplace_said.faults
    assert "changed later" in fault.sentence
    assert desk.ask(contacts.draft_of, ana).draft.rank is Rank.A


def test_a_promise_is_kept_from_its_menu_and_other_lines_are_read_whole(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, workplace_said: Said, office: Office
) -> None:
    ana, desk = office.contact(), workplace.desk
    made = desk.do(promises.add, PromiseDraft(ana, "A book", date(2026, 12, 1)))
    show(section, workplace, ana)
    menu = section.acts.menu(section.list.entries()[0])
    words = [action.property("words") for action in menu.actions() if not action.isSeparator()]
    assert words == ["Open", "Kept", "Dropped", "Change…", "Undo: Promise to Ana Diaz noted"]
    menu.actions()[1].trigger()
    assert desk.ask(person.panel, ana, desk.today(), desk.zone).promises[0].promise_id == made
    show(section, workplace, ana)
    assert titles(section) == ["Promise kept: A book", "Promised: A book"]
    qtbot.keyClick(section.list.entries()[0], Qt.Key.Key_Return)
    (whole,) = section.window().findChildren(TimelineWords)
    whole.main_button.click()
    assert workplace_said.done == ["Promise kept"]
    assert workplace_said.told == ["Taken back: Promise to Ana Diaz kept"]


def test_a_referral_is_shown_where_referrals_are(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, office: Office
) -> None:
    ana = office.contact()
    sent = office.referral(ana)
    show(section, workplace, ana)
    with qtbot.waitSignal(section.referral_shown_wanted) as shown:
        qtbot.mouseClick(section.list.entries()[0], Qt.MouseButton.LeftButton)
    assert shown.args == [sent]


def test_arrows_move_and_names_are_said(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, clock: TestClock, office: Office
) -> None:
    ana, desk = office.contact(), workplace.desk
    for said in ("One", "Two", "Three"):
        clock.forward(hours=1)
        desk.do(touches.log, TouchDraft(ana, desk.now(), summary=said, outcome=Outcome.MESSAGE_LEFT))
    show(section, workplace, ana)
    first, second, _third = section.list.entries()
    assert first.accessibleName() == "Wednesday, November 18, Three, Message left"
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    show(section, workplace, ana)
    assert titles(section) == ["Three", "One"]
    assert section.list.entries()[1].hasFocus()


def test_an_import_is_not_taken_back_by_one_key(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = workplace.desk
    ana = office.contact()
    show(section, workplace, ana)
    section.chips.chip(Show.EDITS).click()
    (added,) = section.list.entries()
    behind = desk.ask(timeline.behind, added.entry)
    asked = []
    monkeypatch.setattr(timeline, "behind", lambda _session, _line: replace(behind, is_wide=True))
    monkeypatch.setattr("refdesk.ui.widgets.menu.Menu.popup", lambda menu, _where: asked.append(menu.accessibleName()))
    qtbot.keyClick(added, Qt.Key.Key_U)
    assert asked == ["Added"]
    assert desk.ask(contacts.draft_of, ana).draft == ContactDraft(given="Ana", family="Diaz")


def test_the_keys_stay_on_their_line_when_lines_come_and_go(
    qtbot: QtBot, section: PersonTimeline, workplace: Workplace, office: Office
) -> None:
    ana, desk = office.contact(), workplace.desk
    for day in range(4):
        desk.do(touches.log, TouchDraft(ana, desk.now() - timedelta(days=day), summary=f"Talk {day}"))
    show(section, workplace, ana)
    section.window().activateWindow()
    entry(section, "Talk 2").setFocus()
    qtbot.waitUntil(entry(section, "Talk 2").hasFocus)
    desk.do(touches.log, TouchDraft(ana, desk.now(), summary="Talk again"))
    show(section, workplace, ana)
    assert entry(section, "Talk 2").hasFocus()
    qtbot.keyClick(entry(section, "Talk 2"), Qt.Key.Key_Delete)
    show(section, workplace, ana)
    assert entry(section, "Talk 3").hasFocus()
    desk.undo()
    show(section, workplace, ana)
    assert entry(section, "Talk 3").hasFocus()


def test_lines_of_somebody_else_are_neither_seen_nor_reached_from_that_moment_on(
    section: PersonTimeline, workplace: Workplace, office: Office
) -> None:
    ana, desk = office.contact(), workplace.desk
    for day in range(3):
        desk.do(touches.log, TouchDraft(ana, desk.now() - timedelta(days=day), summary=f"Talk {day}"))
    show(section, workplace, ana)
    former, height = [*section.list.entries()], section.list.sizeHint().height()
    show(section, workplace, office.contact("Bo", "Lind"))
    assert section.list.sizeHint().height() < height
    for each in former:
        reached = [part for part in (each, *each.findChildren(QWidget)) if part.isEnabled()]
        assert (each.isVisible(), reached) == (False, [])
