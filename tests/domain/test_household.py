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
