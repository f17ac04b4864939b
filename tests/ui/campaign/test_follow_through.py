"""What a referral month leaves to do, worked off line by line."""

from datetime import date

import months
import pytest
from desks import TestClock
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from windows import Said

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.ids import CampaignId
from refdesk.domain.referral import Direction
from refdesk.services import call_results, promises
from refdesk.ui.campaign.follow_lines import LeadRow, PromiseRow
from refdesk.ui.campaign.follow_through import FollowThrough
from refdesk.ui.workplace import Workplace

TODAY = date(2026, 11, 18)


@pytest.fixture
def office(workplace: Workplace) -> Office:
    return Office(workplace.desk)


@pytest.fixture
def month(office: Office) -> CampaignId:
    office.stages()
    for given in ("Ana", "Bo", "Cleo"):
        office.contact(given, "Lind", phone="(614) 555-0101")
    return months.all_on(office.desk, TODAY, last=date(2026, 11, 30))


@pytest.fixture
def called(office: Office, month: CampaignId) -> CampaignId:
    rows = [
        FilledRow(1, Code.TALKED, lead_to="A roofer", lead_by=date(2026, 11, 20)),
        FilledRow(2, Code.TALKED, lead_to="A tenant", lead_by=TODAY, referral_direction=Direction.RECEIVED,
                  referral_name="Ida Holm", referral_need="A porch"),
        FilledRow(3, Code.TALKED, referral_direction=Direction.GIVEN, referral_name="Gus Roth"),
    ]  # fmt: skip
    office.desk.do(call_results.enter, month, TODAY, rows)
    return month


@pytest.fixture
def follow(qtbot: QtBot, workplace: Workplace) -> FollowThrough:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1236, 836)
    made = FollowThrough(workplace, host)
    made.resize(1236, 836)
    made.host = host  # type: ignore[attr-defined]
    host.show()
    host.activateWindow()
    workplace.bus.changed.connect(made.refresh)
    return made


def lines(follow: FollowThrough) -> list[str]:
    return [line.accessibleName() for line in follow.lines()]


def promise(follow: FollowThrough, at: int = 0) -> PromiseRow:
    row = follow.promises.lines.lines()[at]
    assert isinstance(row, PromiseRow)
    return row


def test_promises_come_first_by_their_day_then_leads_both_ways(follow: FollowThrough, called: CampaignId) -> None:
    follow.show_month(called)
    assert lines(follow) == [
        "Bo Lind, Lead promised: A tenant, Today by 5 PM",
        "Ana Lind, Lead promised: A roofer, By Friday",
        "Gus Roth, to Cleo Lind, New",
        "Ida Holm, from Bo Lind, A porch, New",
    ]
    assert follow.kept.words.text() == "0 of 2 promises kept"
    assert follow.settled.words.text() == "0 of 2 leads won or lost"
    assert follow.head.about.text() == "November 2026"


def test_a_tick_keeps_a_promise_with_undo_and_the_next_line_has_the_keys(
    follow: FollowThrough, called: CampaignId, office: Office, workplace_said: Said
) -> None:
    follow.show_month(called)
    promise(follow).tick.click()
    assert workplace_said.done == ["Promise to Bo Lind kept"]
    assert lines(follow)[0].startswith("Ana Lind")
    assert follow.kept.words.text() == "1 of 2 promises kept"
    assert QApplication.focusWidget() is follow.lines()[0]
    office.desk.undo()
    assert lines(follow)[0].startswith("Bo Lind")


def test_a_cross_drops_a_promise(follow: FollowThrough, called: CampaignId, workplace_said: Said) -> None:
    follow.show_month(called)
    promise(follow, 1).setFocus()
    promise(follow, 1).drop.click()
    assert QApplication.focusWidget() is follow.lines()[1], "the line that took its place"
    assert workplace_said.done == ["Promise to Ana Lind dropped"]
    assert [line for line in lines(follow) if "roofer" in line] == []


def test_letters_keep_and_drop(qtbot: QtBot, follow: FollowThrough, called: CampaignId, workplace_said: Said) -> None:
    follow.show_month(called)
    qtbot.keyClick(promise(follow), Qt.Key.Key_K)
    qtbot.keyClick(promise(follow), Qt.Key.Key_D)
    assert workplace_said.done == ["Promise to Bo Lind kept", "Promise to Ana Lind dropped"]


def test_the_keys_wait_for_the_first_line(
    follow: FollowThrough, called: CampaignId, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = []
    with monkeypatch.context() as later:
        later.setattr(
            type(follow._workplace.jobs), "start", lambda _jobs, work, **how: waiting.append((work, how["then"]))
        )
        follow.show_month(called)
        follow.take_focus()
    ((work, then),) = waiting
    then(work(None))
    assert QApplication.focusWidget() is follow.lines()[0]


def test_what_was_kept_elsewhere_meanwhile_is_said(
    follow: FollowThrough, called: CampaignId, office: Office, workplace: Workplace, workplace_said: Said
) -> None:
    follow.show_month(called)
    workplace.bus.changed.disconnect(follow.refresh)
    row = promise(follow)
    office.desk.do(promises.keep, row.promise.promise_id)
    row.tick.click()
    assert len(workplace_said.faults) == 1
    assert lines(follow)[0].startswith("Ana Lind")


def test_what_is_late_says_so(follow: FollowThrough, called: CampaignId, clock: TestClock) -> None:
    clock.forward(days=1)
    follow.show_month(called)
    assert "late" in lines(follow)[0]


def test_a_line_opens_the_person_or_the_referral(qtbot: QtBot, follow: FollowThrough, called: CampaignId) -> None:
    follow.show_month(called)
    with qtbot.waitSignal(follow.person_wanted) as asked:
        qtbot.keyClick(follow.lines()[0], Qt.Key.Key_Return)
    assert asked.args == [2]
    row = follow.lines()[3]
    assert isinstance(row, LeadRow)
    with qtbot.waitSignal(follow.referral_shown_wanted) as asked:
        row.click()
    assert asked.args == [row.lead.referral_id]


def test_nothing_to_do_says_why(follow: FollowThrough, month: CampaignId, office: Office) -> None:
    follow.show_month(month)
    assert follow.done.text().startswith("Nothing is promised yet.")
    assert follow.kept.isHidden()
    follow.take_focus()
    rows = [FilledRow(1, Code.TALKED, lead_to="A roofer", lead_by=TODAY)]
    office.desk.do(call_results.enter, month, TODAY, rows)
    promise(follow).tick.click()
    assert follow.done.text() == "Everything that came of this month is done."
    assert QApplication.focusWidget() is follow.head.back


def test_the_ways_out(qtbot: QtBot, follow: FollowThrough, called: CampaignId) -> None:
    follow.show_month(called)
    with qtbot.waitSignal(follow.left):
        qtbot.keyClick(follow.lines()[0], Qt.Key.Key_Escape)
    with qtbot.waitSignal(follow.report_wanted):
        follow.report.click()
