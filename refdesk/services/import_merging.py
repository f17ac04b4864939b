"""What becomes of people in files who are already there: joined field by field as was chosen, in the files' order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import merging
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.merging import FIELD_WORDS, Choice, Difference
from refdesk.i18n import N_, _
from refdesk.progress import Progress
from refdesk.services import contact_rows, import_rows
from refdesk.services.import_outcomes import Outcome
from refdesk.services.import_plan import Picks, Prepared, Way
from refdesk.services.import_rows import Arrival
from refdesk.services.import_verdicts import Match, RowAt
from refdesk.store.tables.people import Contact

AT_ONCE = 500
_LISTS = ("phones", "emails", "sites", "addresses", "dates", "tags")
NOTE = N_("Comparing with who is already there")


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a row about somebody who is already there; `place` is that of whom it adds after all.

    `is_left_out` says that nothing of it is taken, as was chosen.
    """

    outcome: Outcome
    reason: str = ""
    place: int | None = None
    is_left_out: bool = False


@dataclass(slots=True)
class Decided:
    """Everybody to be added, everybody to be filled in, and what becomes of each row about somebody known."""

    arrivals: list[Arrival]
    filled: dict[int, ContactDraft] = field(default_factory=dict)
    rows: dict[RowAt, Decision] = field(default_factory=dict)
    said: dict[int, set[str]] = field(default_factory=dict)
    """Of each arrival, the lists of which the files have told something so far."""


def with_news(session: Session, matches: Sequence[Match], country: str, progress: Progress) -> dict[RowAt, bool]:
    """Return of each match with somebody in the store whether the file knows something else or more of them."""
    known = [match for match in matches if match.contact_id is not None]
    return {
        match.at: _says_more(draft, match, country)
        for match, draft in progress.over(_with_drafts(session, known), total=len(known), note=_(NOTE))
    }


def says_more_than(arrival: Arrival, match: Match, country: str) -> bool:
    """Say whether a row knows something else or more of somebody who came earlier in the files."""
    return _says_more(replace(import_rows.draft_of(arrival), source_of_data=""), match, country)


def differences(session: Session, prepared: Prepared, match: Match, country: str) -> tuple[Difference, ...]:
    """Return the fields of one match, side by side."""
    if match.place is not None:
        mine = replace(import_rows.draft_of(prepared.arrivals[match.place]), source_of_data="")
    else:
        ((_match, mine),) = _with_drafts(session, [match])
    return merging.differences(mine, theirs_of(match), country=country)


def theirs_of(match: Match) -> ContactDraft:
    """Return what the file says of somebody; where it came from is no news."""
    return replace(import_rows.draft_of(match.arrival), source_of_data="")


def decide(session: Session, prepared: Prepared, picks: Picks, country: str, progress: Progress) -> Decided:
    """Return what an import with these choices does; changes nothing. Raises `Cancelled`."""
    made = Decided(list(prepared.arrivals))
    changing = {_whom(match) for match in prepared.matches if match.has_news and picks.way_of(match.at).choice}
    open_ones: list[Match] = []
    for match in prepared.matches:
        way = picks.way_of(match.at)
        if way is Way.ADD:
            made.rows[match.at] = Decision(Outcome.ADDED, place=len(made.arrivals))
            made.arrivals.append(match.arrival)
        elif way is Way.SKIP or _whom(match) not in changing:
            made.rows[match.at] = _left_alone(match, way)
        else:
            open_ones.append(match)  # also a row without news: what another row changes, it may change back
    for match in open_ones:
        if match.place is not None:
            _join_arrival(made, match, picks, country)
    stored = [match for match in open_ones if match.contact_id is not None]
    drafts = progress.over(_with_drafts(session, stored), total=len(stored), note=_(NOTE))
    _join_stored(made, drafts, picks, country)
    return made


def _whom(match: Match) -> tuple[ContactId | None, int | None]:
    return match.contact_id, match.place


def _join_stored(made: Decided, matches: Iterable[tuple[Match, ContactDraft]], picks: Picks, country: str) -> None:
    """Join rows with those in the store; where rows contradict each other and all stays as it was, nothing is new."""
    for contact_id, group in groupby(matches, key=lambda pair: pair[0].contact_id):
        assert contact_id is not None, "only those in the store"
        rows, drafts = zip(*group, strict=True)
        before = mine = drafts[0]
        said: set[str] = set()
        for match in rows:
            mine, made.rows[match.at] = _joined(mine, match, picks, country, said)
        if mine != before:
            made.filled[contact_id] = mine
            continue
        for match in rows:
            if made.rows[match.at].outcome is Outcome.MERGED:
                made.rows[match.at] = _left_alone(match, picks.way_of(match.at))


