import dataclasses
from collections.abc import Iterable
from typing import Any

import pytest

from refdesk.domain import duplicate_blocks, duplicates
from refdesk.domain.addresses import Address
from refdesk.domain.duplicates import LIKELY, SURE, Alike, Apart, Face, Likeness
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Cancelled
from refdesk.progress import Progress

OAK = Address("12 Oak Street", "Dover", "OH", "44622")
HILL = Address("90 Hill Road", "Ashford", "OH", "43001")
BORN = YearlyDate(3, 12, 1980)


def somebody(given: str = "", family: str = "", *, number: int = 1, **more: Any) -> Face:
    parts = {field.name for field in dataclasses.fields(PersonName)} & more.keys()
    name = PersonName(given=given, family=family, **{part: more.pop(part) for part in parts})
    return duplicates.face(ContactId(number), name, **more)


def compared(one: Face, other: Face, **more: Any) -> Likeness:
    found = duplicates.likeness(one, other, **more)
    assert found == duplicates.likeness(other, one, **more), "who stands first makes no difference"
    return found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (somebody("Ana", "Diaz", emails=["ana@x.com"]), somebody("Ana", "Diaz", emails=["ana@x.com"])),
        (somebody("Ana", "Diaz", phones=["+16145550101"]), somebody("Anna", "Diaz", phones=["+16145550101"])),
        (somebody("Jon", "Smith", places=[OAK]), somebody("John", "Smyth", places=[OAK])),
        (somebody("Bill", "Reyes", places=[OAK]), somebody("William", "Reyes", places=[OAK])),
        (somebody("Robert", "Reyes", nickname="Chip", places=[OAK]), somebody("Chip", "Reyes", places=[OAK])),
        (somebody("J.", "Reyes", phones=["+16145550101"]), somebody("Jane", "Reyes", phones=["+16145550101"])),
        (somebody("Diaz", "Ana", phones=["+16145550101"]), somebody("Ana", "Diaz", phones=["+16145550101"])),
        (somebody("Ana", "Diaz", birthday=BORN), somebody("Ana", "Diaz", birthday=BORN)),
        (somebody("Ana", "Diaz"), somebody("Ana", "Diaz")),
        (somebody("Ana", "Diaz", emails=["ana@x.com"], phones=["+16145550101"]),
         somebody("Ana", "Diaz", emails=["diaz@work.com"], phones=["+16145550102"])),
        (somebody("Ana", "Diaz", emails=["ana@x.com"], places=[OAK]),
         somebody("Ana", "Marlowe", emails=["ana@x.com"], places=[OAK])),
        (somebody("Ana", "Diaz", emails=["ana@x.com"]), somebody("ana@x.com", emails=["ana@x.com"])),
        (somebody(organisation="Halloran Roofing"), somebody(organisation="Halloran Roofing")),
        (somebody("Ana", "Diaz", emails=["ana@x.com"]), somebody("Ana", "Diaz-Lopez", emails=["ana@x.com"])),
    ],
)  # fmt: skip
def test_one_person_written_twice_is_offered(one: Face, other: Face) -> None:
    assert compared(one, other).score >= LIKELY
    assert duplicates.may_be_one(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (somebody("John", "Smith", phones=["+16145550101"], places=[OAK]),
         somebody("Mary", "Smith", phones=["+16145550101"], places=[OAK])),
        (somebody("John", "Smith", emails=["smiths@x.com"], phones=["+16145550101"]),
         somebody("Mary", "Smith", emails=["smiths@x.com"], phones=["+16145550101"])),
        (somebody("John", "Smith", birthday=BORN, places=[OAK]),
         somebody("John", "Smith", birthday=YearlyDate(7, 4, 1952), places=[OAK])),
        (somebody("John", "Smith", suffix="Jr.", places=[OAK]), somebody("John", "Smith", suffix="Sr.", places=[OAK])),
        (somebody("John", "Smith", suffix="Jr.", places=[OAK]), somebody("John", "Smith", places=[OAK])),
        (somebody("John", "Smith", places=[OAK]), somebody("John", "Smith", places=[HILL])),
        (somebody("Ana", "Diaz", middle="Maria"), somebody("Ana", "Diaz", middle="Luz")),
        (somebody("Ana", "Diaz", birthday=BORN), somebody("Eva", "Diaz", birthday=BORN)),
        (somebody("Ana", "Diaz", birthday=BORN), somebody("Theo", "Bell", birthday=BORN)),
        (somebody("Ana", "Diaz", organisation="Diaz Law"), somebody("Theo", "Bell", organisation="Diaz Law")),
        (somebody(organisation="Halloran Roofing", phones=["+16145550101"]),
         somebody(organisation="Quill Dental", phones=["+16145550101"])),
        (somebody("Ana", "Diaz", phones=["+16145550101"]),
         somebody(organisation="Diaz Law", phones=["+16145550102"])),
    ],
)  # fmt: skip
def test_two_people_are_not_offered(one: Face, other: Face) -> None:
    assert compared(one, other).score < LIKELY


