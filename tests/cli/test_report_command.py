"""The referral report by command line."""

from pathlib import Path

import pytest
from desks import TestClock
from pypdf import PdfReader

from refdesk import app
from refdesk.domain import profile
from refdesk.services import data_file


@pytest.fixture
def data(tmp_path: Path, clock: TestClock) -> Path:
    path = tmp_path / "my.refdesk"
    data_file.create(path, profile.starting("US", business_name="Fernhollow", owner="Nadia Fern"), clock=clock).close()
    return path


def run(*words: object) -> int:
    return app.main([str(word) for word in words])


@pytest.mark.parametrize(
    ("asked", "title"),
    [(("--year", 2025), "2025"), (("--month", "2026-02"), "February 2026"), (("--without-names", "--amounts"), "")],
)
def test_a_year_or_a_month_is_written(data: Path, tmp_path: Path, asked: tuple[object, ...], title: str) -> None:
    out = tmp_path / "report.pdf"
    assert run("print", "report", "--from", data, "--to", out, *asked) == 0
    told = PdfReader(out).metadata
    assert told is not None
    assert (told.title or "").startswith(f"Referral report: {title}")


def test_its_numbers_are_written_as_csv(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.csv"
    assert run("print", "report", "--from", data, "--to", out, "--month", "2026-02") == 0
    assert "Everything,2026-02-01/2026-02-28,Received,0,0" in out.read_text(encoding="utf-8-sig")
    assert str(out) in capsys.readouterr().out


def test_what_makes_no_sense_is_refused(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert run("print", "report", "--from", data, "--to", tmp_path / "report.pdf", "--year", 0) != 0
    assert "There is no such year." in capsys.readouterr().err
    assert run("print", "report", "--from", data, "--to", tmp_path / "report.doc") != 0
    assert list(tmp_path.glob("report.*")) == []
