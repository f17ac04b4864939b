"""The story by command line, from an empty folder to a filled call sheet."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader

from refdesk import app
from refdesk.services import data_file
from refdesk.services.desk import Desk

NOW = datetime(2026, 11, 2, 15, tzinfo=UTC)
CSV = (
    "First Name,Last Name,Company,Phone,E-mail\n"
    "Ana,Díaz,Díaz & Daughters,(614) 555-0173,ana@example.com\n"
    "Łukasz,O'Neil,,(614) 555-0112,\n"
    ",,,,\n"
)


@pytest.fixture(autouse=True)
def monday_morning() -> Any:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs a command and returns (exit code, answers, warnings)."""

    def run_command(*words: object) -> tuple[int, str, str]:
        code = app.main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run_command


@pytest.fixture
def data(tmp_path: Path, run: Any) -> Path:
    path = tmp_path / "my.refdesk"
    assert run("new", path, "--name", "Fernhollow", "--owner", "Nadia Fern", "--country", "US")[0] == 0
    (tmp_path / "people.csv").write_text(CSV, encoding="utf-8")
    assert run("import", tmp_path / "people.csv", "--into", path)[0] == 0
    return path


def test_every_row_of_an_import_is_accounted_for(run: Any, data: Path, tmp_path: Path) -> None:
    code, answers, _ = run("import", tmp_path / "people.csv", "--into", data, "--json")
    (report,) = json.loads(answers)["files"]
    assert code == 0
    assert (report["file"], report["read"], report["added"], report["skipped"]) == ("people.csv", 3, 0, 3)
    assert len(report["rows"]) == report["read"]
    assert [row["line"] for row in report["rows"]] == [2, 3, 4]
    assert all(set(row) == {"line", "outcome", "contact_id", "reason"} and row["reason"] for row in report["rows"])


def test_a_dry_run_changes_nothing(run: Any, tmp_path: Path) -> None:
    path = tmp_path / "fresh.refdesk"
    run("new", path, "--name", "F")
    (tmp_path / "people.csv").write_text(CSV, encoding="utf-8")
    code, answers, _ = run("import", tmp_path / "people.csv", "--into", path, "--dry-run")
    assert code == 0
    assert "2 added" in answers
    assert data_file.check(path)[2] == 0


def test_the_story_from_referral_to_the_entered_sheet(run: Any, data: Path, tmp_path: Path) -> None:
    logged = run("referral", "--in", data, "--from", "Ana Díaz", "--prospect", "Theo Marchetti", "--need", "Kitchen")
    assert logged == (0, "1\n", "")
    _, answers, _ = run("today", "--from", data, "--json")
    kinds = [line["kind"] for line in json.loads(answers)["lines"]]
    assert kinds == ["first_contact", "word", "card"]
    code, _, _ = run("print", "cards", "--from", data, "--to", tmp_path / "cards.pdf")
    assert code == 0
    assert "Thank you" in PdfReader(tmp_path / "cards.pdf").pages[0].extract_text()
    for what in (("slips",), ("slips", "--who", "Ana")):
        assert run("print", *what, "--from", data, "--to", tmp_path / "slips.pdf")[0] == 0
        assert "WRITING SLIP" in PdfReader(tmp_path / "slips.pdf").pages[0].extract_text()
    code, _, warned = run("print", "labels", "--from", data, "--to", tmp_path / "labels.pdf", "--who", "Ana")
    assert (code, warned) == (1, "Ana Díaz: no address is known\n")
    code, answers, _ = run("campaign", "plan", "--in", data, "--month", "2026-11", "--everybody", "--json")
    planned = json.loads(answers)
    assert code == 0
    assert sum(day["entries"] for day in planned["days"]) == 2
    first_day = planned["days"][0]["day"]
    assert run("print", "call-sheets", "--from", data, "--to", tmp_path / "sheet.pdf", "--day", first_day)[0] == 0
    filled = tmp_path / "filled.csv"
    filled.write_text("number,code,help,referral_direction,referral_name\n1,T,A roofer,from,Grace Liang\n9,T,,,\n")
    code, answers, _ = run("campaign", "enter", "--in", data, "--day", first_day, filled)
    assert code == 0
    assert "1 of 2 rows saved" in answers
    _, answers, _ = run("today", "--from", data, "--json")
    assert [line["kind"] for line in json.loads(answers)["lines"]].count("first_contact") == 2


