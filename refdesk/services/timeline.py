"""The timeline of a person: conversations, people sent to and fro, cards, gifts and kept promises, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import referral as referrals
from refdesk.domain import text
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import ContactId, GiftId, ReferralId, TouchId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import KIND_WORDS, OUTCOME_WORDS, PURPOSE_WORDS, Asked, Outcome, Purpose, TouchKind
from refdesk.i18n import _
from refdesk.services import shown_names
from refdesk.services.conditions import WHO
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove
from refdesk.store.tables.work import Promise, Touch

MOST_TOUCHES = 200
TITLE = 120
_NOON = time(12)


class TimelineKind(StrEnum):
    """What a line of the timeline is about: a touch by its kind, or something else by its name."""

    CALL = "call"
    MESSAGE = "message"
    MEETING = "meeting"
    VISIT = "visit"
    CARD = "card"
    EVENT = "event"
    USEFUL = "useful"
    OTHER = "other"
    SENT_US = "sent_us"
    WE_SENT = "we_sent"
    CAME_TO_US = "came_to_us"
    SENT_ON = "sent_on"
    WON = "won"
    LOST = "lost"
    GIFT_GIVEN = "gift_given"
    GIFT_RECEIVED = "gift_received"
    CARD_PRINTED = "card_printed"
    PROMISE_KEPT = "promise_kept"


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One line: `title` says it, `detail` stands below or behind it; `other_id` is the other person, to open."""

    kind: TimelineKind
    on: date
    at: datetime
    title: str
    detail: str = ""
    touch_id: TouchId | None = None
    referral_id: ReferralId | None = None
    gift_id: GiftId | None = None
    other_id: ContactId | None = None
    cost_minor: int | None = None


def of(session: Session, contact_id: ContactId, zone: ZoneInfo) -> tuple[TimelineLine, ...]:
    """Return the timeline, with the newest 200 conversations."""
    parts = (_touches, _sent_us, _we_sent, _as_prospect, _endings, _gifts, _cards, _kept)
    lines = [line for part in parts for line in part(session, contact_id, zone)]
    return tuple(sorted(lines, key=lambda line: line.at, reverse=True))


@cache
def _touches_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            Touch.id, Touch.at, Touch.kind, Touch.purpose, Touch.outcome, Touch.summary, Touch.asked, Touch.referral_id
        )
        # Gifts have a line of their own, with what they cost.
        .where(Touch.contact_id == WHO, Touch.kind != TouchKind.GIFT.value)
        .order_by(Touch.at.desc(), Touch.id.desc())
        .limit(MOST_TOUCHES)
    )


def _touches(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    for row in session.execute(_touches_rows(), {"who": contact_id}):
        kind, purpose, outcome = TouchKind(row.kind), Purpose(row.purpose), Outcome(row.outcome)
        first, _end, rest = row.summary.partition("\n")
        usual = KIND_WORDS[kind] if purpose is Purpose.OTHER else PURPOSE_WORDS[purpose]
        yield TimelineLine(
            TimelineKind(kind.value),
            _day(row.at, zone),
            row.at,
            text.shorten(first, TITLE) if first else _(usual),
            _how_it_went(outcome, Asked(row.asked), first if len(first) > TITLE else "", rest),
            touch_id=TouchId(row.id),
            referral_id=_referral(row.referral_id),
        )


def _how_it_went(outcome: Outcome, asked: Asked, *more: str) -> str:
    said = [] if outcome in {Outcome.NONE, Outcome.TALKED} else [_(OUTCOME_WORDS[outcome])]
    if asked is not Asked.NO:
        said.append({Asked.LIGHTLY: _("Mentioned lightly"), Asked.DIRECTLY: _("Asked for a referral")}[asked])
    return " · ".join(filter(None, (*said, *(part.strip() for part in more))))


@cache
def _sent_us_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Referral, Stage.name.label("stage"), shown_names.columns(Contact))
        .join(ReferralGiver, ReferralGiver.referral_id == Referral.id)
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(ReferralGiver.contact_id == WHO, Referral.direction == Direction.RECEIVED.value)
    )


def _sent_us(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    for row in session.execute(_sent_us_rows(), {"who": contact_id}):
        name = shown_names.of(row.person).usual
        title = _("Sent us {name}").format(name=name)
        yield _of_referral(TimelineKind.SENT_US, row.Referral, zone, title, row.stage, row.Referral.prospect_id)


@cache
def _we_sent_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Referral, Stage.name.label("stage"), shown_names.columns(Contact))
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(Referral.recipient_id == WHO)
    )


