import pytest

from refdesk.domain import household
from refdesk.domain.household import MemberName


@pytest.mark.parametrize(
    ("members", "envelope"),
    [
        ([("Ana", "Diaz"), ("Luis", "Diaz")], "Ana and Luis Diaz"),
        ([("Ana", "Diaz"), ("Luis", "Diaz"), ("Eva", "Diaz")], "Ana, Luis and Eva Diaz"),
        ([("Ana", "Diaz"), ("Bo", "Lind")], "Ana Diaz and Bo Lind"),
        ([("Ana", "Diaz"), ("", "Diaz")], "Ana Diaz and Diaz"),
        ([("Ana", "")], "Ana"),
        ([("", ""), ("Bo", "Lind")], "Bo Lind"),
        ([], ""),
    ],
)
def test_one_envelope_names_everybody(members: list[tuple[str, str]], envelope: str) -> None:
    assert household.name_on_envelope([MemberName(given, family) for given, family in members]) == envelope


@pytest.mark.parametrize(("name", "wrong"), [("Ana and Luis Diaz", False), (" ", True), ("x" * 201, True)])
def test_an_envelope_needs_a_name(name: str, wrong: bool) -> None:
    assert bool(household.problems(name)) is wrong


ANA, LUIS, EVA, BO = (
    MemberName(*name) for name in (("Ana", "Diaz"), ("Luis", "Diaz"), ("Eva", "Diaz"), ("Bo", "Lind"))
)


@pytest.mark.parametrize(
    ("kept", "staying", "left", "envelope"),
    [
        ("Ana and Luis Diaz", [ANA, LUIS], [], "Ana and Luis Diaz"),
        ("Ana and Luis Diaz", [ANA], [LUIS], "Ana Diaz"),
        ("Ana, Luis and Eva Diaz", [ANA, EVA], [LUIS], "Ana and Eva Diaz"),
        ("The Diaz family", [ANA, EVA], [LUIS], "The Diaz family"),
        ("The Diaz family", [ANA], [LUIS], "Ana Diaz"),
        ("The Lind and Diaz family", [ANA, EVA], [BO], "Ana and Eva Diaz"),
        ("Mr. and Mrs. LUIS Diaz", [ANA, EVA], [LUIS], "Ana and Eva Diaz"),
        ("Ana and Luis Diaz", [], [ANA, LUIS], "Ana and Luis Diaz"),
    ],
)
def test_who_left_is_not_on_the_envelope(
    kept: str, staying: list[MemberName], left: list[MemberName], envelope: str
) -> None:
    assert household.without_who_left(kept, staying, left) == envelope
