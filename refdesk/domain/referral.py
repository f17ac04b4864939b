"""Referrals: what may stand in one, and the rule that every lead is handled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import moments, stages, text
from refdesk.domain.contact import LONGEST_LINE, LONGEST_TEXT, ContactDraft, too_long
from refdesk.domain.ids import ContactId
from refdesk.errors import Problem
from refdesk.i18n import N_, _

LEAST_PREPARED, BEST_PREPARED = 1, 5


class Direction(StrEnum):
    """Who sent whom: received comes to us, given goes from us to a recipient."""

    RECEIVED = "received"
    GIVEN = "given"


class Introduced(StrEnum):
    """How the referrer brought us together."""

    NAME_ONLY = "name_only"
    MESSAGE = "message"
    CALL = "call"
    MEETING = "meeting"
    LETTER = "letter"


class Fits(StrEnum):
    """Whether the prospect is the kind of client we look for."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


INTRODUCED_WORDS: Mapping[Introduced, str] = MappingProxyType(
    {
        Introduced.NAME_ONLY: N_("Name only"),
        Introduced.MESSAGE: N_("By message"),
        Introduced.CALL: N_("By a call"),
        Introduced.MEETING: N_("In person"),
        Introduced.LETTER: N_("By letter"),
    }
)

PREPARED_WORDS: Mapping[int, str] = MappingProxyType(
    {
        1: N_("only a name"),
        2: N_("knows that we will call"),
        3: N_("has a need and expects our call"),
        4: N_("wants to talk with us"),
        5: N_("wants us and knows why"),
    }
)
"""How well the referrer prepared the person; the same words on screen and paper."""

FITS_WORDS: Mapping[Fits, str] = MappingProxyType({Fits.YES: N_("Yes"), Fits.PARTLY: N_("Partly"), Fits.NO: N_("No")})


def prepared_words(preparedness: int | None) -> str:
    """Return the words of a preparedness, or "not known yet"."""
    return _("not known yet") if preparedness is None else _(PREPARED_WORDS[preparedness])


@dataclass(frozen=True, slots=True)
class ReferralDraft:
    """Hold a referral as it is typed in.

    People are named by their ids, or come as new contacts made on the way. No giver at all means "don't know who".
    """

    received_at: datetime
    direction: Direction = Direction.RECEIVED
    prospect_id: ContactId | None = None
    new_prospect: ContactDraft | None = None
    giver_ids: tuple[ContactId, ...] = ()
    new_givers: tuple[ContactDraft, ...] = ()
    recipient_id: ContactId | None = None
    new_recipient: ContactDraft | None = None
    need: str = ""
    introduced: Introduced = Introduced.NAME_ONLY
    preparedness: int | None = None
    expects_call: bool = False
    fits: Fits | None = None
    may_share: bool = True
    value_expected_minor: int | None = None
    next_step: str = ""
    next_step_on: date | None = None


def problems(draft: ReferralDraft, *, now: datetime) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the referral can be saved; new contacts are checked apart."""
    return (*_people_problems(draft), *_fact_problems(draft, now))


def cannot_close_as_lost(attempts: int) -> Problem | None:
    """Return why a referral may not be closed as lost: nobody has tried to reach the person yet."""
    return stages.cannot_move(stages.Meaning.LOST, attempts=attempts)


def _people_problems(draft: ReferralDraft) -> Iterator[Problem]:
    if draft.prospect_id is None and draft.new_prospect is None:
        yield Problem("prospect", _("Type who was sent."))
    has_recipient = draft.recipient_id is not None or draft.new_recipient is not None
    if draft.direction is Direction.RECEIVED:
        if has_recipient:
            yield Problem("recipient", _("A referral that you received comes to you."))
        if draft.prospect_id is not None and draft.prospect_id in draft.giver_ids:
            yield Problem("giver", _("Nobody sends themselves. Choose who sent this person."))
        name = _name(draft.new_prospect) if draft.new_prospect is not None else ""
        if name and name in map(_name, draft.new_givers):
            yield Problem("prospect", _("Nobody sends themselves. Type whom this person sent."))
        return
    if not has_recipient:
        yield Problem("recipient", _("Type to whom you sent this person."))
    if draft.giver_ids or draft.new_givers:
        yield Problem("giver", _("A referral that you gave comes from you."))
    if draft.prospect_id is not None and draft.prospect_id == draft.recipient_id:
        yield Problem("recipient", _("Choose somebody other than the person you sent."))


def _name(new: ContactDraft) -> str:
    """Return the name of somebody to be added, as names are compared."""
    return text.fold(f"{new.prefix} {new.given} {new.middle} {new.family} {new.suffix} {new.organisation}")


def _fact_problems(draft: ReferralDraft, now: datetime) -> Iterator[Problem]:
    if wrong := moments.problem(draft.received_at, now=now, field="received_at"):
        yield wrong
    if draft.preparedness is not None and not LEAST_PREPARED <= draft.preparedness <= BEST_PREPARED:
        yield Problem("preparedness", _("Choose 1 to 5, or leave it open."))
    if draft.value_expected_minor is not None and draft.value_expected_minor < 0:
        yield Problem("value_expected_minor", _("Type an amount of zero or more."))
    if len(draft.need) > LONGEST_TEXT:
        yield Problem("need", too_long(LONGEST_TEXT))
    if len(draft.next_step) > LONGEST_LINE:
        yield Problem("next_step", too_long(LONGEST_LINE))
