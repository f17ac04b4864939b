"""What is said beside a gift as it is typed, read beside the window."""

from refdesk.domain.gifts import GiftDraft
from refdesk.domain.ids import GiftId
from refdesk.progress import Progress
from refdesk.services import gift_guard
from refdesk.services.desk import Desk
from refdesk.services.gift_guard import Looked, Suggestions


def look(
    desk: Desk, draft: GiftDraft, gift_id: GiftId | None, _progress: Progress
) -> tuple[Looked | None, Suggestions | None]:  # fmt: skip
    """Return what is to be said of a gift, and for a new one what of the catalog fits; a reading job."""
    looked = desk.ask(gift_guard.look, draft, gift_id=gift_id)
    if looked is None or gift_id is not None or draft.contact_id is None:
        return looked, None
    return looked, desk.ask(gift_guard.suggest, draft.contact_id, draft.on)
