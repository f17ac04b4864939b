"""Tries every part on a temporary file, as the built program does after it is made: one line a part."""

import contextlib
import faulthandler
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from refdesk import logs, paths
from refdesk.domain import profile
from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import IncomingAddress, IncomingPoint
from refdesk.domain.referral import ReferralDraft
from refdesk.services import (
    business,
    call_sheet_files,
    campaigns,
    cards,
    contact_list,
    contacts,
    data_file,
    import_files,
    imports,
    paper,
    referrals,
)
from refdesk.services.call_sheet_files import SheetJob
from refdesk.services.campaigns import PlanDraft
from refdesk.services.card_texts import CardJob
from refdesk.services.data_file import OpenFile

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

# A Monday: the referral month that is planned below begins on this day.
OPENING_MS = 10_000
NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
CSV = "First Name,Last Name,Phone,E-mail\nŁukasz,Díaz,(614) 555-0173,lukasz@example.org\nMei,Wang,(614) 555-0112,\n"


@dataclass(frozen=True, slots=True)
class Bench:
    """What the parts are tried on."""

    folder: Path
    file: OpenFile


def run() -> int:
    """Try every part; prints a line a part and the count, and returns 0 only if all passed."""
    logs.stop()
    if sys.stderr is not None:
        with contextlib.suppress(OSError):  # where errors go to no file there is nothing to write to
            faulthandler.enable(sys.stderr)  # a part that ends the whole process still says where
    failed = 0
    with tempfile.TemporaryDirectory(prefix="refdesk-check-", ignore_cleanup_errors=True) as folder:
        os.environ[paths.HOME_VARIABLE] = folder  # the check leaves this machine's settings alone
        bench: Bench | None = None
        for name, part in PARTS:
            try:
                bench = part(Path(folder), bench)
            except Exception as fault:  # noqa: BLE001 - whatever breaks is this part's failure
                failed += 1
                _say(f"{name}: FAILED, {logs.report(fault)}")
            else:
                _say(f"{name}: ok")
        if bench is not None:
            bench.file.close()
    _say(f"{len(PARTS) - failed} passed, {failed} failed")
    return 1 if failed else 0


def _store(folder: Path, _bench: Bench | None) -> Bench:
    settings = profile.starting("US", business_name="Self-check", owner="Nobody")
    return Bench(folder, data_file.create(folder / "check.refdesk", settings, clock=_clock))


def _migration(folder: Path, bench: Bench | None) -> Bench:
    from refdesk.store import engine, schema, upgrading

    fresh = engine.open_engine(folder / "migrated.refdesk", create=True)
    upgrading.run(fresh)
    fresh.dispose()
    assert schema.probe(folder / "migrated.refdesk") == schema.NEWEST, "the migrations end elsewhere"
    return _there(bench)


def _undo(_folder: Path, bench: Bench | None) -> Bench:
    desk = _there(bench).file.desk
    ana = desk.do(contacts.add, ContactDraft(given="Ana", family="Díaz"))
    desk.undo()
    assert desk.ask(contact_list.counts, desk.today()).all == 0, "undo left somebody"
    desk.redo()
    assert desk.ask(contacts.draft_of, ana).draft.family == "Díaz", "redo brought something else"
    return _there(bench)


def _backup(folder: Path, bench: Bench | None) -> Bench:
    file = _there(bench).file
    made = data_file.back_up(file, "self-check")
    data_file.restore(data_file.backup_folder_of(file) / made.file, folder / "restored.refdesk", now=NOW)
    assert data_file.check(folder / "restored.refdesk")[2] == 1, "the backup holds other people"
    return _there(bench)


def _import(folder: Path, bench: Bench | None) -> Bench:
    desk = _there(bench).file.desk
    path = folder / "people.csv"
    path.write_text(CSV, encoding="utf-8")
    report = desk.do(imports.bring_in, desk.ask(imports.prepare, import_files.read_all([path])))
    assert report.count(imports.Outcome.ADDED) == 2, "the file holds two people"
    return _there(bench)


