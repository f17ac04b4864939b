"""Who could help: people whose work, tags and notes fit a need, best first; and who would be a lead for somebody."""

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select
from sqlalchemy.orm import Session

from refdesk.domain import contact, helping, ranking, text
from refdesk.domain.contact import Category, ContactDraft
from refdesk.domain.helping import Place, Reason, Wanted
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import conditions, contacts, shown_names
from refdesk.services.operation import operation
from refdesk.store import word_starts
from refdesk.store.tables.people import Contact, ContactTag, Tag
from refdesk.store.unit import Unit

SHOWN = 30
MOST_READ = 2_000
"""People whose texts are compared; of more, those with the rarest words and then the best ranks."""
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold somebody who fits, with the words of the need that they have and where."""

    contact_id: ContactId
    name: str
    second_line: str
    rank: Rank | None
    last_touch_on: date | None
    score: float
    matched: frozenset[str]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold the words that were looked for, the people who fit best, and how many more there are."""

    words: tuple[str, ...]
    people: tuple[Candidate, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Wish:
    """Hold whom somebody would like to meet, in their own words."""

    name: str
    short_name: str
    good_lead: str


def who_could_help(
    session: Session, need: str, *, without: Collection[ContactId] = (), limit: int = SHOWN
) -> Answer:  # fmt: skip
    """Return people whose work, good-lead text, tags or notes have words of the need, best first.

    People who left are never found; whom we do not ask may well help.
    """
    return _answer(session, need, tuple(Place), without, limit)


def leads_for(
    session: Session, contact_id: ContactId, *, words: str | None = None, limit: int = SHOWN
) -> Answer:  # fmt: skip
    """Return who in the list would be a good lead for somebody, by what they said a good lead is, or by other words."""
    wished = wish(session, contact_id).good_lead
    places = (Place.DOES, Place.JOB, Place.TAGS, Place.NOTES)
    return _answer(session, wished if words is None else words, places, (contact_id,), limit)


def wish(session: Session, contact_id: ContactId) -> Wish:
    """Return what somebody said a good lead is; raises `Overtaken` when they are gone."""
    found = session.get(Contact, contact_id)
    if found is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    name = shown_names.of(getattr(found, part) for part in shown_names.PARTS)
    return Wish(name.usual, name.short, found.good_lead_for_them)


@operation(N_("Met someone"))
def meet(unit: Unit, new: ContactDraft, need: str) -> ContactId:
    """Add somebody whom we met, with what they need in their notes; raises `Refused` by field."""
    if found := need_problem(need):
        raise Refused(found)
    contact_id = contacts.add(unit, new)
    row = unit.get(Contact, contact_id)
    noted = _("Needs: {need}").format(need=text.clean(need, lines=True))
    row.notes = "\n".join(filter(None, (row.notes, noted)))
    if row.category == Category.OTHER:
        row.category = Category.PROSPECT.value
    unit.say(_("{name} added").format(name=contacts.name(unit, contact_id)), "contact", contact_id)
    return contact_id


def need_problem(need: str) -> Problem | None:
    """Return what is wrong with a need: nothing typed, or a whole book."""
    if text.is_blank(need):
        return Problem("need", _("Type what is needed, in a few words."))
    return Problem("need", contact.too_long(contact.LONGEST_TEXT)) if len(need) > contact.LONGEST_TEXT else None


def _answer(
    session: Session, need: str, places: Sequence[Place], without: Collection[ContactId], limit: int
) -> Answer:  # fmt: skip
    words = helping.wanted(need)
    if not words:
        return Answer((), ())
    having = {each.word: word_starts.people(session, each.looked_up) for each in words}
    everybody = session.scalar(select(func.count()).select_from(Contact)) or 0
    rare = {word: helping.rarity(len(ids), everybody) for word, ids in having.items()}
    chosen = _chosen(session, words, having, rare, set(without))
    known: helping.Known = {}
    found = [
        each
        for row in _rows(session, chosen, with_tags=Place.TAGS in places)
        if (each := _fits(row, words, places, rare, known))
    ]
    found.sort(key=_order)
    shown = tuple(_candidate(row, fit) for row, fit in found[:limit])
    return Answer(tuple(each.word for each in words), shown, max(len(found) - limit, 0))


def _chosen(
    session: Session, words: Sequence[Wanted], having: Mapping[str, Sequence[int]], rare: Mapping[str, float],
    without: set[ContactId],
) -> list[int]:  # fmt: skip
    """Return whose texts to read: everybody with a word of the need, of very many the most promising."""
    (first, ids), *others = having.items()
    worth = dict.fromkeys(ids, rare[first])
    for word, ids in others:
        more = rare[word]
        for contact_id in ids:
            worth[contact_id] = worth.get(contact_id, 0.0) + more
    for contact_id in without:
        worth.pop(contact_id, None)
    if len(worth) <= MOST_READ:
        return sorted(worth)
    starts = [start for each in words for start in each.looked_up]
    dialect = session.get_bind().dialect.name
    by_rank = select(Contact.id).where(word_starts.condition(starts, dialect=dialect), conditions.is_active())
    ranked = session.scalars(by_rank.order_by(_BY_RANK, Contact.last_touch_on.desc(), Contact.id).limit(MOST_READ))
    return _best(worth, list(ranked))


def _best(worth: Mapping[int, float], ranked: Sequence[int]) -> list[int]:
    """Return those whose words are the rarest; of as rare words, those who are ranked first."""
    alike: dict[float, list[int]] = {}
    for contact_id, much in worth.items():
        alike.setdefault(much, []).append(contact_id)
    best: list[int] = []
    place = {contact_id: at for at, contact_id in enumerate(ranked)}
    for much in sorted(alike, reverse=True):
        room = MOST_READ - len(best)
        best += _first_of(alike[much], ranked, place)[:room]
        if len(best) == MOST_READ:
            break
    return best


def _first_of(ids: Sequence[int], ranked: Sequence[int], place: Mapping[int, int]) -> list[int]:
    """Return the first of people who are alike, at most as many as are read."""
    if len(ids) <= MOST_READ:
        return sorted(ids, key=lambda each: (place.get(each, MOST_READ), each))
    # Most people have the one common word: they are not sorted but taken from those ranked, while there are such.
    having = set(ids)
    first = [each for each in ranked if each in having]
    return first + heapq.nsmallest(MOST_READ - len(first), having.difference(first))


def _rows(session: Session, ids: Sequence[int], *, with_tags: bool) -> Iterable[tuple[Any, str]]:
    connection = session.connection()
    for start in range(0, len(ids), CHUNK):
        part = {"ids": list(ids[start : start + CHUNK])}
        tags: dict[int, list[str]] = {}
        for contact_id, name in connection.execute(_tags(), part) if with_tags else ():
            tags.setdefault(contact_id, []).append(name)
        for row in connection.execute(_people(), part):
            yield row, ", ".join(tags.get(row.id, ()))


def _fits(
    found: tuple[Any, str], words: Sequence[Wanted], places: Sequence[Place], rare: Mapping[str, float],
    known: helping.Known,
) -> tuple[Any, helping.Fit] | None:  # fmt: skip
    row, tags = found
    texts = {
        Place.DOES: row.what_they_do,
        Place.GOOD_LEAD: row.good_lead_for_them,
        Place.JOB: ", ".join(filter(None, (row.profession, row.job_title, row.organisation))),
        Place.TAGS: tags,
        Place.NOTES: row.notes,
    }
    fit = helping.fit(words, {place: texts[place] for place in places if texts[place]}, rare, known)
    return (row, fit) if fit.matched else None


def _order(found: tuple[Any, helping.Fit]) -> tuple[Any, ...]:
    row, fit = found
    touched = row.last_touch_on or date.min
    return -fit.score, ranking.order(_rank(row)), -touched.toordinal(), row.sort_key, row.id


def _candidate(row: Any, fit: helping.Fit) -> Candidate:  # noqa: ANN401 - a row of the query
    name = shown_names.at_end(row)
    second = row.what_they_do or row.job_title or row.profession or (row.organisation if name.has_person else "")
    return Candidate(
        ContactId(row.id), name.usual, text.shorten(second, helping.SHOWN_LENGTH), _rank(row), row.last_touch_on,
        fit.score, fit.matched, fit.reasons,
    )  # fmt: skip


def _rank(row: Any) -> Rank | None:  # noqa: ANN401 - a row of the query
    return Rank(row.rank) if row.rank else None


_BY_RANK = case(
    *((Contact.rank == rank.value, ranking.order(rank)) for rank in Rank), else_=ranking.order(None)
)  # fmt: skip


@cache
def _people() -> Select[Any]:
    return select(
        Contact.id, Contact.rank, Contact.last_touch_on, Contact.sort_key, Contact.what_they_do,
        Contact.good_lead_for_them, Contact.profession, Contact.job_title, Contact.notes, *shown_names.parts(Contact),
    ).where(Contact.id.in_(bindparam("ids", expanding=True)), conditions.is_active())  # fmt: skip


@cache
def _tags() -> Any:  # noqa: ANN401 - a select of an id and a name
    return (
        select(ContactTag.contact_id, Tag.name)
        .join(Tag, Tag.id == ContactTag.tag_id)
        .where(ContactTag.contact_id.in_(bindparam("ids", expanding=True)))
        .order_by(ContactTag.id)
    )