def test_nobody_sends_themselves_however_the_name_is_written(run: Any, data: Path) -> None:
    for giver, prospect in (("Ana Díaz", "ana  diaz"), ("Somebody New", " somebody  new")):
        code, answers, said = run("referral", "--in", data, "--from", giver, "--prospect", prospect)
        assert (code, answers) == (1, "")
        assert said.startswith("Nobody sends themselves.")
    assert "Sound: 2 contacts" in run("check", data)[1]


def test_a_number_of_somebody_who_is_there_is_not_dropped_without_a_word(run: Any, data: Path) -> None:
    named = ("referral", "--in", data, "--from", "Ana Díaz", "--prospect", "Theo Marchetti", "--phone", "614 555 0148")
    assert run(*named) == (0, "1\n", "")
    code, answers, said = run(*named)
    assert (code, answers) == (0, "2\n")
    assert said == "Theo Marchetti is in the file already; the phone number 614 555 0148 was not added to them.\n"


def test_a_day_that_does_not_exist_is_named(run: Any, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run("today", "--from", data, "--on", "2026-02-30")
    assert left.value.code == 2
    assert "“2026-02-30” is no day, such as 2026-11-03" in capsys.readouterr().err


def test_contacts_leave_and_come_back(run: Any, data: Path, tmp_path: Path) -> None:
    for name in ("out.csv", "out.vcf"):
        assert run("export", "contacts", "--from", data, "--to", tmp_path / name)[0] == 0
        again = tmp_path / f"{name}.refdesk"
        run("new", again, "--name", "F")
        assert "2 added" in run("import", tmp_path / name, "--into", again)[1]


def test_records_are_written_for_other_programs(run: Any, data: Path, tmp_path: Path) -> None:
    run("referral", "--in", data, "--from", "Ana Díaz", "--prospect", "Theo Marchetti")
    for what, lines in (("referrals", 1), ("touches", 0), ("gifts", 0)):
        path = tmp_path / f"{what}.csv"
        assert run("export", what, "--from", data, "--to", path) == (0, f"{lines} lines written to {path}.\n", "")
    assert "Theo Marchetti,Ana Díaz" in (tmp_path / "referrals.csv").read_text(encoding="utf-8-sig")


def test_a_backup_is_restored_and_the_present_is_kept(run: Any, data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.refdesk"
    assert run("backup", data, "--to", copy)[0] == 0
    run("referral", "--in", data, "--from", "Ana Díaz", "--prospect", "Theo Marchetti")
    code, answers, _ = run("restore", copy, "--over", data)
    assert code == 0
    assert "In the backup: 2 contacts, 0 referrals, 0 thanks, 0 gifts, 0 cards. Last done: " in answers
    assert "kept as" in answers
    assert "Sound: 2 contacts" in run("check", data)[1]
    assert run("backup", data)[0] == 0
    assert len(list((tmp_path / "my backups").glob("*.refdesk"))) >= 2


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "gone.refdesk"), "not there"),
        (("check", "empty.refdesk"), "empty"),
        (("check", "foreign.refdesk"), "damaged"),
        (("today", "--from", "gone.refdesk"), "not there"),
        (("import", "gone.csv", "--into", "my.refdesk"), "not there"),
        (("import", "picture.csv", "--into", "my.refdesk"), "picture"),
        (("export", "contacts", "--from", "my.refdesk", "--to", "out.doc"), ".csv"),
        (("print", "cards", "--from", "my.refdesk", "--to", "out.pdf"), "No card is owed"),
        (("print", "slips", "--from", "my.refdesk", "--to", "out.pdf"), "nobody to print for"),
        (("print", "labels", "--from", "my.refdesk", "--to", "out.pdf", "--stock", "1"), "Known are: 5160"),
        (("print", "call-sheets", "--from", "my.refdesk", "--to", "out.pdf"), "Plan one first"),
        (("new", "my.refdesk"), "already is a file"),
        (("new", "other.refdesk", "--country", "XX"), "country code"),
        (("restore", "empty.refdesk", "--over", "my.refdesk"), "empty"),
        (("campaign", "enter", "--in", "my.refdesk", "--day", "2026-11-03", "people.csv"), "first line"),
    ],
)
def test_what_cannot_be_done_is_one_plain_sentence(
    run: Any, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.refdesk").write_bytes(b"")
    (tmp_path / "foreign.refdesk").write_bytes(b"x" * 5000)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 500)
    before = data_file.check(data)
    code, answers, warnings = run(*words)
    assert code == 1
    assert says in warnings
    assert len(warnings.strip().splitlines()) == 1
    assert "Traceback" not in answers + warnings
    assert data_file.check(data) == before


