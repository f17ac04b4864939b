"""The editor of a referral: what is known stands there, and what others changed meanwhile is not written over."""

from dataclasses import replace

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral import Direction, Fits, Introduced, ReferralDraft
from refdesk.services import contacts, referral_detail, referrals
from refdesk.services.referral_detail import Detail
from refdesk.services.referrals import Facts
from refdesk.ui.referrals.edit_referral_dialog import EditReferralDialog
from refdesk.ui.widgets.field import Field
from refdesk.ui.widgets.label import Label
from refdesk.ui.workplace import Workplace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def ana(people: Office) -> ContactId:
    return people.contact()


@pytest.fixture
def theo(people: Office, ana: ContactId) -> ReferralId:
    return people.referral(ana, need="A kitchen", introduced=Introduced.CALL, value_expected_minor=500_000)


@pytest.fixture
def opened(workplace: Workplace, window: QWidget, theo: ReferralId) -> EditReferralDialog:
    dialog = EditReferralDialog(workplace, window, referral_id=theo)
    dialog.open()
    return dialog


def _detail(people: Office, referral_id: ReferralId) -> Detail:
    return people.desk.ask(referral_detail.detail, referral_id, people.desk.now(), people.working)


def _facts(ana: ContactId) -> Facts:
    return Facts(need="A bathroom", giver_ids=(ana,))


def _save(qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)


def _error(dialog: QWidget, name: str) -> str:
    return next(field.error() for field in dialog.findChildren(Field) if field.name == name)


def test_what_is_known_stands_there_and_saving_it_changes_nothing(
    opened: EditReferralDialog, people: Office, theo: ReferralId, qtbot: QtBot
) -> None:
    before = _detail(people, theo)
    form = opened.form
    assert (form.need.text(), form.worth.text(), form.introduced.value()) == ("A kitchen", "5,000", Introduced.CALL)
    assert not form.prospect.isVisible()
    assert not form.day.isVisible()
    _save(qtbot)
    assert replace(_detail(people, theo), version=before.version) == before


