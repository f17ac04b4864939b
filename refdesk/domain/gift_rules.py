"""Rule sets for gifts: how much a person may get in a tax year, from which day on, and how a total stands.

They inform and are no tax advice: each of them says to ask an accountant.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType

from refdesk import i18n
from refdesk.domain import money, tax_year
from refdesk.domain.gift_modes import Mode
from refdesk.domain.tax_year import NEW_YEAR, TaxYear, YearStart
from refdesk.errors import Problem
from refdesk.i18n import N_, _

NEAR = Decimal("0.8")
"""From this share of the limit on a total is near it."""


class RuleSet(StrEnum):
    """Whose rules are kept; *own* is for any other country."""

    US = "us"
    UK = "uk"
    GERMANY = "de"
    OWN = "own"
    NONE = "none"


RULE_SET_WORDS: Mapping[RuleSet, str] = MappingProxyType(
    {
        RuleSet.US: N_("United States"), RuleSet.UK: N_("United Kingdom"), RuleSet.GERMANY: N_("Germany"),
        RuleSet.OWN: N_("Your own"), RuleSet.NONE: N_("No limit"),
    }
)  # fmt: skip
_OF_COUNTRY = {"US": RuleSet.US, "GB": RuleSet.UK, "DE": RuleSet.GERMANY}


@dataclass(frozen=True, slots=True)
class Limit:
    """Hold what a rule set says from a day on; without an `amount` there is no limit.

    Past a *cliff* all of the year's gifts to that person count, and not only what lies above.
    """

    from_on: date
    amount: Decimal | None = None
    is_cliff: bool = False
    shipping_apart: bool = True
    needs_our_mark: bool = False
    no_consumables: bool = False
    household_as_one: bool = True


_US = Limit(date(1962, 1, 1), Decimal("25.00"))
_UK = Limit(date(2001, 4, 6), Decimal("50.00"), is_cliff=True, shipping_apart=False, needs_our_mark=True,
            no_consumables=True)  # fmt: skip
_GERMANY = (
    Limit(date(2004, 1, 1), Decimal("35.00"), is_cliff=True),
    Limit(date(2024, 1, 1), Decimal("50.00"), is_cliff=True),
)
SHIPPED: Mapping[RuleSet, tuple[Limit, ...]] = MappingProxyType(
    {RuleSet.US: (_US,), RuleSet.UK: (_UK,), RuleSet.GERMANY: _GERMANY, RuleSet.OWN: (), RuleSet.NONE: ()}
)
NO_LIMIT = Limit(date.min)
NOTHING = Decimal(0)


class Reach(StrEnum):
    """How a total stands against the limit."""

    NO_LIMIT = "no_limit"
    WITHIN = "within"
    NEAR = "near"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold the total of a person or household in a tax year beside the limit."""

    total: Decimal
    limit: Limit

    @property
    def reach(self) -> Reach:
        """Return how near the total is; exactly at the limit is near, not past."""
        amount = self.limit.amount
        if amount is None:
            return Reach.NO_LIMIT
        if self.total > amount:
            return Reach.PAST
        return Reach.NEAR if self.total and self.total >= amount * NEAR else Reach.WITHIN

    @property
    def left(self) -> Decimal:
        """Return what may still be given; zero past the limit and where there is none."""
        return Decimal(0) if self.limit.amount is None else max(self.limit.amount - self.total, Decimal(0))

    @property
    def over(self) -> Decimal:
        """Return what lies past the limit: all of the total where the limit is a cliff."""
        if self.reach is not Reach.PAST or self.limit.amount is None:
            return Decimal(0)
        return self.total if self.limit.is_cliff else self.total - self.limit.amount

    @property
    def share(self) -> float:
        """Return the part of the limit that is used, from 0 to 1."""
        if self.limit.amount is None:
            return 0.0
        return min(float(self.total / self.limit.amount), 1.0) if self.limit.amount else float(self.total > 0)


