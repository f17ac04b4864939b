"""The last thing that was done for somebody: something sent, somebody sent to them, a promise kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from refdesk import i18n
from refdesk.domain import text
from refdesk.domain.referral import Direction
from refdesk.domain.touches import KIND_WORDS, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _
from refdesk.services import shown_names
from refdesk.store.prepared import Prepared
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.work import Promise, Touch

KINDS = (TouchKind.CARD.value, TouchKind.GIFT.value, TouchKind.USEFUL.value)


class _Done(NamedTuple):
    """Something done for a person, and when."""

    contact_id: int
    on: date
    words: str


def last(session: Session, ids: Sequence[int], day: date, working: WorkingTime) -> dict[int, str]:
    """Return in words the newest thing done for each of these people, seen from a day; others are not in it."""
    newest: dict[int, _Done] = {}
    for done in (*_sent(session, ids, working), *_referred(session, ids, working), *_kept(session, ids)):
        known = newest.get(done.contact_id)
        if known is None or done.on > known.on:
            newest[done.contact_id] = done
    return {contact_id: f"{done.words}, {i18n.day_near(done.on, day)}" for contact_id, done in newest.items()}


def _sent(session: Session, ids: Sequence[int], working: WorkingTime) -> Iterator[_Done]:
    for row in _newest_sent.rows(session, ids=list(ids)):
        words = text.first_sentence(row.summary) or _(KIND_WORDS[TouchKind(row.kind)])
        yield _Done(row.contact_id, working.date_of(row.at), words)


def _referred(session: Session, ids: Sequence[int], working: WorkingTime) -> Iterator[_Done]:
    rows = _newest_referred.rows(session, ids=list(ids))
    people = shown_names.by_id(session, [row.prospect_id for row in rows])
    for row in rows:
        words = _("sent {name}").format(name=people[row.prospect_id].usual)
        yield _Done(row.recipient_id, working.date_of(row.received_at), words)


def _kept(session: Session, ids: Sequence[int]) -> Iterator[_Done]:
    for row in _newest_kept.rows(session, ids=list(ids)):
        yield _Done(row.contact_id, row.kept_on, text.first_sentence(row.text))


@Prepared
def _newest_sent() -> Any:  # noqa: ANN401 - a select of many columns
    whose = Touch.contact_id
    columns = (whose, Touch.kind, Touch.summary, Touch.at)
    return _first_of_each(whose, columns, (Touch.at, Touch.id), Touch.kind.in_(KINDS))


@Prepared
def _newest_referred() -> Any:  # noqa: ANN401 - a select of many columns
    whose = Referral.recipient_id
    columns = (whose, Referral.prospect_id, Referral.received_at)
    is_given = Referral.direction == Direction.GIVEN.value
    return _first_of_each(whose, columns, (Referral.received_at, Referral.id), is_given)


@Prepared
def _newest_kept() -> Any:  # noqa: ANN401 - a select of many columns
    whose = Promise.contact_id
    columns = (whose, Promise.text, Promise.kept_on)
    return _first_of_each(whose, columns, (Promise.kept_on, Promise.id), Promise.kept_on.is_not(None))


def _first_of_each(
    whose: InstrumentedAttribute[Any], columns: Sequence[Any], newest: Sequence[Any], which: ColumnElement[bool]
) -> Select[Any]:
    """Return the select of the newest row of each of these people."""
    place = func.row_number().over(partition_by=whose, order_by=[each.desc() for each in newest])
    theirs = whose.in_(bindparam("ids", expanding=True))
    ranked = select(*columns, place.label("place")).where(theirs, which).subquery()
    return select(ranked).where(ranked.c.place == 1)