def _join_arrival(made: Decided, match: Match, picks: Picks, country: str) -> None:
    assert match.place is not None, "only those of the files"
    arrival = made.arrivals[match.place]
    mine = import_rows.draft_of(arrival)
    said = made.said.setdefault(match.place, _lists_of(mine))
    joined, made.rows[match.at] = _joined(mine, match, picks, country, said)
    if joined != mine:
        made.arrivals[match.place] = import_rows.joined(arrival, joined, country)


def _joined(
    mine: ContactDraft, match: Match, picks: Picks, country: str, said: set[str]
) -> tuple[ContactDraft, Decision]:
    """Join a row with somebody; `said` are the lists of which an earlier row about them has told something.

    A file takes the place of what is there, but no row takes away what another row of the import brought: whoever is
    recognized by it the first time is recognized by it the second time.
    """
    choice, by_hand, theirs = picks.way_of(match.at).choice, picks.fields_of(match.at), theirs_of(match)
    assert choice is not None, "skipped and added ones are not joined"
    if choice is Choice.TAKE_THEIRS:
        by_hand = dict.fromkeys(said, Choice.KEEP_BOTH) | dict(by_hand)
        said |= _lists_of(theirs)
    joined = merging.combine(mine, theirs, choices=by_hand, default=choice, country=country)
    if joined == mine and not match.has_news:
        return mine, _left_alone(match, picks.way_of(match.at))
    told = _told(mine, joined)
    if left := _left(mine, joined, theirs, country):
        told.append(_("Kept as it was: {fields}.").format(fields=_fields(left)))
    if joined == mine:
        return mine, Decision(Outcome.SKIPPED, " ".join((_already(match), *told)))
    return joined, Decision(Outcome.MERGED, " ".join((_merged(match), *told)))


def _lists_of(draft: ContactDraft) -> set[str]:
    return {name for name in _LISTS if getattr(draft, name)}


def _told(mine: ContactDraft, joined: ContactDraft) -> list[str]:
    changed = [name for name in FIELD_WORDS if getattr(mine, name) != getattr(joined, name)]
    added = [name for name in changed if _grew(getattr(mine, name), getattr(joined, name))]
    others = [name for name in changed if name not in added]
    told = []
    if added:
        told.append(_("Added: {fields}.").format(fields=_fields(added)))
    if others:
        told.append(_("Changed: {fields}.").format(fields=_fields(others)))
    return told


def _grew(before: object, after: object) -> bool:
    if isinstance(before, tuple) and isinstance(after, tuple):
        return set(before) <= set(after)
    if isinstance(before, str) and isinstance(after, str):
        return after.startswith(before)
    return before is None or before == 0


def _left(mine: ContactDraft, joined: ContactDraft, theirs: ContactDraft, country: str) -> list[str]:
    """Return the fields in which the file knew something else that was not taken in."""
    if not merging.says_more(joined, theirs, country=country):
        return []
    return [
        each.field
        for each in merging.differences(joined, theirs, country=country)
        if each.kind is not merging.DifferenceKind.SAME and getattr(mine, each.field) == getattr(joined, each.field)
    ]


def _fields(names: Iterable[str]) -> str:
    return ", ".join(_(FIELD_WORDS[name]) for name in names)


def _says_more(mine: ContactDraft, match: Match, country: str) -> bool:
    return merging.says_more(mine, theirs_of(match), country=country)


def _already(match: Match) -> str:
    if match.contact_id is None:
        return _("Twice in this import: {name}, line {line}.").format(name=match.other, line=match.other_line)
    return _("Already there: {name}.").format(name=match.other)


def _merged(match: Match) -> str:
    if match.contact_id is None:
        return _("With {name}, line {line}.").format(name=match.other, line=match.other_line)
    return _("With {name}.").format(name=match.other)


def _left_alone(match: Match, way: Way) -> Decision:
    said = _("Skipped as chosen.") if way is Way.SKIP else _("Nothing new.")
    return Decision(Outcome.SKIPPED, f"{_already(match)} {said}", is_left_out=way is Way.SKIP)


def _with_drafts(session: Session, matches: Sequence[Match]) -> Iterator[tuple[Match, ContactDraft]]:
    """Yield matches with whom they are about as the store has them, those of one person in the order of the files."""
    by_person: dict[ContactId, list[Match]] = {}
    for match in matches:
        assert match.contact_id is not None, "only those in the store"
        by_person.setdefault(match.contact_id, []).append(match)
    ids = sorted(by_person)
    for start in range(0, len(ids), AT_ONCE):
        drafts = _drafts(session, ids[start : start + AT_ONCE])
        for contact_id, draft in drafts.items():
            for match in by_person[contact_id]:
                yield match, draft


def _drafts(session: Session, ids: Sequence[ContactId]) -> Mapping[ContactId, ContactDraft]:
    rows = session.scalars(select(Contact).where(Contact.id.in_(ids)).order_by(Contact.id)).all()
    return dict(zip((ContactId(row.id) for row in rows), contact_rows.drafts(session, rows), strict=True))
