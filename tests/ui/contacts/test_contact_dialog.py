"""The editor of a contact."""

from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft, Kind, MayBeCalled, Status
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.services import contact_list, contacts, pictures
from refdesk.ui.contacts.contact_about import AboutSection, AddressSection, NotesSection, ReachSection
from refdesk.ui.contacts.contact_dialog import ContactDialog
from refdesk.ui.contacts.contact_sections import AllowedSection, FormSection, NameSection, StandingSection
from refdesk.ui.widgets.field import Field
from refdesk.ui.workplace import Workplace

WHOLE = ContactDraft(
    prefix="Dr.", given="Ana", middle="M.", family="Diaz", suffix="Jr.", nickname="Annie", organisation="Diaz Studio",
    job_title="Architect", what_they_do="Houses\nand barns", good_lead_for_them="Owners of old houses",
    profession="Architecture", influential=True, hear_less=True, satisfaction=4, rank=Rank.A,
    referrals_remembered=3, know=2, may_be_called=MayBeCalled.YES,
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


Section = TypeVar("Section", bound=FormSection)


def _section(dialog: ContactDialog, kind: type[Section]) -> Section:
    dialog.form.steps.finish()
    return next(each for each in dialog.form.sections if isinstance(each, kind))


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


def test_a_new_contact_may_begin_with_a_name_that_was_typed(workplace: Workplace, window: QWidget) -> None:
    for typed, kind in (("Zoe Quist", Kind.PERSON), ("Quist & Sons GmbH", Kind.ORGANISATION)):
        dialog = ContactDialog(workplace, window, named=typed)
        dialog.open()
        assert not dialog.form.problems()
        dialog.main_pressed.emit()
        (found,) = workplace.desk.ask(contact_list.suggest, typed)
        assert found.name.usual == typed
        assert workplace.desk.ask(contacts.draft_of, found.contact_id).draft.kind is kind


def test_a_new_contact_is_added(workplace: Workplace, window: QWidget, qtbot: QtBot, workplace_said: Any) -> None:
    dialog = ContactDialog(workplace, window)
    dialog.open()
    assert dialog.form.name.lines["given"].hasFocus()
    qtbot.keyClicks(dialog.form.name.lines["given"], "Ana")
    dialog.form.name.lines["family"].setText("Diaz")
    _section(dialog, ReachSection).phones.rows[0].value.setText("614-555-0173")
    _section(dialog, AboutSection).dates.rows[0].day.setText("3/12/1980")
    _section(dialog, NotesSection).tags.line.setText("golf, , chamber")
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
    form = _section(dialog, ReachSection)
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
    _section(dialog, AboutSection).dates.rows[0].day.setText("someday")
    dialog.main_pressed.emit()
    (sentence,) = _errors(dialog).values()
    assert sentence.startswith("This is not a day. Type it as March 12")
    _section(dialog, AboutSection).dates.rows[0].day.setText("2/3/2030")
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"dates.0": "This day has not come yet. Check the year, or leave it out."}


def test_lines_are_removed_and_the_main_one_is_one(workplace: Workplace, window: QWidget) -> None:
    contact_id = workplace.desk.do(contacts.add, WHOLE)
    dialog = ContactDialog(workplace, window, contact_id=contact_id)
    dialog.open()
    rows = _section(dialog, ReachSection).phones.rows
    rows[1].main.click()
    assert [point.main for point in _section(dialog, ReachSection).phones.points()] == [False, True]
    rows[0].drop.click()
    assert [point.value for point in _section(dialog, ReachSection).phones.points()] == ["614 555 0188"]
    assert _section(dialog, ReachSection).phones.rows[0].field.name == "phones.0"
    assert not _section(dialog, ReachSection).phones.rows[0].main.isVisible()


def test_an_organization_is_asked_for_less(workplace: Workplace, window: QWidget, qtbot: QtBot) -> None:
    dialog = ContactDialog(workplace, window)
    dialog.open()
    dialog.kind.set_value(Kind.ORGANISATION)
    dialog.kind.chosen.emit(Kind.ORGANISATION)
    assert not dialog.form.name.lines["given"].isVisible()
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"organisation": "Type the name of the organization."}
    dialog.form.name.lines["organisation"].setText("Chamber of Commerce")
    with qtbot.waitSignal(dialog.saved) as heard:
        dialog.main_pressed.emit()
    assert workplace.desk.ask(contacts.draft_of, heard.args[0]).draft.kind is Kind.ORGANISATION


