"""The catalog of gifts: what may stand in an entry."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from refdesk.domain import gifts, text
from refdesk.domain.contact import LONGEST_LINE, LONGEST_TEXT, too_long
from refdesk.errors import Problem
from refdesk.i18n import _

MOST_IN_STOCK = 1_000_000


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """Hold an entry of the catalog as it is entered; costs are in minor units, `in_stock` None is not counted."""

    name: str
    category: str = ""
    cost_minor: int = 0
    shipping_minor: int = 0
    we_sell_this: bool = False
    is_consumable: bool = False
    is_voucher: bool = False
    carries_our_mark: bool = False
    in_stock: int | None = None
    notes: str = ""


def problems(draft: ItemDraft, *, others: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return everything that must be corrected; `others` are the names of the other entries that can be chosen."""
    return tuple(_problems(draft, {text.fold(each) for each in others}))


def _problems(draft: ItemDraft, others: set[str]) -> Iterator[Problem]:
    if text.is_blank(draft.name):
        yield Problem("name", _("Type what it is."))
    elif text.fold(draft.name) in others:
        yield Problem("name", _("The catalog has this already."))
    for name in ("name", "category"):
        if len(getattr(draft, name)) > LONGEST_LINE:
            yield Problem(name, too_long(LONGEST_LINE))
    if len(draft.notes) > LONGEST_TEXT:
        yield Problem("notes", too_long(LONGEST_TEXT))
    for name in ("cost_minor", "shipping_minor"):
        if found := gifts.amount_problem(name, getattr(draft, name)):
            yield found
    if wrong := stock_problem(draft.in_stock):
        yield wrong


def stock_problem(in_stock: int | None) -> Problem | None:
    """Return what is wrong with a stock count; None is not counted."""
    if in_stock is None or 0 <= in_stock <= MOST_IN_STOCK:
        return None
    return Problem("in_stock", _("Type how many you have, or leave it empty."))
