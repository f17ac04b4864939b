"""Bringing contacts in from files: everybody compared with everybody first, then added in one step.

Every row or card of a file is accounted for, by its line: added, or skipped with the reason.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import phones, text
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingContact, Read
from refdesk.domain.names import PersonName
from refdesk.i18n import N_, _, ngettext
from refdesk.progress import SILENT, Progress
from refdesk.services import business, import_matching, import_rows, tags
from refdesk.services.import_rows import Arrival, Values
from refdesk.services.operation import operation
from refdesk.store.base import Row
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, PostalAddress, Tag, YearlyDate
from refdesk.store.tables.trail import Operation
from refdesk.store.unit import Unit

CHUNK = 2_000


class Outcome(StrEnum):
    """What became of a row."""

    ADDED = "added"
    MERGED = "merged"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file's name and all its rows as read."""

    name: str
    reads: Sequence[Read]


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of a row or card; a skipped one names who is already there, or why it cannot be read."""

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


@dataclass(frozen=True, slots=True)
class Verdict:
    """What will become of a row; `place` is that of the new person it adds or repeats."""

    line: int
    outcome: Outcome
    name: str
    contact_id: ContactId | None = None
    reason: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files compared with the store as it was after operation `seen`."""

    files: tuple[FileRead, ...]
    verdicts: tuple[tuple[Verdict, ...], ...]
    arrivals: tuple[Arrival, ...]
    seen: int

    @property
    def report(self) -> ImportReport:
        """The report that the import will give; those who will be added have no id yet."""
        return _report(self, None)


def prepare(session: Session, files: Sequence[FileRead], progress: Progress = SILENT) -> Prepared:
    """Compare everybody in the files with the store and with each other; changes nothing. Raises `Cancelled`."""
    country = business.load(session).country
    known = import_matching.known(session)
    arrivals: list[Arrival] = []
    note = _("Looking for people who are already there")
    verdicts = tuple(
        tuple(_judge(read, file.name, country, known, arrivals) for read in progress.over(file.reads, note=note))
        for file in files
    )
    return Prepared(tuple(files), verdicts, tuple(arrivals), _newest_operation(session))


def dry_run(session: Session, files: Sequence[FileRead], progress: Progress = SILENT) -> ImportReport:
    """Return the report that an import would give; those who would be added have no id yet."""
    return prepare(session, files, progress).report


@operation(N_("Import contacts"))
def bring_in(unit: Unit, prepared: Prepared, progress: Progress = SILENT) -> ImportReport:
    """Add everybody who is new, as one step to undo; `Cancelled` leaves nothing behind.

    What was prepared before somebody else changed the store is compared again.
    """
    if prepared.seen != _newest_operation(unit.session):
        prepared = prepare(unit.session, prepared.files, progress)
    ids = _insert(unit, prepared.arrivals, progress)
    said = ngettext("{n} contact imported from {file}", "{n} contacts imported from {file}", len(ids))
    unit.say(said.format(n=len(ids), file=", ".join(file.name for file in prepared.files)))
    return _report(prepared, ids)


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


def _judge(read: Read, source: str, country: str, known: import_matching.Known, arrivals: list[Arrival]) -> Verdict:
    person = read.contact
    if person is None:
        return Verdict(read.line, Outcome.SKIPPED, "", reason=read.reason)
    name = _name(person)
    if name.is_empty:
        return Verdict(read.line, Outcome.SKIPPED, "", reason=_("There is no name, organization, e-mail or phone."))
    arrival = Arrival(person, name, _phones(person, country), _emails(person), source)
    face = import_matching.face_of(arrival, len(arrivals))
    if other := known.find(face):
        return Verdict(read.line, Outcome.SKIPPED, name.usual, other.contact_id, _already(other), other.place)
    known.learn(face)
    arrivals.append(arrival)
    return Verdict(read.line, Outcome.ADDED, name.usual, place=face.place)


def _already(other: import_matching.Face) -> str:
    if other.contact_id is None:
        return _("twice in this import: {name}, line {line}").format(name=other.name.usual, line=other.line)
    return _("already there: {name}").format(name=other.name.usual)


