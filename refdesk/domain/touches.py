"""Touches: any dealing with a person, and what each one counts for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import moments, promises
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.promises import OnTheWay
from refdesk.domain.text_lengths import LONGEST_TEXT, too_long
from refdesk.errors import Problem
from refdesk.i18n import N_, _


class TouchKind(StrEnum):
    """How we dealt with the person."""

    CALL = "call"
    MESSAGE = "message"
    MEETING = "meeting"
    VISIT = "visit"
    CARD = "card"
    GIFT = "gift"
    EVENT = "event"
    USEFUL = "useful"
    OTHER = "other"


class Purpose(StrEnum):
    """What it was for."""

    FIRST_CONTACT = "first_contact"
    THANKS = "thanks"
    UPDATE = "update"
    ASK = "ask"
    REVIEW = "review"
    KEEP_IN_TOUCH = "keep_in_touch"
    CAMPAIGN = "campaign"
    OTHER = "other"


class Outcome(StrEnum):
    """How it went; NONE where the question makes no sense, as with a card."""

    NONE = ""
    TALKED = "talked"
    MESSAGE_LEFT = "message_left"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"
    WRONG_NUMBER = "wrong_number"
    DO_NOT_CALL = "do_not_call"


class Asked(StrEnum):
    """Whether we asked for a referral; a light mention is not an ask."""

    NO = "no"
    LIGHTLY = "lightly"
    DIRECTLY = "directly"


KIND_WORDS: Mapping[TouchKind, str] = MappingProxyType(
    {
        TouchKind.CALL: N_("Call"),
        TouchKind.MESSAGE: N_("Message"),
        TouchKind.MEETING: N_("Meeting"),
        TouchKind.VISIT: N_("Visit"),
        TouchKind.CARD: N_("Card"),
        TouchKind.GIFT: N_("Gift"),
        TouchKind.EVENT: N_("Event"),
        TouchKind.USEFUL: N_("Something useful sent"),
        TouchKind.OTHER: N_("Other"),
    }
)
PURPOSE_WORDS: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.FIRST_CONTACT: N_("First contact"),
        Purpose.THANKS: N_("Thank-you"),
        Purpose.UPDATE: N_("Update"),
        Purpose.ASK: N_("Asking"),
        Purpose.REVIEW: N_("Client review"),
        Purpose.KEEP_IN_TOUCH: N_("Keeping in touch"),
        Purpose.CAMPAIGN: N_("Referral month"),
        Purpose.OTHER: N_("Other"),
    }
)
OUTCOME_WORDS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.NONE: N_("Done"),
        Outcome.TALKED: N_("Talked"),
        Outcome.MESSAGE_LEFT: N_("Message left"),
        Outcome.NO_ANSWER: N_("No answer"),
        Outcome.CALL_BACK: N_("Call back"),
        Outcome.WRONG_NUMBER: N_("Wrong number"),
        Outcome.DO_NOT_CALL: N_("Do not call again"),
    }
)
ASKED_WORDS: Mapping[Asked, str] = MappingProxyType(
    {Asked.NO: N_("Not today"), Asked.LIGHTLY: N_("Mentioned lightly"), Asked.DIRECTLY: N_("Asked")}
)

LOGGED_KINDS = (TouchKind.CALL, TouchKind.MESSAGE, TouchKind.MEETING, TouchKind.VISIT, TouchKind.EVENT,
                TouchKind.USEFUL, TouchKind.OTHER)  # fmt: skip
"""What the log dialog offers; cards and gifts have their own places."""

_SPOKEN = frozenset({TouchKind.CALL, TouchKind.MESSAGE, TouchKind.MEETING, TouchKind.VISIT})
_UNHEARD = frozenset({Outcome.NO_ANSWER, Outcome.WRONG_NUMBER, Outcome.CALL_BACK, Outcome.DO_NOT_CALL})


@dataclass(frozen=True, slots=True)
class TouchDraft:
    """Hold a conversation as it is logged; a promise made in it comes along.

    `called` is the phone that was dialed, as typed, where that is not the one offered first.
    """

    contact_id: ContactId | None
    at: datetime
    kind: TouchKind = TouchKind.CALL
    purpose: Purpose = Purpose.OTHER
    outcome: Outcome = Outcome.TALKED
    summary: str = ""
    asked: Asked = Asked.NO
    referral_id: ReferralId | None = None
    promise_text: str = ""
    promise_due_on: date | None = None
    called: str = ""


def problems(draft: TouchDraft, *, now: datetime) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the conversation can be logged."""
    found = []
    if draft.contact_id is None:
        found.append(Problem("contact_id", _("Choose with whom.")))
    if wrong := moments.problem(draft.at, now=now, field="at"):
        found.append(wrong)
    if len(draft.summary) > LONGEST_TEXT:
        found.append(Problem("summary", too_long(LONGEST_TEXT)))
    return (*found, *promises.problems_on_the_way(OnTheWay(draft.promise_text, draft.promise_due_on)))


def counts_as_attempt(kind: TouchKind, purpose: Purpose) -> bool:
    """Say whether it is an attempt to reach a prospect: a call nobody answers is one, a card is not."""
    return kind in _SPOKEN and purpose not in {Purpose.THANKS, Purpose.UPDATE}


def counts_as_touch(outcome: Outcome) -> bool:
    """Say whether it resets "last contact": talking and leaving a message do, ringing in vain does not."""
    return outcome not in _UNHEARD


def counts_as_word_of_thanks(kind: TouchKind, purpose: Purpose, outcome: Outcome) -> bool:
    """Say whether the word of thanks has been said; left on the machine it counts."""
    return purpose is Purpose.THANKS and kind in _SPOKEN and counts_as_touch(outcome)
