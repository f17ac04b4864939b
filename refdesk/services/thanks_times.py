"""How soon people were thanked in the last twelve months."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import thanks_pace
from refdesk.domain.thanks import Part
from refdesk.domain.thanks_pace import Owed, Pace
from refdesk.domain.working_time import WorkingTime
from refdesk.services import conditions
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Thanks, ThanksPart

SPAN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Times:
    """Hold how soon the word and the card came."""

    word: Pace
    card: Pace


def of_last_year(session: Session, now: datetime, working: WorkingTime) -> Times:
    """Return the average times and the shares in time of what was owed in the last twelve months.

    What was left out does not count, nor what is still open to people who left.
    """
    found: dict[Part, list[Owed]] = {Part.WORD: [], Part.CARD: []}
    query = (
        select(ThanksPart.part, Thanks.opened_at, ThanksPart.due_at, ThanksPart.done_at)
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .where(Thanks.opened_at >= now - SPAN, ThanksPart.waived_at.is_(None))
        .where(ThanksPart.part.in_([part.value for part in found]))
        .where(ThanksPart.done_at.is_not(None) | conditions.is_active())
    )
    for row in session.execute(query):
        found[Part(row.part)].append(Owed(row.opened_at, row.due_at, row.done_at))
    word, card = (thanks_pace.of(part, found[part], now, working) for part in (Part.WORD, Part.CARD))
    return Times(word, card)
