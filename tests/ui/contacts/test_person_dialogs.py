"""The windows that the person's page opens: evidence, plan, lessons, links, household and client review."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingAddress, IncomingPoint
from refdesk.domain.lessons import LessonKey
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.plan import PlanDraft
from refdesk.domain.touches import Asked
from refdesk.services import business, contacts, evidence, households, lessons, links, person, plans
from refdesk.services.desk import Desk
from refdesk.services.person import Person
from refdesk.ui import suggesting
from refdesk.ui.contacts.evidence_dialog import EvidenceDialog
from refdesk.ui.contacts.household_dialog import HouseholdDialog
from refdesk.ui.contacts.lessons_dialog import LessonsDialog
from refdesk.ui.contacts.link_dialog import LinkDialog
from refdesk.ui.contacts.plan_dialog import PlanDialog
from refdesk.ui.contacts.review_dialog import ReviewDialog
from refdesk.ui.contacts.same_dialog import SameDialog
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.person_picker import Suggestion
from refdesk.ui.workplace import Workplace

HOME = Address("18 Linden Row", "Bexley", "OH", "43209", "US")


@pytest.fixture
def desk(workplace: Workplace) -> Desk:
    return workplace.desk


def _person(desk: Desk, contact_id: ContactId) -> Person:
    return desk.ask(person.panel, contact_id, desk.today(), desk.zone)


def _errors(dialog: QWidget) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Label) if label.isVisible())


def _somebody(desk: Desk, contact_id: ContactId) -> Suggestion:
    name = desk.ask(person.name_of, contact_id).usual
    return next(each for each in suggesting.people(desk)(name) if each.id == contact_id)


def test_a_level_and_its_line_are_set_and_lines_taken_away(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk, workplace_said: Any
) -> None:
    desk.do(evidence.note, EvidenceDraft(people.ana, Of.TRUST, desk.today(), 1, "Left us the keys"))
    dialog = EvidenceDialog(workplace, window, contact_id=people.ana, of=Of.TRUST)
    dialog.open()
    assert "Left us the keys" in _words(dialog)
    dialog.level.set_value("3")
    dialog.text.setPlainText("Sent her own sister")
    remove = next(each for each in dialog.findChildren(QWidget) if each.accessibleName() == "Remove: Left us the keys")
    remove.click()  # type: ignore[attr-defined]
    dialog.main_pressed.emit()
    facts = desk.ask(evidence.of, people.ana)
    assert (facts.trust, [line.text for line in facts.lines]) == (3, ["Sent her own sister"])
    assert workplace_said.done == ["How far Ana Diaz trusts us is noted"]
    desk.undo()
    facts = desk.ask(evidence.of, people.ana)
    assert (facts.trust, [line.text for line in facts.lines]) == (1, ["Left us the keys"])


def test_saving_nothing_new_says_nothing(
    workplace: Workplace, window: QWidget, people: Any, workplace_said: Any
) -> None:
    for dialog in (
        EvidenceDialog(workplace, window, contact_id=people.ana, of=Of.HAPPY),
        LessonsDialog(workplace, window, contact_id=people.ana),
    ):
        dialog.open()
        dialog.main_pressed.emit()
        assert not dialog.isVisible()
    assert workplace_said.done == []


def test_a_plan_is_made_and_cleared_by_emptying_it(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    dialog = PlanDialog(workplace, window, contact_id=people.ana, begin_at="next_step")
    dialog.open()
    assert dialog.next_step.hasFocus()
    dialog.next_step_on.set_day(desk.today())
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"next_step": "Type what to do on that day."}
    dialog.next_step.setText("Lunch")
    dialog.texts["benefit"].setPlainText("Rooms that are ready")
    dialog.main_pressed.emit()
    assert desk.ask(plans.of, people.ana).draft == PlanDraft(
        benefit="Rooms that are ready", next_step="Lunch", next_step_on=desk.today()
    )
    again = PlanDialog(workplace, window, contact_id=people.ana)
    again.open()
    for edit in (*again.texts.values(), again.next_step, again.next_step_on):
        edit.clear()
    again.next_step_on.set_day(None)
    again.main_pressed.emit()
    assert desk.ask(plans.of, people.ana).version == 0
    desk.undo()
    assert desk.ask(plans.of, people.ana).draft.next_step == "Lunch"


def test_a_plan_that_others_changed_is_kept_or_given_up(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    for keep_mine, theirs, kept in ((False, "theirs", "theirs"), (True, "theirs again", "mine")):
        dialog = PlanDialog(workplace, window, contact_id=people.bo)
        dialog.open()
        dialog.texts["words"].setPlainText("mine")
        desk.do(plans.save, people.bo, PlanDraft(words=theirs, benefit=str(keep_mine)))
        dialog.main_pressed.emit()
        assert dialog.overtaken.isVisible()
        assert dialog.overtaken.mine.hasFocus()
        assert dialog.overtaken.clashes.text() == f"Words to use: mine “mine”, theirs “{theirs}”"
        (dialog.overtaken.mine if keep_mine else dialog.overtaken.theirs).click()
        if not keep_mine:
            assert dialog.texts["words"].text() == "theirs"
            dialog.main_pressed.emit()
        assert desk.ask(plans.of, people.bo).draft.words == kept


def test_lessons_are_ticked_and_what_is_missing_is_said(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    settings = replace(desk.ask(business.load), business_name="F", owner="N", tagline="Warm floors by spring")
    desk.do(business.save, settings)
    dialog = LessonsDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    assert "Warm floors by spring" in _words(dialog.cards[0])
    assert "Fill in “Your ideal client” in Settings first." in _words(dialog.cards[1])
    dialog.cards[0].repeats.click()
    assert dialog.cards[0].taught.isChecked()
    dialog.cards[0].day.set_day(desk.today() + timedelta(days=1))
    dialog.main_pressed.emit()
    assert "This day has not come yet." in _words(dialog)
    dialog.cards[0].day.set_day(desk.today() - timedelta(days=7))
    dialog.main_pressed.emit()
    line = desk.ask(lessons.of, people.ana).lines[0]
    assert (line.lesson.key, line.taught_on, line.can_repeat) == (
        LessonKey.TAGLINE, desk.today() - timedelta(days=7), True
    )  # fmt: skip
    desk.undo()
    assert desk.ask(lessons.of, people.ana).taught == 0


def test_a_link_is_seen_from_both_sides(workplace: Workplace, window: QWidget, people: Any, desk: Desk) -> None:
    dialog = LinkDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"other_id": "Choose the other person."}
    words = [dialog.kind.itemText(at) for at in range(dialog.kind.count())]
    dialog.kind.set_value(words.index("child of"))
    dialog.other.set_person(_somebody(desk, people.bo))
    dialog.main_pressed.emit()
    assert [(line.word, line.other) for line in desk.ask(links.of, people.ana)] == [("child of", "Bo Lind")]
    assert [(line.word, line.other) for line in desk.ask(links.of, people.bo)] == [("parent of", "Ana Diaz")]
    desk.undo()
    assert desk.ask(links.of, people.ana) == ()


def test_a_household_is_made_of_likely_people_and_left_again(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    luis = desk.do(
        contacts.add, ContactDraft(given="Luis", family="Diaz", addresses=(IncomingAddress(HOME, main=True),))
    )
    ana = desk.ask(contacts.draft_of, people.ana).draft
    desk.do(contacts.save, people.ana, replace(ana, addresses=(IncomingAddress(HOME, main=True),)))
    dialog = HouseholdDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    assert "same address" in _words(dialog)
    assert dialog.envelope.text() == "Ana and Luis Diaz"
    dialog.picker.set_person(_somebody(desk, people.cleo))
    dialog.picker.changed.emit()
    assert dialog.envelope.text() == "Ana Diaz, Luis Diaz and Cleo Ruiz"
    dialog.people.row(people.cleo).box.setChecked(False)
    dialog.main_pressed.emit()
    facts = desk.ask(households.of, people.ana)
    assert facts is not None
    assert (facts.name_on_envelope, facts.address) == ("Ana and Luis Diaz", HOME)
    change = HouseholdDialog(workplace, window, contact_id=people.ana)
    change.open()
    change.people.row(luis).box.setChecked(False)
    assert change.people.row(luis).keeps.isVisible()
    change.main_pressed.emit()
    assert desk.ask(households.of, people.ana) is None
    desk.undo()
    assert desk.ask(households.of, people.ana) == replace(facts, version=desk.ask(households.of, luis).version)


def test_the_address_and_the_envelope_of_a_household_are_changed(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    desk.do(households.together, (people.ana, people.bo))
    dialog = HouseholdDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.envelope.setText("Ana and Bo")
    dialog.address.street.setPlainText("4 Elm Street")
    dialog.address.edits["city"].setText("Bexley")
    dialog.main_pressed.emit()
    facts = desk.ask(households.of, people.bo)
    assert facts is not None
    assert (facts.kept_name, facts.address.street, facts.address.city) == ("Ana and Bo", "4 Elm Street", "Bexley")
    desk.undo()
    facts = desk.ask(households.of, people.bo)
    assert facts is not None
    assert facts.address.is_empty


def test_an_own_name_on_the_envelope_stays_when_somebody_joins_and_goes_with_who_leaves(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    desk.do(households.together, (people.ana, people.bo), "The old mill")
    dialog = HouseholdDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.picker.set_person(_somebody(desk, people.cleo))
    dialog.picker.changed.emit()
    assert dialog.envelope.text() == "The old mill"
    dialog.people.row(people.bo).box.setChecked(False)
    assert dialog.envelope.text() == "Ana Diaz and Cleo Ruiz"
    dialog.people.row(people.bo).box.setChecked(True)
    assert dialog.envelope.text() == "The old mill"
    dialog.reject()


def test_tab_goes_from_those_who_live_there_to_who_joins_them(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk, qtbot: QtBot
) -> None:
    desk.do(households.together, (people.ana, people.bo))
    dialog = HouseholdDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    assert window.focusWidget() is dialog.picker, "who joins is typed at once"
    dialog.picker.set_person(_somebody(desk, people.cleo))
    dialog.picker.changed.emit()
    qtbot.waitUntil(dialog.people.row(people.cleo).box.isVisible)
    expected = [*(dialog.people.row(each).box for each in (people.ana, people.bo, people.cleo)), dialog.picker]
    expected += [dialog.envelope, dialog.address.street, dialog.address.country]
    assert [stop for stop in dialog.tab_stops() if stop in expected] == expected
    dialog.reject()


def test_of_a_household_only_what_was_changed_here_is_told(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    home = desk.do(households.together, (people.ana, people.bo))
    dialog = HouseholdDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.envelope.setText("Ana and Bo")
    desk.do(households.set_address, home, Address("4 Elm Street"))
    desk.do(households.rename, home, "Bo and Ana")
    dialog.main_pressed.emit()
    assert dialog.overtaken.clashes.text() == "On the envelope: mine “Ana and Bo”, theirs “Bo and Ana”"
    dialog.overtaken.mine.click()
    facts = desk.ask(households.of, people.ana)
    assert facts is not None
    assert (facts.kept_name, facts.address.street) == ("Ana and Bo", "4 Elm Street")


def test_joining_somebody_who_has_a_household_moves_in_there(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    home = desk.do(households.together, (people.bo, people.cleo))
    dialog = HouseholdDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"members": "Choose who shares the address."}
    dialog.picker.set_person(_somebody(desk, people.bo))
    dialog.picker.changed.emit()
    assert "Ana Diaz moves in with Bo Lind and Cleo" in dialog.joins.text()
    assert dialog.main_button.words() == "Join the household"
    promised = dialog.envelope.text()
    dialog.main_pressed.emit()
    facts = desk.ask(households.of, people.ana)
    assert facts is not None
    assert facts.household_id == home
    assert facts.name_on_envelope == promised
    assert len(facts.members) == 3


def test_a_client_review_confirms_facts_and_asks_who_else(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk, workplace_said: Any
) -> None:
    dialog = ReviewDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.steps.finish()
    dialog.facts.phone.setText("614 555 0190")
    dialog.facts.email.setText("bo at home")
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"emails.0": "An e-mail address looks like name@example.com."}
    dialog.facts.email.setText("bo@example.com")
    dialog.confirmed.setChecked(True)
    dialog.satisfaction.set_value("5")
    dialog.satisfaction.chosen.emit("5")
    assert dialog.advice.isVisible()
    dialog.asked.set_value(Asked.DIRECTLY)
    dialog.asked.chosen.emit(Asked.DIRECTLY)
    assert not dialog.advice.isVisible()
    assert "Give first" in _words(dialog.warning)
    dialog.moment.setPlainText("Sings in the kitchen")
    dialog.known.setPlainText("The Okafors")
    dialog.promise.setText("Send the care sheet")
    dialog.promise_by.set_day(desk.today() + timedelta(days=3))
    dialog.main_pressed.emit()
    assert workplace_said.done == ["Client review with Bo Lind logged"]
    found = _person(desk, people.bo)
    assert (found.phone, found.email, found.draft.satisfaction) == ("614 555 0190", "bo@example.com", 5)
    assert [each.text for each in found.open_promises] == ["Send the care sheet"]
    assert found.review_due_on == date(desk.today().year + 1, desk.today().month, desk.today().day)
    desk.undo()
    before = _person(desk, people.bo)
    assert (before.phone, before.draft.satisfaction, before.promises) == ("", None, ())


def test_whom_somebody_is_too_is_asked_before_the_two_are_compared(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    dialog = SameDialog(workplace, window, contact_id=people.bo)
    chosen: list[tuple[int, int]] = []
    dialog.chosen.connect(lambda one, other: chosen.append((one, other)))
    dialog.open()
    dialog.main_button.click()
    assert _errors(dialog) == {"other_id": "Choose the other contact."}
    dialog.other.set_person(_somebody(desk, people.bo))
    dialog.main_button.click()
    assert "very same contact" in _errors(dialog)["other_id"]
    dialog.other.set_person(_somebody(desk, people.ana))
    dialog.main_button.click()
    assert chosen == [(people.bo, people.ana)]


def test_a_review_can_be_logged_as_soon_as_it_is_there(
    workplace: Workplace, window: QWidget, people: Any, workplace_said: Any
) -> None:
    dialog = ReviewDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.main_button.click()
    assert workplace_said.done == ["Client review with Bo Lind logged"]


def test_tab_goes_through_a_review_as_one_reads_it(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ReviewDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.steps.finish()
    facts, reached = dialog.facts, [dialog.facts.phone.nextInFocusChain()]
    while reached[-1] is not dialog.confirmed:
        reached.append(reached[-1].nextInFocusChain())
    of_address = [at for at, each in enumerate(reached) if facts.address.isAncestorOf(each)]
    assert reached.index(facts.email) < of_address[0] < of_address[-1] < reached.index(facts.what_they_do)


def test_facts_that_others_changed_elsewhere_are_kept_with_what_was_put_right(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    dialog = ReviewDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.steps.finish()
    dialog.facts.phone.setText("614 555 0190")
    desk.do(contacts.save, people.bo, replace(desk.ask(contacts.draft_of, people.bo).draft, best_time="theirs"))
    dialog.main_pressed.emit()
    assert not dialog.isVisible()
    saved = desk.ask(contacts.draft_of, people.bo).draft
    assert (saved.phones[0].value, saved.best_time) == ("614 555 0190", "theirs")


def test_facts_that_others_changed_are_taken_or_written_over(
    workplace: Workplace, window: QWidget, people: Any, desk: Desk
) -> None:
    dialog = ReviewDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dialog.steps.finish()
    dialog.facts.phone.setText("614 555 0190")
    dialog.known.setPlainText("The Okafors")
    theirs = replace(desk.ask(contacts.draft_of, people.bo).draft, phones=(IncomingPoint("614 555 0111"),))
    desk.do(contacts.save, people.bo, theirs)
    dialog.main_pressed.emit()
    assert dialog.overtaken.isVisible()
    assert dialog.overtaken.mine.hasFocus()
    assert dialog.overtaken.clashes.text() == "Phones: mine “614 555 0190”, theirs “614 555 0111”"
    dialog.overtaken.theirs.click()
    assert not dialog.overtaken.isVisible()
    assert dialog.facts.phone.text() == "614 555 0111"
    assert dialog.known.text() == "The Okafors"
    dialog.main_pressed.emit()
    assert _person(desk, people.bo).phone == "614 555 0111"


@pytest.fixture
def dialogs(workplace: Workplace, window: QWidget, people: Any, desk: Desk) -> Iterator[list[Dialog]]:
    desk.do(links.add, LinkDraft(people.ana, people.bo, LinkKind.FRIEND))
    who = people.ana
    made: list[Dialog] = [
        EvidenceDialog(workplace, window, contact_id=who, of=Of.KNOW),
        PlanDialog(workplace, window, contact_id=who),
        LessonsDialog(workplace, window, contact_id=who),
        LinkDialog(workplace, window, contact_id=who),
        HouseholdDialog(workplace, window, contact_id=who),
        ReviewDialog(workplace, window, contact_id=who),
    ]
    yield made
    for dialog in made:
        dialog.reject()


def test_every_control_is_named_and_tab_reaches_it_from_top_to_bottom(dialogs: list[Dialog], qtbot: QtBot) -> None:
    for dialog in dialogs:
        dialog.open()
        qtbot.wait(1)
        stops = [stop for stop in dialog.tab_stops() if dialog._form.isAncestorOf(stop)]
        assert [stop for stop in stops if not stop.accessibleName() and not getattr(stop, "text", str)()] == []
        heights = [stop.mapTo(dialog, stop.rect().center()).y() for stop in stops]
        assert all(later >= above - 24 for above, later in pairwise(heights)), type(dialog)
        dialog.hide()
