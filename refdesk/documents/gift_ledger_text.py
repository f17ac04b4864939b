"""What a yearly gift ledger says: filled by others, drawn by `gift_ledger`."""

from dataclasses import dataclass
from enum import StrEnum

from refdesk.documents.sheets import Paper


class Mark(StrEnum):
    """The mark before a total: none, an open triangle near the limit, a solid one past it."""

    NONE = "none"
    NEAR = "near"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """Hold one gift; amounts are decimals without a sign, "" is printed as a dash."""

    day: str
    gift: str
    reason: str
    cost: str
    shipping: str


@dataclass(frozen=True, slots=True)
class LedgerGroup:
    """Hold the gifts of a person or household; `about` names organisation and relationship.

    A `quiet` standing, such as "may not accept gifts", is set in italics.
    """

    key: str
    name: str
    about: str
    standing: str
    lines: tuple[LedgerLine, ...]
    mark: Mark = Mark.NONE
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class GiftLedgerSheet:
    """Hold the ledger of a tax year; `rule` names the rule set, its limit and the currency.

    Where it `goes_on`, more groups come after these: the pages that they fill are drawn, and not out of how many.
    """

    firm: str
    title: str
    period: str
    rule: str
    groups: tuple[LedgerGroup, ...]
    total: str
    total_cost: str
    total_shipping: str
    notes: tuple[tuple[Mark, str], ...]
    author: str
    language: str
    paper: Paper
    goes_on: bool = False
