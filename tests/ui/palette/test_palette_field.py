"""The palette: what is typed finds people, referrals and commands, and one key does what the line says."""

from dataclasses import dataclass, field

import pytest
from office import Office
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from windows import InlineJobs

from refdesk.domain.ranking import Rank
from refdesk.ui.palette.lines import Line, Section
from refdesk.ui.palette.offering import Command, Offering
from refdesk.ui.palette.palette_field import PaletteField, Source


@dataclass
class Ways:
    """Remembers where the palette led."""

    gone: list[tuple[str, int]] = field(default_factory=list)

    def show_person(self, contact_id: int) -> None:
        self.gone.append(("person", contact_id))

    def edit_contact(self, contact_id: int, named: str = "") -> None:
        self.gone.append((f"edit {named}".strip(), contact_id))

    def log_conversation(self, contact_id: int = 0, _referral_id: int = 0) -> None:
        self.gone.append(("conversation", contact_id))

    def new_referral(self, giver_id: int = 0) -> None:
        self.gone.append(("referral from", giver_id))

    def log_gift(self, contact_id: int = 0) -> None:
        self.gone.append(("gift", contact_id))

    def call(self, contact_id: int, _referral_id: int = 0) -> None:
        self.gone.append(("call", contact_id))

    def add_promise(self, contact_id: int = 0) -> None:
        self.gone.append(("promise", contact_id))

    def add_reminder(self, contact_id: int = 0) -> None:
        self.gone.append(("reminder", contact_id))

    def show_referral(self, referral_id: int) -> None:
        self.gone.append(("referral", referral_id))

    def back_up(self) -> None:
        self.gone.append(("backup", 0))


@pytest.fixture
def ways() -> Ways:
    return Ways()


@pytest.fixture
def palette(people: Office, window: QWidget, ways: Ways) -> PaletteField:
    commands = (
        Command("Mark everything", ways.back_up, "circle-check", "Ctrl+B"),
        Command("Back up now", ways.back_up, "check"),
    )
    offering = Offering(people.desk, ways, commands)
    made = PaletteField(Source(offering.find, offering.lines, InlineJobs()), window)
    layout = window.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(made)
    layout.addWidget(QLineEdit("the page", window))
    layout.addStretch(1)
    return made


def titles(palette: PaletteField) -> list[str]:
    return [line.title for line in palette.offered()]


def test_words_find_people_referrals_and_commands(palette: PaletteField, people: Office, qtbot: QtBot) -> None:
    ana = people.contact("Ana", "Diaz", rank=Rank.A)
    people.referral(ana, need="Kitchen")
    palette.take_focus()
    qtbot.keyClicks(palette, "mar")
    lines = palette.offered()
    assert [(line.section, line.title, line.detail) for line in lines] == [
        (Section.PEOPLE, "Theo Marchetti", "Prospect"),
        (Section.REFERRALS, "Theo Marchetti", "Kitchen, from Ana Diaz, New"),
        (Section.COMMANDS, "Mark everything", ""),
        (Section.COMMANDS, "Log a conversation with Theo Marchetti", ""),
    ]
    assert lines[0].spans == ((5, 8),)


def test_enter_goes_to_the_first_and_empties_the_field(
    palette: PaletteField, people: Office, ways: Ways, qtbot: QtBot
) -> None:  # fmt: skip
    ana = people.contact()
    palette.take_focus()
    qtbot.keyClicks(palette, "ana")
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert ways.gone == [("person", ana)]
    assert (palette.text(), palette.offered()) == ("", [])


def test_arrows_go_round_and_commands_run(palette: PaletteField, ways: Ways, qtbot: QtBot) -> None:
    palette.take_focus()
    qtbot.keyClicks(palette, "back")
    qtbot.keyClick(palette, Qt.Key.Key_Up)
    qtbot.keyClick(palette, Qt.Key.Key_Down)
    qtbot.keyClick(palette, Qt.Key.Key_Enter)
    assert ways.gone == [("backup", 0)]


def test_tab_opens_what_else_can_be_done_and_escape_leads_back(
    palette: PaletteField, people: Office, ways: Ways, qtbot: QtBot
) -> None:  # fmt: skip
    ana = people.contact()
    palette.take_focus()
    qtbot.keyClicks(palette, "ana")
    before = titles(palette)
    qtbot.keyClick(palette, Qt.Key.Key_Tab)
    assert titles(palette) == [
        "Show", "Call", "Log a conversation", "Log a referral from them", "Log a gift", "New promise", "New reminder",
        "Edit",
    ]  # fmt: skip
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert titles(palette) == before
    qtbot.keyClick(palette, Qt.Key.Key_Tab)
    qtbot.keyClick(palette, Qt.Key.Key_Down)
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert ways.gone == [("call", ana)]