def test_what_others_changed_meanwhile_is_kept_or_given_up(workplace: Workplace, window: QWidget, people: Any) -> None:
    desk = workplace.desk
    for keep_mine, theirs, kept in ((False, "theirs", "theirs"), (True, "theirs again", "mine")):
        dialog = ContactDialog(workplace, window, contact_id=people.bo)
        dialog.open()
        _section(dialog, NotesSection).notes.setPlainText("mine")
        other = replace(desk.ask(contacts.draft_of, people.bo).draft, notes=theirs, best_time=str(keep_mine))
        desk.do(contacts.save, people.bo, other)
        dialog.main_pressed.emit()
        assert dialog.overtaken.isVisible()
        assert dialog.overtaken.clashes.text() == f"Notes: mine “mine”, theirs “{theirs}”"
        dialog.main_pressed.emit()
        assert dialog.overtaken.isVisible()
        assert desk.ask(contacts.draft_of, people.bo).draft.notes == theirs
        (dialog.overtaken.mine if keep_mine else dialog.overtaken.theirs).click()
        if not keep_mine:
            assert _section(dialog, NotesSection).notes.text() == "theirs"
            dialog.main_pressed.emit()
        saved = desk.ask(contacts.draft_of, people.bo).draft
        assert (saved.notes, saved.best_time) == (kept, str(keep_mine))


def test_what_others_changed_in_another_field_is_saved_with_mine_without_a_question(
    workplace: Workplace, window: QWidget, people: Any
) -> None:
    desk = workplace.desk
    dialog = ContactDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    _section(dialog, NotesSection).notes.setPlainText("mine")
    before = desk.ask(contacts.draft_of, people.bo).draft
    desk.do(contacts.save, people.bo, replace(before, best_time="theirs", phones=(IncomingPoint("614 555 0199"),)))
    dialog.main_pressed.emit()
    assert not dialog.isVisible()
    saved = desk.ask(contacts.draft_of, people.bo).draft
    assert (saved.notes, saved.best_time, saved.phones[0].value) == ("mine", "theirs", "614 555 0199")


def test_what_others_change_after_a_choice_is_asked_about_anew(
    workplace: Workplace, window: QWidget, people: Any
) -> None:
    desk = workplace.desk
    dialog = ContactDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    _section(dialog, NotesSection).notes.setPlainText("mine")
    for theirs in ("theirs", "theirs again"):
        desk.do(contacts.save, people.bo, replace(desk.ask(contacts.draft_of, people.bo).draft, notes=theirs))
        if theirs == "theirs":
            dialog.main_pressed.emit()
        else:
            dialog.overtaken.mine.click()
        assert dialog.overtaken.clashes.text() == f"Notes: mine “mine”, theirs “{theirs}”"
    dialog.overtaken.mine.click()
    assert desk.ask(contacts.draft_of, people.bo).draft.notes == "mine"


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


