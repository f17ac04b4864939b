"""The tour: opens the made-up business without a display, and leaves its paper and a picture of every screen.

python -m refdesk.tour FOLDER
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QSize, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from refdesk import app as program
from refdesk import logs, paths, tour_people, tour_referrals, tour_reports, tour_stage
from refdesk.domain.ids import CampaignId
from refdesk.domain.referral import Direction
from refdesk.i18n import _
from refdesk.services import board, business, call_sheet_files, campaign_days, cards, data_file, paper, sample, today
from refdesk.services.call_sheet_files import SheetJob
from refdesk.services.campaign_days import Calendar
from refdesk.services.card_texts import CardJob
from refdesk.services.desk import Desk
from refdesk.services.today import LineKind
from refdesk.settings import MachineSettings, WindowPlace
from refdesk.tour_stage import Stage
from refdesk.ui import theme
from refdesk.ui.guide.first_start import FirstStart
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.pieces import PiecesPage
from refdesk.ui.places import PlaceName
from refdesk.ui.theme import Mode

WIDE, NARROW = QSize(1440, 900), QSize(1024, 700)
OFFSCREEN = "offscreen"
# Qt's own screen without a display is 800 x 800: too small for any window of RefDesk.
SCREEN = '{"screens": [{"name": "Tour", "x": 0, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1}]}'
GIVER, SENT = "Marguerite Tran", "Amara Nwosu"


@dataclass(slots=True)
class Wrote:
    """What was written so far."""

    files: list[Path] = field(default_factory=list)

    def keep(self, path: Path) -> Path:
        """Note a file, and say so."""
        self.files.append(path)
        sys.stdout.write(f"  {path}\n")
        sys.stdout.flush()
        return path


def main(folder: Path) -> int:
    """Write the tour into a folder and say what was written; returns the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    now = program.utc_now()
    wrote = Wrote()
    sys.stdout.write(_("RefDesk shows a made-up business. Writing:") + "\n")
    with on_stage(now) as (home, made):
        papers(folder, copy_of(made, home), now, wrote)
        pictures(made, home, now, WIDE, lambda widget, name: snap(widget, folder / f"{name}.png", wrote))
    said = _("{n} files in {folder}. Everybody in them is invented.")
    sys.stdout.write(said.format(n=len(wrote.files), folder=folder) + "\n")
    return 0