def _we_sent(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    for row in session.execute(_we_sent_rows(), {"who": contact_id}):
        title = _("We sent them {name}").format(name=shown_names.of(row.person).usual)
        yield _of_referral(TimelineKind.WE_SENT, row.Referral, zone, title, row.stage, row.Referral.prospect_id)


@cache
def _as_prospect_rows() -> Any:  # noqa: ANN401 - a select of many columns
    recipient, giver = aliased(Contact), aliased(Contact)
    return (
        select(
            Referral, Stage.name.label("stage"), giver.id.label("giver_id"),
            shown_names.columns(recipient, "recipient"), shown_names.columns(giver, "giver"),
        )
        .join(Stage, Stage.id == Referral.stage_id)
        .outerjoin(recipient, recipient.id == Referral.recipient_id)
        .outerjoin(ReferralGiver, ReferralGiver.referral_id == Referral.id)
        .outerjoin(giver, giver.id == ReferralGiver.contact_id)
        .where(Referral.prospect_id == WHO)
        .order_by(Referral.id, ReferralGiver.id)
    )  # fmt: skip


def _as_prospect(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    for row in session.execute(_as_prospect_rows(), {"who": contact_id}):
        if row.Referral.recipient_id is not None:
            title = _("Sent to {name}").format(name=shown_names.of(row.recipient).usual)
            yield _of_referral(TimelineKind.SENT_ON, row.Referral, zone, title, row.stage, row.Referral.recipient_id)
        elif row.giver_id is not None:
            title = _("Came to us from {name}").format(name=shown_names.of(row.giver).usual)
            yield _of_referral(TimelineKind.CAME_TO_US, row.Referral, zone, title, row.stage, row.giver_id)
        else:
            title = _("Came to us by referral")
            yield _of_referral(TimelineKind.CAME_TO_US, row.Referral, zone, title, row.stage, None)


def _of_referral(
    kind: TimelineKind, referral: Referral, zone: ZoneInfo, title: str, stage: str, other_id: int | None
) -> TimelineLine:
    said = [text.shorten(referral.need, TITLE)] if referral.need else []
    if kind is TimelineKind.SENT_US and referral.preparedness is not None:
        said.append(_("prepared {n} of {most}").format(n=referral.preparedness, most=referrals.BEST_PREPARED))
    said.append(_("Now: {stage}").format(stage=stage))
    return TimelineLine(
        kind,
        _day(referral.received_at, zone),
        referral.received_at,
        title,
        " · ".join(said),
        referral_id=ReferralId(referral.id),
        other_id=None if other_id is None else ContactId(other_id),
    )


@cache
def _endings_rows() -> Any:  # noqa: ANN401 - a select of many columns
    given = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == WHO)
    return (
        select(StageMove.at, Stage.meaning, Referral.id, Referral.prospect_id, shown_names.columns(Contact))
        .join(Stage, Stage.id == StageMove.stage_id)
        .join(Referral, Referral.id == StageMove.referral_id)
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Stage.meaning.in_([Meaning.WON.value, Meaning.LOST.value]))
        .where(Referral.direction == Direction.RECEIVED.value)
        .where((Referral.prospect_id == WHO) | Referral.id.in_(given))
    )


def _endings(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    """Yield how those whom this person sent us, or who are this person, were won or lost."""
    for row in session.execute(_endings_rows(), {"who": contact_id}):
        won = row.meaning == Meaning.WON
        title = _("{name} won") if won else _("{name}: closed as lost")
        yield TimelineLine(
            TimelineKind.WON if won else TimelineKind.LOST,
            _day(row.at, zone),
            row.at,
            title.format(name=shown_names.of(row.person).usual),
            referral_id=ReferralId(row.id),
            other_id=None if row.prospect_id == contact_id else ContactId(row.prospect_id),
        )


@cache
def _gifts_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(Gift).where(Gift.contact_id == WHO, Gift.state == GiftState.GIVEN.value)


def _gifts(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    for gift in session.scalars(_gifts_rows(), {"who": contact_id}):
        received = gift.direction == GiftDirection.RECEIVED
        yield TimelineLine(
            TimelineKind.GIFT_RECEIVED if received else TimelineKind.GIFT_GIVEN,
            gift.on,
            _moment(gift.on, zone),
            _("{gift}, from them").format(gift=gift.name) if received else gift.name,
            gift.occasion,
            gift_id=GiftId(gift.id),
            referral_id=_referral(gift.referral_id),
            cost_minor=None if received else gift.cost_minor,
        )


@cache
def _cards_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(PrintJob.at, Printed.state)
        .join(PrintJob, PrintJob.id == Printed.print_job_id)
        .where(Printed.contact_id == WHO, Printed.state.in_(["printed", "written"]))
    )


def _cards(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    """Yield the cards that wait to be mailed; one that was mailed is a touch."""
    for row in session.execute(_cards_rows(), {"who": contact_id}):
        title = _("Card printed") if row.state == "printed" else _("Card written")
        yield TimelineLine(TimelineKind.CARD_PRINTED, _day(row.at, zone), row.at, title, _("not mailed yet"))


@cache
def _kept_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(Promise.kept_on, Promise.text).where(Promise.contact_id == WHO, Promise.kept_on.is_not(None))


def _kept(session: Session, contact_id: ContactId, zone: ZoneInfo) -> Iterator[TimelineLine]:
    for kept_on, words in session.execute(_kept_rows(), {"who": contact_id}):
        assert kept_on is not None, "the query asks for kept ones"
        title = _("Promise kept: {text}").format(text=text.shorten(words, TITLE))
        yield TimelineLine(TimelineKind.PROMISE_KEPT, kept_on, _moment(kept_on, zone), title)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _moment(day: date, zone: ZoneInfo) -> datetime:
    # What has a day only stands at its noon among the conversations of that day.
    return datetime.combine(day, _NOON, zone).astimezone(UTC)


def _referral(referral_id: int | None) -> ReferralId | None:
    return None if referral_id is None else ReferralId(referral_id)
