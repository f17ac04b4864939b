"""An office for tests: people and what happened with them, each with defaults that are valid."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId, StageId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.referral import ReferralDraft
from refdesk.domain.working_time import WorkingTime
from refdesk.services import board, business, contacts, referrals
from refdesk.services.desk import Desk


@dataclass
class Office:
    """Makes what a test needs, through the operations of the program."""

    desk: Desk
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def contact(
        self, given: str = "Ana", family: str = "Diaz", *, phone: str = "", email: str = "", **more: Any
    ) -> ContactId:
        """Add a contact; `more` are fields of ContactDraft."""
        points: dict[str, Any] = {}
        if phone:
            points["phones"] = (IncomingPoint(phone, "mobile", main=True),)
        if email:
            points["emails"] = (IncomingPoint(email, "work", main=True),)
        return self.desk.do(contacts.add, ContactDraft(**{"given": given, "family": family} | points | more))

    @property
    def working(self) -> WorkingTime:
        """Return the working time of the business."""
        return self.desk.ask(business.working_time)

    def stages(self) -> dict[str, StageId]:
        """Return the stages of the board by name, making them in a store that has none."""
        if not self.desk.ask(board.stage_list):
            self.desk.start_with(referrals.add_default_stages)
        return {stage.name: stage.stage_id for stage in self.desk.ask(board.stage_list)}

    def referral(
        self,
        *giver_ids: ContactId,
        prospect_id: ContactId | None = None,
        prospect: ContactDraft | None = None,
        **more: Any,
    ) -> ReferralId:
        """Log a referral received now; without givers it came from Ana Diaz, `more` are fields of ReferralDraft."""
        self.stages()
        new = prospect or ContactDraft(given="Theo", family="Marchetti")
        draft = ReferralDraft(
            **{
                "received_at": self.desk.now(),
                "giver_ids": giver_ids or (self.contact(),),
                "prospect_id": prospect_id,
                "new_prospect": None if prospect_id else new,
            }
            | more
        )
        return self.desk.do(referrals.log_received, draft)


@pytest.fixture
def office(desk: Desk) -> Office:
    """Return the office that works at this test's desk."""
    return Office(desk)
