"""Giving: a referral to somebody, its letter, how it went, who could help, and whom one met."""

import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.profile import starting
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.stages import Meaning
from refdesk.services import business, contacts, given
from refdesk.services.clocks import Clocks
from refdesk.ui import outside, suggesting
from refdesk.ui.referrals.check_back_dialog import CheckBackDialog
from refdesk.ui.referrals.given_dialog import GivenDialog
from refdesk.ui.referrals.letter_dialog import LetterDialog
from refdesk.ui.referrals.marked_words import MarkedWords
from refdesk.ui.referrals.met_someone_dialog import MetSomeoneDialog
from refdesk.ui.referrals.referrals_page import ReferralsPage
from refdesk.ui.referrals.who_could_help import WhoCouldHelpDialog
from refdesk.ui.widgets.dialog import Dialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.widgets.surfaces import Notice
from refdesk.ui.workplace import Workplace


@pytest.fixture
def omar(people: Office) -> ContactId:
    people.desk.do(business.save, starting("US", business_name="Fernhollow", owner="Nadia Fern"))
    return people.contact("Omar", "Benali", what_they_do="Slate roofs that last", email="omar@example.com")


@pytest.fixture
def referral_id(people: Office, omar: ContactId) -> ReferralId:
    eva = ContactDraft(given="Eva", family="Lind")
    draft = ReferralDraft(
        people.desk.now(), Direction.GIVEN, new_prospect=eva, recipient_id=omar, need="A roof that leaks"
    )
    return people.desk.do(given.log, draft, both_agreed=True)


def _errors(dialog: Dialog) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def _shown(dialog: Dialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(Label) if label.isVisible()]


