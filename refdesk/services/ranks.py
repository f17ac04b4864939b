"""Ranks proposed from what people sent: one person's, those to look at again, and the top sources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import rank_proposals, ranking
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.rank_proposals import Proposal, RankFacts
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.rules import Rules
from refdesk.domain.touches import Asked
from refdesk.i18n import N_, ngettext
from refdesk.progress import SILENT, Progress
from refdesk.services import business, conditions, shown_names
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class ProposedRank:
    """Somebody whose rank is to be looked at again: what it is, and what it would be."""

    contact_id: ContactId
    name: PersonName
    rank: Rank
    rank_set_on: date | None
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class TopSource:
    """One of the top sources; `weight` is the sum of their referrals' preparedness."""

    contact_id: ContactId
    name: PersonName
    rank: Rank | None
    referrals: int
    weight: int


def better_for(session: Session, contact_id: ContactId, *, today: date, zone: ZoneInfo) -> Proposal | None:
    """Return the rank that fits somebody better than the one they have: any for whom has none."""
    rank = session.scalar(select(Contact.rank).where(Contact.id == contact_id))
    facts = facts_of(session, [contact_id], today=today, zone=zone).get(contact_id)
    if facts is None:
        return None
    return rank_proposals.look_again(Rank(rank), facts) if rank else rank_proposals.propose(facts)


def proposals_of(
    session: Session, contact_ids: Iterable[int], *, today: date, zone: ZoneInfo
) -> dict[ContactId, Proposal]:
    """Return the rank that fits each of these people, with the reason."""
    found = facts_of(session, contact_ids, today=today, zone=zone)
    return {contact_id: rank_proposals.propose(facts) for contact_id, facts in found.items()}


def facts_of(
    session: Session, contact_ids: Iterable[int], *, today: date, zone: ZoneInfo
) -> dict[ContactId, RankFacts]:
    """Return what the rank of each of these people follows from."""
    ids = list(contact_ids)
    rules = business.load(session).rules
    query = _facts(rules, today, zone, only=ids).where(Contact.id.in_(ids))
    return {ContactId(row.id): _facts_of(row, rules) for row in session.execute(query)}


def to_look_at(
    session: Session, *, today: date, zone: ZoneInfo, progress: Progress = SILENT
) -> tuple[ProposedRank, ...]:
    """Return the ranked people whose rank was set some months ago and no longer fits, best proposals first.

    A rank that the owner chose is not doubted for want of facts; see `rank_proposals.look_again`.
    """
    rules = business.load(session).rules
    since = rank_proposals.months_before(today, rules.rank_months)
    old = or_(Contact.rank_set_on.is_(None), Contact.rank_set_on <= since)
    query = _facts(rules, today, zone).add_columns(Contact.rank, Contact.rank_set_on, shown_names.columns(Contact))
    ranked = query.where(Contact.status == Status.ACTIVE.value, Contact.rank.is_not(None), old, _may_be_doubted(query))
    found = []
    for row in progress.over(session.execute(ranked.order_by(Contact.sort_key, Contact.id)).all()):
        proposal = rank_proposals.look_again(Rank(row.rank), _facts_of(row, rules))
        if proposal is not None:
            name = shown_names.of(row.person)
            found.append(ProposedRank(ContactId(row.id), name, Rank(row.rank), row.rank_set_on, proposal))
    return tuple(sorted(found, key=lambda each: ranking.order(each.proposal.rank)))


def top_sources(session: Session, *, today: date, zone: ZoneInfo) -> tuple[TopSource, ...]:
    """Return the top of the sources by the referrals that a rank counts, weighted by preparedness."""
    rules = business.load(session).rules
    weight = func.sum(func.coalesce(Referral.preparedness, rank_proposals.UNKNOWN_PREPAREDNESS))
    sent = _received_since(_start(today, zone, rules.rank_back)).with_only_columns(
        ReferralGiver.contact_id, func.count().label("referrals"), weight.label("weight")
    )
    found = {row.contact_id: row for row in session.execute(sent.group_by(ReferralGiver.contact_id))}
    sources = [rank.value for rank in Rank if ranking.is_source(rank)]
    ranked = select(Contact.id).where(Contact.status == Status.ACTIVE.value, Contact.rank.in_(sources))
    in_order = session.scalars(ranked.order_by(Contact.sort_key, Contact.id))  # of two who weigh the same, the first
    weights = {each: found[each].weight if each in found else 0 for each in in_order}
    best = rank_proposals.top(weights, rules.top_percent)
    shown = select(Contact.id, Contact.rank, shown_names.columns(Contact)).where(Contact.id.in_(best))
    people = {row.id: row for row in session.execute(shown)}
    return tuple(
        TopSource(
            ContactId(each), shown_names.of(people[each].person), Rank(people[each].rank), found[each].referrals,
            found[each].weight,
        )
        for each in best
    )  # fmt: skip


