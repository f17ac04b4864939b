"""The first contact with somebody who was sent: the conversation and what it taught, logged as one step."""

from refdesk.domain.conversation import ConversationDraft
from refdesk.domain.ids import ReferralId, TouchId
from refdesk.i18n import N_
from refdesk.services import conversations, referrals
from refdesk.services.operation import operation
from refdesk.services.referrals import Attempt
from refdesk.store.unit import Unit


@operation(N_("Log the first contact"))
def log(unit: Unit, conversation: ConversationDraft, referral_id: ReferralId, learned: Attempt) -> TouchId:
    """Log a first contact with its answers; after a talk the referral leaves the first stage.

    An answer left open changes nothing. Raises `Refused` with every field.
    """
    referrals.learn(unit, referral_id, learned)
    # Last: its words name the step.
    return conversations.log(unit, conversation)