def test_what_is_changed_arrives_with_a_new_giver(
    opened: EditReferralDialog, people: Office, theo: ReferralId, workplace_said: Said, qtbot: QtBot
) -> None:
    form = opened.form
    form.need.setText("Two kitchens")
    form.fits.set_value(Fits.YES)
    form.preparedness.set_value("4")
    qtbot.mouseClick(form.givers.more, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(form.givers.pickers()[1], "Bo Lind")
    _save(qtbot)
    assert workplace_said.done == ["Referral of Theo Marchetti changed"]
    found = _detail(people, theo)
    assert (found.need, found.fits, found.preparedness) == ("Two kitchens", Fits.YES, 4)
    assert [each.name for each in found.givers] == ["Ana Diaz", "Bo Lind"]
    assert [step.name for step in found.thanks] == ["Ana Diaz", "Ana Diaz", "Bo Lind", "Bo Lind"]
    people.desk.undo()
    assert [each.name for each in _detail(people, theo).givers] == ["Ana Diaz"]
    assert _detail(people, theo).need == "A kitchen"


def test_nobody_sends_themselves(opened: EditReferralDialog, people: Office, theo: ReferralId, qtbot: QtBot) -> None:
    giver = opened.form.givers.pickers()[0]
    giver.set_person(opened._who(_detail(people, theo).prospect).person)
    _save(qtbot)
    assert "Nobody sends themselves" in _error(opened, "giver")
    opened.reject()


def test_what_another_window_changed_is_kept_or_taken(
    opened: EditReferralDialog, people: Office, theo: ReferralId, ana: ContactId, qtbot: QtBot
) -> None:
    people.desk.do(referrals.edit, theo, _facts(ana))
    opened.form.need.setText("Two kitchens")
    _save(qtbot)
    assert opened.overtaken.isVisible()
    assert opened.overtaken.mine.hasFocus()
    assert opened.overtaken.clashes.text() == "Need: mine “Two kitchens”, theirs “A bathroom”"
    assert _detail(people, theo).need == "A bathroom"
    introduced = _detail(people, theo).introduced
    qtbot.mouseClick(opened.overtaken.mine, Qt.MouseButton.LeftButton)
    assert (_detail(people, theo).need, _detail(people, theo).introduced) == ("Two kitchens", introduced)


def test_theirs_is_taken_and_can_be_changed_further(
    opened: EditReferralDialog, people: Office, theo: ReferralId, ana: ContactId, qtbot: QtBot
) -> None:
    people.desk.do(referrals.edit, theo, _facts(ana))
    opened.form.need.setText("Two kitchens")
    _save(qtbot)
    qtbot.mouseClick(opened.overtaken.theirs, Qt.MouseButton.LeftButton)
    assert opened.form.need.text() == "A bathroom"
    assert not opened.overtaken.isVisible()
    opened.form.need.setText("A bathroom upstairs")
    opened.form.need.setFocus()
    _save(qtbot)
    assert _detail(people, theo).need == "A bathroom upstairs"


def test_another_giver_of_another_window_stays(
    opened: EditReferralDialog, people: Office, theo: ReferralId, ana: ContactId, qtbot: QtBot
) -> None:
    facts = replace(_facts(ana), need="A kitchen", giver_ids=(ana, people.contact("Bo")))
    people.desk.do(referrals.edit, theo, replace(facts, introduced=Introduced.CALL, value_expected_minor=500_000))
    opened.form.need.setText("Two kitchens")
    _save(qtbot)
    assert not opened.isVisible()
    found = _detail(people, theo)
    assert (found.need, [each.name for each in found.givers]) == ("Two kitchens", ["Ana Diaz", "Bo Diaz"])


def test_a_referral_that_is_gone_is_said(
    opened: EditReferralDialog, workplace: Workplace, window: QWidget, people: Office, qtbot: QtBot
) -> None:
    people.desk.undo()
    _save(qtbot)
    assert "no longer there" in " ".join(each.text() for each in opened.findChildren(Label) if each.isVisible())
    opened.reject()
    gone = EditReferralDialog(workplace, window, referral_id=ReferralId(999))
    gone.open()
    assert not gone.main_button.isEnabled()
    gone.reject()


def test_people_who_left_stand_in_their_referrals_still(
    workplace: Workplace, window: QWidget, people: Office, theo: ReferralId, ana: ContactId, qtbot: QtBot
) -> None:
    people.desk.do(contacts.set_status, ana, Status.DECEASED)
    people.desk.do(contacts.set_status, _detail(people, theo).prospect.contact_id, Status.INACTIVE)
    dialog = EditReferralDialog(workplace, window, referral_id=theo)
    dialog.open()
    dialog.form.need.setText("Two kitchens")
    _save(qtbot)
    found = _detail(people, theo)
    assert (found.need, [each.name for each in found.givers]) == ("Two kitchens", ["Ana Diaz"])


def test_a_given_one_has_no_givers_to_change(workplace: Workplace, window: QWidget, people: Office) -> None:
    draft = ReferralDraft(
        received_at=people.desk.now(), direction=Direction.GIVEN, new_prospect=ContactDraft(given="Theo"),
        recipient_id=people.contact("Ben"), need="A roof",
    )  # fmt: skip
    dialog = EditReferralDialog(workplace, window, referral_id=people.desk.do(referrals.log_given, draft))
    dialog.open()
    assert not dialog.form.givers.isVisible()
    dialog.form.need.setText("Two roofs")
    dialog.main_button.click()
    assert not dialog.isVisible()


def test_the_form_tells_once_of_all_that_is_shown_anew(opened: EditReferralDialog) -> None:
    told: list[bool] = []
    opened.form.changed.connect(lambda: told.append(True))
    opened.form.set_value(replace(opened.form.value(), need="A roof", worth="900", preparedness=2, next_step="Call"))
    assert told == [True]
    opened.form.need.setText("A roof and a gutter")
    assert told == [True, True]