def _search(_folder: Path, bench: Bench | None) -> Bench:
    desk = _there(bench).file.desk
    for typed in ("lukasz", "555017", "wa"):
        assert len(desk.ask(contact_list.who, typed, desk.today())) == 1, f"search does not find {typed}"
    return _there(bench)


def _card(folder: Path, bench: Bench | None) -> Bench:
    desk = _there(bench).file.desk
    giver = desk.ask(contact_list.suggest, "Mei")[0].contact_id
    home = IncomingAddress(Address(street="12 Rue Haute", city="Lyon", postcode="69001", country="France"))
    prospect = ContactDraft(given="Theo", phones=(IncomingPoint("(614) 555-0148"),), addresses=(home,))
    desk.do(referrals.log_received, ReferralDraft(received_at=NOW, giver_ids=(giver,), new_prospect=prospect))
    (owed,) = desk.ask(cards.owed, desk.now(), desk.ask(business.working_time))
    job = CardJob(cards=(owed.part_id,), stock=paper.plain_stock(desk).key)
    assert paper.write_cards(desk, job, folder / "card.pdf").pages == 1, "the card has one page"
    return _there(bench)


def _call_sheet(folder: Path, bench: Bench | None) -> Bench:
    desk = _there(bench).file.desk
    month = desk.do(campaigns.plan, PlanDraft(NOW.date(), NOW.date() + timedelta(days=25), minutes_a_day=40))
    written = call_sheet_files.write(desk, SheetJob(month, (NOW.date(),)), folder / "sheet.pdf")
    assert written.pages == 1, "the sheet has one page"
    return _there(bench)


def _window(folder: Path, bench: Bench | None) -> Bench:
    if not any(os.environ.get(name) for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")):
        os.environ["QT_QPA_PLATFORM"] = "offscreen" if sys.platform == "linux" else ""
    from PySide6.QtWidgets import QApplication

    from refdesk.settings import MachineSettings
    from refdesk.ui import places, slices, theme
    from refdesk.ui.main_window import MainWindow, Outside

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication), "only one application runs"
    theme.apply(app)
    file, path = _there(bench).file, folder / "window.refdesk"
    made = data_file.back_up(file, "self-check")
    data_file.restore(data_file.backup_folder_of(file) / made.file, path, now=NOW)
    with _faults() as found:
        window = MainWindow(Outside(clock=_clock, sample=lambda: path), MachineSettings())
        window.begin(path)
        window.show()
        _wait(app, lambda: window.opened is not None and window.jobs.is_idle)
        picture = window.grab().toImage()
        assert window.opened is not None, "the file was not opened"
        for place in places.all_places():
            window.opened.shell.go_to(place.name)
            _wait(app, lambda: window.jobs.is_idle and slices.all_done())
        window.close()
        _wait(app, lambda: not window.isVisible())  # a backup comes first
    if found:
        raise found[0]
    seen = {picture.pixel(x, y) for x in range(0, picture.width(), 7) for y in range(0, picture.height(), 7)}
    assert len(seen) > 8, "the window stays blank"
    return _there(bench)


@contextlib.contextmanager
def _faults() -> Iterator[list[BaseException]]:
    """Keep the faults that Qt's own calls of our methods end with; nobody else hears of them."""
    found: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda _kind, fault, _trace: found.append(fault)
    try:
        yield found
    finally:
        sys.excepthook = before


def _wait(app: "QApplication", is_there: Callable[[], bool]) -> None:
    from PySide6.QtCore import QDeadlineTimer

    patience = QDeadlineTimer(OPENING_MS)
    while not is_there() and not patience.hasExpired():
        app.processEvents()


def _there(bench: Bench | None) -> Bench:
    assert bench is not None, "there is no store to try this on"
    return bench


def _clock() -> datetime:
    return NOW


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


Part = Callable[[Path, Bench | None], Bench]
PARTS: tuple[tuple[str, Part], ...] = (
    ("store", _store), ("migration", _migration), ("undo", _undo), ("backup and restore", _backup),
    ("import", _import), ("search", _search), ("card", _card), ("call sheet", _call_sheet), ("window", _window),
)  # fmt: skip
