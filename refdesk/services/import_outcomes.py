"""What became of each row of the files that were imported."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from refdesk.domain.ids import ContactId


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
