"""Where a card sheet is folded and cut, and the crop marks that a print shop cuts by."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from refdesk.documents import card_stock
from refdesk.documents.card_stock import CardStock, Fold
from refdesk.documents.sheets import Guide, GuideKind, Panel
from refdesk.i18n import _

MARK_AWAY, MARK_LENGTH = 8.504, 14.173  # 3 mm and 5 mm
_SAME = 0.01


def guides(stock: CardStock) -> tuple[Guide, ...]:
    """Return the fold and cut lines of a sheet as they lie on side 1; only the first of each kind has words."""
    found: list[Guide] = []
    told: set[str] = set()
    for guide in (*_folds(stock), *_cuts(stock)):
        ends = (guide.x1, guide.y1, guide.x2, guide.y2)
        if ends in {(each.x1, each.y1, each.x2, each.y2) for each in found}:
            continue
        words = "" if guide.words in told else guide.words
        told.add(guide.words)
        found.append(Guide(guide.kind, *ends, words))
    return tuple(found)


def crop_marks(stock: CardStock, *, side: int = 1) -> tuple[Guide, ...]:
    """Return the short lines outside the cards that show a cutter where to cut and the hand where to fold.

    Each is 5 mm long and begins 3 mm away from the cards; what would leave the sheet is left out.
    """
    if not stock.crop_marks:
        return ()
    pieces = [card_stock.piece(stock, place) for place in range(1, stock.places + 1)]
    upright = {each.x for each in pieces} | {each.right for each in pieces}
    level = {each.y for each in pieces} | {each.top for each in pieces}
    folds = list(_folds(stock))
    fold_upright = {each.x1 for each in folds if each.x1 == each.x2}
    fold_level = {each.y1 for each in folds if each.y1 == each.y2}
    whole = Panel(min(upright), min(level), max(upright) - min(upright), max(level) - min(level))
    marks = [
        *_marks(stock, whole, upright, level, GuideKind.CUT),
        *_marks(stock, whole, fold_upright, fold_level, GuideKind.FOLD),
    ]
    return tuple(marks if side == 1 else (_turned_over(stock, mark) for mark in marks))


def _folds(stock: CardStock) -> Iterator[Guide]:
    width, height = stock.page
    for place in range(1, stock.places + 1):
        back, front = card_stock.back_panel(stock, place), card_stock.front_panel(stock, place)
        whole = card_stock.piece(stock, place)
        if stock.fold is Fold.TWICE:
            level = (back.top + card_stock.inside_panel(stock, place).y) / 2
            yield Guide(GuideKind.FOLD, 0.0, level, width, level, _("fold 1 (top goes behind)"))
        if stock.fold in {Fold.BOOK, Fold.TWICE}:
            upright = (back.right + front.x) / 2
            words = _("fold 2") if stock.fold is Fold.TWICE else _("fold")
            foot, head = (whole.y, whole.top) if stock.trimmed else (0.0, height)
            yield Guide(GuideKind.FOLD, upright, foot, upright, head, words)
        elif stock.fold is Fold.TENT:
            level = (front.top + back.y) / 2
            left, right = (whole.x, whole.right) if stock.trimmed else (0.0, width)
            yield Guide(GuideKind.FOLD, left, level, right, level, _("fold (top goes behind)"))


def _cuts(stock: CardStock) -> Iterator[Guide]:
    pieces = [card_stock.piece(stock, place) for place in range(1, stock.places + 1)]
    if stock.trimmed:
        for each in pieces:
            yield from _outline(each)
        return
    width, height = stock.page
    words = _("tear or cut")
    for between in _between([(each.x, each.right) for each in pieces]):
        yield Guide(GuideKind.CUT, between, 0.0, between, height, words)
    for between in _between([(each.y, each.top) for each in pieces]):
        yield Guide(GuideKind.CUT, 0.0, between, width, between, words)


def _outline(one: Panel) -> Iterator[Guide]:
    words = _("cut")
    for y in (one.top, one.y):
        yield Guide(GuideKind.CUT, one.x, y, one.right, y, words)
    for x in (one.x, one.right):
        yield Guide(GuideKind.CUT, x, one.y, x, one.top, words)


def _between(spans: list[tuple[float, float]]) -> Iterator[float]:
    """Yield the middle between neighbours along one direction."""
    ordered = sorted(set(spans))
    for before, after in pairwise(ordered):
        if after[0] - before[0] > _SAME:
            yield (before[1] + after[0]) / 2


def _marks(
    stock: CardStock, whole: Panel, upright: Iterable[float], level: Iterable[float], kind: GuideKind
) -> Iterator[Guide]:
    width, height = stock.page
    near, far = MARK_AWAY, MARK_AWAY + MARK_LENGTH
    for x in sorted(upright):
        if whole.y - far > 0:
            yield Guide(kind, x, whole.y - far, x, whole.y - near, "")
        if whole.top + far < height:
            yield Guide(kind, x, whole.top + near, x, whole.top + far, "")
    for y in sorted(level):
        if whole.x - far > 0:
            yield Guide(kind, whole.x - far, y, whole.x - near, y, "")
        if whole.right + far < width:
            yield Guide(kind, whole.right + near, y, whole.right + far, y, "")


def _turned_over(stock: CardStock, mark: Guide) -> Guide:
    width = stock.page[0]
    return Guide(mark.kind, width - mark.x1, mark.y1, width - mark.x2, mark.y2, mark.words)
