"""People who are known already, as the fields of a referral show them."""

from refdesk.domain.ids import ContactId
from refdesk.i18n import _
from refdesk.services import contact_list
from refdesk.services.desk import Desk
from refdesk.ui.widgets.person_picker import Suggestion


def suggestion(desk: Desk, contact_id: ContactId) -> Suggestion | None:
    """Return somebody with their rank and how often each sent the other; None for somebody who is gone."""
    row = desk.ask(contact_list.rows, [contact_id], desk.today()).get(contact_id)
    if row is None:
        return None
    both = _("sent us {received}, we sent {given}").format(received=row.received, given=row.given)
    rank = row.rank.value if row.rank else ""
    return Suggestion(contact_id, row.name.usual, row.second_line, both if row.received or row.given else "", rank)
