"""People to show: a source with a referral, promises and conversations, and a few others."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.touches import TouchDraft
from refdesk.services import contacts, promises, referrals, touches
from refdesk.services.desk import Desk
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
def people(file_desk: Desk) -> People:
    desk = file_desk
    desk.start_with(referrals.add_default_stages)
    phone = IncomingPoint("(614) 555-0173", "mobile", main=True)
    ana = _person(
        desk, "Ana", "Diaz", rank=Rank.A_PLUS, job_title="Architect", organisation="Diaz Studio",
        good_lead_for_them="Owners of old houses", phones=(phone,),
    )  # fmt: skip
    bo = _person(
        desk, "Bo", "Lind", rank=Rank.B, category=Category.CLIENT, client_since=date(2024, 5, 1), tags=("golf",)
    )
    cleo = _person(desk, "Cleo", "Ruiz")
    theo = _person(desk, "Theo", "Marchetti", category=Category.PROSPECT)
    now = desk.now()
    desk.do(touches.log, TouchDraft(ana, now - timedelta(days=40), summary="Lunch at the market"))
    referral = desk.do(
        referrals.log_received,
        ReferralDraft(now - timedelta(days=2), prospect_id=theo, giver_ids=(ana,), need="Kitchen", preparedness=4,
                      expects_call=True),
    )  # fmt: skip
    desk.do(promises.add, PromiseDraft(ana, "Bring the photographs", desk.today() + timedelta(days=6)))
    return People(ana, bo, cleo, theo, referral)


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