@operation(N_("Accept proposed ranks"))
def accept(unit: Unit, wanted: Sequence[tuple[ContactId, Rank]]) -> None:
    """Give each of these people the rank proposed or another one; keeping a rank sets its day anew."""
    for contact_id, rank in wanted:
        row = unit.get(Contact, contact_id)
        row.rank, row.rank_set_on = rank.value, unit.today
    said = ngettext("{n} rank looked at", "{n} ranks looked at", len(wanted))
    subject = wanted[0][0] if len(wanted) == 1 else None
    unit.say(said.format(n=len(wanted)), "contact" if subject else "", subject)


def _may_be_doubted(query: Any) -> ColumnElement[bool]:  # noqa: ANN401 - the select of `_facts`
    """Leave out whom nothing is known of: of them only who is ranked as a sender may be ranked too high."""
    known = query.selected_columns
    sends = Contact.rank.in_([rank.value for rank in rank_proposals.SENDERS])
    happy = Contact.satisfaction >= rank_proposals.HAPPY_FROM
    unhappy = Contact.satisfaction <= rank_proposals.UNHAPPY_TO
    return or_(sends, known.sent > 0, known.asked, happy, unhappy, Contact.influential, known.silent)


def _facts(rules: Rules, today: date, zone: ZoneInfo, only: Sequence[int] | None = None) -> Any:  # noqa: ANN401 - a select of more columns than the types can say
    """Return the query of what a rank follows from, a row a contact; `only` these people's referrals are counted."""
    sent = _received_since(_start(today, zone, rules.rank_back))
    if only is not None:
        sent = sent.where(ReferralGiver.contact_id.in_(only))
    lately = case((Referral.received_at >= _start(today, zone, rules.rank_lately), 1), else_=0)
    counted = (
        sent.with_only_columns(ReferralGiver.contact_id, func.count().label("sent"), func.sum(lately).label("lately"))
        .group_by(ReferralGiver.contact_id)
        .subquery()
    )
    asked = exists().where(Touch.contact_id == Contact.id, Touch.asked == Asked.DIRECTLY.value, conditions.was_asked())
    query = select(
        Contact.id,
        func.coalesce(counted.c.lately, 0).label("sent_lately"),
        func.coalesce(counted.c.sent, 0).label("sent"),
        Contact.referrals_remembered,
        Contact.satisfaction,
        Contact.influential,
        asked.label("asked"),
        and_(Contact.may_be_called == MayBeCalled.NO.value, Contact.may_be_mailed.is_(False)).label("silent"),
    )
    return query.outerjoin(counted, counted.c.contact_id == Contact.id)


def _facts_of(row: Any, rules: Rules) -> RankFacts:  # noqa: ANN401 - a row of `_facts`
    return RankFacts(
        sent_lately=row.sent_lately,
        sent=row.sent,
        remembered=row.referrals_remembered,
        satisfaction=row.satisfaction,
        influential=row.influential,
        was_asked_directly=row.asked,
        may_be_reached=not row.silent,
        rules=rules,
    )


def _received_since(moment: datetime) -> Select[Any]:
    query = select(ReferralGiver.contact_id).join(Referral, Referral.id == ReferralGiver.referral_id)
    return query.where(Referral.direction == Direction.RECEIVED.value, Referral.received_at >= moment)


def _start(today: date, zone: ZoneInfo, months: int) -> datetime:
    return datetime.combine(rank_proposals.months_before(today, months), time.min, zone)