def test_a_referral_is_given_to_somebody_known(
    workplace: Workplace, people: Office, window: QWidget, omar: ContactId, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = GivenDialog(workplace, window, recipient_id=omar, need="A roof that leaks")
    dialog.open()
    assert dialog.prospect.hasFocus()
    dialog.prospect.set_new_name("Eva Lind")
    dialog.prospect_phone.setText("(614) 555-0187")
    dialog.both_agreed.setChecked(True)
    dialog.unexpected.setChecked(True)
    with qtbot.waitSignal(dialog.saved, timeout=500) as saved:
        qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    found = people.desk.ask(given.given, ReferralId(saved.args[0]))
    assert (found.recipient.name, found.prospect.name, found.prospect.phone) == (
        "Omar Benali", "Eva Lind", "(614) 555-0187",
    )  # fmt: skip
    assert (found.need, found.both_agreed) == ("A roof that leaks", True)
    assert workplace_said.done == ["Referral to Omar Benali logged"]
    assert people.desk.ask(contacts.draft_of, found.prospect_id).draft.category is Category.PROSPECT


def test_nothing_typed_and_the_same_person_twice_are_said_beside_the_fields(
    workplace: Workplace, window: QWidget, omar: ContactId
) -> None:
    dialog = GivenDialog(workplace, window)
    dialog.open()
    dialog.main_button.click()
    assert set(_errors(dialog)) == {"prospect", "recipient"}
    (found,) = suggesting.people(workplace.desk)("Omar")
    assert found.id == omar
    dialog.prospect.set_person(found)
    dialog.recipient.set_person(found)
    dialog.main_button.click()
    assert _errors(dialog) == {"recipient": "Choose somebody other than the person you sent."}
    for picker in (dialog.prospect, dialog.recipient):
        picker.set_person(None)
        picker.set_new_name("Eva Lind")
    dialog.prospect_phone.setText("no number")
    dialog.main_button.click()
    assert set(_errors(dialog)) == {"recipient", "prospect_phone"}
    assert dialog.prospect_phone.hasFocus(), "the first wrong field as one reads"


def test_esc_keeps_a_draft_and_nothing_typed_keeps_none(
    workplace: Workplace, window: QWidget, omar: ContactId, qtbot: QtBot
) -> None:
    empty = GivenDialog(workplace, window)
    empty.open()
    qtbot.keyClick(empty, Qt.Key.Key_Escape)
    begun = GivenDialog(workplace, window, recipient_id=omar)
    begun.open()
    assert not [each for each in begun.findChildren(Notice) if each.isVisible()]
    begun.need.setPlainText("A roof")
    qtbot.keyClick(begun, Qt.Key.Key_Escape)
    again = GivenDialog(workplace, window)
    again.open()
    assert "Omar Benali" in " ".join(_shown(again))
    again.take_draft()
    assert again.value().need == "A roof"
    person = again.value().recipient.person
    assert person is not None
    assert person.id == omar


def test_the_letter_is_copied_and_logged(
    workplace: Workplace, window: QWidget, referral_id: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = LetterDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    assert dialog.main_button.hasFocus()
    assert "No e-mail is known for Eva Lind." in " ".join(_shown(dialog))
    with qtbot.waitSignal(dialog.saved, timeout=500):
        dialog.main_button.click()
    assert QGuiApplication.clipboard().text().startswith("Hello Eva, hello Omar,")
    assert workplace_said.done == ["Introduction letter to Omar Benali logged"]


def test_the_letter_goes_to_both_by_the_mail_program(
    workplace: Workplace, people: Office, window: QWidget, omar: ContactId, monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:  # fmt: skip
    eva = people.contact("Eva", "Lind", email="eva@example.com")
    draft = ReferralDraft(people.desk.now(), Direction.GIVEN, prospect_id=eva, recipient_id=omar, need="Roof, slate")
    referral_id = people.desk.do(given.log, draft)
    opened: list[str] = []
    monkeypatch.setattr(outside, "open_address", lambda address: not opened.append(address))
    dialog = LetterDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    assert any("agreed" in words for words in _shown(dialog))
    qtbot.keyClick(dialog.main_button, Qt.Key.Key_M)
    assert opened[0].startswith("mailto:eva@example.com,omar@example.com?subject=Eva%20Lind%2C%20meet%20Omar%20Benali&")
    assert "Roof%2C%20slate" in opened[0]
    assert dialog.isHidden()


def test_without_a_mail_program_the_letter_stays_and_is_not_logged(
    workplace: Workplace, window: QWidget, referral_id: ReferralId, monkeypatch: pytest.MonkeyPatch,
    workplace_said: Said,
) -> None:  # fmt: skip
    monkeypatch.setattr(outside, "open_address", lambda _address: False)
    dialog = LetterDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    dialog.mail.click()
    assert dialog.isVisible()
    assert "No mail program opened. Copy the text instead." in " ".join(_shown(dialog))
    assert workplace_said.done == []


def test_the_letter_is_handed_on_to_be_printed_and_logged_once_it_was(
    workplace: Workplace, window: QWidget, referral_id: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = LetterDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    with qtbot.waitSignal(dialog.print_wanted) as asked:
        dialog.print.click()
    (request,) = asked.args
    assert request.pdf.read_bytes().startswith(b"%PDF")
    request.pdf.unlink()
    assert dialog.isVisible()
    assert workplace_said.done == []
    request.then()
    assert not dialog.isVisible()
    assert workplace_said.done == ["Introduction letter to Omar Benali logged"]


def test_a_letter_of_a_referral_that_is_gone_says_so(
    workplace: Workplace, window: QWidget, referral_id: ReferralId
) -> None:
    workplace.desk.undo()
    for made in (LetterDialog, CheckBackDialog):
        dialog = made(workplace, window, referral_id=referral_id)
        dialog.open()
        assert "This referral is no longer there." in _shown(dialog)
        assert not dialog.main_button.isEnabled()
        dialog.reject()


def test_how_it_went_is_kept(
    workplace: Workplace, people: Office, window: QWidget, referral_id: ReferralId, clock: TestClock,
    workplace_said: Said, qtbot: QtBot,
) -> None:  # fmt: skip
    clock.forward(days=11)
    stages = people.desk.ask(given.default_stages)
    dialog = CheckBackDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    dialog.came.set_value(str(stages[Meaning.LOST]))
    dialog.came.chosen.emit(dialog.came.value())
    dialog.main_button.click()
    assert set(_errors(dialog)) == {"lost_reason"}
    dialog.reason.setText("Chose somebody nearer")
    dialog.note.setPlainText("Friendly all the same")
    with qtbot.waitSignal(dialog.saved, timeout=500):
        dialog.main_button.click()
    assert workplace_said.done == ["Omar Benali asked how it went"]
    found = people.desk.ask(given.given, referral_id)
    assert (found.is_open, found.checked_back) == (False, True)
    assert people.desk.ask(given.to_check, Clocks(people.desk.now(), people.working)) == ()


def test_nobody_reached_is_asked_again(
    workplace: Workplace, people: Office, window: QWidget, referral_id: ReferralId, clock: TestClock
) -> None:
    clock.forward(days=11)
    dialog = CheckBackDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    dialog.came.set_value("nobody")
    dialog.came.chosen.emit("nobody")
    assert not dialog.happy.isVisible()
    dialog.main_button.click()
    assert len(people.desk.ask(given.to_check, Clocks(people.desk.now(), people.working))) == 1


def test_who_could_help_answers_while_one_types(
    workplace: Workplace, people: Office, window: QWidget, omar: ContactId, qtbot: QtBot
) -> None:
    people.contact("Note", "Only", notes="Her roof leaks")
    dialog = WhoCouldHelpDialog(workplace, window)
    dialog.open()
    assert not dialog.main_button.isEnabled()
    qtbot.keyClicks(dialog.need, "a roof")
    qtbot.waitUntil(lambda: bool(dialog.answer().people))
    assert [each.name for each in dialog.answer().people] == ["Omar Benali", "Note Only"]
    lines = dialog.people.lines()
    assert lines[0].accessibleName() == "Omar Benali, Slate roofs that last"
    assert [each.accessibleName() for each in lines[0].findChildren(MarkedWords)] == ["Does: Slate roofs that last"]
    assert "2 people fit, best first." in _shown(dialog)
    dialog.grab()
    with qtbot.waitSignal(dialog.given_wanted, timeout=500) as wanted:
        dialog.main_button.click()
    assert wanted.args == [omar, 0, "a roof"]


def test_the_line_that_has_the_focus_is_the_one_that_is_given(
    workplace: Workplace, people: Office, window: QWidget, omar: ContactId, qtbot: QtBot
) -> None:
    other = people.contact("Note", "Only", notes="Her roof leaks")
    eva = people.contact("Eva", "Lind", notes="Needs: a roof")
    dialog = WhoCouldHelpDialog(workplace, window, need="a roof", prospect_id=eva)
    dialog.open()
    assert [each.contact_id for each in dialog.answer().people] == [omar, other]
    dialog.people.lines()[1].setFocus()
    with qtbot.waitSignal(dialog.given_wanted, timeout=500) as wanted:
        qtbot.keyClick(dialog.people.lines()[1], Qt.Key.Key_Return)
    assert wanted.args == [other, eva, "a roof"]


def test_nobody_fits_says_so(workplace: Workplace, window: QWidget, omar: ContactId) -> None:
    assert omar
    dialog = WhoCouldHelpDialog(workplace, window, need="a violin " + "teacher " * 1_000)
    dialog.open()
    assert "Nobody in your contacts fits these words. Try others, or fewer." in _shown(dialog)
    assert not dialog.main_button.isEnabled()


def test_who_would_be_a_good_lead(workplace: Workplace, people: Office, window: QWidget, qtbot: QtBot) -> None:
    ana = people.contact(good_lead_for_them="Owners of restaurants")
    leo = people.contact("Leo", "Costa", what_they_do="Runs two restaurants")
    dialog = WhoCouldHelpDialog(workplace, window, lead_for=ana)
    dialog.open()
    assert dialog.need.text() == "Owners of restaurants"
    with qtbot.waitSignal(dialog.given_wanted, timeout=500) as wanted:
        dialog.main_button.click()
    assert wanted.args == [ana, leo, ""]


def test_somebody_met_leads_to_who_could_help(
    workplace: Workplace, people: Office, window: QWidget, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = MetSomeoneDialog(workplace, window)
    dialog.open()
    dialog.main_button.click()
    assert set(_errors(dialog)) == {"who", "need"}
    dialog.who.set_new_name("Eva Lind")
    dialog.need.setPlainText("A roof that leaks")
    dialog.phone.setText("no number")
    dialog.main_button.click()
    assert set(_errors(dialog)) == {"phone"}
    dialog.phone.setText("(614) 555-0187")
    with qtbot.waitSignal(dialog.help_wanted, timeout=500) as wanted:
        dialog.main_button.click()
    need, contact_id = wanted.args
    assert need == "A roof that leaks"
    assert people.desk.ask(contacts.draft_of, contact_id).draft.notes == "Needs: A roof that leaks"
    assert workplace_said.done == ["Eva Lind added"]


def test_whom_we_know_is_not_added_again(
    workplace: Workplace, window: QWidget, omar: ContactId, workplace_said: Said, qtbot: QtBot
) -> None:
    dialog = MetSomeoneDialog(workplace, window)
    dialog.open()
    dialog.who.set_person(suggesting.people(workplace.desk)("Omar")[0])
    dialog.need.setPlainText("An accountant")
    with qtbot.waitSignal(dialog.help_wanted, timeout=500) as wanted:
        dialog.main_button.click()
    assert wanted.args == ["An accountant", omar]
    assert workplace_said.done == []


def test_the_letter_can_be_seen_again_where_one_asks_how_it_went(
    workplace: Workplace, window: QWidget, referral_id: ReferralId, qtbot: QtBot
) -> None:
    dialog = CheckBackDialog(workplace, window, referral_id=referral_id)
    dialog.open()
    with qtbot.waitSignal(dialog.letter_wanted, timeout=500) as wanted:
        dialog.letter.click()
    assert wanted.args == [referral_id]
    assert dialog.isHidden()


def test_the_board_leads_to_who_could_help(workplace: Workplace, people: Office, window: QWidget, qtbot: QtBot) -> None:
    people.referral()
    page = ReferralsPage(workplace, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(page)
    with qtbot.waitSignal(page.help_wanted, timeout=500):
        page.head.help.click()
