from pathlib import Path

import pytest

from refdesk.ui.guide import new_file


@pytest.mark.parametrize(
    ("business", "stem"),
    [
        ("Fernhollow", "Fernhollow"), ("A/B: C?", "A B C"), ("  ...  ", "My business"), ("", "My business"),
        ("CON", "My business CON"), ("Łódź Gärten", "Łódź Gärten"), ("../../etc", "etc"), ("tab\there", "tab here"),
        ("Smith & Sons.", "Smith & Sons"),
    ],
)  # fmt: skip
def test_a_business_name_becomes_a_file_name_everywhere(business: str, stem: str) -> None:
    assert new_file.stem_for(business) == stem


def test_a_long_name_in_any_script_fits_a_file_system() -> None:
    assert 0 < len(f"{new_file.stem_for('名' * 300)}.refdesk".encode()) < 255


def test_a_taken_place_leads_to_the_next_number(tmp_path: Path) -> None:
    for name in ("Fernhollow.refdesk", "Fernhollow 2.refdesk"):
        (tmp_path / name).touch()
    assert new_file.free_place(tmp_path / "Fernhollow.refdesk").name == "Fernhollow 3.refdesk"


@pytest.mark.parametrize(
    ("name", "is_backup"),
    [
        ("Fernhollow 2026-11-18 103000.refdesk", True), ("Fernhollow 2026-11-18 103000 (1).refdesk", True),
        ("Fernhollow.refdesk", False), ("Fernhollow 2026-11-18 103000.txt", False),
    ],
)  # fmt: skip
def test_a_backup_is_known_by_its_name(name: str, is_backup: bool) -> None:
    assert new_file.is_backup(Path(name)) is is_backup