def test_every_mark_and_permission_is_kept(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ContactDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    standing, allowed = _section(dialog, StandingSection), _section(dialog, AllowedSection)
    standing.influential.setChecked(True)
    standing.small_business_owner.setChecked(True)
    standing.satisfaction.set_value(5)
    standing.status.set_value(Status.INACTIVE)
    standing.remembered.setText("3")
    allowed.may_be_called.set_value(MayBeCalled.NO)
    allowed.may_be_mailed.setChecked(False)
    allowed.hear_less.setChecked(True)
    allowed.best_time.setText("before noon")
    dialog.main_pressed.emit()
    kept = workplace.desk.ask(contacts.draft_of, people.bo).draft
    assert (kept.influential, kept.small_business_owner, kept.hear_less, kept.may_be_mailed) == (
        True,
        True,
        True,
        False,
    )
    assert (kept.satisfaction, kept.referrals_remembered, kept.best_time) == (5, 3, "before noon")
    assert (kept.status, kept.may_be_called) == (Status.INACTIVE, MayBeCalled.NO)


def test_a_number_that_is_none_is_said_beside_it(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ContactDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    _section(dialog, StandingSection).remembered.setText("many")
    dialog.main_pressed.emit()
    assert _errors(dialog) == {"referrals_remembered": "Type a number from 0 to 99."}


def test_other_days_of_the_year_have_a_name(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ContactDialog(workplace, window, contact_id=people.bo)
    dialog.open()
    dates = _section(dialog, AboutSection).dates
    dates.rows[0].day.setText("3/12")
    dates.add.click()
    dates.rows[1].day.setText("5/1/2019")
    dates.add.click()
    dates.rows[2].day.setText("6/1")
    assert dates.rows[2].label.isVisible()
    dates.rows[2].label.setText("Studio opened")
    dates.rows[0].drop.click()
    dialog.main_pressed.emit()
    kept = workplace.desk.ask(contacts.draft_of, people.bo).draft.dates
    assert kept == (
        IncomingDate(DateKind.ANNIVERSARY, YearlyDate(5, 1, 2019)),
        IncomingDate(DateKind.OTHER, YearlyDate(6, 1), "Studio opened"),
    )


def test_tags_in_use_finish_what_is_typed(workplace: Workplace, window: QWidget, people: Any, qtbot: QtBot) -> None:
    dialog = ContactDialog(workplace, window, contact_id=people.cleo)
    dialog.open()
    tags = _section(dialog, NotesSection).tags
    assert [chip.accessibleName() for chip in tags.chips] == ["Add the tag golf"]
    qtbot.keyClicks(tags.line, "tennis, go")
    tags.chips[0].click()
    assert tags.tags() == ("tennis", "golf")
    assert tags.chips == []
    dialog.reject()


def test_a_photo_is_chosen_and_taken_back_with_the_rest(
    workplace: Workplace, window: QWidget, people: Any, workplace_said: Any, tmp_path: Path
) -> None:
    desk = workplace.desk
    workplace_said.opens = tmp_path / "ana.png"
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    image.save(str(workplace_said.opens))
    dialog = ContactDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.form.name.photo.click()
    assert dialog.form.name.photo.has_picture()
    _section(dialog, NotesSection).notes.setPlainText("Met at the fair")
    dialog.main_pressed.emit()
    assert desk.ask(pictures.photo_of, people.ana)
    desk.undo()
    assert desk.ask(pictures.photo_of, people.ana) is None
    assert desk.ask(contacts.draft_of, people.ana).draft.notes == ""
    workplace_said.opens.write_bytes(b"no picture")
    dialog = ContactDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    dialog.form.name.photo.click()
    assert [fault.sentence for fault in workplace_said.faults] == [
        "This is no picture that RefDesk can show. Choose a JPEG, PNG or WebP file."
    ]
    dialog.reject()


def test_an_address_asks_as_its_country_does(workplace: Workplace, window: QWidget, people: Any) -> None:
    dialog = ContactDialog(workplace, window, contact_id=people.ana)
    dialog.open()
    (row,) = _section(dialog, AddressSection).addresses.rows
    assert row.edits["postcode"].accessibleName() == "ZIP code"
    row.street.setPlainText("1 High Street")
    row.country.set_value("GB")
    row.country.chosen.emit("GB")
    assert (row.edits["postcode"].accessibleName(), row.edits["region"].accessibleName()) == ("Postcode", "County")
    hints = {name: field.hint() for name, field in row.fields.items() if field.hint()}
    assert hints == {"city": "A letter needs this.", "postcode": "A letter needs this."}
    dialog.main_pressed.emit()
    (kept,) = workplace.desk.ask(contacts.draft_of, people.ana).draft.addresses
    assert (kept.address.street, kept.address.country) == ("1 High Street", "GB")


def test_what_is_typed_while_the_form_is_made_stays(workplace: Workplace, window: QWidget, qtbot: QtBot) -> None:
    dialog = ContactDialog(workplace, window)
    dialog.open()
    assert [type(section) for section in dialog.form.sections] == [NameSection]
    qtbot.keyClicks(dialog.form.name.lines["given"], "Ana")
    with qtbot.waitSignal(dialog.saved) as heard:
        dialog.main_button.click()
    assert len(dialog.form.sections) > 1
    assert workplace.desk.ask(contacts.draft_of, heard.args[0]).draft.given == "Ana"


def test_a_form_closed_while_it_is_made_ends_quietly(workplace: Workplace, window: QWidget, qtbot: QtBot) -> None:
    dialog = ContactDialog(workplace, window)
    dialog.open()
    dialog.reject()
    qtbot.wait(50)
    assert not window.findChildren(ContactDialog)
