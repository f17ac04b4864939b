"""The referral tree by command line."""

from pathlib import Path

import pytest
from desks import TestClock
from office import Office
from pypdf import PdfReader

from refdesk import app
from refdesk.domain import profile
from refdesk.services import data_file


@pytest.fixture
def data(tmp_path: Path, clock: TestClock) -> Path:
    path = tmp_path / "my.refdesk"
    made = data_file.create(path, profile.starting("US", business_name="Fernhollow", owner="Nadia"), clock=clock)
    made.close()
    return path


def run(*words: object) -> int:
    return app.main([str(word) for word in words])


def test_the_tree_is_written_as_pages_and_as_a_table(
    data: Path, tmp_path: Path, clock: TestClock, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = data_file.open_file(data, clock=clock)
    Office(opened.desk).referral()
    opened.close()
    out = tmp_path / "tree.pdf"
    assert run("print", "tree", "--from", data, "--to", out) == 0
    assert "tree.pdf: 2 people, 1 page" in capsys.readouterr().out
    text = PdfReader(out).pages[0].extract_text()
    assert ["Ana Diaz" in text, "Theo Marchetti" in text] == [True, True]
    table = tmp_path / "tree.csv"
    assert run("print", "tree", "--from", data, "--to", table, "--amounts") == 0
    assert "Won value" in table.read_text(encoding="utf-8-sig").splitlines()[0]


def test_without_anybody_it_says_how_the_tree_begins(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tree.pdf"
    assert run("print", "tree", "--from", data, "--to", out) == 1
    assert "Log the first referral" in capsys.readouterr().err
    assert not out.exists()
