"""Rows of a filled sheet that are not complete yet: kept as they were typed, until they can be saved."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.ids import CampaignId, EntryId
from refdesk.i18n import N_, ngettext
from refdesk.services import call_settling, campaigns
from refdesk.services.operation import operation
from refdesk.store.tables.campaign import CampaignEntry, CampaignTry
from refdesk.store.tables.trail import DRAFT
from refdesk.store.unit import Unit

CELLS = tuple(each.name for each in fields(FilledRow) if each.name != "number")
NO_CELLS: Mapping[str, str] = MappingProxyType({})
_TYPED = "typed"
_LONGEST_CELL = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a row that is not complete yet.

    `unread` holds cells as they were typed that mean nothing yet; `changed` are the cells that were typed in, and
    all others stay as somebody else may have left them.
    """

    row: FilledRow
    unread: Mapping[str, str] = field(default_factory=lambda: NO_CELLS)
    changed: frozenset[str] = frozenset(CELLS)


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold what is kept of a row: saved when `is_saved`, else a draft with its `unread` cells as they were typed."""

    row: FilledRow
    is_saved: bool
    unread: Mapping[str, str]


def of_day(session: Session, campaign_id: CampaignId, day: date) -> dict[EntryId, Kept]:
    """Return what is kept of each row of a day's sheet."""
    query = (
        select(CampaignTry)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.on == day)
    )
    return {EntryId(tried.entry_id): kept(tried) for tried in session.scalars(query)}


@operation(N_("Keep rows of a call sheet"))
def keep(unit: Unit, campaign_id: CampaignId, day: date, drafts: Sequence[Draft]) -> None:
    """Keep rows that are not complete; those that somebody saved in the meantime stand as they are."""
    campaigns.freeze_day(unit, campaign_id, day)
    query = (
        select(CampaignTry)
        .join(CampaignEntry, CampaignEntry.id == CampaignTry.entry_id)
        .where(CampaignEntry.campaign_id == campaign_id, CampaignTry.on == day, CampaignTry.code.is_(None))
    )
    open_rows = {tried.sheet_number: tried for tried in unit.session.scalars(query)}
    for draft in drafts:
        if (tried := open_rows.get(draft.row.number or 0)) is not None:
            write(tried, draft)
    say_kept(unit, campaign_id, day, len(drafts))


def say_kept(unit: Unit, campaign_id: CampaignId, day: date, rows: int) -> None:
    """Say in the trail that rows were kept and none was entered: no step to take back."""
    words = ngettext("{n} row kept as a draft, {day}", "{n} rows kept as drafts, {day}", rows)
    unit.say(words.format(n=rows, day=i18n.day_short(day)), DRAFT, campaign_id)


def write(tried: CampaignTry, draft: Draft) -> None:
    """Keep a draft in its try; what was noted on screen while calling stays beside it."""
    known = kept(tried)
    row = replace(known.row, **{name: getattr(draft.row, name) for name in CELLS if name in draft.changed})
    notes = call_settling.kept(tried)
    call_settling.keep(tried, replace(notes, row=replace(row, code=None)))
    unread = {name: words for name, words in known.unread.items() if name not in draft.changed} | {
        name: words[:_LONGEST_CELL] for name, words in draft.unread.items() if name in draft.changed
    }
    if row.code is not None:
        unread["code"] = row.code.value
    if unread:
        values: dict[str, Any] = json.loads(tried.more) if tried.more else {}
        tried.more = json.dumps(values | {_TYPED: unread}, ensure_ascii=False)


def kept(tried: CampaignTry) -> Kept:
    """Return what is kept in a try."""
    row = call_settling.kept(tried).row
    if tried.code is not None:
        return Kept(row, is_saved=True, unread=NO_CELLS)
    values: dict[str, Any] = json.loads(tried.more) if tried.more else {}
    unread: dict[str, str] = dict(values.get(_TYPED, {}))
    code = unread.get("code", "")
    if code in set(Code):
        row, unread = replace(row, code=Code(code)), {name: words for name, words in unread.items() if name != "code"}
    return Kept(row, is_saved=False, unread=unread)
