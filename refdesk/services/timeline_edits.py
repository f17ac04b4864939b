"""Edits of a person in plain words, out of the trail: "Phone changed", "Rank A → A+", "Merged with Bo Lind"."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, String, and_, bindparam, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import text
from refdesk.domain.ids import ContactId
from refdesk.domain.merging import FIELD_WORDS
from refdesk.i18n import N_, _
from refdesk.services import shown_names, timeline_values
from refdesk.services.timeline_line import TimelineKind, TimelineLine
from refdesk.services.timeline_marks import Mark, Source
from refdesk.services.timeline_trail import OWN_TABLES
from refdesk.store.tables.people import Contact, Household
from refdesk.store.tables.trail import NOTHING_KEPT, Operation, RowChange

Row = Mapping[str, Any]
DETAIL = 300
_IDS: Any = bindparam("ids", expanding=True)
_WHO: Any = bindparam("who", type_=Integer)
_PLACE = "postal_address"
_TITLES = {
    "postal_address": N_("Addresses"), "yearly_date": N_("Dates"), "contact_tag": N_("Tags"), "plan": N_("Plan"),
    "contact_link": N_("Links to other people"), "household": N_("Household"), "photo_id": N_("Photo"),
    "household_id": N_("Household"), "kind": N_("Kind"),
} | dict(FIELD_WORDS)  # fmt: skip
_POINTS = {"phone": N_("Phone"), "email": N_("E-mail"), "site": N_("Site")}
_SILENT = frozenset({"id", "contact_id", "rank_set_on", "version", "search_text", "sort_key", "last_touch_on"})


@dataclass(frozen=True, slots=True)
class _Change:
    """A row before and after an operation."""

    operation_id: int
    table: str
    row_id: int
    before: Row | None
    after: Row | None
    is_range: bool


@dataclass(frozen=True, slots=True)
class _Field:
    """One field that became another."""

    title: str
    before: str
    after: str


def lines(session: Session, contact_id: ContactId, zone: ZoneInfo, marks: Sequence[Mark]) -> dict[Mark, TimelineLine]:
    """Return the lines of these marks of one source: edits by their operation, ranks and plans by their change."""
    by_id = {mark.row_id: mark for mark in marks}
    if marks[0].source is not Source.EDIT:
        changed = session.execute(_single_rows(), {"ids": list(by_id)})
        say = _rank_line if marks[0].source is Source.RANK else _plan_line
        return {by_id[row.id]: say(by_id[row.id], zone, *_both(row)) for row in changed}
    changes: dict[int, list[_Change]] = {each: [] for each in by_id}
    for change in _changes(session, contact_id, list(by_id)):
        changes[change.operation_id].append(change)
    labels = {row.id: row for row in session.execute(_operations(), {"ids": list(by_id)})}
    names = timeline_values.names(session, contact_id)
    return {
        mark: _Edit(contact_id, changes[each], labels[each], names).line(mark, _day(mark.at, zone))
        for each, mark in by_id.items()
        if each in labels
    }


@cache
def _single_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(RowChange.id, RowChange.before, RowChange.after).where(RowChange.id.in_(_IDS))


@cache
def _operations() -> Any:  # noqa: ANN401 - a select of many columns
    return select(Operation.id, Operation.label, Operation.subject_kind, Operation.subject_id).where(
        Operation.id.in_(_IDS)
    )


@cache
def _of_operations() -> Any:  # noqa: ANN401 - a select of many columns
    """Read what operations did to one person: an import changes thousands in one."""
    held = [
        or_(RowChange.before.like(bindparam(key, type_=String)), RowChange.after.like(bindparam(key, type_=String)))
        for key in ("whose", "one", "two")
    ]
    household = select(Contact.household_id).where(Contact.id == _WHO).scalar_subquery()
    theirs = or_(
        and_(RowChange.table == Contact.__tablename__, RowChange.row_id == _WHO),
        and_(RowChange.table == Contact.__tablename__, RowChange.row_id <= _WHO, RowChange.last_row_id >= _WHO),
        and_(RowChange.table == Contact.__tablename__, RowChange.after.is_(None), RowChange.last_row_id.is_(None)),
        and_(RowChange.table == Household.__tablename__, RowChange.row_id == household),
        and_(RowChange.table == _PLACE, func.coalesce(RowChange.after, RowChange.before).like(
            func.concat('%"household_id":', type_coerce(household, String), ",%"))),
        and_(RowChange.table.in_(OWN_TABLES), or_(*held)),
    )  # fmt: skip
    return (
        select(
            RowChange.operation_id, RowChange.table, RowChange.row_id, RowChange.before, RowChange.after,
            RowChange.last_row_id,
        )
        .where(RowChange.operation_id.in_(_IDS), theirs)
        .order_by(RowChange.id)
    )  # fmt: skip


def _changes(session: Session, contact_id: ContactId, ids: list[int]) -> Iterator[_Change]:
    values = {"ids": ids, "who": contact_id}
    values |= {"whose": f'%"contact_id":{contact_id},%', "one": f'%"a_id":{contact_id},%',
               "two": f'%"b_id":{contact_id},%'}  # fmt: skip
    for row in session.execute(_of_operations(), values):
        before, after = _both(row)
        yield _Change(row.operation_id, row.table, row.row_id, before, after, row.last_row_id is not None)


def _both(row: Any) -> tuple[Row | None, Row | None]:  # noqa: ANN401 - a row of the trail
    before, after = (json.loads(kept) if kept and kept != NOTHING_KEPT else None for kept in (row.before, row.after))
    return before, after


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def _rank_line(mark: Mark, zone: ZoneInfo, before: Row | None, after: Row | None) -> TimelineLine:
    title = _rank_words((before or {}).get("rank"), (after or {}).get("rank"))
    return TimelineLine(mark, TimelineKind.RANK, _day(mark.at, zone), title)


def _rank_words(before: str | None, after: str | None) -> str:
    none = _("not ranked")
    return _("Rank {before} → {after}").format(before=before or none, after=after or none)


def _plan_line(mark: Mark, zone: ZoneInfo, before: Row | None, after: Row | None) -> TimelineLine:
    title = _("Plan made") if before is None else _("Plan cleared") if after is None else _("Plan changed")
    step = (after or {}).get("next_step") or ""
    was = (before or {}).get("next_step") or ""
    detail = ""
    if step and step != was:
        detail = _("Next step: {step}").format(step=text.shorten(step, DETAIL))
    elif was and not step:
        detail = _("Next step done or dropped: {step}").format(step=text.shorten(was, DETAIL))
    return TimelineLine(mark, TimelineKind.PLAN, _day(mark.at, zone), title, detail)


class _Edit:
    """One operation, as far as it was about one person, in words."""

    def __init__(
        self, contact_id: ContactId, changes: list[_Change], operation: Any, names: timeline_values.Names,  # noqa: ANN401
    ) -> None:  # fmt: skip
        self._who = contact_id
        self._own = [
            each for each in changes if each.table == "contact" and (each.is_range or each.row_id == contact_id)
        ]
        self._others = [each for each in changes if each.table == "contact" and each not in self._own]
        self._belongings = [each for each in changes if each.table != "contact" and self._is_theirs(each)]
        self._operation, self._names = operation, names

    def line(self, mark: Mark, on: date) -> TimelineLine:
        kind, title, detail = self._words()
        return TimelineLine(mark, kind, on, text.shorten(title, DETAIL), text.shorten(detail, DETAIL), detail)

    def _words(self) -> tuple[TimelineKind, str, str]:
        if any(each.before is None and (each.is_range or each.after) for each in self._own):
            return TimelineKind.ADDED, *self._came()
        fields = list(self._fields())
        said = "; ".join(map(_field_words, fields))
        if merged := self._merged():
            return TimelineKind.MERGED, _("Merged with {name}").format(name=merged), said
        if not fields:
            return TimelineKind.EDIT, str(self._operation.label), ""
        titles = list(dict.fromkeys(each.title for each in fields))
        if titles == [_(_TITLES["household_id"])]:
            return TimelineKind.HOUSEHOLD, self._household(), said if _moved(self._belongings) else ""
        if len(fields) == 1 and titles == [_(FIELD_WORDS["rank"])]:
            (own,) = self._own
            return TimelineKind.RANK, _rank_words((own.before or {}).get("rank"), (own.after or {}).get("rank")), ""
        return TimelineKind.EDIT, _("{fields} changed").format(fields=i18n.listing(titles)), said

    def _came(self) -> tuple[str, str]:
        source = self._names.source_of_data
        if any(each.is_range for each in self._own):
            label = str(self._operation.label)
            return (_("Imported from {source}").format(source=source), label) if source else (_("Imported"), label)
        return _("Added"), _("From {source}").format(source=source) if source else ""

    def _merged(self) -> str:
        """Return who was merged into this person; of a step with many pairs it is not known."""
        gone = [each for each in self._others if each.before and each.after is None]
        is_about = self._operation.subject_kind == "contact" and self._operation.subject_id == self._who
        if len(gone) != 1 and not is_about:
            return ""
        return i18n.listing([_name(each.before or {}) for each in gone]) if gone else ""

    def _household(self) -> str:
        own = next(iter(self._own), None)
        before, after = ((side or {}).get("household_id") for side in (own.before, own.after)) if own else (None, None)
        if before == after:
            return _("Household changed")
        if before is None:
            return _("Household joined")
        return _("Household left") if after is None else _("Household changed")

    def _fields(self) -> Iterator[_Field]:
        return chain(self._own_fields(), self._belonging_fields())

    def _own_fields(self) -> Iterator[_Field]:
        for each in self._own:
            before, after = each.before or {}, each.after or {}
            for key in sorted(before.keys() & after.keys() - _SILENT, key=_place):
                if before[key] != after[key] and key in _TITLES:
                    was, now = (timeline_values.shown(key, side[key]) for side in (before, after))
                    yield _Field(_(_TITLES[key]), was, now)

    def _belonging_fields(self) -> Iterator[_Field]:
        for each in self._belongings:
            kept = each.after or each.before or {}
            title = (
                _(_POINTS.get(kept.get("kind", ""), "")) if each.table == "contact_point" else _(_TITLES[each.table])
            )
            was, now = (self._names.words(each.table, side) if side else "" for side in (each.before, each.after))
            yield _Field(title, was, now)

    def _is_theirs(self, change: _Change) -> bool:
        if change.table in {"household", _PLACE}:
            return True
        sides = [side for side in (change.before, change.after) if side]
        return any(self._who in (side.get("contact_id"), side.get("a_id"), side.get("b_id")) for side in sides)


def _moved(belongings: list[_Change]) -> bool:
    return any(each.table == _PLACE for each in belongings)


def _place(key: str) -> int:
    order = list(_TITLES)
    return order.index(key) if key in order else len(order)


def _field_words(field: _Field) -> str:
    if field.before and field.after:
        if field.before == field.after:
            return field.title
        return _("{field}: {before} → {after}").format(field=field.title, before=field.before, after=field.after)
    if field.after:
        return _("{field}: {value}").format(field=field.title, value=field.after)
    if field.before:
        return _("{field}: {value} removed").format(field=field.title, value=field.before)
    return field.title


def _name(kept: Row) -> str:
    return shown_names.of(kept.get(part) or "" for part in shown_names.PARTS).usual