def _name(person: IncomingContact) -> PersonName:
    """Return the name; who has none is called by the e-mail or phone, so that they can be seen and corrected."""
    if not person.name.is_empty:
        return person.name
    points = (*person.emails, *person.phones)
    return replace(person.name, given=points[0].value if points else "")


def _phones(person: IncomingContact, country: str) -> tuple[str, ...]:
    return tuple(
        phones.read(point.value, country).e164 or phones.digits(point.value) or point.value for point in person.phones
    )


def _emails(person: IncomingContact) -> tuple[str, ...]:
    return tuple(point.value.casefold() for point in person.emails)


def _newest_operation(session: Session) -> int:
    return session.scalar(select(func.max(Operation.id))) or 0


def _insert(unit: Unit, arrivals: Sequence[Arrival], progress: Progress) -> range:
    first = unit.next_id(Contact)
    tag_ids = _tag_ids(unit, arrivals)
    parts = _Parts(unit)
    for start in range(0, len(arrivals), CHUNK):
        progress.say(start, len(arrivals), _("Adding contacts"))
        chunk = arrivals[start : start + CHUNK]
        ids = range(first + start, first + start + len(chunk))
        pairs = list(zip(ids, chunk, strict=True))
        rows = [{"id": each, **import_rows.contact_values(arrival, unit.today)} for each, arrival in pairs]
        unit.insert_in_bulk(Contact, rows)
        parts.insert(ContactPoint, pairs, import_rows.point_values)
        parts.insert(PostalAddress, pairs, _addresses)
        parts.insert(YearlyDate, pairs, _dates)
        parts.insert(ContactTag, pairs, lambda arrival: _tags(arrival, tag_ids))
    progress.say(len(arrivals), len(arrivals), _("Adding contacts"))
    return range(first, first + len(arrivals))


class _Parts:
    """Gives ids to the rows that belong to contacts, table by table."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._next: dict[type[Row], int] = {}

    def insert(
        self,
        row_class: type[Row],
        pairs: Iterable[tuple[int, Arrival]],
        values_of: Callable[[Arrival], Iterable[Values]],
    ) -> None:
        """Insert the rows of these contacts."""
        first = self._next.get(row_class) or self._unit.next_id(row_class)
        owned = ((contact_id, values) for contact_id, arrival in pairs for values in values_of(arrival))
        rows = [{"id": first + at, "contact_id": owner, **values} for at, (owner, values) in enumerate(owned)]
        self._unit.insert_in_bulk(row_class, rows)
        self._next[row_class] = first + len(rows)


def _addresses(arrival: Arrival) -> Iterator[Values]:
    return map(import_rows.address_values, arrival.person.addresses)


def _dates(arrival: Arrival) -> Iterator[Values]:
    return map(import_rows.date_values, arrival.person.dates)


def _tags(arrival: Arrival, tag_ids: dict[str, int]) -> Iterator[Values]:
    return ({"tag_id": tag_ids[text.fold(name)]} for name in import_rows.tag_names(arrival.person))


def _tag_ids(unit: Unit, arrivals: Iterable[Arrival]) -> dict[str, int]:
    known = tags.ids_by_fold(unit.session)
    wanted = {text.fold(name): name for arrival in arrivals for name in import_rows.tag_names(arrival.person)}
    first = unit.next_id(Tag)
    new = {fold: first + at for at, fold in enumerate(sorted(wanted.keys() - known.keys()))}
    unit.insert_in_bulk(Tag, [{"id": tag_id, "name": wanted[fold]} for fold, tag_id in new.items()])
    return known | new


def _report(prepared: Prepared, ids: range | None) -> ImportReport:
    """Return the report, with the ids of those added once they have them."""

    def row(verdict: Verdict) -> RowReport:
        contact_id = verdict.contact_id
        if ids is not None and verdict.place is not None:
            contact_id = ContactId(ids[verdict.place])
        return RowReport(verdict.line, verdict.outcome, verdict.name, contact_id, verdict.reason)

    pairs = zip(prepared.files, prepared.verdicts, strict=True)
    return ImportReport(tuple(FileReport(file.name, tuple(map(row, verdicts))) for file, verdicts in pairs))
