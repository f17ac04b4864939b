"""The ask log of a person, and what the guard looks at before somebody asks again."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain.asking import AskFacts
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import ContactId, TouchId
from refdesk.domain.touches import KIND_WORDS, PURPOSE_WORDS, Asked, Purpose, TouchKind
from refdesk.i18n import _
from refdesk.services import business
from refdesk.services.conditions import WHO
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.work import Promise, Touch

SHORT = 120


@dataclass(frozen=True, slots=True)
class AskLine:
    """Hold one ask: `what` is its first line, or what the conversation was for."""

    touch_id: TouchId
    on: date
    asked: Asked
    kind: TouchKind
    what: str


def of(session: Session, contact_id: ContactId, zone: ZoneInfo) -> tuple[AskLine, ...]:
    """Return every conversation in which we asked this person, directly or lightly, the newest first."""
    return tuple(
        AskLine(
            TouchId(row.id), row.at.astimezone(zone).date(), Asked(row.asked), TouchKind(row.kind),
            _what(TouchKind(row.kind), Purpose(row.purpose), row.summary),
        )
        for row in session.execute(_asks(), {"who": contact_id})
    )  # fmt: skip


def facts(session: Session, contact_id: ContactId, zone: ZoneInfo) -> AskFacts:
    """Return the last direct ask, and what this person (gifts: the household) was given so far."""
    found = _facts.first(session, who=contact_id)
    last, referrals_given, gifts_given, promises_kept, useful_sent = found
    return AskFacts(
        last_asked_on=None if last is None else last.astimezone(zone).date(),
        days_between=business.load(session).rules.ask_days,
        referrals_given=referrals_given,
        gifts_given=gifts_given,
        promises_kept=promises_kept,
        useful_sent=useful_sent,
    )


@cache
def _asks() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Touch.id, Touch.at, Touch.asked, Touch.kind, Touch.purpose, Touch.summary)
        .where(Touch.contact_id == WHO, Touch.asked != Asked.NO.value)
        .order_by(Touch.at.desc(), Touch.id.desc())
    )


@Prepared
def _facts() -> Any:  # noqa: ANN401 - a select of a moment and numbers
    directly = select(func.max(Touch.at, type_=Moment)).where(
        Touch.contact_id == WHO, Touch.asked == Asked.DIRECTLY.value
    )
    home = select(Contact.household_id).where(Contact.id == WHO).scalar_subquery()
    gifts = select(func.count(Gift.id)).where(
        or_(Gift.contact_id == WHO, Gift.household_id == home),
        Gift.direction == GiftDirection.GIVEN.value,
        Gift.state == GiftState.GIVEN.value,
    )
    kept = select(func.count(Promise.id)).where(Promise.contact_id == WHO, Promise.kept_on.is_not(None))
    useful = select(func.count(Touch.id)).where(Touch.contact_id == WHO, Touch.kind == TouchKind.USEFUL.value)
    sent = select(func.count(Referral.id)).where(Referral.recipient_id == WHO)
    found = {"last": directly, "sent": sent, "gifts": gifts, "kept": kept, "useful": useful}
    return select(*(each.scalar_subquery().label(name) for name, each in found.items()))


def _what(kind: TouchKind, purpose: Purpose, summary: str) -> str:
    first = text.shorten(summary.partition("\n")[0], SHORT)
    return first or _(KIND_WORDS[kind] if purpose in {Purpose.OTHER, Purpose.ASK} else PURPOSE_WORDS[purpose])
