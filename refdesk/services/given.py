"""Referrals that we gave: logged with what was agreed, the letter to both, and asking how it went."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import giving
from refdesk.domain.contact import PointKind
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.giving import Party
from refdesk.domain.ids import ContactId, ReferralId, StageId, TouchId
from refdesk.domain.profile import Profile
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import LOGGED_KINDS, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import conditions, contacts, evidence, phone_numbers, referrals, shown_names
from refdesk.services import touches as conversations
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.operation import operation
from refdesk.store.base import Moment
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ToCheck:
    """Hold a referral that we gave and did not ask about yet; `contact_id` is whom to ask, mostly the recipient."""

    referral_id: ReferralId
    contact_id: ContactId
    name: str
    short_name: str
    recipient_id: ContactId
    recipient: str
    prospect_id: ContactId
    prospect: str
    need: str
    clock: ClockFace


@dataclass(frozen=True, slots=True)
class CheckBack:
    """Hold what was learned: who was asked and how, and what came of it; no stage and no reason leave it open."""

    contact_id: ContactId
    kind: TouchKind = TouchKind.CALL
    outcome: Outcome = Outcome.TALKED
    note: str = ""
    stage_id: StageId | None = None
    lost_reason: str = ""
    satisfied: bool | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Hold a referral that we gave with both people, for the letter and for asking."""

    referral_id: ReferralId
    recipient_id: ContactId
    recipient: Party
    prospect_id: ContactId
    prospect: Party
    need: str
    stage_id: StageId
    is_open: bool
    both_agreed: bool
    recipient_email: str
    prospect_email: str
    checked_back: bool

    def letter(self, profile: Profile) -> str:
        """Return the letter that brings the two together."""
        return giving.letter(self.recipient, self.prospect, self.need, profile)

    @property
    def subject(self) -> str:
        """Return the subject of the letter."""
        return giving.subject(self.recipient, self.prospect)

    @property
    def emails(self) -> tuple[str, ...]:
        """Return where the letter goes, whether or not the addresses stand in it."""
        return tuple(dict.fromkeys(filter(None, (self.prospect_email, self.recipient_email))))


@operation(N_("Log a referral that you gave"))
def log(unit: Unit, draft: ReferralDraft, *, both_agreed: bool = False, unexpected: bool = False) -> ReferralId:
    """Save a referral that we gave, whether both agreed to it, and whether the recipient had not asked for it."""
    referral_id = referrals.log_given(unit, draft)
    row = unit.get(Referral, referral_id)
    row.both_agreed, row.unexpected = both_agreed, unexpected
    return referral_id


@operation(N_("Log an introduction letter"))
def log_letter(unit: Unit, referral_id: ReferralId, words: str) -> TouchId:
    """Log that the letter went out, as a message to the recipient."""
    row = _given_row(unit, referral_id)
    assert row.recipient_id is not None, "who was given somebody"
    recipient_id = ContactId(row.recipient_id)
    touch_id = conversations.log(
        unit,
        TouchDraft(
            recipient_id, unit.now, TouchKind.MESSAGE, Purpose.OTHER, Outcome.NONE, words, referral_id=referral_id
        ),
    )
    unit.say(letter_said(contacts.name(unit, recipient_id)), "referral", referral_id)
    return touch_id


@operation(N_("Ask how a referral went"))
def check_back(unit: Unit, referral_id: ReferralId, answer: CheckBack) -> TouchId:
    """Log that somebody was asked how it went, and what came of it; raises `Refused` by field.

    Whom nobody answers is asked again: only a talk or a message settles the question.
    """
    row = _given_row(unit, referral_id)
    if answer.contact_id not in (row.recipient_id, row.prospect_id):
        raise Refused(Problem("contact_id", _("Choose one of the two people.")))
    if answer.kind not in LOGGED_KINDS:
        raise Refused(Problem("kind", _("Choose how you asked.")))
    if answer.stage_id is not None:
        referrals.move(unit, referral_id, answer.stage_id, reason=answer.lost_reason)
    touch_id = conversations.log(
        unit,
        TouchDraft(
            answer.contact_id, unit.now, answer.kind, Purpose.UPDATE, answer.outcome, _summary(answer),
            referral_id=referral_id,
        ),
    )  # fmt: skip
    if answer.outcome is not Outcome.NO_ANSWER:
        row.checked_back_on = unit.today
    if answer.satisfied:
        other_id = row.prospect_id if answer.contact_id == row.recipient_id else row.recipient_id
        words = _("Happy to have met {name}").format(name=contacts.name(unit, other_id or row.prospect_id))
        evidence.note(unit, EvidenceDraft(answer.contact_id, Of.HAPPY, unit.today, text=words))
    unit.say(checked_said(contacts.name(unit, answer.contact_id)), "referral", referral_id)
    return touch_id


def to_check(session: Session, clocks: Clocks) -> tuple[ToCheck, ...]:
    """Return open referrals that we gave long enough ago and did not ask about, the oldest first.

    The recipient is asked; the prospect where the recipient left; nobody where both did.
    """
    until = clocks.working.date_of(clocks.now) - timedelta(days=clocks.working.rules.check_back_days - 1)
    rows = session.execute(_to_check(), {"until": clocks.working.start_of(until)})
    return tuple(_checked(row, clocks) for row in rows)


