"""A client review together with the facts that were put right in it."""

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import TouchId
from refdesk.domain.reviews import ReviewDraft
from refdesk.i18n import N_
from refdesk.services import contacts, reviews
from refdesk.services.operation import operation
from refdesk.store.unit import Unit


@operation(N_("Log a client review"))
def log(unit: Unit, draft: ReviewDraft, facts: ContactDraft | None, *, version: int | None = None) -> TouchId:
    """Save the facts that changed (None: none did) and log the review, as one step; raises `Refused` by field.

    Raises `Overtaken` when the contact has moved on from `version`.
    """
    if facts is not None:
        contacts.save(unit, draft.contact_id, facts, version=version)
    return reviews.log(unit, draft)
