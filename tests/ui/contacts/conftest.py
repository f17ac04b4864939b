"""People to show: a source with a referral, promises and conversations, and a few others."""

import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from desks import TestClock, without_waiting
from made_once import made_once
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.touches import TouchDraft
from refdesk.services import contacts, promises, referrals, touches
from refdesk.services.desk import Desk
from refdesk.store import engine
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral
from refdesk.ui import theme
from refdesk.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class People:
    ana: ContactId
    bo: ContactId
    cleo: ContactId
    theo: ContactId
    referral: ReferralId


@pytest.fixture
def data_file(
    request: pytest.FixtureRequest, empty_store: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return a data file of this test's own, with the people in it if it asks for them."""
    found = empty_store
    if "people" in request.fixturenames:
        found = made_once(tmp_path_factory, "people.refdesk", partial(_fill, empty_store))
    return Path(shutil.copy2(found, tmp_path / "business.refdesk"))


@pytest.fixture
def people(file_desk: Desk) -> People:
    """Return who is in the file."""
    by_name = {given: ContactId(found) for found, given in file_desk.ask(_given_names)}
    (referral,) = file_desk.ask(_referrals)
    return People(by_name["Ana"], by_name["Bo"], by_name["Cleo"], by_name["Theo"], referral)


def _given_names(session: Session) -> list[tuple[int, str]]:
    return [(row.id, row.given) for row in session.execute(select(Contact.id, Contact.given))]


def _referrals(session: Session) -> list[ReferralId]:
    return [ReferralId(found) for found in session.scalars(select(Referral.id))]


def _fill(empty: Path, path: Path) -> None:
    shutil.copy2(empty, path)
    desk = Desk(without_waiting(engine.open_engine(path)), clock=TestClock())
    _make(desk)
    desk.close()


def _make(desk: Desk) -> None:
    desk.start_with(referrals.add_default_stages)
    phone = IncomingPoint("(614) 555-0173", "mobile", main=True)
    ana = _person(
        desk, "Ana", "Diaz", rank=Rank.A_PLUS, job_title="Architect", organisation="Diaz Studio",
        good_lead_for_them="Owners of old houses", phones=(phone,),
    )  # fmt: skip
    _person(desk, "Bo", "Lind", rank=Rank.B, category=Category.CLIENT, client_since=date(2024, 5, 1), tags=("golf",))
    _person(desk, "Cleo", "Ruiz")
    theo = _person(desk, "Theo", "Marchetti", category=Category.PROSPECT)
    now = desk.now()
    desk.do(touches.log, TouchDraft(ana, now - timedelta(days=40), summary="Lunch at the market"))
    desk.do(
        referrals.log_received,
        ReferralDraft(now - timedelta(days=2), prospect_id=theo, giver_ids=(ana,), need="Kitchen", preparedness=4,
                      expects_call=True),
    )  # fmt: skip
    desk.do(promises.add, PromiseDraft(ana, "Bring the photographs", desk.today() + timedelta(days=6)))


def _person(desk: Desk, given: str, family: str, **more: object) -> ContactId:
    return desk.do(contacts.add, ContactDraft(given=given, family=family, **more))  # type: ignore[arg-type]


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace) -> QWidget:  # noqa: ARG001 - the look is put on first
    """Return an active window that is as large as the sheet of a usual window."""
    theme.shared().by_key = False
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1236, 836)
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made
