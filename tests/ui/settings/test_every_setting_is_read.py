"""Each setting, set to something else, changes what somebody sees; a setting that nothing reads fails here.

The numbers of the rules are tried one by one in the tests of the services.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from desks import TestClock
from office import Office
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from refdesk import app, i18n, settings
from refdesk.domain import introducing
from refdesk.domain.addresses import Address
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.hand_outs import Kind, Scan
from refdesk.domain.ids import ContactId
from refdesk.domain.introducing import Way, Wish
from refdesk.domain.profile import Paper, Profile
from refdesk.domain.today import LineKind
from refdesk.domain.working_time import Away, Hours
from refdesk.services import business, call_sheets, data_file, gift_ledger, gifts, hand_outs, today
from refdesk.services.desk import Desk
from refdesk.services.hand_outs import HandOutJob
from refdesk.settings import Appearance, MachineSettings, WindowPlace
from refdesk.ui import menus, theme, window_state
from refdesk.ui.campaign.plan_dialog import PlanDialog
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.widgets.menu import Menu
from refdesk.ui.workplace import Workplace

BASE = Profile(
    business_name="Fernhollow", owner="Nadia Fern", trade="Home renovation", tagline="Old houses made new",
    ideal_client="Owners of old houses", how_we_treat="We call.", rewards="Dinner for two", phone="(614) 555-0100",
)  # fmt: skip


@dataclass(frozen=True)
class World:
    """Hold what a view is taken of, with the folder of the test."""

    desk: Desk
    office: Office
    clock: TestClock
    folder: Path
    workplace: Workplace
    qtbot: QtBot
    ana: ContactId


See = Callable[[World], object]


@pytest.fixture
def world(workplace: Workplace, people: Office, clock: TestClock, tmp_path: Path, qtbot: QtBot) -> World:
    ana = people.contact()
    people.desk.do(gifts.log, GiftDraft(ana, "Honey", date(2026, 8, 3), cost_minor=1200))
    return World(people.desk, people, clock, tmp_path, workplace, qtbot, ana)


def text(pdf: bytes) -> tuple[str, float]:
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        return page.get_textpage().get_text_range(), page.get_height()


def hand_out(kind: Kind) -> See:
    def see(world: World) -> object:
        people = (world.ana,) if kind is Kind.DESK else ()
        return text(hand_outs.render(world.desk, HandOutJob(kind, people, Scan.NONE)).pdf)

    return see


def ledger(world: World) -> object:
    return text(gift_ledger.render(world.desk, 2026).pdf)


def request_for_introduction(world: World) -> object:
    wish = Wish("Ana", "Theo Marchetti", "Theo", "")
    return introducing.text(wish, Way.MESSAGE, world.desk.ask(business.load))


def call_on_screen(world: World) -> object:
    from refdesk.services.call_mode import Call
    from refdesk.ui.campaign import call_steps

    call = type("Called", (), {"first_name": "Ana", "name": "Ana Diaz"})
    shown: Any = call
    assert {"first_name", "name"} <= set(dir(Call))
    return call_steps.script(shown, world.desk.ask(business.load), "Nadia")


def call_sheet(world: World) -> object:
    return call_sheets.script(world.desk.ask(business.load))


def plan_of_calls(world: World) -> object:
    window = QWidget()
    world.qtbot.addWidget(window)
    return PlanDialog(world.workplace, window).minutes.text()


def first_call(*, at: tuple[int, int] = (0, 0)) -> See:
    """See by when somebody is to be called who was sent after so many days and hours."""

    def see(world: World) -> object:
        before = world.clock.moment
        days, hours = at
        world.clock.forward(days=days, hours=hours)
        world.office.referral(world.ana)
        working = world.desk.ask(business.working_time)
        due = [line.due for line in world.desk.ask(today.lines, world.desk.now(), working)
               if line.kind is LineKind.FIRST_CONTACT]  # fmt: skip
        world.desk.undo()
        world.clock.moment = before
        return due

    return see


def backups_made(name: str) -> See:
    def see(world: World) -> object:
        place = world.folder / name
        place.mkdir(exist_ok=True)
        data_file.back_up(world.workplace.file, "asked for")
        return len(list(place.iterdir()))

    return see


@dataclass(frozen=True)
class Probe:
    """Hold another value of a setting, where it is seen, and what else is set for it; a folder goes by its name."""

    value: Any
    see: See
    base: Profile = BASE


GERMAN = replace(BASE, country="DE", zone="Europe/Berlin", currency="EUR", paper=Paper.A4)
EVENING = (0, 8)  # 6 PM on a Wednesday in New York
BEFORE_THANKSGIVING = (7, 8)
BEFORE_EPIPHANY = (48, 3)  # 7 PM on January 5 in Berlin
WHO, TREAT, DESK = hand_out(Kind.WHO), hand_out(Kind.TREAT), hand_out(Kind.DESK)
PROBES = {
    "business_name": Probe("Fernhollow & Co.", WHO),
    "owner": Probe("Ines Fern", WHO),
    "trade": Probe("Roofs", WHO),
    "phone": Probe("(614) 555-0177", WHO),
    "email": Probe("nadia@fernhollow.example", request_for_introduction),
    "site": Probe("fernhollow.example", request_for_introduction),
    "address": Probe(Address(street="40 Fern Street", city="Columbus", country="US"), WHO),
    "country": Probe("CA", first_call(at=BEFORE_THANKSGIVING)),
    "region": Probe("BY", first_call(at=BEFORE_EPIPHANY), GERMAN),
    "zone": Probe("America/Los_Angeles", first_call()),
    "week": Probe((Hours(time(9), time(17)),) * 3 + (None, None, None, None), first_call(at=EVENING)),
    "keeps_holidays": Probe(False, first_call(at=BEFORE_THANKSGIVING)),
    "days_off": Probe((date(2026, 11, 19),), first_call(at=EVENING)),
    "away": Probe((Away(date(2026, 11, 19), date(2026, 11, 20)),), first_call(at=EVENING)),
    "currency": Probe("EUR", ledger),
    "paper": Probe(Paper.A4, WHO),
    "tagline": Probe("Cold rooms made warm", WHO),
    "different": Probe("One crew.", WHO),
    "ideal_client": Probe("People who stay", WHO),
    "problems_solved": Probe("Drafts", WHO),
    "how_we_treat": Probe("We write.", TREAT),
    "rewards": Probe("A day in the garden", TREAT),
    "they_say": Probe("It is so cold here", WHO),
    "elsewhere": Probe("New houses", WHO),
    "client_gets": Probe("An hour, free", DESK),
    "treat_opening": Probe("You trust me.", TREAT),
    "givers_hear": Probe("A card the same day.", TREAT),
    "script_hello": Probe("Good day", call_on_screen),
    "script_help": Probe("Whom may I help?", call_sheet),
    "script_ask": Probe("Whom do you know?", call_sheet),
    "discreet": Probe(True, TREAT),
    "minutes_a_day": Probe(75, plan_of_calls),
    "gift_rules": Probe("none", ledger),
    "tax_year_start": Probe("04-06", ledger),
    "gift_mode": Probe("notes_only", TREAT),
    "backup_folder": Probe("first", backups_made("first")),
    "second_backup_folder": Probe("second", backups_made("second")),
}


def test_every_setting_of_the_business_is_tried() -> None:
    assert set(PROBES) == {each.name for each in fields(Profile)} - {"rules"}


@pytest.mark.parametrize("name", PROBES)
def test_a_setting_changes_what_is_seen_and_undo_brings_that_back(name: str, world: World) -> None:
    probe = PROBES[name]
    world.desk.do(business.save, probe.base)
    before = probe.see(world)
    value = str(world.folder / probe.value) if name.endswith("backup_folder") else probe.value
    world.desk.do(business.save, replace(probe.base, **{name: value}))
    assert probe.see(world) != before
    if not name.endswith("backup_folder"):  # what was written stays
        world.desk.undo()
        assert probe.see(world) == before


def dressed(machine: MachineSettings) -> object:
    app.dress(QApplication.instance(), machine)
    shared = theme.shared()
    return theme.current().sheet.name(), theme.scaled(100), shared.motion


def spoken(machine: MachineSettings) -> object:
    app.speak(machine)
    return i18n.day_short(date(2026, 11, 18))


def placed(machine: MachineSettings) -> object:
    window = QWidget()
    window_state.put(window, machine.window)
    return window.geometry().getRect()


def begun(machine: MachineSettings) -> object:
    window = MainWindow(Outside(clock=app.utc_now, sample=Path), machine)
    opened: list[Path] = []
    window._open = lambda wanted, **_more: opened.append(wanted.path)
    window.show_first_start = lambda: None
    window.begin(None)
    window.deleteLater()
    return opened


def offered_again(machine: MachineSettings) -> object:
    host = QWidget()
    menu = Menu(host, name="File")
    acts = dict.fromkeys(_acts(), lambda: None)
    menus.fill_file_menu(menu, MainWindowLike(), machine.recent_files, **acts)
    found = [act.text() for act in menu.actions()]
    host.deleteLater()
    return found


def _acts() -> tuple[str, ...]:
    return tuple(
        name for name in menus.fill_file_menu.__annotations__ if name not in {"menu", "files", "recent", "return"}
    )


class MainWindowLike:
    """Does nothing that a menu could ask for."""

    def __getattr__(self, _name: str) -> Callable[[], None]:
        return lambda: None


def read_again(machine: MachineSettings) -> object:
    return settings.read_through_due(machine, Path("/a/mine.refdesk"), date(2026, 11, 18))


MACHINE: dict[str, tuple[Any, Callable[[MachineSettings], object]]] = {
    "last_file": (Path("/a/mine.refdesk"), begun),
    "recent_files": ((Path("/a/mine.refdesk"),), offered_again),
    "appearance": (Appearance.DARK, dressed),
    "text_size": (150, dressed),
    "motion": (False, dressed),
    "language": ("de_DE", spoken),
    "window": (WindowPlace(10, 10, 1030, 710), placed),
    "read_through": (((Path("/a/mine.refdesk"), date(2026, 11, 17)),), read_again),
}


@pytest.fixture
def as_it_was(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, theme.Mode.LIGHT, motion=False)
    i18n.use(i18n.DEFAULT_LOCALE)


def test_every_setting_of_this_computer_is_tried() -> None:
    assert set(MACHINE) == {each.name for each in fields(MachineSettings)}


@pytest.mark.usefixtures("as_it_was", "workplace")
@pytest.mark.parametrize("name", MACHINE)
def test_a_setting_of_this_computer_is_kept_and_changes_what_is_seen(name: str) -> None:
    value, see = MACHINE[name]
    plain = replace(MachineSettings(), appearance=Appearance.LIGHT)
    before = see(plain)
    settings.save(replace(plain, **{name: value}))
    assert see(settings.load()) != before
