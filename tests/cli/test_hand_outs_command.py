"""Pages to give away by command line."""

from dataclasses import replace
from pathlib import Path

import pytest
from desks import TestClock
from pypdf import PdfReader

from refdesk import app
from refdesk.domain import profile
from refdesk.domain.contact import ContactDraft
from refdesk.services import contacts, data_file

MINE = replace(
    profile.starting("US", business_name="Fernhollow", owner="Nadia Fern"), tagline="Old houses made easy.",
    ideal_client="Owners of old houses.",
)  # fmt: skip


@pytest.fixture
def data(tmp_path: Path, clock: TestClock) -> Path:
    path = tmp_path / "my.refdesk"
    made = data_file.create(path, MINE, clock=clock)
    made.desk.do(contacts.add, ContactDraft(given="Ana", family="Díaz"))
    made.close()
    return path


def run(*words: object) -> int:
    return app.main([str(word) for word in words])


def test_a_page_for_somebody_by_name(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "who.pdf"
    assert run("print", "hand-outs", "--from", data, "--to", out, "--who", "diaz", "--scan", "none") == 0
    assert "1 page" in capsys.readouterr().out
    assert "for Ana Díaz" in PdfReader(out).pages[0].extract_text()


def test_what_cannot_be_made_is_said_and_nothing_is_written(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "page.pdf"
    for words, sentence in (
        (("--page", "treat"), "Fill in"),
        (("--page", "desk"), "for whom"),
        (("--who", "zed"), "nobody"),
    ):
        assert run("print", "hand-outs", "--from", data, "--to", out, *words) == 1
        assert sentence in capsys.readouterr().err
    assert not out.exists()
