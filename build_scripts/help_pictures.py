"""Takes the pictures of the handbook: what its pages speak of, at a size at which the words can still be read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from refdesk import tour, tour_stage
from refdesk.domain.ids import ContactId
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import TouchDraft, TouchKind
from refdesk.services import campaign_days, contact_list, contacts, first_hour, promises, touches
from refdesk.services.desk import Desk
from refdesk.settings import MachineSettings, WindowPlace
from refdesk.tour_stage import Stage
from refdesk.ui import theme
from refdesk.ui.main_window import MainWindow, Outside
from refdesk.ui.places import PlaceName
from refdesk.ui.theme import Mode

# The handbook shows a picture some 640 pixels wide: words of a larger window would be too small there.
WINDOW = QSize(1024, 700)
# Beside the list of reports a page and its buttons need more.
WITH_PAGES = QSize(1200, 760)
Keep = Callable[[QPixmap, str], None]


def take(made: Path, home: Path, now: datetime, keep: Keep) -> None:
    """Go through the screens of which the handbook speaks, and hand each picture to `keep` with its name."""
    with _stage(made, home, now) as stage:
        for name, show in (
            ("today", _today), ("contacts", _contacts), ("referrals", _referrals), ("gifts-and-thanks", _thanks),
            ("card-studio", _card_studio), ("referral-month", _month), ("call-mode", _call), ("enter-results", _enter),
            ("reports", _reports), ("tree", _tree), ("history", _history), ("settings", _settings),
            ("first-hour", _first_hour),
        ):  # fmt: skip
            stage.window.resize(WITH_PAGES if show in (_reports, _tree, _first_hour) else WINDOW)
            shown = show(stage)
            tour_stage.settle(stage.window)
            keep(_seen(stage.window, shown), name)
            for dialog in stage.dialogs():
                dialog.reject()


@contextmanager
def _stage(made: Path, home: Path, now: datetime) -> Iterator[Stage]:
    app = QApplication.instance()
    assert isinstance(app, QApplication), "the application runs"
    theme.apply(app, Mode.LIGHT, motion=False)
    machine = MachineSettings(window=WindowPlace(0, 0, WINDOW.width(), WINDOW.height()), motion=False)
    window = MainWindow(Outside(clock=lambda: now, sample=lambda: tour.copy_of(made, home)), machine)
    window.begin(None)
    window.show()
    window.resize(WINDOW)
    window.open_sample()
    tour_stage.settle(window)
    yield Stage(window, home, lambda _widget, _name: None)
    window.close()
    window.deleteLater()


def _seen(window: QWidget, part: QWidget) -> QPixmap:
    """Return the part of the window that is to be seen, on the window's own ground, with a line around it."""
    seen = window.grab(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
    painter = QPainter(seen)
    painter.setPen(theme.current().line_mid)
    painter.drawRect(seen.rect().adjusted(0, 0, -1, -1))
    painter.end()
    return seen


def _today(stage: Stage) -> QWidget:
    stage.shell.go_to(PlaceName.TODAY)
    return stage.window


def _contacts(stage: Stage) -> QWidget:
    stage.routes.show_person(stage.person(tour.GIVER))
    return stage.shell.go_to(PlaceName.CONTACTS)


def _referrals(stage: Stage) -> QWidget:
    return stage.shell.go_to(PlaceName.REFERRALS)


def _thanks(stage: Stage) -> QWidget:
    return stage.shell.go_to(PlaceName.THANKS)


def _card_studio(stage: Stage) -> QWidget:
    stage.routes.show_cards([])
    return stage.shell.go_to(PlaceName.CARDS)


def _month(stage: Stage) -> QWidget:
    return stage.shell.go_to(PlaceName.CAMPAIGN)


def _call(stage: Stage) -> QWidget:
    page: Any = stage.shell.go_to(PlaceName.CAMPAIGN)
    month, day = tour.next_calls(stage.desk)
    calls = stage.desk.ask(campaign_days.day_entries, month, day)
    page.show_call(next(call.entry_id for call in calls if call.code is None and call.good_lead_for_them))
    tour_stage.settle(stage.window)
    shown: QWidget = page.call
    return shown


def _enter(stage: Stage) -> QWidget:
    shown = stage.shell.go_to(PlaceName.CAMPAIGN)
    page: Any = shown
    page.show_day(tour.day_to_enter(stage.desk))
    tour_stage.settle(stage.window)
    page.enter_results()
    return shown


def _reports(stage: Stage) -> QWidget:
    shown = stage.shell.go_to(PlaceName.REPORTS)
    page: Any = shown
    page.show_report("referrals")
    return shown


def _tree(stage: Stage) -> QWidget:
    page: Any = stage.shell.go_to(PlaceName.REPORTS)
    page.show_report("tree")
    tour_stage.settle(stage.window)
    shown: QWidget = page.own
    return shown


def _history(stage: Stage) -> QWidget:
    assert stage.window.opened is not None, "the made-up business is open"
    _work(stage.desk, ContactId(stage.person(tour.GIVER)))
    stage.shell.go_to(PlaceName.TODAY)
    stage.window.opened.records.show_history()
    return stage.window


def _work(desk: Desk, giver: ContactId) -> None:
    """Do what a morning brings: the history of the made-up business begins empty."""
    desk.do(touches.log, TouchDraft(giver, desk.now(), TouchKind.MEETING, summary="Coffee on High Street"))
    desk.do(promises.add, PromiseDraft(giver, "Send the photographs", desk.today()))
    for name, rank in (("Walt Brubaker", Rank.A), ("Leila Haddad", Rank.B)):
        desk.do(contacts.set_rank, desk.ask(contact_list.suggest, name)[0].contact_id, rank)
    desk.undo()


def _settings(stage: Stage) -> QWidget:
    return stage.shell.go_to(PlaceName.SETTINGS)


def _first_hour(stage: Stage) -> QWidget:
    """Show the place as it was once: the made-up business is long past it, so this comes last."""
    stage.desk.do(first_hour.bring_back)
    page: Any = stage.shell.go_to(PlaceName.GUIDE)
    tour_stage.settle(stage.window)
    page.show_step(1)
    shown: QWidget = page
    return shown
