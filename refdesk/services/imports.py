"""Bringing contacts in from files: everybody compared with everybody first, then added and filled in by one step.

Every row or card of a file is accounted for, by its line: added, merged with whom, or skipped with the reason.
"""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk import heap, i18n
from refdesk.domain import phones, uniting
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingContact, Read
from refdesk.domain.merging import Difference
from refdesk.domain.names import PersonName
from refdesk.i18n import N_, _, ngettext
from refdesk.progress import SILENT, Progress
from refdesk.services import business, import_extras, import_matching, import_merging, import_ties, import_writing
from refdesk.services.import_extras import Extras
from refdesk.services.import_matching import Known, Why
from refdesk.services.import_merging import Decided
from refdesk.services.import_outcomes import FileReport, ImportReport, Outcome, RowReport, plain, save_report
from refdesk.services.import_plan import FileRead, Pick, Picks, Prepared, Way
from refdesk.services.import_rows import Arrival
from refdesk.services.import_verdicts import Match, Newcomer, Refusal, RowAt
from refdesk.services.import_writing import CHUNK
from refdesk.services.operation import operation
from refdesk.store.tables.trail import Operation
from refdesk.store.unit import Unit

# Who imports names these types by the noun, and does not know how the work is divided.
__all__ = [
    "AS_USUAL", "CHUNK", "FileRead", "FileReport", "ImportReport", "Match", "Outcome", "Pick", "Picks", "Prepared",
    "RowAt", "RowReport", "Way", "Why", "bring_in", "differences", "dry_run", "plain", "prepare", "save_report",
]  # fmt: skip

AS_USUAL = Picks()
"""Keep what is there and fill what is empty."""


@heap.rush()
def prepare(session: Session, files: Sequence[FileRead], progress: Progress = SILENT) -> Prepared:
    """Compare everybody in the files with the store and with each other; changes nothing. Raises `Cancelled`."""
    country = business.load(session).country
    judge = _Judge(import_matching.known(session), country)
    note = _("Looking for people who are already there")
    verdicts = [
        tuple(
            judge.verdict(read, file.name, (file_at, row_at))
            for row_at, read in enumerate(progress.over(file.reads, note=note))
        )
        for file_at, file in enumerate(files)
    ]
    ties = import_ties.find(session, verdicts, judge.arrivals, judge.known)
    matches = [each for file in verdicts for each in file if isinstance(each, Match)]
    news = import_merging.with_news(session, matches, country, progress)
    news |= {
        match.at: import_merging.says_more_than(judge.arrivals[match.place], match, country)
        for match in matches
        if match.place is not None
    }
    return Prepared(
        tuple(files),
        tuple(tuple(_with_news(each, news) for each in file) for file in verdicts),
        tuple(judge.arrivals),
        ties,
        _newest_operation(session),
    )


def differences(session: Session, prepared: Prepared, match: Match) -> tuple[Difference, ...]:
    """Return what is there and what the file says of one person, field by field."""
    return import_merging.differences(session, prepared, match, business.load(session).country)


def dry_run(
    session: Session, files: Sequence[FileRead], picks: Picks = AS_USUAL, progress: Progress = SILENT
) -> ImportReport:
    """Return the report that an import would give; those who would be added have no id yet."""
    prepared = prepare(session, files, progress)
    country = business.load(session).country
    return _report(prepared, import_merging.decide(session, prepared, picks, country, progress), None, Extras())


@operation(N_("Import contacts"))
@heap.rush()
def bring_in(unit: Unit, prepared: Prepared, picks: Picks = AS_USUAL, progress: Progress = SILENT) -> ImportReport:
    """Add who is new and fill in who is there as chosen, as one step to undo; `Cancelled` leaves nothing behind.

    What was prepared before somebody else changed the store is compared again; choices stay with their rows.
    """
    if prepared.seen != _newest_operation(unit.session):
        prepared = prepare(unit.session, prepared.files, progress)
    country = business.load(unit.session).country
    decided = import_merging.decide(unit.session, prepared, picks, country, progress)
    report = _report(prepared, decided, *_write(unit, prepared, decided, picks, country, progress))
    unit.say(_said(report, prepared.files))
    return report


