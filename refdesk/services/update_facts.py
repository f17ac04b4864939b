"""What givers have heard and what has happened since: read for many referrals at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Row,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.touches import Outcome, Purpose, TouchKind
from refdesk.domain.update_words import Happened, News
from refdesk.domain.updates import UPDATES, Case
from refdesk.services import attempts, conditions, shown_names
from refdesk.services.clocks import Clocks
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove, Thanks, ThanksPart
from refdesk.store.tables.work import Touch

CHUNK = 500
_TALKED_BY = {
    TouchKind.MEETING.value: Happened.MET,
    TouchKind.VISIT.value: Happened.MET,
    TouchKind.MESSAGE.value: Happened.WROTE,
}


@dataclass(frozen=True, slots=True)
class Sent:
    """Hold one referral as one of its givers stands with it."""

    referral_id: ReferralId
    giver_id: ContactId
    case: Case


@dataclass(slots=True)
class _Heard:
    """Collects what a giver heard of a referral."""

    updates: int = 0
    updated_at: datetime | None = None
    mentioned_at: datetime | None = None
    thanked_at: datetime | None = None


class Scope(StrEnum):
    """About which referrals is asked: all, those of one giver, or one."""

    ALL = "all"
    GIVER = "giver"
    REFERRAL = "referral"


def all_of(session: Session, clocks: Clocks, *, discreet: bool, scope: Scope = Scope.ALL, which: int = 0) -> list[Sent]:
    """Return every referral of which its givers may still have to hear: open ones, and those closed not long ago.

    Nothing stands here about people who left, neither givers nor those who were sent. `which` is the id of the giver
    or the referral that the scope names.
    """
    working = clocks.working
    long_ago = working.start_of(working.date_of(clocks.now) - timedelta(days=UPDATES.news))
    about = {} if scope is Scope.ALL else {"which": which}
    rows = _SENT[scope].rows(session, long_ago=long_ago, **about)
    first = {(row.id, row.giver_id): row.first_contact_at for row in rows}
    heard = _heard(_mentions(session, sorted({row.id for row in rows})), first)
    coming = _news_that_comes(session)
    found = []
    for row in rows:
        key = (row.id, row.giver_id)
        one = _case(row, heard.get(key, _Heard()), discreet=discreet, news_comes=key in coming)
        found.append(Sent(ReferralId(row.id), ContactId(row.giver_id), one))
    return found


def news_of(session: Session, sent: Iterable[Sent], clocks: Clocks) -> Mapping[ReferralId, News]:
    """Return what there is to tell of each of these referrals."""
    cases = {each.referral_id: each.case for each in sent}
    found: dict[ReferralId, News] = {}
    for some in _chunks(cases):
        talks = _talks(session, some)
        for row in _prospects.rows(session, ids=some):
            one = cases[ReferralId(row.id)]
            happened, at = _happened(one, talks.get(row.id))
            name, on = shown_names.at_end(row), clocks.working.date_of(at or row.received_at)
            found[ReferralId(row.id)] = News(name.usual, name.short, happened, on, one.discreet)
    return found


def _among(scope: Scope) -> ColumnElement[bool]:
    is_open = select(Stage.id).where(Stage.meaning == Meaning.OPEN)
    closed = select(Stage.id).where(Stage.meaning != Meaning.OPEN)
    # Wrapped, since all moves are read: beside a bare column SQLite tries anew for each to read the moment as a number.
    at = func.coalesce(StageMove.at, StageMove.at)
    came = and_(at >= bindparam("long_ago", type_=Moment), StageMove.stage_id.in_(closed))
    either: ColumnElement[bool]
    if scope is Scope.ALL:  # as one list: of two joined by "or", SQLite reads all moves twice
        still, lately = aliased(Referral), select(StageMove.referral_id).where(came)
        either = Referral.id.in_(union_all(select(still.id).where(still.stage_id.in_(is_open)), lately))
    else:  # a few referrals ask for their own moves, and do not read those of all others
        moved = exists().where(StageMove.referral_id == Referral.id, came)
        either = or_(Referral.stage_id.in_(is_open), moved)
    received = and_(Referral.direction == Direction.RECEIVED, either)
    which: BindParameter[int] = bindparam("which", type_=Integer)
    if scope is Scope.GIVER:
        gave = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == which)
        return and_(received, Referral.id.in_(gave))
    return and_(received, Referral.id == which) if scope is Scope.REFERRAL else received


@Prepared
def _sent_of_all() -> Any:  # noqa: ANN401 - a select of many columns
    return _sent(Scope.ALL)


@Prepared
def _sent_by_giver() -> Any:  # noqa: ANN401
    return _sent(Scope.GIVER)


@Prepared
def _sent_one() -> Any:  # noqa: ANN401
    return _sent(Scope.REFERRAL)


_SENT = {Scope.ALL: _sent_of_all, Scope.GIVER: _sent_by_giver, Scope.REFERRAL: _sent_one}


def _sent(scope: Scope) -> Select[Any]:
    giver, prospect = aliased(Contact), aliased(Contact)
    ended_at = (
        select(func.max(StageMove.at, type_=Moment))
        .where(StageMove.referral_id == Referral.id, StageMove.stage_id == Referral.stage_id)
        .correlate(Referral)
        .scalar_subquery()
    )
    return (
        select(
            Referral.id, ReferralGiver.contact_id.label("giver_id"), Referral.may_share, Stage.meaning,
            giver.hear_less, attempts.first_at().label("first_contact_at"), attempts.first_talk_at().label("spoken_at"),
            case((Stage.meaning != Meaning.OPEN, ended_at)).label("ended_at"),
        )
        .join(ReferralGiver, ReferralGiver.referral_id == Referral.id)
        .join(Stage, Stage.id == Referral.stage_id)
        .join(giver, giver.id == ReferralGiver.contact_id)
        .join(prospect, prospect.id == Referral.prospect_id)
        .where(_among(scope), conditions.is_active(giver), conditions.is_active(prospect))
        .order_by(ReferralGiver.contact_id, Referral.received_at, Referral.id)
    )  # fmt: skip


def _mentions(session: Session, referral_ids: list[int]) -> Iterator[Any]:
    """Give what givers heard of these referrals, those of one in the order of time; ringing in vain tells nothing."""
    for some in _chunks(referral_ids):
        yield from _mentioned.rows(session, ids=some)


@Prepared
def _mentioned() -> Any:  # noqa: ANN401 - a select of many columns
    gave = and_(ReferralGiver.referral_id == Touch.referral_id, ReferralGiver.contact_id == Touch.contact_id)
    return (
        select(Touch.referral_id, Touch.contact_id, Touch.purpose, Touch.at)
        .join(ReferralGiver, gave)
        .where(Touch.referral_id.in_(bindparam("ids", expanding=True)), conditions.was_touch())
        .order_by(Touch.at, Touch.id)
    )


def _heard(
    mentions: Iterable[Any], first: Mapping[tuple[int, int], datetime | None]
) -> Mapping[tuple[int, int], _Heard]:
    """Return what each giver heard of each referral; updates are counted from the first contact on."""
    found: dict[tuple[int, int], _Heard] = {}
    for referral_id, giver_id, purpose, at in mentions:
        key = (referral_id, giver_id)
        heard = found.setdefault(key, _Heard())
        heard.mentioned_at = at
        contacted_at = first.get(key)
        if purpose == Purpose.THANKS:
            heard.thanked_at = at
        elif purpose == Purpose.UPDATE:
            heard.updated_at = at
            heard.updates += contacted_at is not None and at >= contacted_at
    return found


def _news_that_comes(session: Session) -> set[tuple[int, int]]:
    """Return of which wins the word of thanks is still owed, by referral and giver."""
    return {(row.referral_id, row.contact_id) for row in _news_owed.rows(session)}


@Prepared
def _news_owed() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Thanks.referral_id, Thanks.contact_id)
        .join(ThanksPart, ThanksPart.thanks_id == Thanks.id)
        .where(ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None), ThanksPart.part == Part.WORD)
        .where(Thanks.occasion == Occasion.WIN, Thanks.referral_id.is_not(None))
    )


def _case(row: Row[Any], heard: _Heard, *, discreet: bool, news_comes: bool) -> Case:
    return Case(
        meaning=Meaning(row.meaning),
        first_contact_at=row.first_contact_at,
        spoken_at=row.spoken_at,
        ended_at=row.ended_at,
        updates=heard.updates,
        updated_at=heard.updated_at,
        mentioned_at=heard.mentioned_at,
        thanked_at=heard.thanked_at,
        discreet=discreet or not row.may_share,
        hear_less=row.hear_less,
        news_comes=news_comes,
    )


@Prepared
def _prospects() -> Select[Any]:
    return (
        select(Referral.id, Referral.received_at, *shown_names.parts(Contact))
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.id.in_(bindparam("ids", expanding=True)))
    )


def _talks(session: Session, referral_ids: Collection[int]) -> Mapping[int, tuple[Happened, datetime]]:
    """Return the last talk with whom each referral is about, or the last try where nobody talked yet."""
    found: dict[int, tuple[Happened, datetime]] = {}
    for referral_id, at, kind, outcome in _tries.rows(session, ids=list(referral_ids)):
        if outcome == Outcome.TALKED:
            found[referral_id] = (_TALKED_BY.get(kind, Happened.SPOKE), at)
        elif found.get(referral_id, (Happened.TRIED,))[0] is Happened.TRIED:
            found[referral_id] = (Happened.TRIED, at)
    return found


@Prepared
def _tries() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Referral.id, Touch.at, Touch.kind, Touch.outcome)
        .join(Touch, attempts.with_prospect())
        .where(Referral.id.in_(bindparam("ids", expanding=True)))
        .order_by(Touch.at, Touch.id)
    )


def _happened(one: Case, talk: tuple[Happened, datetime] | None) -> tuple[Happened, datetime | None]:
    if one.meaning is Meaning.WON:
        return Happened.WON, one.ended_at
    if one.meaning is Meaning.LOST:
        return (Happened.LOST if one.spoken_at else Happened.NEVER_MET), one.ended_at
    if talk is None:
        return Happened.STILL, None
    is_told = one.updated_at is not None and talk[1] <= one.updated_at
    return (Happened.STILL, talk[1]) if is_told and talk[0] is not Happened.TRIED else talk


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    known = list(ids)
    for start in range(0, len(known), CHUNK):
        yield known[start : start + CHUNK]