def given(session: Session, referral_id: ReferralId) -> Given:
    """Return a referral that we gave, with all that its letter says; raises `Overtaken`."""
    found = session.execute(_given(), {"id": referral_id}).one_or_none()
    if found is None:
        raise Overtaken(_("This referral is no longer there."))
    ids = [ContactId(found.recipient_id), ContactId(found.prospect_id)]
    mails = contacts.points_to_use(session, ids, PointKind.EMAIL)
    phones = phone_numbers.to_dial(session, ids)
    recipient, prospect = shown_names.of(found.recipient), shown_names.of(found.prospect)
    return Given(
        referral_id=referral_id,
        recipient_id=ids[0],
        recipient=Party(recipient.usual, recipient.short, _does(found), phones.get(ids[0], ""), mails.get(ids[0], "")),
        prospect_id=ids[1],
        prospect=Party(prospect.usual, prospect.short, "", phones.get(ids[1], ""), mails.get(ids[1], "")),
        need=found.need,
        stage_id=StageId(found.stage_id),
        is_open=found.meaning == Meaning.OPEN,
        both_agreed=found.both_agreed,
        recipient_email=mails.get(ids[0], ""),
        prospect_email=mails.get(ids[1], ""),
        checked_back=found.checked_back_on is not None,
    )


def letter_said(recipient: str) -> str:
    """Return what the passing line says once the letter is out."""
    return _("Introduction letter to {name} logged").format(name=recipient)


def checked_said(name: str) -> str:
    """Return what the passing line says once somebody was asked."""
    return _("{name} asked how it went").format(name=name)


def default_stages(session: Session) -> dict[Meaning, StageId]:
    """Return the first stage of each meaning, for "it came to something" and "it came to nothing"."""
    rows = session.execute(select(Stage.id, Stage.meaning).order_by(Stage.order.desc(), Stage.id.desc()))
    return {Meaning(meaning): StageId(stage_id) for stage_id, meaning in rows}


def _given_row(unit: Unit, referral_id: ReferralId) -> Referral:
    row = unit.get(Referral, referral_id)
    if row.direction != Direction.GIVEN:
        raise Refused(Problem("", _("This person was sent to you. Only referrals that you gave are asked about.")))
    return row


def _summary(answer: CheckBack) -> str:
    """Return the note, and that somebody was not happy: that is nowhere else to be read."""
    return "\n".join(filter(None, (answer.note, _("Not happy with it.") if answer.satisfied is False else "")))


def _does(row: Any) -> str:  # noqa: ANN401 - a row of the query
    return row.what_they_do or ", ".join(filter(None, (row.job_title or row.profession, row.organisation)))


def _checked(row: Any, clocks: Clocks) -> ToCheck:  # noqa: ANN401 - a row of the query
    recipient, prospect = shown_names.of(row.recipient), shown_names.of(row.prospect)
    asked_id, asked = (row.recipient_id, recipient) if row.recipient_status == "active" else (row.prospect_id, prospect)
    return ToCheck(
        referral_id=ReferralId(row.id),
        contact_id=ContactId(asked_id),
        name=asked.usual,
        short_name=asked.short,
        recipient_id=ContactId(row.recipient_id),
        recipient=recipient.usual,
        prospect_id=ContactId(row.prospect_id),
        prospect=prospect.usual,
        need=row.need,
        clock=clocks.face(giving.clock(clocks.working.date_of(row.received_at), clocks.working)),
    )


@cache
def _to_check() -> Select[Any]:
    recipient, prospect = aliased(Contact), aliased(Contact)
    return (
        select(
            Referral.id, Referral.recipient_id, Referral.prospect_id, Referral.received_at, Referral.need,
            recipient.status.label("recipient_status"), shown_names.columns(recipient, "recipient"),
            shown_names.columns(prospect, "prospect"),
        )
        .join(recipient, recipient.id == Referral.recipient_id)
        .join(prospect, prospect.id == Referral.prospect_id)
        .where(
            Referral.recipient_id.is_not(None), Referral.checked_back_on.is_(None),
            # As a list: the few open referrals are found by their stage among all that ever were.
            Referral.stage_id.in_(select(Stage.id).where(Stage.meaning == Meaning.OPEN)),
            Referral.received_at < bindparam("until", type_=Moment),
            conditions.is_active(recipient) | conditions.is_active(prospect),
        )
        .order_by(Referral.received_at, Referral.id)
    )  # fmt: skip


@cache
def _given() -> Any:  # noqa: ANN401 - a select of one referral with both people
    recipient, prospect = aliased(Contact), aliased(Contact)
    return (
        select(
            Referral.recipient_id, Referral.prospect_id, Referral.need, Referral.stage_id, Referral.both_agreed,
            Referral.checked_back_on, Stage.meaning, recipient.what_they_do, recipient.job_title,
            recipient.profession, recipient.organisation, shown_names.columns(recipient, "recipient"),
            shown_names.columns(prospect, "prospect"),
        )
        .join(Stage, Stage.id == Referral.stage_id)
        .join(recipient, recipient.id == Referral.recipient_id)
        .join(prospect, prospect.id == Referral.prospect_id)
        .where(Referral.id == bindparam("id"))
    )  # fmt: skip
