"""What was chosen for a report: all that whoever makes its pages is told."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from refdesk.domain.ids import CampaignId, ContactId
from refdesk.domain.report_period import Period


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what was chosen: a year or a month is told by its period; `ticked` are options, `chosen` choices by key.

    `among` are the only people it is about, where some were chosen.
    """

    period: Period
    today: date
    ticked: frozenset[str] = frozenset()
    chosen: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""
    contact_id: ContactId | None = None
    among: tuple[ContactId, ...] = ()
    campaign_id: CampaignId | None = None
