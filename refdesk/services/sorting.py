"""The sorting round: everybody without a rank, fifty at a time, one key a person."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, func, not_, select
from sqlalchemy.orm import Session

from refdesk.domain import rank_proposals
from refdesk.domain.contact import Category, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.rank_proposals import Proposal, RankFacts
from refdesk.domain.ranking import Rank
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import contact_list, contacts, ranks, shown_names
from refdesk.services.operation import operation
from refdesk.store.tables.office import Setting
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral
from refdesk.store.unit import Unit

A_ROUND = 50
MOST_REMEMBERED = 9
_AT_ONCE = 500
PUT_BACK = "sorting_put_back"
"""The setting that holds who was skipped: they come again after everybody else."""


@dataclass(frozen=True, slots=True)
class ToSort:
    """Somebody to rank: what helps to remember them, and what a rank follows from."""

    contact_id: ContactId
    name: PersonName
    second_line: str
    source_of_data: str
    last_touch_on: date | None
    remembered: int | None
    facts: RankFacts

    @property
    def proposal(self) -> Proposal:
        """Return the rank that fits so far."""
        return rank_proposals.propose(self.facts)

    def proposal_with(self, remembered: int | None) -> Proposal:
        """Return the rank that fits when the owner remembers so many; None: as it was."""
        if remembered is None:
            return self.proposal
        return rank_proposals.propose(replace(self.facts, remembered=remembered))


@dataclass(frozen=True, slots=True)
class Round:
    """The next people to rank, and how many there are in all with those skipped before."""

    people: tuple[ToSort, ...]
    left: int
    skipped: int


def waiting(session: Session) -> int:
    """Return how many people have no rank yet."""
    return session.scalar(select(func.count()).where(*_unranked())) or 0


def next_round(session: Session, *, today: date, zone: ZoneInfo, limit: int = A_ROUND) -> Round:
    """Return who is to be ranked next: those not seen yet in the order they came, then those skipped."""
    skipped = _skipped(session)
    ids = list(session.scalars(select(Contact.id).where(*_unranked()).order_by(Contact.id).limit(limit + len(skipped))))
    fresh = [each for each in ids if each not in set(skipped)][:limit]
    put_back = _still_unranked(session, skipped)
    chosen = fresh or put_back[:limit]
    return Round(_people(session, chosen, today, zone), waiting(session), len(put_back))


def _unranked() -> tuple[ColumnElement[bool], ...]:
    """Choose who waits for a rank; whoever was sent to us is asked for after the work, when they are a client."""
    sent = exists().where(Referral.prospect_id == Contact.id)
    was_sent = and_(Contact.category == Category.PROSPECT.value, sent)
    return Contact.status == Status.ACTIVE.value, Contact.rank.is_(None), not_(was_sent)


def _still_unranked(session: Session, skipped: Sequence[int]) -> list[int]:
    left: set[int] = set()
    for start in range(0, len(skipped), _AT_ONCE):
        some = Contact.id.in_(skipped[start : start + _AT_ONCE])
        left.update(session.scalars(select(Contact.id).where(*_unranked(), some)))
    return [each for each in skipped if each in left]


def _people(session: Session, ids: Sequence[int], today: date, zone: ZoneInfo) -> tuple[ToSort, ...]:
    query = select(
        Contact.id, shown_names.columns(Contact), Contact.job_title, Contact.profession, Contact.category,
        Contact.source_of_data, Contact.last_touch_on, Contact.referrals_remembered,
    ).where(Contact.id.in_(ids))  # fmt: skip
    rows = {row.id: row for row in session.execute(query)}
    facts = ranks.facts_of(session, ids, today=today, zone=zone)
    found = []
    for each in ids:
        row, name = rows[each], shown_names.of(rows[each].person)
        second = contact_list.second_line(name, row.job_title, row.profession, row.category)
        found.append(
            ToSort(
                ContactId(each), name, second, row.source_of_data, row.last_touch_on, row.referrals_remembered,
                facts[ContactId(each)],
            )
        )  # fmt: skip
    return tuple(found)


@operation(N_("Sort a contact"))
def sort(unit: Unit, contact_id: ContactId, rank: Rank, *, remembered: int | None = None) -> None:
    """Rank somebody in the round; `remembered` is how many they sent as far as a rank looks back (None: as it was)."""
    row = unit.get(Contact, contact_id)
    row.rank, row.rank_set_on = rank.value, unit.today
    _remember(row, remembered)
    _put_back(unit, [each for each in _skipped(unit.session) if each != contact_id])
    unit.say(_("{name} ranked {rank}").format(name=contacts.name_of(row), rank=rank), "contact", contact_id)


@operation(N_("Skip a contact"))
def skip(unit: Unit, contact_id: ContactId, *, remembered: int | None = None) -> None:
    """Leave somebody for later: they come again when everybody else has a rank; `remembered` is kept as by `sort`."""
    row = unit.get(Contact, contact_id)
    _remember(row, remembered)
    _put_back(unit, [*(each for each in _skipped(unit.session) if each != contact_id), contact_id])
    unit.say(_("{name} left for later").format(name=contacts.name_of(row)), "contact", contact_id)


def _remember(row: Contact, remembered: int | None) -> None:
    if remembered is None:
        return
    if not 0 <= remembered <= MOST_REMEMBERED:
        raise Refused(Problem("remembered", _("Type one digit, 0 to 9.")))
    row.referrals_remembered = remembered


def _skipped(session: Session) -> list[int]:
    kept = session.scalar(select(Setting.value).where(Setting.key == PUT_BACK))
    return [int(each) for each in json.loads(kept)] if kept else []


def _put_back(unit: Unit, ids: Sequence[int]) -> None:
    kept = unit.session.scalars(select(Setting).where(Setting.key == PUT_BACK)).first()
    if kept is None and ids:
        unit.add(Setting(key=PUT_BACK, value=json.dumps(list(ids))))
    elif kept is not None:
        kept.value = json.dumps(list(ids))