def test_a_name_that_many_bear_says_little() -> None:
    one, other = somebody("John", "Smith"), somebody("John", "Smith")
    assert compared(one, other, bearers=40).score < LIKELY <= compared(one, other, bearers=2).score


def test_only_one_name_with_something_of_its_own_is_sure() -> None:
    same: dict[str, Any] = {"emails": ["ana@x.com"], "phones": ["+16145550101"]}
    assert compared(somebody("Ana", "Diaz", **same), somebody("Ana", "Diaz", **same)).is_sure
    brothers = compared(somebody("Mario", "Diaz", **same), somebody("Marko", "Diaz", **same))
    assert brothers.score >= SURE
    assert not brothers.is_sure
    born = compared(
        somebody("Ana", "Diaz", **same, birthday=BORN), somebody("Ana", "Diaz", **same, birthday=YearlyDate(7, 4, 1952))
    )
    assert not born.is_sure


def test_the_reasons_are_said_in_words() -> None:
    one = somebody("Jon", "Smith", emails=["js@x.com"], phones=["+16145550101"], places=[OAK], birthday=BORN)
    other = somebody("John", "Smyth", emails=["js@x.com"], phones=["+16145550101"], places=[OAK], birthday=BORN)
    assert duplicates.words(compared(one, other), "Jon Smith", "John Smyth") == (
        "names alike: Jon Smith / John Smyth", "same e-mail", "same phone", "same street", "same birthday",
    )  # fmt: skip


def test_what_contradicts_is_said_in_words() -> None:
    one = somebody("John", "Smith", suffix="Jr.", places=[OAK], birthday=BORN)
    other = somebody("John", "Smith", suffix="Sr.", places=[HILL], birthday=YearlyDate(7, 4, 1952))
    assert duplicates.words(compared(one, other), "", "") == (
        "same name", "but one is Jr. or Sr.", "but different addresses", "but different birthdays",
    )  # fmt: skip


def test_every_reason_has_words() -> None:
    said = duplicates.words(Likeness(0, tuple(Alike), tuple(Apart)), "Ana", "Anna")
    assert len(set(said)) == len(Alike) + len(Apart)
    assert all(said)


def test_a_birthday_with_one_slip_is_no_contradiction() -> None:
    one = somebody("Ana", "Diaz", birthday=BORN, places=[OAK])
    for slip in (YearlyDate(12, 3, 1980), YearlyDate(3, 12, 1981), YearlyDate(3, 12)):
        assert compared(one, somebody("Ana", "Diaz", birthday=slip, places=[OAK])).score >= LIKELY


def test_the_sound_of_a_name_is_that_of_its_spellings() -> None:
    for one, other in (("smith", "smyth"), ("meyer", "maier"), ("phillips", "filips"), ("katz", "cats")):
        assert duplicate_blocks.sound_of(one) == duplicate_blocks.sound_of(other)
    assert duplicate_blocks.sound_of("smith") != duplicate_blocks.sound_of("jones")
    assert duplicate_blocks.sound_of("ia")


