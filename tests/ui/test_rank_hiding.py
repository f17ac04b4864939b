"""While ranks are hidden no words on the screen say one, wherever the client looks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import ContactDraft
from refdesk.domain.directory import Order
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.domain.report_period import Period
from refdesk.services import contacts, person
from refdesk.ui import rank_hiding
from refdesk.ui.contacts.contact_dialog import ContactDialog
from refdesk.ui.contacts.contact_sections import StandingSection
from refdesk.ui.contacts.person_timeline import PersonTimeline
from refdesk.ui.duplicates.duplicates_dialog import DuplicatesDialog
from refdesk.ui.history import history_lines
from refdesk.ui.history.history_dialog import HistoryDialog
from refdesk.ui.reports import list_kinds
from refdesk.ui.reports.asked import Asked
from refdesk.ui.undo_actions import UndoActions
from refdesk.ui.workplace import Workplace


@pytest.fixture
def hiding() -> Iterator[rank_hiding.RankHiding]:
    made = rank_hiding.shared()
    yield made
    made.turn(on=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Eva Brandt ranked A+", "Eva Brandt ranked …"), ("50 contacts ranked C", "50 contacts ranked …"),
        ("Eva Brandt added", "Eva Brandt added"), ("Call with VITAMIN A+B", "Call with VITAMIN A+B"),
    ],
)  # fmt: skip
def test_what_was_done_is_said_without_the_rank(words: str, said: str, hiding: rank_hiding.RankHiding) -> None:
    assert rank_hiding.said(words) == words
    hiding.turn(on=True)
    assert rank_hiding.said(words) == said


def test_a_timeline_says_only_that_the_rank_changed(
    workplace: Workplace, window: QWidget, qtbot: QtBot, hiding: rank_hiding.RankHiding
) -> None:
    desk = workplace.desk
    who = Office(desk).contact()
    desk.do(contacts.set_rank, who, Rank.B)
    section = PersonTimeline(workplace, window)
    section.resize(420, 860)
    section.show_person(desk.ask(person.panel, who, desk.today(), desk.zone), desk.today())
    qtbot.waitUntil(lambda: bool(section.list.entries()))
    line = next(each for each in section.list.entries() if each.title == "Rank not ranked → B")
    hiding.turn(on=True)
    assert line.title == "Rank changed"
    assert "→" not in line.accessibleName() + line.toolTip()
    hiding.turn(on=False)
    assert "Rank not ranked → B" in line.accessibleName()


def test_history_and_undo_say_no_rank(
    workplace: Workplace, window: QWidget, qtbot: QtBot, hiding: rank_hiding.RankHiding
) -> None:
    desk = workplace.desk
    desk.do(contacts.set_rank, Office(desk).contact("Ana", "Diaz"), Rank.A_PLUS)
    undo = UndoActions(workplace, window, window)
    with qtbot.waitSignal(undo.changed):
        hiding.turn(on=True)
    dialog = HistoryDialog(workplace, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.view.model().rowCount() > 1)
    assert dialog.view.model().index(0, history_lines.WHAT).data() == "Ana Diaz ranked …"


def test_the_form_and_two_to_be_merged_show_no_rank(
    workplace: Workplace, window: QWidget, qtbot: QtBot, hiding: rank_hiding.RankHiding
) -> None:
    mail = (IncomingPoint("ana@x.com", "work", main=True),)
    for rank in (Rank.A, Rank.C):
        who = workplace.desk.do(contacts.add, ContactDraft(given="Ana", family="Diaz", emails=mail, rank=rank))
    hiding.turn(on=True)
    form = ContactDialog(workplace, window, contact_id=who)
    form.open()
    form.form.steps.finish()
    standing = next(each for each in form.form.sections if isinstance(each, StandingSection))
    assert standing.rank.isHidden() or standing.rank.parentWidget().isHidden()
    assert standing.filled(ContactDraft()).rank is Rank.C
    dialog = DuplicatesDialog(workplace, window)
    dialog.open()
    qtbot.waitUntil(lambda: "So it will be" in _words(dialog) and "Taken over from both" in _words(dialog))
    assert "Rank" not in _words(dialog)


def test_a_directory_tells_no_ranks(workplace: Workplace, tmp_path: Path, hiding: rank_hiding.RankHiding) -> None:
    desk = workplace.desk
    Office(desk).contact("Ana", "Diaz", rank=Rank.A)
    today, ticked, order = desk.today(), frozenset({list_kinds.RANKS}), {list_kinds.ORDER: Order.RANK.value}
    asked = Asked(Period(today, today), today, ticked=ticked, chosen=order)
    heads = []
    for on in (False, True):
        hiding.turn(on=on)
        list_kinds.directory().write(desk, asked, tmp_path / f"{on}.csv")
        heads.append("Rank" in (tmp_path / f"{on}.csv").read_text("utf-8-sig").splitlines()[0])
    assert heads == [True, False]


def _words(dialog: QWidget) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
