"""What became of each row of the files that were imported."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from refdesk.domain.ids import ContactId
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _
from refdesk.services import whole_files


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    MERGED = "merged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row or card; `contact_id` is who was added, filled in, or already there.

    The reason says what was filled in, why nothing came of it, or what of an added person found no place.
    """

    line: int
    outcome: Outcome
    name: str
    contact_id: ContactId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of each row of a file, in its order."""

    file: str
    rows: tuple[RowReport, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many rows ended so."""
        return sum(row.outcome is outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files."""

    files: tuple[FileReport, ...]

    def count(self, outcome: Outcome) -> int:
        """Return how many rows of all files ended so."""
        return sum(file.count(outcome) for file in self.files)


def plain(report: ImportReport) -> dict[str, Any]:
    """Return the report as the command line writes it with --json."""
    return {
        "files": [
            {"file": file.file, "read": len(file.rows)}
            | {outcome.value: file.count(outcome) for outcome in Outcome}
            | {
                "rows": [
                    {
                        "line": row.line, "outcome": row.outcome.value, "contact_id": row.contact_id,
                        "reason": row.reason,
                    }
                    for row in file.rows
                ]
            }
            for file in report.files
        ]
    }  # fmt: skip


def save_report(report: ImportReport, path: Path) -> None:
    """Write every row as a CSV file that is safe in a spreadsheet; raises `StoreFault`, and `Refused` by the name."""
    names = [_("File"), _("Line"), _("Name"), _("What became"), _("Reason"), _("Contact")]
    cells = list(_cells(report))
    whole_files.write(path, lambda out: csv_writer.rows(names, cells, out, flavour=Flavour.SPREADSHEET))


def _cells(report: ImportReport) -> Iterator[list[str]]:
    words = {Outcome.ADDED: _("added"), Outcome.MERGED: _("filled in"), Outcome.SKIPPED: _("skipped")}
    for file in report.files:
        for row in file.rows:
            yield [file.file, str(row.line), row.name, words[row.outcome], row.reason, str(row.contact_id or "")]
