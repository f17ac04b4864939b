"""A long list looks rows up, fetches them afterwards by pages, and keeps the selection with its people."""

from array import array
from collections.abc import Mapping, Sequence

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt

from refdesk.ui.widgets.ids_model import ID_ROLE, KEPT_PAGES, PAGE, PLACEHOLDER, ROW_ROLE, Column, IdsModel


class Rows:
    """A store that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.names: dict[int, str] = {}

    def fetch(self, ids: Sequence[int]) -> Mapping[int, str]:
        self.asked.append(list(ids))
        return {row_id: self.names.get(row_id, f"Person {row_id}") for row_id in ids}


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def model(rows: Rows) -> IdsModel[str]:
    columns = [Column[str]("name", "Name", str), Column[str]("size", "Letters", lambda row: str(len(row)), right=True)]
    made = IdsModel(rows.fetch, columns)
    made.set_ids(array("q", range(1000, 0, -1)))
    return made


def test_looking_never_fetches_and_the_page_comes_afterwards(model: IdsModel[str], rows: Rows) -> None:
    assert model.index(5, 0).data() == PLACEHOLDER
    assert model.index(5, 0).data(ROW_ROLE) is None
    assert rows.asked == []
    model.fetch_wanted()
    assert rows.asked == [list(range(1000, 900, -1))]
    assert model.index(5, 0).data() == "Person 995"
    assert model.index(5, 1).data() == "10"
    assert model.index(5, 0).data(ROW_ROLE) == "Person 995"
    assert model.index(5, 0).data(ID_ROLE) == 995
    assert len(rows.asked) == 1


def test_screen_readers_hear_the_head_and_the_words(model: IdsModel[str]) -> None:
    model.row_at(0)
    model.fetch_wanted()
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "Letters: 11"


def test_only_the_pages_asked_for_last_are_fetched(model: IdsModel[str], rows: Rows) -> None:
    for position in range(0, 1000, PAGE):
        model.row_at(position)
    model.fetch_wanted()
    assert [ids[0] for ids in rows.asked] == [100, 200, 300, 400]


def test_few_pages_are_kept(rows: Rows) -> None:
    model = IdsModel(rows.fetch, [Column[str]("name", "Name", str)])
    model.set_ids(range(100 * PAGE))
    for page in range(KEPT_PAGES + 1):
        model.row_at(page * PAGE)
        model.fetch_wanted()
    assert model.row_at(KEPT_PAGES * PAGE) is not None
    assert model.row_at(0) is None


def test_a_change_fetches_only_the_pages_that_hold_it(model: IdsModel[str], rows: Rows) -> None:
    for position in (0, PAGE):
        model.row_at(position)
    model.fetch_wanted()
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    rows.names[850] = "Ann"
    model.refresh_rows({850, 12345})
    assert told == [(100, 199)]
    assert model.row_at(0) is not None
    model.row_at(150)
    model.fetch_wanted()
    assert model.index(150, 0).data() == "Ann"


def test_the_selection_stays_with_its_people(model: IdsModel[str]) -> None:
    chosen = QItemSelectionModel(model)
    whole = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row_id in (995, 400):
        chosen.select(model.index(model.position_of(row_id), 0), whole)
    model.set_ids(array("q", [7, 400, 995, 8]))
    assert sorted(index.row() for index in chosen.selectedRows()) == [1, 2]
    model.set_ids(array("q", [8, 995]))
    assert [index.row() for index in chosen.selectedRows()] == [1]
    assert model.rowCount() == 2
    assert model.rowCount(model.index(0, 0)) == 0


def test_ids_that_went_away_are_not_fetched(model: IdsModel[str], rows: Rows) -> None:
    model.row_at(900)
    model.set_ids(array("q", [1, 2]))
    model.fetch_wanted()
    assert rows.asked == []
    assert model.position_of(900) == -1
    assert model.data(QModelIndex()) is None
