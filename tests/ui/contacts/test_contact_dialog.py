"""The editor of a contact."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft, Kind, MayBeCalled
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import contacts
from refdesk.ui.contacts.contact_dialog import ContactDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace

WHOLE = ContactDraft(
    prefix="Dr.", given="Ana", middle="M.", family="Diaz", suffix="Jr.", nickname="Annie", organisation="Diaz Studio",
    job_title="Architect", what_they_do="Houses\nand barns", good_lead_for_them="Owners of old houses",
    profession="Architecture", rank=Rank.A, referrals_remembered=3, know=2, may_be_called=MayBeCalled.YES,
    may_be_mailed=False, may_accept_gifts=False, best_time="mornings", notes="Met at the fair",
    phones=(IncomingPoint("(614) 555-0173", "mobile", True), IncomingPoint("614 555 0188", "Studio")),
    emails=(IncomingPoint("ana@example.com", "work"),),
    sites=(IncomingPoint("https://diaz.example", ""),),
    addresses=(
        IncomingAddress(Address("18 Linden Row\nSuite 2", "Columbus", "OH", "43215", "United States"), "work", True),
        IncomingAddress(Address("Hauptstr. 1", "Berlin", "", "10115", "DE"), "home"),
        IncomingAddress(Address("Somewhere 3", "Olm", "", "", "Atlantis")),
    ),
    dates=(
        IncomingDate(DateKind.ANNIVERSARY, YearlyDate(6, 3, 2010), "wedding"),
        IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 29)),
    ),
    tags=("golf", "chamber, downtown"),
)  # fmt: skip


def _errors(dialog: QWidget) -> dict[str, str]:
    return {field.name: field.error() for field in dialog.findChildren(Field) if field.error()}


def test_what_was_not_touched_stays_exactly_as_it_was(workplace: Workplace, window: QWidget) -> None:
    desk = workplace.desk
    contact_id = desk.do(contacts.add, WHOLE)
    before = desk.ask(contacts.draft_of, contact_id)
    dialog = ContactDialog(workplace, window, contact_id=contact_id)
    dialog.open()
    assert dialog.draft() == before.draft
    dialog.main_pressed.emit()
    assert desk.ask(contacts.draft_of, contact_id) == before


def test_a_new_contact_is_added(workplace: Workplace, window: QWidget, qtbot: QtBot, workplace_said: Any) -> None:
    dialog = ContactDialog(workplace, window)
    dialog.open()
    assert dialog.form.given.hasFocus()
    qtbot.keyClicks(dialog.form.given, "Ana")
    dialog.form._lines["family"].setText("Diaz")
    dialog.form.phones.rows[0].value.setText("614-555-0173")
    dialog.form.birthday.setText("3/12/1980")
    dialog.form.tags.setText("golf, , chamber")
    with qtbot.waitSignal(dialog.saved) as heard:
        dialog.main_pressed.emit()
    assert workplace_said.done == ["Ana Diaz added"]
    kept = workplace.desk.ask(contacts.draft_of, heard.args[0]).draft
    assert (kept.given, kept.family, kept.tags) == ("Ana", "Diaz", ("golf", "chamber"))
    assert kept.birthday == YearlyDate(3, 12, 1980)
    assert [point.value for point in kept.phones] == ["614-555-0173"]
    assert kept.addresses == ()


def test_problems_stand_beside_their_fields(workplace: Workplace, window: QWidget) -> None:
    dialog = ContactDialog(workplace, window)
    dialog.open()
    form = dialog.form
    form.phones.rows[0].value.setText("614-555-0173")
    form.phones.add.click()
    form.phones.rows[1].value.setText("none")
    form.emails.rows[0].value.setText("ana at home")
    dialog.main_pressed.emit()
    assert _errors(dialog) == {
        "given": "Type a name or an organization.",
        "phones.1": "A phone number needs digits.",
        "emails.0": "An e-mail address looks like name@example.com.",
    }
    assert dialog.isVisible()


def test_a_birthday_that_is_none_is_said_beside_it(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ContactDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.form.birthday.setText("someday")
    dialog.main_pressed.emit()
    (sentence,) = _errors(dialog).values()
    assert sentence.startswith("This is not a day. Type it as March 12")
    dialog.form.birthday.setText("2/3/2030")
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"dates.0": "This day has not come yet. Check the year, or leave it out."}


def test_lines_are_removed_and_the_main_one_is_one(workplace: Workplace, window: QWidget) -> None:
    contact_id = workplace.desk.do(contacts.add, WHOLE)
    dialog = ContactDialog(workplace, window, contact_id=contact_id)
    dialog.open()
    rows = dialog.form.phones.rows
    rows[1].main.click()
    assert [point.main for point in dialog.form.phones.points()] == [False, True]
    rows[0].drop.click()
    assert [point.value for point in dialog.form.phones.points()] == ["614 555 0188"]
    assert dialog.form.phones.rows[0].field.name == "phones.0"
    assert not dialog.form.phones.rows[0].main.isVisible()


def test_an_organization_is_asked_for_less(workplace: Workplace, window: QWidget, qtbot: QtBot) -> None:
    dialog = ContactDialog(workplace, window)
    dialog.open()
    dialog.kind.set_value(Kind.ORGANISATION)
    dialog.kind.chosen.emit(Kind.ORGANISATION)
    assert not dialog.form.given.isVisible()
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"organisation": "Type the name of the organization."}
    dialog.form.organisation.setText("Chamber of Commerce")
    with qtbot.waitSignal(dialog.saved) as heard:
        dialog.main_pressed.emit()
    assert workplace.desk.ask(contacts.draft_of, heard.args[0]).draft.kind is Kind.ORGANISATION


def test_what_others_changed_meanwhile_is_kept_or_given_up(workplace: Workplace, window: QWidget, people: Any) -> None:
    desk = workplace.desk
    for keep_mine, kept in ((False, "theirs"), (True, "mine")):
        dialog = ContactDialog(workplace, window, contact_id=people.bo)
        dialog.open()
        dialog.form.notes.setPlainText("mine")
        other = replace(desk.ask(contacts.draft_of, people.bo).draft, notes="theirs", best_time=str(keep_mine))
        desk.do(contacts.save, people.bo, other)
        dialog.main_pressed.emit()
        assert dialog.overtaken.isVisible()
        (dialog.overtaken.mine if keep_mine else dialog.overtaken.theirs).click()
        if not keep_mine:
            assert dialog.form.notes.text() == "theirs"
            dialog.main_pressed.emit()
        assert desk.ask(contacts.draft_of, people.bo).draft.notes == kept


def test_somebody_who_is_gone_is_said(workplace: Workplace, window: QWidget) -> None:
    desk = workplace.desk
    contact_id = desk.do(contacts.add, ContactDraft(given="Zoe", family="Zorn"))
    dialog = ContactDialog(workplace, window, contact_id=contact_id)
    dialog.open()
    desk.undo()
    dialog.main_pressed.emit()
    assert dialog.isVisible()
    assert not dialog.overtaken.isVisible()
    again = ContactDialog(workplace, window, contact_id=contact_id)
    again.open()
    assert not again.main_button.isEnabled()
    dialog.reject()
    again.reject()