def _write(
    unit: Unit, prepared: Prepared, decided: Decided, picks: Picks, country: str, progress: Progress
) -> tuple[range, Extras]:
    extras = Extras()
    photos = import_extras.photos_of_newcomers(unit, prepared, decided, extras, progress)
    homes, households = import_extras.homes_of_newcomers(unit, prepared, decided)
    ids = import_writing.insert(unit, decided.arrivals, progress, photos=photos, homes=homes)
    import_writing.fill_in(unit, decided.filled, country, progress)
    import_extras.photos_of_known(unit, prepared, decided, picks, extras)
    import_extras.homes_of_known(unit, prepared, decided, households, extras)
    import_extras.links(unit, prepared, decided, ids, extras)
    return ids, extras


def _said(report: ImportReport, files: Sequence[FileRead]) -> str:
    names = ", ".join(file.name for file in files)
    added, merged = report.count(Outcome.ADDED), report.count(Outcome.MERGED)
    if merged and not added:
        words = ngettext("{n} contact filled in from {file}", "{n} contacts filled in from {file}", merged)
        return words.format(n=i18n.number(merged), file=names)
    words = ngettext("{n} contact imported from {file}", "{n} contacts imported from {file}", added)
    return words.format(n=i18n.number(added), file=names)


class _Judge:
    """Tells of each row whether it brings somebody new."""

    def __init__(self, known: Known, country: str) -> None:
        self.known = known
        self._country = country
        self.arrivals: list[Arrival] = []

    def verdict(self, read: Read, source: str, at: RowAt) -> Refusal | Newcomer | Match:
        """Return what the row is, and remember whom it brings."""
        person = read.contact
        if person is None:
            return Refusal(read.line, read.reason)
        if (phones_of := uniting.unmarked(person.phones)) != person.phones:  # to copy everybody costs a tenth
            person = replace(person, phones=phones_of)
        name = _name(person)
        if name.is_empty:
            return Refusal(read.line, _("There is no name, organization, e-mail or phone."))
        arrival = Arrival(person, name, _phones(person, self._country), _emails(person), source)
        face = import_matching.face_of(arrival, len(self.arrivals))
        if found := self.known.find(face):
            other, why = found
            self.known.grow(other, face)
            return Match(
                at, read.line, arrival, other.name.usual, other.line, why, contact_id=other.contact_id,
                place=None if other.contact_id is not None else other.place,
            )  # fmt: skip
        self.known.learn(face)
        self.arrivals.append(arrival)
        return Newcomer(read.line, len(self.arrivals) - 1)


def _with_news(verdict: Refusal | Newcomer | Match, news: dict[RowAt, bool]) -> Refusal | Newcomer | Match:
    if not isinstance(verdict, Match) or news[verdict.at]:
        return verdict
    return replace(verdict, has_news=False)


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


def _report(prepared: Prepared, decided: Decided, ids: range | None, extras: Extras) -> ImportReport:
    """Return the report, with the ids of those added once they have them."""

    def added(place: int | None) -> ContactId | None:
        return ContactId(ids[place]) if ids is not None and place is not None else None

    def row(verdict: Refusal | Newcomer | Match, at: RowAt) -> RowReport:
        if isinstance(verdict, Refusal):
            return RowReport(verdict.line, Outcome.SKIPPED, "", reason=verdict.reason)
        if isinstance(verdict, Newcomer):
            name = decided.arrivals[verdict.place].name.usual
            reason = " ".join((*prepared.ties.remarks.get(at, ()), *extras.told.get(at, ())))
            return RowReport(verdict.line, Outcome.ADDED, name, added(verdict.place), reason)
        made = decided.rows[verdict.at]
        whose = added(made.place) if made.place is not None else verdict.contact_id or added(verdict.place)
        outcome, reason = import_extras.outcome_with(made.outcome, made.reason, at, extras)
        return RowReport(verdict.line, outcome, verdict.name, whose, reason)

    return ImportReport(
        tuple(
            FileReport(file.name, tuple(row(each, (file_at, row_at)) for row_at, each in enumerate(verdicts)))
            for file_at, (file, verdicts) in enumerate(zip(prepared.files, prepared.verdicts, strict=True))
        )
    )