def test_tab_opens_what_can_be_done_about_a_referral(
    palette: PaletteField, people: Office, ways: Ways, qtbot: QtBot
) -> None:  # fmt: skip
    people.referral(people.contact("Ana", "Diaz"), need="Kitchen")
    palette.take_focus()
    qtbot.keyClicks(palette, "kitchen")
    assert [line.section for line in palette.offered()] == [Section.REFERRALS]
    qtbot.keyClick(palette, Qt.Key.Key_Tab)
    assert titles(palette) == [
        "Show the referral", "Call Theo Marchetti", "Log a conversation", "Show Theo Marchetti in Contacts",
    ]  # fmt: skip
    show, call, *_rest, person = palette.offered()
    for line in (person, call):
        line.act()
    assert show.icon == "handshake"
    assert [way for way, _who in ways.gone] == ["person", "call"]
    assert len({who for _way, who in ways.gone}) == 1, "both lead to the person who was sent"


def test_escape_closes_and_empties_and_tab_then_leaves(palette: PaletteField, people: Office, qtbot: QtBot) -> None:
    people.contact()
    palette.take_focus()
    qtbot.keyClicks(palette, "ana")
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert (palette.text(), palette.offered(), palette.hasFocus()) == ("", [], True)
    qtbot.keyClick(palette, Qt.Key.Key_Tab)
    assert not palette.hasFocus()


def test_a_line_is_done_from_where_one_was(palette: PaletteField, people: Office, qtbot: QtBot) -> None:
    people.contact()
    page = next(each for each in palette.window().findChildren(QLineEdit) if each is not palette)
    page.setFocus()
    palette.take_focus()
    qtbot.keyClicks(palette, "back up")
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert page.hasFocus(), "a dialog that was opened would give the focus back to it"


def test_escape_gives_the_focus_back_to_where_one_was(palette: PaletteField, people: Office, qtbot: QtBot) -> None:
    people.contact()
    page = next(each for each in palette.window().findChildren(QLineEdit) if each is not palette)
    page.setFocus()
    palette.take_focus()
    palette.take_focus()
    qtbot.keyClicks(palette, "ana")
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert (palette.text(), palette.offered(), page.hasFocus()) == ("", [], True)


def test_a_command_of_just_these_words_comes_before_who_is_found_by_a_note(
    palette: PaletteField, people: Office, qtbot: QtBot
) -> None:  # fmt: skip
    people.contact("Bo", "Lind", notes="Wants to go back up north")
    palette.take_focus()
    qtbot.keyClicks(palette, "back up")
    assert titles(palette)[:2] == ["Back up now", "Bo Lind"]


def test_nothing_typed_offers_the_people_of_the_last_things_done(palette: PaletteField, people: Office) -> None:
    people.contact("Bo", "Lind")
    people.contact("Cleo", "Ruiz")
    palette.take_focus()
    assert [(line.section, line.title) for line in palette.offered()][:2] == [
        (Section.LATELY, "Cleo Ruiz"),
        (Section.LATELY, "Bo Lind"),
    ]


def test_eight_lines_are_shown_before_more(palette: PaletteField, people: Office, qtbot: QtBot) -> None:
    for number in range(14):
        people.contact("Mara", f"Ames {number:02}")
    palette.take_focus()
    qtbot.keyClicks(palette, "mar")
    assert len(palette.offered()) == 9
    assert palette.offered()[-1].title == "8 more"
    qtbot.keyClick(palette, Qt.Key.Key_Up)
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert len(palette.offered()) == 16
    assert palette.text() == "mar"


def test_a_click_does_the_line_and_leaving_closes(
    palette: PaletteField, people: Office, ways: Ways, qtbot: QtBot
) -> None:
    people.contact()
    bo = people.contact("Anabel", "Lind")
    palette.take_focus()
    qtbot.keyClicks(palette, "ana")
    (shown,) = [child for child in palette.window().children() if type(child).__name__ == "PaletteList"]
    assert isinstance(shown, QWidget)
    at = titles(palette).index("Anabel Lind")
    qtbot.mouseClick(shown, Qt.MouseButton.LeftButton, pos=shown.line_rect(at).center())
    assert ways.gone == [("person", bo)]
    qtbot.keyClicks(palette, "ana")
    palette.clearFocus()
    assert palette.offered() == []


def test_whoever_is_not_found_can_be_added(palette: PaletteField, ways: Ways, qtbot: QtBot) -> None:
    palette.take_focus()
    qtbot.keyClicks(palette, " Zoe  Quist")
    (line,) = palette.offered()
    assert (line.section, line.title) == (Section.NOTHING, "New contact “Zoe Quist”…")
    qtbot.keyClick(palette, Qt.Key.Key_Return)
    assert ways.gone == [("edit Zoe Quist", 0)]


def test_a_section_keeps_its_share() -> None:
    from refdesk.ui.palette import lines

    def many(section: Section, count: int) -> list[Line]:
        return [Line(section, f"{section} {at}", list) for at in range(count)]

    offered = [*many(Section.PEOPLE, 9), *many(Section.REFERRALS, 9), *many(Section.COMMANDS, 9)]
    sections = [line.section for line in lines.shown(offered, more=list)]
    assert [sections.count(each) for each in (Section.PEOPLE, Section.REFERRALS, Section.COMMANDS)] == [3, 2, 3]
    assert [lines.head_of(a, b) for a, b in ((offered[0], None), (offered[1], offered[0]))] == ["People", ""]
