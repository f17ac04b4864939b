"""Keeping in touch (rule 7): to whom a word is due, at most five people a day, the longest waiting of the best rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, Integer, Select, bindparam, func, literal_column, select, union_all
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import keeping_in_touch as rules
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.keeping_in_touch import Waiting
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import KIND_WORDS, Purpose, TouchKind
from refdesk.i18n import _
from refdesk.services import conditions, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.today_line import call_columns
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Touch


@dataclass(frozen=True, slots=True)
class WordDue:
    """Hold somebody to whom a word is due; `last_on` is None for somebody never met, `phone` "" where none is known.

    `every` is after how many days a word to this rank is due.
    """

    contact_id: ContactId
    name: str
    rank: Rank
    last_on: date | None
    last_kind: TouchKind | None
    phone: str
    may_be_called: bool
    clock: ClockFace
    every: int
    today: date

    @property
    def text(self) -> str:
        """Return "A word every 30 days. Last: meeting on Oct 16": no rank, for a client may see the screen."""
        words = _("A word every {n} days.").format(n=self.every)
        return f"{words} {self.last_words}"

    @property
    def last_words(self) -> str:
        """Return what the last contact was, and when."""
        if self.last_on is None:
            return _("No contact yet")
        day = i18n.day_due(self.last_on, self.today)
        if self.last_kind is None:
            return _("Last on {day}").format(day=day)
        return _("Last: {kind} on {day}").format(kind=_(KIND_WORDS[self.last_kind]), day=day)


def due(session: Session, clocks: Clocks, *, most: int | None = None) -> tuple[WordDue, ...]:
    """Return to whom a word is due today, the longest waiting of the best rank first; by itself at most five a day.

    Whom a word of this kind was given today is one of the five.
    """
    most = left_today(session, clocks) if most is None else most
    asked = {_until(rank): rules.touched_by(rank, clocks.today, clocks.working.rules) for rank in rules.RANKS}
    return tuple(_due(row, clocks) for row in _first(session, asked, most)) if most else ()


def left_today(session: Session, clocks: Clocks) -> int:
    """Return how many people may still be named today."""
    begins = clocks.working.start_of(clocks.today)
    done = len({row.contact_id for row in _done.rows(session, begins=begins)})
    return rules.left_today(done, clocks.working.rules)


def suggestion(session: Session, clocks: Clocks) -> WordDue | None:
    """Return whom to say a word to when nothing is left: the longest waiting of the best rank, due or not yet."""
    yesterday = clocks.today - timedelta(days=1)
    rows = _first(session, {_until(rank): yesterday for rank in rules.RANKS}, 1)
    return _due(rows[0], clocks) if rows else None


def _first(session: Session, until: dict[str, date], most: int) -> Sequence[Any]:
    return _rows.rows(session, **until, most=most)


def _until(rank: Rank) -> str:
    return f"until_{rank.name}"


def _due(row: Any, clocks: Clocks) -> WordDue:  # noqa: ANN401 - a row of the query
    one = Waiting(Rank(row.rank), row.last_touch_on)
    may_be_called = row.may_be_called != MayBeCalled.NO
    return WordDue(
        contact_id=ContactId(row.id),
        name=shown_names.usual_at_end(row),
        rank=one.rank,
        last_on=one.last_touch_on,
        last_kind=None if row.last_kind is None else TouchKind(row.last_kind),
        phone=(row.phone or "") if may_be_called else "",
        may_be_called=may_be_called,
        clock=clocks.face(rules.clock(one, clocks.today, clocks.working), said=rules.words(one, clocks.today)),
        every=rules.every(one.rank, clocks.working.rules),
        today=clocks.today,
    )


@Prepared
def _rows() -> Any:  # noqa: ANN401 - a select of many columns
    # A few of each rank in the order of its index, those never met first, and of these the few: nobody is read who
    # cannot be shown.
    last_on, few = Contact.last_touch_on, bindparam("most", type_=Integer)
    in_order = (Contact.client_since, Contact.id)  # as the index goes on, so that nothing is sorted
    picked = []
    for place, rank in enumerate(rules.RANKS):
        mine: Select[Any, Any, Any] = select(Contact.id, literal_column(str(place)).label("place"), last_on).where(
            Contact.status == Status.ACTIVE.value, Contact.rank == rank.value
        )
        never = mine.where(last_on.is_(None)).order_by(*in_order).limit(few)
        long_ago = mine.where(last_on <= bindparam(_until(rank), type_=Date)).order_by(last_on, *in_order).limit(few)
        picked += [select(never.subquery()), select(long_ago.subquery())]
    every = union_all(*picked).subquery()
    in_turn = (func.coalesce(every.c.place, literal_column("0")), every.c.last_touch_on.asc().nulls_first(), every.c.id)
    best = select(every).order_by(*in_turn).limit(few).subquery()
    return (
        select(Contact.id, Contact.rank, last_on, _last_kind(), *call_columns(), *shown_names.parts(Contact))
        .join(best, best.c.id == Contact.id)
        .order_by(best.c.place, last_on.asc().nulls_first(), Contact.id)
    )


def _last_kind() -> Any:  # noqa: ANN401 - a column beside Contact
    theirs = select(Touch.kind).where(Touch.contact_id == Contact.id, conditions.was_touch())
    newest = theirs.order_by(Touch.at.desc(), Touch.id.desc()).limit(literal_column("1"))
    return newest.correlate(Contact).scalar_subquery().label("last_kind")


@Prepared
def _done() -> Any:  # noqa: ANN401
    # Counted above and not here: a count of people would be sought along the index of people, touch by touch.
    given = Touch.purpose == Purpose.KEEP_IN_TOUCH.value
    return select(Touch.contact_id).where(Touch.at >= bindparam("begins"), given, conditions.was_touch())
