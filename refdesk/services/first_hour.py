"""The rest of the first hour: how far it is, by what is in the file, and what the owner does not want of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session

from refdesk.domain import first_hour as rules
from refdesk.domain import forgotten as walks
from refdesk.domain import ranking
from refdesk.domain.contact import Status
from refdesk.domain.first_hour import Facts, Step
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.i18n import N_, _
from refdesk.services import business, conditions, forgotten, shown_names, sorting
from refdesk.services.operation import operation
from refdesk.store.tables.office import Setting
from refdesk.store.tables.people import Contact, Plan
from refdesk.store.tables.work import Goal
from refdesk.store.unit import Unit

KEPT = "first_hour"
"""The setting that holds which steps are skipped, and whether Today still shows what is left."""
TOP = (Rank.A_PLUS, Rank.A, Rank.B)
PLANS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """What the owner said about the first hour itself."""

    skipped: frozenset[Step] = frozenset()
    put_away: bool = False


@dataclass(frozen=True, slots=True)
class FirstHour:
    """How far the first hour is."""

    facts: Facts
    kept: Kept

    @property
    def done(self) -> frozenset[Step]:
        """Return the steps that are done."""
        return rules.done(self.facts)

    @property
    def left(self) -> tuple[Step, ...]:
        """Return the steps that are neither done nor skipped."""
        return rules.left(self.facts, self.kept.skipped)


@dataclass(frozen=True, slots=True)
class ToPlan:
    """A good source, for whom nothing is planned yet or something was."""

    contact_id: ContactId
    name: str
    rank: Rank


def look(session: Session) -> FirstHour:
    """Return how far the first hour is."""
    return FirstHour(_facts(session), _kept(session))


def left_on_today(session: Session) -> tuple[Step, ...]:
    """Return what Today shows of the first hour: what is left, or nothing once it was put away."""
    kept = _kept(session)
    return () if kept.put_away else rules.left(_facts(session), kept.skipped)


def to_plan(session: Session, limit: int = PLANS_OFFERED) -> tuple[ToPlan, ...]:
    """Return the best sources without a plan, the best ranks first."""
    place = case({rank.value: ranking.order(rank) for rank in TOP}, value=Contact.rank)
    query = (
        select(Contact.id, Contact.rank, shown_names.columns(Contact))
        .where(*_top(), ~exists().where(Plan.contact_id == Contact.id))
        .order_by(place, Contact.sort_key, Contact.id)
        .limit(limit)
    )
    return tuple(
        ToPlan(ContactId(row.id), shown_names.of(row.person).usual, Rank(row.rank)) for row in session.execute(query)
    )


def planned_last(session: Session) -> ToPlan | None:
    """Return whoever of the best sources was planned for last, None while there is no such plan."""
    query = (
        select(Contact.id, Contact.rank, shown_names.columns(Contact))
        .join(Plan, Plan.contact_id == Contact.id)
        .where(*_top())
        .order_by(Plan.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return None if row is None else ToPlan(ContactId(row.id), shown_names.of(row.person).usual, Rank(row.rank))


@operation(N_("Skip a step of the first hour"))
def skip(unit: Unit, step: Step) -> None:
    """Count a step no more among those that are left."""
    kept = _kept(unit.session)
    _keep(unit, Kept(kept.skipped | {step}, kept.put_away))


@operation(N_("Take a step of the first hour up again"))
def take_up(unit: Unit, step: Step) -> None:
    """Count a step that was skipped again."""
    kept = _kept(unit.session)
    _keep(unit, Kept(kept.skipped - {step}, kept.put_away))


@operation(N_("Put the first hour away"))
def put_away(unit: Unit) -> None:
    """Show no more what is left, neither above Today nor on it."""
    _keep(unit, Kept(_kept(unit.session).skipped, put_away=True))
    unit.say(_("First hour put away"))


@operation(N_("Bring the first hour back"))
def bring_back(unit: Unit) -> None:
    """Show what is left again, above Today and on it."""
    _keep(unit, Kept(_kept(unit.session).skipped, put_away=False))
    unit.say(_("First hour brought back"))


def _facts(session: Session) -> Facts:
    profile = business.load(session)
    top = Contact.rank.in_([rank.value for rank in TOP])
    counts = select(func.count(), func.count(Contact.rank), func.sum(case((top, 1), else_=0))).select_from(Contact)
    people, ranked, sources = session.execute(counts.where(Contact.status == Status.ACTIVE.value)).one()
    planned = select(func.count(Plan.contact_id.distinct())).join(Contact, Contact.id == Plan.contact_id).where(*_top())
    return Facts(
        tagline=profile.tagline, ideal_client=profile.ideal_client, people=people, ranked=ranked,
        unranked=sorting.waiting(session), asked=_asked(session), sources=sources or 0,
        planned=session.scalar(planned) or 0,
        has_goals=bool(session.scalar(select(exists().where(Goal.id > 0)))),
        second_folder=profile.second_backup_folder,
    )  # fmt: skip


def _top() -> tuple[ColumnElement[bool], ...]:
    return conditions.is_active(), Contact.rank.in_([rank.value for rank in TOP])


def _asked(session: Session) -> int:
    """Count the walks of life that were answered."""
    titles = {walks.title(walk): walk.key for walk in walks.WALKS}
    query = select(Contact.profession).distinct().where(Contact.profession.in_(titles), conditions.is_active())
    added = {titles[title] for title in session.scalars(query)}
    return len(added | forgotten.nobody_of(session))


def _kept(session: Session) -> Kept:
    found = session.scalar(select(Setting.value).where(Setting.key == KEPT))
    if found is None:
        return Kept()
    said = json.loads(found)
    return Kept(frozenset(_steps(said["skipped"])), said["put_away"])


def _steps(names: Iterable[str]) -> Iterable[Step]:
    """Read the names of steps; one that a later version knows is passed over."""
    known = set(Step)
    return (Step(name) for name in names if name in known)


def _keep(unit: Unit, kept: Kept) -> None:
    value = json.dumps({"skipped": sorted(kept.skipped), "put_away": kept.put_away})
    row = unit.session.scalars(select(Setting).where(Setting.key == KEPT)).first()
    if row is None:
        unit.add(Setting(key=KEPT, value=value))
    else:
        row.value = value
