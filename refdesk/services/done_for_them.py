"""The last thing that was done for somebody: something sent, somebody sent to them, a promise kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import text
from refdesk.domain.referral import Direction
from refdesk.domain.touches import KIND_WORDS, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _
from refdesk.services import shown_names
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.work import Promise, Touch

KINDS = (TouchKind.CARD.value, TouchKind.GIFT.value, TouchKind.USEFUL.value)


class _Done(NamedTuple):
    """Something done for a person, and when."""

    contact_id: int
    on: date
    words: str


def last(session: Session, ids: Sequence[int], working: WorkingTime) -> dict[int, str]:
    """Return in words the newest thing done for each of these people; whoever got nothing yet is not in it."""
    newest: dict[int, _Done] = {}
    for done in (*_sent(session, ids, working), *_referred(session, ids, working), *_kept(session, ids)):
        known = newest.get(done.contact_id)
        if known is None or done.on > known.on:
            newest[done.contact_id] = done
    return {contact_id: f"{done.words}, {i18n.day_short(done.on)}" for contact_id, done in newest.items()}


def _sent(session: Session, ids: Sequence[int], working: WorkingTime) -> Iterator[_Done]:
    place = func.row_number().over(partition_by=Touch.contact_id, order_by=(Touch.at.desc(), Touch.id.desc()))
    ranked = (
        select(Touch.contact_id, Touch.kind, Touch.summary, Touch.at, place.label("place"))
        .where(Touch.contact_id.in_(ids), Touch.kind.in_(KINDS))
        .subquery()
    )
    for row in session.execute(select(ranked).where(ranked.c.place == 1)):
        words = text.first_sentence(row.summary) or _(KIND_WORDS[TouchKind(row.kind)])
        yield _Done(row.contact_id, working.date_of(row.at), words)


def _referred(session: Session, ids: Sequence[int], working: WorkingTime) -> Iterator[_Done]:
    order = (Referral.received_at.desc(), Referral.id.desc())
    place = func.row_number().over(partition_by=Referral.recipient_id, order_by=order)
    ranked = (
        select(Referral.recipient_id, Referral.prospect_id, Referral.received_at, place.label("place"))
        .where(Referral.recipient_id.in_(ids), Referral.direction == Direction.GIVEN.value)
        .subquery()
    )
    rows = session.execute(select(ranked).where(ranked.c.place == 1)).all()
    people = shown_names.by_id(session, [row.prospect_id for row in rows])
    for row in rows:
        words = _("sent {name}").format(name=people[row.prospect_id].usual)
        yield _Done(row.recipient_id, working.date_of(row.received_at), words)


def _kept(session: Session, ids: Sequence[int]) -> Iterator[_Done]:
    place = func.row_number().over(
        partition_by=Promise.contact_id, order_by=(Promise.kept_on.desc(), Promise.id.desc())
    )
    ranked = (
        select(Promise.contact_id, Promise.text, Promise.kept_on, place.label("place"))
        .where(Promise.contact_id.in_(ids), Promise.kept_on.is_not(None))
        .subquery()
    )
    for row in session.execute(select(ranked).where(ranked.c.place == 1)):
        yield _Done(row.contact_id, row.kept_on, text.first_sentence(row.text))
