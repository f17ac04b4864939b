"""Call sheets by command line: of a day, a week, the rest; and a filled one entered from a CSV file."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader

from refdesk import app

NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
PEOPLE = "First Name,Last Name,Phone\n" + "".join(
    f"{name},Lind,(614) 555-01{at:02}\n" for at, name in enumerate(("Ana", "Bo", "Cleo", "Dora", "Emil", "Fay", "Gus"))
)
HEAD = "number,code,call_back_on,help,good_lead,lead_to,lead_by,referral_direction,referral_name,referral_need\n"


@pytest.fixture(autouse=True)
def monday_morning() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def run_command(*words: object) -> tuple[int, str, str]:
        code = app.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


@pytest.fixture
def data(tmp_path: Path, run: Any) -> Path:
    path = tmp_path / "my.refdesk"
    run("new", path, "--name", "Fernhollow", "--owner", "Nadia Fern", "--country", "US")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    run("import", tmp_path / "people.csv", "--into", path)
    assert run("campaign", "plan", "--in", path, "--month", "2026-11", "--everybody")[0] == 0
    return path


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_sheets_of_a_week_the_rest_and_a_month(run: Any, data: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheets.pdf"
    printed = ("print", "call-sheets", "--from", data, "--to", out)
    assert run(*printed)[0] == 0
    assert len(pages(out)) == 1
    assert run(*printed, "--week")[0] == 0
    week = pages(out)
    assert "Called at least once" in week[0]
    assert all("November" in page for page in week)
    assert run(*printed, "--rest", "--day", "2026-11-04")[0] == 0
    rest = pages(out)
    assert run(*printed, "--month", "2026-11")[0] == 0
    assert len(pages(out)) > len(rest) > 1
    code, _, warned = run(*printed, "--month", "2026-11", "--week")
    assert (code, "named by one of its days" in warned) == (1, True)
    code, _, warned = run(*printed, "--rest", "--day", "2026-11-30")
    assert (code, "no call left" in warned) == (1, True)


def test_a_filled_sheet_is_entered_once_and_no_row_is_lost(run: Any, data: Path, tmp_path: Path) -> None:
    filled = tmp_path / "filled.csv"
    filled.write_text(HEAD + "1,B,soon,Busy,,,,,,\nx,T,,,,,,,,\n", encoding="utf-8")
    entered = ("campaign", "enter", "--in", data, "--day", "2026-11-02", filled)
    code, answers, _ = run(*entered)
    assert code == 0
    assert "kept as a draft  “soon” is no day." in answers
    assert "–    not saved  “x” is no row number." in answers
    assert answers.endswith("0 of 2 rows saved.\n")
    filled.write_text(HEAD + "1,T,,A carpenter,,,,,,\n", encoding="utf-8")
    assert run(*entered)[1].endswith("1 of 1 rows saved.\n")
    code, answers, _ = run(*entered)
    assert (code, "was saved before" in answers) == (0, True)
    filled.write_text(HEAD + "1,N,,,,,,,,\n9,T,,,,,,,,\n", encoding="utf-8")
    code, answers, _ = run(*entered)
    assert code == 1
    assert "There is no row 9 on this sheet." in answers
    assert "is already entered with T" in answers
