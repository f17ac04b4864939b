"""How totals, limits and rules of gifts are said on screen."""

from refdesk import i18n
from refdesk.domain import gift_rules
from refdesk.domain.gift_rules import RULE_SET_WORDS, GiftRules, Reach, Standing
from refdesk.i18n import _
from refdesk.ui.widgets.marks import Progress

STATES = {
    Reach.NO_LIMIT: Progress.ON_THE_WAY, Reach.WITHIN: Progress.ON_THE_WAY, Reach.NEAR: Progress.NEAR_LIMIT,
    Reach.PAST: Progress.PAST_LIMIT,
}  # fmt: skip


def total(standing: Standing, currency: str) -> str:
    """Return "$11.50 of $25.00", or the total alone where there is no limit."""
    given = i18n.money(standing.total, currency)
    if standing.limit.amount is None:
        return given
    return _("{total} of {limit}").format(total=given, limit=i18n.money(standing.limit.amount, currency))


def bar_name(whose: str, year: str, standing: Standing, currency: str) -> str:
    """Return what a screen reader says of the bar of a year."""
    words = _("{whose}, {year}: {total}").format(whose=whose, year=year, total=total(standing, currency))
    said = {Reach.NEAR: _("near the limit"), Reach.PAST: _("past the limit")}.get(standing.reach, "")
    return f"{words}, {said}" if said else words


def rule(rules: GiftRules, *, at_end_of: gift_rules.Limit) -> str:
    """Return "Rules: United States, $25.00 a person a year", short enough for the head of a place."""
    name = _(RULE_SET_WORDS[rules.rule_set])
    if at_end_of.amount is None:
        return _("Rules: no limit") if rules.rule_set is gift_rules.RuleSet.NONE else name
    amount = i18n.money(at_end_of.amount, rules.currency)
    return _("Rules: {name}, {amount} a year").format(name=name, amount=amount)