def test_pairs_are_found_whatever_they_share() -> None:
    faces = [
        somebody("Jon", "Smith", number=1, places=[OAK]),
        somebody("John", "Smyth", number=2, places=[OAK]),
        somebody("Bill", "Reyes", number=3, phones=["+16145550101"]),
        somebody("William", "Reyes", number=4, phones=["+16145550101"]),
        somebody("Diaz", "Ana", number=5, birthday=BORN),
        somebody("Ana", "Diaz", number=6, birthday=BORN),
        somebody("Eva", "Quill", number=7, emails=["eva@x.com"]),
        somebody("eva@x.com", number=8, emails=["eva@x.com"]),
        somebody("Nobody", "Else", number=9),
    ]
    assert _ids(duplicate_blocks.find(faces)) == {(1, 2), (3, 4), (5, 6), (7, 8)}


def test_who_was_told_apart_is_not_offered() -> None:
    faces = [somebody("Ana", "Diaz", number=number) for number in (1, 2, 3)]
    assert _ids(duplicate_blocks.find(faces, {(1, 3)})) == {(1, 2), (2, 3)}


def test_the_likeliest_pair_stands_first() -> None:
    faces = [
        somebody("Ana", "Diaz", number=1),
        somebody("Ana", "Diaz", number=2),
        somebody("Eva", "Quill", number=3, emails=["eva@x.com"]),
        somebody("Eva", "Quill", number=4, emails=["eva@x.com"]),
    ]
    found = duplicate_blocks.find(faces)
    assert [(pair.a_id, pair.b_id) for pair in found] == [(3, 4), (1, 2)]


def test_a_file_where_everybody_shares_everything_is_compared_by_neighbors(monkeypatch: pytest.MonkeyPatch) -> None:
    compared_pairs = 0

    def counted(one: Face, other: Face) -> bool:
        nonlocal compared_pairs
        compared_pairs += 1
        return duplicates.likeness(one, other).score >= LIKELY

    monkeypatch.setattr(duplicates, "may_be_one", counted)
    given = [f"{first}{second}" for first in ("Bo", "Cy", "Di", "Al") for second in "abcdefghijklmnopqrstuvwxyz"]
    everybody = [
        somebody(given[number % 104] + given[number // 104], "Smith", number=number + 1, emails=["info@x.com"])
        for number in range(1_500)
    ]
    twice = somebody(given[50] + given[7], "Smith", number=2_000, emails=["info@x.com"])
    found = duplicate_blocks.find([*everybody, twice])
    assert compared_pairs <= 1_501 * duplicate_blocks.NEIGHBORS * 4
    assert (50 + 7 * 104 + 1, 2_000) in _ids(found)


def test_no_more_pairs_are_offered_than_anybody_looks_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicate_blocks, "MOST", 3)
    given = ("Ana", "Ana", "Eva", "Eva", "Kim", "Kim", "Zoe", "Zoe")
    faces = [
        somebody(name, "Diaz", number=at, emails=[f"{name}@x.com"] if at > 3 else []) for at, name in enumerate(given)
    ]
    found = duplicate_blocks.find(faces)
    assert len(found) == 3
    assert _ids(found) > {(4, 5), (6, 7)}


def test_the_search_can_be_stopped() -> None:
    progress = Progress()
    progress.stop()
    with pytest.raises(Cancelled):
        duplicate_blocks.find([somebody("Ana", "Diaz")], progress=progress)


def test_long_blocks_are_sorted_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicate_blocks, "LONGEST_SORT", 4)
    given = ("Ana", "Cleo", "Bea", "Dora", "Eva", "Fay", "Gia", "Hal", "Ida", "Jo", "Kim", "Lea", "Ana")
    faces = [somebody(name, "Diaz", number=at, emails=["info@x.com"]) for at, name in enumerate(given)]
    monkeypatch.setattr(duplicate_blocks, "NEIGHBORS", 1)
    assert (0, 12) in _ids(duplicate_blocks.find(faces))


def _ids(pairs: Iterable[duplicates.Pair]) -> set[tuple[int, int]]:
    return {(pair.a_id, pair.b_id) for pair in pairs}