@dataclass(frozen=True, slots=True)
class GiftRules:
    """Hold the rules of a business: its rule set with all dated limits, its tax year, its mode and its currency."""

    rule_set: RuleSet = RuleSet.NONE
    limits: tuple[Limit, ...] = ()
    start: YearStart = NEW_YEAR
    mode: Mode = Mode.GIFTS
    currency: str = "USD"

    def limit_at(self, day: date) -> Limit:
        """Return what is in force on a day."""
        return in_force(self.limits, day)

    def year_of(self, day: date) -> TaxYear:
        """Return the tax year of a day."""
        return tax_year.of(day, self.start)

    def standing(self, total: Decimal, day: date) -> Standing:
        """Return how a total stands against the limit of a day."""
        return Standing(total, self.limit_at(day))


def usual(country: str) -> RuleSet:
    """Return the rule set of a country; those without one here begin without a limit."""
    return _OF_COUNTRY.get(country, RuleSet.NONE)


def with_own(rule_set: RuleSet, own: Iterable[Limit]) -> tuple[Limit, ...]:
    """Return the dated limits of a rule set, the earliest first; the owner's stand in place of ours of the same day."""
    days = {limit.from_on: limit for limit in (*SHIPPED[rule_set], *own)}
    return tuple(days[day] for day in sorted(days))


def in_force(limits: Iterable[Limit], day: date) -> Limit:
    """Return the limit that holds on a day: the latest that has begun."""
    return max((each for each in limits if each.from_on <= day), key=lambda each: each.from_on, default=NO_LIMIT)


def counted(cost: Decimal, shipping: Decimal, limit: Limit) -> Decimal:
    """Return what a gift counts for; shipping and wrapping stand apart where the rules say so."""
    return cost if limit.shipping_apart else cost + shipping


def kept(limit: Limit) -> str:
    """Return what a limit says as the store keeps it; its day stands apart."""
    values = {name: value for name, value in asdict(limit).items() if name != "from_on"}
    return json.dumps(values | {"amount": None if limit.amount is None else str(limit.amount)})


def read(from_on: date, rules: str) -> Limit:
    """Return a limit as the store keeps it; what it does not say is usual."""
    values = json.loads(rules)
    amount = values.get("amount")
    flags = ("is_cliff", "shipping_apart", "needs_our_mark", "no_consumables", "household_as_one")
    usual_flags = asdict(NO_LIMIT)
    return Limit(
        from_on,
        None if amount is None else _amount(str(amount)),
        **{name: bool(values.get(name, usual_flags[name])) for name in flags},
    )


def _amount(words: str) -> Decimal | None:
    try:
        return Decimal(words)
    except InvalidOperation:
        return None


def problems(limit: Limit, currency: str) -> tuple[Problem, ...]:
    """Return what must be corrected before a limit can be saved."""
    if limit.amount is None:
        return ()
    if limit.amount < 0:
        return (Problem("amount", _("Type an amount of zero or more.")),)
    if limit.amount > money.from_minor(money.MOST_MINOR, currency):
        return (Problem("amount", _("This amount is too large.")),)
    return ()


def about(limit: Limit, currency: str) -> str:
    """Return what a limit says in sentences, the last of which asks for an accountant."""
    if limit.amount is None:
        return _("No limit is kept. Ask your accountant which rules hold for you.")
    who = _("{amount} a person or household a year") if limit.household_as_one else _("{amount} a person a year")
    apart = _("shipping and wrapping kept apart") if limit.shipping_apart else _("shipping and wrapping counted in")
    said = [_("{who}; {apart}.").format(who=who.format(amount=i18n.money(limit.amount, currency)), apart=apart)]
    if limit.needs_our_mark:
        said.append(_("Only gifts that carry your name where everybody sees it."))
    if limit.no_consumables:
        said.append(_("Not food, drink, tobacco or vouchers."))
    said.append(_("Past it, nothing counts.") if limit.is_cliff else _("What lies above does not count."))
    return " ".join((*said, _("Ask your accountant.")))
