"""The rules for gifts of the business: its rule set with the owner's own dated limits, its tax year and its mode."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import gift_rules, tax_year
from refdesk.domain.gift_modes import Mode
from refdesk.domain.gift_rules import GiftRules, Limit, RuleSet
from refdesk.domain.ids import GiftLimitId
from refdesk.domain.profile import Profile
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business
from refdesk.services.operation import operation
from refdesk.store.prepared import Prepared
from refdesk.store.tables.gifts import GiftLimit
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class LimitRow:
    """Hold one dated limit of a rule set; `limit_id` None is one that RefDesk brings."""

    limit_id: GiftLimitId | None
    limit: Limit
    is_in_force: bool


def rules(session: Session) -> GiftRules:
    """Return the rules that hold for the gifts of this business."""
    return of_profile(session, business.load(session))


def of_profile(session: Session, profile: Profile) -> GiftRules:
    """Return the rules that follow from these settings and the owner's dated limits."""
    rule_set = chosen(profile)
    return GiftRules(
        rule_set=rule_set,
        limits=gift_rules.with_own(rule_set, [_limit(row) for row in _own(session, rule_set)]),
        start=tax_year.read(profile.tax_year_start) or tax_year.usual_start(profile.country),
        mode=Mode(profile.gift_mode),
        currency=profile.currency,
    )


def chosen(profile: Profile) -> RuleSet:
    """Return the rule set that is kept: that of the country until another is chosen."""
    return RuleSet(profile.gift_rules) if profile.gift_rules else gift_rules.usual(profile.country)


def rows(session: Session, rule_set: RuleSet, today: date) -> tuple[LimitRow, ...]:
    """Return the dated limits of a rule set, the newest first; the owner's own stand in place of ours of that day."""
    own = {row.from_on: row for row in _own(session, rule_set)}
    limits = gift_rules.with_own(rule_set, [_limit(row) for row in own.values()])
    now = gift_rules.in_force(limits, today)
    return tuple(
        LimitRow(GiftLimitId(own[each.from_on].id) if each.from_on in own else None, each, each is now)
        for each in reversed(limits)
    )


@operation(N_("Save a gift limit"))
def save(unit: Unit, rule_set: RuleSet, limit: Limit, *, limit_id: GiftLimitId | None = None) -> GiftLimitId:
    """Keep a limit of the owner's own from its day on: another one of that day, ours or own, makes room for it."""
    if rule_set is RuleSet.NONE:
        raise Refused(Problem("rule_set", _("Without a limit there is nothing to set. Choose a rule set first.")))
    if found := gift_rules.problems(limit, business.load(unit.session).currency):
        raise Refused(*found)
    if limit_id is None and (same := _held_already(unit, rule_set, limit)):
        raise Refused(same)
    same_day = select(GiftLimit).where(GiftLimit.name == rule_set.value, GiftLimit.from_on == limit.from_on)
    for other in unit.session.scalars(same_day).all():
        if other.id != limit_id:
            unit.session.delete(other)
    if limit_id is None:
        row = unit.add(GiftLimit(name=rule_set.value, from_on=limit.from_on, rules=gift_rules.kept(limit)))
    else:
        row = unit.get(GiftLimit, limit_id)
        row.from_on, row.rules = limit.from_on, gift_rules.kept(limit)
    unit.say(_("Gift limit saved"))
    return GiftLimitId(row.id)


@operation(N_("Remove a gift limit"))
def remove(unit: Unit, limit_id: GiftLimitId) -> None:
    """Take a limit of the owner's own away; what RefDesk brings for that day holds again."""
    unit.session.delete(unit.get(GiftLimit, limit_id))
    unit.say(_("Gift limit removed"))


def _held_already(unit: Unit, rule_set: RuleSet, limit: Limit) -> Problem | None:
    """Return that this very limit holds on its day already: kept twice it would say nothing more."""
    limits = gift_rules.with_own(rule_set, [_limit(row) for row in _own(unit.session, rule_set)])
    holds = gift_rules.in_force(limits, limit.from_on)
    if holds is gift_rules.NO_LIMIT or replace(holds, from_on=limit.from_on) != limit:
        return None
    sentence = _("These rules hold already, from {day} on. Change the amount or a rule, then save.")
    return Problem("amount", sentence.format(day=i18n.day_due(holds.from_on, unit.today)))


def _own(session: Session, rule_set: RuleSet) -> list[Any]:
    return _of_set.rows(session, name=rule_set.value)


@Prepared
def _of_set() -> Any:  # noqa: ANN401 - a select of many columns
    query = select(GiftLimit.id, GiftLimit.from_on, GiftLimit.rules).where(GiftLimit.name == bindparam("name"))
    return query.order_by(GiftLimit.from_on, GiftLimit.id)


def _limit(row: Any) -> Limit:  # noqa: ANN401 - a row of `_of_set`
    return gift_rules.read(row.from_on, row.rules)