@contextmanager
def on_stage(now: datetime) -> Iterator[tuple[Path, Path]]:
    """Give a home of its own, so that this machine's settings and files stay as they are, and the made-up business."""
    logs.stop()
    with tempfile.TemporaryDirectory(prefix="refdesk-tour-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        before = os.environ.get(paths.HOME_VARIABLE)
        os.environ[paths.HOME_VARIABLE] = folder
        application(home)
        made = home / "made" / sample.FILE
        try:
            sample.make(made, clock=lambda: now)
            yield home, made
        finally:
            if before is None:
                del os.environ[paths.HOME_VARIABLE]
            else:
                os.environ[paths.HOME_VARIABLE] = before


def application(home: Path) -> QApplication:
    """Return the running application, or one that needs no display."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    wanted = os.environ.get("QT_QPA_PLATFORM", OFFSCREEN)
    if wanted == OFFSCREEN:
        screen = home / "screen.json"
        screen.write_text(SCREEN, encoding="utf-8")
        os.environ["QT_QPA_PLATFORM"] = f"{OFFSCREEN}:configfile={screen}"
    qInstallMessageHandler(_say_what_matters)
    made = QApplication(sys.argv[:1])
    made.setApplicationName(paths.APP)
    return made


def copy_of(made: Path, home: Path) -> Path:
    """Return a copy of the made-up business to work in."""
    folder = Path(tempfile.mkdtemp(dir=home))
    return Path(shutil.copy2(made, folder / made.name))


def papers(folder: Path, file: Path, now: datetime, wrote: Wrote) -> None:
    """Write the thank-you cards that are owed, and the next call sheet."""
    opened = data_file.open_file(file, clock=lambda: now)
    desk = opened.desk
    owed = desk.ask(cards.owed, now, desk.ask(business.working_time))
    parts = tuple(card.part_id for card in owed if card.printed_id is None)
    job = CardJob(cards=parts, stock=paper.plain_stock(desk).key)
    wrote.keep(paper.write_cards(desk, job, folder / "thank-you-cards.pdf").path)
    month, day = next_calls(desk)
    wrote.keep(call_sheet_files.write(desk, SheetJob(month, (day,)), folder / "call-sheet.pdf").path)
    opened.close()


def next_calls(desk: Desk) -> tuple[CampaignId, date]:
    """Return the referral month, and its first day from today on that has calls to go."""
    shown = _calendar(desk)
    return shown.campaign.campaign_id, next(each.day for each in shown.days if each.day >= desk.today() and each.to_go)


def day_to_enter(desk: Desk) -> date:
    """Return the last day before today whose sheet is not typed in yet."""
    return next(each.day for each in reversed(_calendar(desk).days) if each.day < desk.today() and each.to_go)


def pictures(
    made: Path, home: Path, now: datetime, size: QSize, keep: Callable[[QWidget, str], None], *, mode: Mode = Mode.LIGHT
) -> None:
    """Go through every screen of a fresh copy at this size, and hand each to `keep` with its name."""
    app = QApplication.instance()
    assert isinstance(app, QApplication), "the application runs"
    theme.apply(app, mode, motion=False)
    machine = MachineSettings(window=WindowPlace(0, 0, size.width(), size.height()), motion=False)
    window = MainWindow(Outside(clock=lambda: now, sample=lambda: copy_of(made, home)), machine)
    window.begin(None)
    window.show()
    window.resize(size)
    stage = Stage(window, home, keep)
    first_start(stage)
    window.open_sample()
    tour_stage.settle(window)
    places(stage)
    dialogs(stage)
    tour_people.dialogs(stage, giver=GIVER)
    tour_referrals.dialogs(stage, giver=GIVER)
    tour_people.bring_in(stage)
    tour_reports.history(stage, stage.person(GIVER))
    window.close()
    window.deleteLater()
    if size == WIDE:
        pieces(keep)


def first_start(stage: Stage) -> None:
    """Show the first start and its first question."""
    stage.take("first-start")
    first = stage.window.findChild(FirstStart)
    assert first is not None, "no file is open"
    first.welcome.begin.click()
    first.business_step.owner.setText("Nadia Fern")
    first.business_step.business.setText("Fernhollow")
    stage.take("first-start-business")


def places(stage: Stage) -> None:
    """Show each place of the sidebar."""
    stage.shell.go_to(PlaceName.GUIDE)
    stage.take("first-hour")
    stage.shell.go_to(PlaceName.TODAY)
    stage.take("today")
    stage.routes.show_person(stage.person(GIVER))
    stage.take("contacts")
    tour_people.contacts(stage)
    stage.shell.go_to(PlaceName.REFERRALS)
    stage.take("referrals")
    stage.routes.show_referral(_referral_of(stage.desk, SENT))
    stage.take("referrals-one")
    stage.shell.go_to(PlaceName.THANKS)
    stage.take("thanks")
    referral_month(stage)
    stage.routes.show_cards([])
    stage.take("card-studio")
    tour_reports.reports(stage)
    stage.shell.go_to(PlaceName.SETTINGS)
    stage.take("settings")


def referral_month(stage: Stage) -> None:
    """Show the month, a sheet whose results are entered, and how the next month is planned."""
    page: Any = stage.shell.go_to(PlaceName.CAMPAIGN)
    stage.take("referral-month")
    page.show_day(day_to_enter(stage.desk))
    tour_stage.settle(stage.window)
    page.enter_results()
    stage.take("enter-results")
    page.results.top.back.click()
    page.plan()
    stage.take_dialog("plan-a-month")
    tour_reports.call_mode(stage, *next_calls(stage.desk))


def dialogs(stage: Stage) -> None:
    """Show each dialog over the place where it is usually opened."""
    routes, giver = stage.routes, stage.person(GIVER)
    stage.shell.go_to(PlaceName.TODAY)
    routes.new_referral(giver)
    stage.take_dialog("new-referral")
    routes.record_word(_word_owed(stage.desk))
    stage.take_dialog("say-thank-you")
    routes.show_person(giver)
    routes.log_conversation(giver)
    stage.take_dialog("conversation")
    routes.edit_contact(giver)
    stage.take_dialog("contact-editor")
    stage.shell.go_to(PlaceName.THANKS)
    routes.log_gift(giver)
    stage.take_dialog("gift")


def pieces(keep: Callable[[QWidget, str], None]) -> None:
    """Show the page of pieces."""
    page = PiecesPage()
    page.resize(page.sizeHint().expandedTo(WIDE))
    page.show()
    tour_stage.wait(tour_stage.STEP_MS)
    keep(page, "pieces")
    page.close()
    page.deleteLater()


def snap(widget: QWidget, path: Path, wrote: Wrote) -> None:
    """Save a picture."""
    assert widget.grab().save(str(path)), "the folder takes pictures"
    wrote.keep(path)


def _say_what_matters(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    # Without a display there is nobody to tell how large a window may become, and Qt says so for each one.
    if "propagateSizeHints" not in words:
        sys.stderr.write(f"{words}\n")


def _referral_of(desk: Desk, name: str) -> int:
    shown = desk.ask(board.board, Direction.RECEIVED, desk.now(), desk.ask(business.working_time))
    return next(card.referral_id for column in shown.columns for card in column.cards if card.name == name)


def _calendar(desk: Desk) -> Calendar:
    month = desk.ask(campaign_days.current, desk.today())
    assert month is not None, "the made-up business has a referral month"
    return desk.ask(campaign_days.days, month.campaign_id, desk.today(), desk.ask(business.working_time))


def _word_owed(desk: Desk) -> int:
    lines = desk.ask(today.lines, desk.now(), desk.ask(business.working_time))
    return next(line.part_id for line in lines if line.kind is LineKind.WORD and line.part_id)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-output")))
