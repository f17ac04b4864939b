"""The timeline of a person: conversations, people sent, gifts, promises, cards, stages and edits, the newest first.

It is read page by page: a story of thousands of lines opens as quickly as a short one.
"""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain.ids import ContactId
from refdesk.services import timeline_edits, timeline_lines, timeline_marks, timeline_trail
from refdesk.services.timeline_line import TimelineKind, TimelineLine
from refdesk.services.timeline_marks import START, Mark, Show, Source
from refdesk.services.timeline_trail import Behind

__all__ = ["FIRST_PAGE", "Behind", "Show", "TimelineKind", "TimelineLine", "TimelinePage", "behind", "page"]

FIRST_PAGE = 50
_LOOKED_THROUGH = 250


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """The next lines, and the mark from which the page after them goes on; None when there are no more."""

    lines: tuple[TimelineLine, ...]
    next: Mark | None


def page(
    session: Session,
    contact_id: ContactId,
    zone: ZoneInfo,
    *,
    show: Show = Show.ALL,
    typed: str = "",
    after: Mark | None = None,
    limit: int = FIRST_PAGE,
) -> TimelinePage:
    """Return the next lines below `after`; with `typed` only those that hold all of these words."""
    words = text.fold(typed).split()
    found: list[TimelineLine] = []
    at_once = max(limit, _LOOKED_THROUGH) if words else limit
    last = after or START
    while True:
        marks = timeline_marks.page(session, contact_id, zone, show=show, after=last, limit=at_once + 1)
        for line in _lines(session, contact_id, zone, marks[:at_once]):
            if _holds(line, words):
                found.append(line)
                if len(found) > limit:
                    return TimelinePage(tuple(found[:limit]), found[limit - 1].mark)
        if len(marks) <= at_once:
            return TimelinePage(tuple(found), None)
        last = marks[at_once - 1]
        if not words:
            return TimelinePage(tuple(found), last)


def behind(session: Session, line: TimelineLine) -> Behind | None:
    """Return the operation behind a line when it can still be taken back by itself."""
    source, row_id = line.mark.source, line.mark.row_id
    if source is Source.EDIT:
        return timeline_trail.behind_operation(session, row_id)
    if source in timeline_lines.OF_THE_TRAIL:
        return timeline_trail.behind_change(session, row_id)
    table, made = timeline_lines.ROWS[source]
    return timeline_trail.behind_row(session, table, row_id, made=made)


def _lines(session: Session, contact_id: ContactId, zone: ZoneInfo, marks: list[Mark]) -> list[TimelineLine]:
    by_source: dict[Source, list[Mark]] = {}
    for mark in marks:
        by_source.setdefault(mark.source, []).append(mark)
    made: dict[Mark, TimelineLine] = {}
    for source, its_marks in by_source.items():
        if source is Source.EDIT or source in timeline_lines.OF_THE_TRAIL:
            made |= timeline_edits.lines(session, contact_id, zone, its_marks)
        else:
            made |= timeline_lines.lines(session, contact_id, zone, its_marks)
    # What a mark stood for may be gone a moment later: another window writes while this one reads.
    return [made[mark] for mark in marks if mark in made]


def _holds(line: TimelineLine, words: list[str]) -> bool:
    if not words:
        return True
    said = text.fold(f"{line.title} {line.detail} {line.words}")
    return all(word in said for word in words)
