"""The contact directory by command line."""

import csv
from pathlib import Path

import pytest
from desks import TestClock
from pypdf import PdfReader

from refdesk import app
from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ranking import Rank
from refdesk.services import contacts, data_file


@pytest.fixture
def data(tmp_path: Path, clock: TestClock) -> Path:
    path = tmp_path / "my.refdesk"
    made = data_file.create(path, profile.starting("US", business_name="Fernhollow", owner="Nadia Fern"), clock=clock)
    made.desk.do(contacts.add, ContactDraft(given="Ana", family="Díaz", rank=Rank.A, tags=("golf",)))
    made.desk.do(contacts.add, ContactDraft(given="Bo", family="Lind"))
    made.close()
    return path


def run(*words: object) -> int:
    return app.main([str(word) for word in words])


def test_everybody_is_written_or_only_whom_the_words_name(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "all.pdf"
    assert run("print", "directory", "--from", data, "--to", out) == 0
    assert "2 contacts, 1 page" in capsys.readouterr().out
    text = PdfReader(out).pages[0].extract_text()
    assert ["Díaz, Ana" in text, "Lind, Bo" in text, "A: sends" in text] == [True, True, False]
    assert run("print", "directory", "--from", data, "--to", out, "--who", "tag:golf") == 0
    assert "1 contact, 1 page" in capsys.readouterr().out
    assert "Lind" not in PdfReader(out).pages[0].extract_text()


def test_ranks_are_told_only_when_it_is_sorted_by_them(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "all.csv"
    heads = []
    for sort in ("name", "rank"):
        assert run("print", "directory", "--from", data, "--to", out, "--sort", sort, "--ranks") == 0
        with out.open(encoding="utf-8-sig", newline="") as file:
            heads.append("Rank" in next(csv.reader(file)))
    assert heads == [False, True]


def test_words_that_name_nobody_write_nothing(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "none.pdf"
    assert run("print", "directory", "--from", data, "--to", out, "--who", "zed") == 1
    assert "names nobody" in capsys.readouterr().err
    assert run("print", "directory", "--from", data, "--to", tmp_path / "x.doc") == 1
    assert ".csv" in capsys.readouterr().err
    assert not out.exists()