def test_words_that_make_no_sense_are_told_usage() -> None:
    with pytest.raises(SystemExit) as told:
        app.main(["import"])
    assert told.value.code == 2


def test_the_self_check_counts_its_parts(run: Any) -> None:
    code, answers, _ = run("--self-check")
    lines = answers.strip().splitlines()
    assert code == 0
    assert lines[-1] == "9 passed, 0 failed"
    parts = ["store", "migration", "undo", "backup and restore", "import", "search", "card", "call sheet", "window"]
    assert [line.partition(":")[0] for line in lines[:-1]] == parts


def test_one_person_leaves_in_a_file_and_is_erased(run: Any, data: Path, tmp_path: Path) -> None:
    assert run("person", "ana díaz", "--from", data, "--to", tmp_path / "ana.zip")[0] == 0
    assert zipfile.is_zipfile(tmp_path / "ana.zip")
    code, _, warning = run("person", "Nobody Here", "--from", data, "--to", tmp_path / "nobody.zip")
    assert (code, "Nobody Here" in warning, (tmp_path / "nobody.zip").exists()) == (1, True, False)
    code, answers, warning = run("erase", 1, "--in", data)
    assert (code, "goes: Phones" in answers, "--yes" in warning) == (1, True, True)
    assert run("erase", 1, "--in", data, "--yes")[0] == 0
    code, _, warning = run("erase", 1, "--in", data, "--yes")
    assert (code, "no longer there" in warning) == (1, True)
    assert run("export", "contacts", "--from", data, "--to", tmp_path / "left.csv")[0] == 0
    assert "Díaz" not in (tmp_path / "left.csv").read_text("utf-8")


def test_erasing_says_when_somebody_still_reads_the_log(run: Any, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Desk, "leave_no_trace", lambda _desk: False)
    code, answers, _warning = run("erase", 1, "--in", data, "--yes")
    assert (code, "still reads this file" in answers) == (0, True)


def test_everything_leaves_as_json(run: Any, data: Path, tmp_path: Path) -> None:
    assert run("export", "everything", "--from", data, "--to", tmp_path / "all.json")[0] == 0
    assert len(json.loads((tmp_path / "all.json").read_text("utf-8"))["tables"]["contact"]) == 2
    assert run("export", "everything", "--from", data, "--to", tmp_path / "all.csv")[0] == 1


def test_promises_and_reminders_are_written_to_a_calendar(run: Any, data: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "xlsx", "ics"):
        code, answers, _ = run("export", "promises", "--from", data, "--to", tmp_path / f"promises.{suffix}")
        assert code == 0
        assert f"promises.{suffix}" in answers
    code, _, warning = run("export", "promises", "--from", data, "--to", tmp_path / "promises.vcf")
    assert (code, "Traceback" in warning) == (1, False)
    assert not (tmp_path / "promises.vcf").exists()
