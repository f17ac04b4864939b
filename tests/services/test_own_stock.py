"""The owner's own stock stands beside the stock that RefDesk brings, and is checked before it is kept."""

import dataclasses

import pytest

from refdesk.errors import Overtaken, Refused
from refdesk.services import own_stock
from refdesk.services.desk import Desk
from refdesk.services.operation import operation
from refdesk.services.own_stock import EnvelopeStyle, Fold, StockDraft, StockKind
from refdesk.store.tables.paper import OwnStock
from refdesk.store.unit import Unit

MM = 72 / 25.4
CARDS = StockDraft(
    "Sigel", "LP796", StockKind.CARDS, (595.276, 841.89), panel=(234.0, 342.0), grid=(2, 2), origin=(63.6, 72.0),
    pitch=(234.0, 355.7), fold=Fold.BOOK,
)  # fmt: skip
LABELS = StockDraft(
    "Zweckform", "3425", StockKind.LABELS, (595.276, 841.89), panel=(105 * MM, 57 * MM), grid=(2, 5),
    origin=(0.0, 6 * MM), pitch=(105 * MM, 57 * MM),
)  # fmt: skip
ENVELOPE = StockDraft("", "Square 160", StockKind.ENVELOPE, (160 * MM, 160 * MM), style=EnvelopeStyle.EU)
ALL = (CARDS, LABELS, ENVELOPE)


@pytest.mark.parametrize("draft", ALL, ids=lambda draft: draft.code)
def test_a_stock_comes_back_as_it_was_measured(desk: Desk, draft: StockDraft) -> None:
    stock_id = desk.do(own_stock.add, draft)
    (row,) = desk.ask(own_stock.rows)
    assert row.draft is not None
    assert (row.stock_id, row.key, row.draft.kind) == (stock_id, f"own-{stock_id}", draft.kind)
    assert row.draft.page == pytest.approx(draft.page)
    if draft.kind is not StockKind.ENVELOPE:
        assert row.draft == draft


def test_each_kind_stands_behind_what_refdesk_brings(desk: Desk) -> None:
    for draft in ALL:
        desk.do(own_stock.add, draft)
    assert desk.ask(own_stock.cards)[-1].shown_name() == "Sigel LP796"
    assert desk.ask(own_stock.labels)[-1].shown_name() == "Zweckform 3425"
    assert desk.ask(own_stock.envelopes)[-1].shown_name() == "Square 160"
    keys = [one.key for one in desk.ask(own_stock.cards)] + [one.key for one in desk.ask(own_stock.labels)]
    keys += [one.key for one in desk.ask(own_stock.envelopes)]
    assert len(keys) == len(set(keys))


def test_a_stock_is_found_by_key_and_by_code(desk: Desk) -> None:
    stock_id = desk.do(own_stock.add, dataclasses.replace(LABELS, maker="Mine"))
    for asked in (f"own-{stock_id}", f" OWN-{stock_id} ", "3425", "mine-3425"):
        found = desk.ask(own_stock.find, asked)
        assert found is not None
        assert found.key == f"own-{stock_id}"
    assert desk.ask(own_stock.find, "own-99") is None


def test_an_own_stock_never_takes_the_place_of_one_that_was_chosen(desk: Desk) -> None:
    stock_id = desk.do(own_stock.add, dataclasses.replace(LABELS, maker="Mine", code="5160"))
    found, own = desk.ask(own_stock.find, "5160"), desk.ask(own_stock.find, "mine-5160")
    assert (found and found.key, own and own.key) == ("5160", f"own-{stock_id}")


def test_a_stock_is_corrected_removed_and_brought_back(desk: Desk) -> None:
    stock_id = desk.do(own_stock.add, LABELS)
    desk.do(own_stock.change, stock_id, dataclasses.replace(LABELS, code="3427"))
    assert [row.name for row in desk.ask(own_stock.rows)] == ["Zweckform 3427"]
    desk.do(own_stock.remove, stock_id)
    assert desk.ask(own_stock.rows) == ()
    desk.undo()
    desk.undo()
    assert [row.name for row in desk.ask(own_stock.rows)] == ["Zweckform 3425"]


def test_whoever_comes_second_is_told(desk: Desk) -> None:
    stock_id = desk.do(own_stock.add, LABELS)
    (row,) = desk.ask(own_stock.rows)
    desk.do(own_stock.change, stock_id, dataclasses.replace(LABELS, code="3427"), version=row.version)
    with pytest.raises(Overtaken):
        desk.do(own_stock.change, stock_id, dataclasses.replace(LABELS, code="3428"), version=row.version)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (dataclasses.replace(LABELS, code=" "), "code"),
        (dataclasses.replace(LABELS, code="x" * 1000), "code"),
        (dataclasses.replace(LABELS, page=(0.0, 10.0)), "page"),
        (dataclasses.replace(LABELS, page=(float("nan"), 842.0)), "page"),
        (dataclasses.replace(LABELS, grid=(0, 5)), "grid"),
        (dataclasses.replace(LABELS, grid=(3, 5)), "panel"),
        (dataclasses.replace(LABELS, pitch=(50.0, 161.0)), "pitch"),
        (dataclasses.replace(LABELS, origin=(-5.0, 0.0)), "origin"),
        (dataclasses.replace(CARDS, grid=(1, 2)), "grid"),
        (dataclasses.replace(CARDS, fold=Fold.TWICE, panel=(200.0, 240.0)), "fold"),
        (dataclasses.replace(ENVELOPE, page=(300.0, 400.0)), "size"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_said_beside_its_field(draft: StockDraft, field: str) -> None:
    found = own_stock.problems(draft)
    assert field in [each.field for each in found]
    assert all(each.sentence.endswith(".") for each in found)


def test_what_cannot_be_is_not_kept(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.do(own_stock.add, dataclasses.replace(LABELS, grid=(3, 5)))
    assert desk.ask(own_stock.rows) == ()


def test_the_same_maker_and_code_is_kept_once(desk: Desk) -> None:
    desk.do(own_stock.add, LABELS)
    with pytest.raises(Refused, match="already"):
        desk.do(own_stock.add, dataclasses.replace(LABELS, maker=" ZWECKFORM "))


@operation("Break")
def _break(unit: Unit) -> None:
    unit.add(OwnStock(maker="Later", code="X", geometry='{"kind": "posters"}'))
    unit.add(OwnStock(maker="Broken", code="Y", geometry="[" * 2000))


def test_measures_that_cannot_be_read_any_more_are_offered_nowhere_and_can_be_typed_anew(desk: Desk) -> None:
    desk.do(_break)
    found = desk.ask(own_stock.rows)
    assert [(row.name, row.draft) for row in found] == [("Broken Y", None), ("Later X", None)]
    assert all(not one.key.startswith("own-") for one in desk.ask(own_stock.labels))
    desk.do(own_stock.change, found[0].stock_id, dataclasses.replace(LABELS, code="Y"))
    assert [row.draft is None for row in desk.ask(own_stock.rows)] == [True, False]


def test_an_outline_shows_each_panel_and_each_fold() -> None:
    drawn = own_stock.outline(LABELS)
    assert len(drawn.panels) == 10
    assert drawn.panels[0].y + drawn.panels[0].height == pytest.approx(841.89 - 6 * MM)
    assert own_stock.outline(CARDS).guides
    assert own_stock.outline(ENVELOPE).panels == ()
    wrong = dataclasses.replace(LABELS, grid=(3, 5))
    assert len(own_stock.outline(wrong).panels) == 15
