"""Saved filters: a filter of the list of contacts under a name, kept with the business and written as it is typed."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import search, text
from refdesk.domain.contact import too_long
from refdesk.domain.search import Search
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services.contact_order import Column
from refdesk.services.operation import operation
from refdesk.store.tables.office import Setting
from refdesk.store.unit import Unit

SETTING = "saved_filters"
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """Hold a filter with its name: the words of the search box, chips among them, and the order."""

    name: str
    words: str
    sort: Column = Column.RANK
    descending: bool = False


def kept(session: Session) -> tuple[SavedFilter, ...]:
    """Return the saved filters, in the order in which they were saved."""
    return _read(session.scalar(select(Setting.value).where(Setting.key == SETTING)))


def opened(session: Session, wanted: Search) -> Search:
    """Return a search with what the saved filters that it names look for; a name nobody saved is `unknown`."""
    if not wanted.saved:
        return wanted
    by_name = {search.fold_name(each.name): each for each in kept(session)}
    found = replace(wanted, saved=())
    for name in wanted.saved:
        meant = search.parse(by_name[name].words) if name in by_name else Search(unknown=(name,))
        found = search.both(found, replace(meant, saved=()))
    return found


@operation(N_("Save a filter"))
def save(unit: Unit, wanted: SavedFilter) -> None:
    """Keep a filter under its name, in the place of one of the same name; raises `Refused` by field."""
    name = _checked(wanted.name)
    meant = opened(unit.session, search.parse(wanted.words))
    fresh = replace(wanted, name=name, words=search.words(replace(meant, unknown=())))
    before = kept(unit.session)
    same = [place for place, each in enumerate(before) if search.fold_name(each.name) == search.fold_name(name)]
    after = [*before]
    if same:
        after[same[0]] = fresh
    else:
        after.append(fresh)
    _write(unit, after)
    unit.say(_("Filter “{name}” saved").format(name=name))


@operation(N_("Rename a filter"))
def rename(unit: Unit, old: str, new: str) -> None:
    """Give a saved filter another name; raises `Refused` when another one has it."""
    name, before = _checked(new), kept(unit.session)
    others = {search.fold_name(each.name) for each in before if each.name != old}
    if search.fold_name(name) in others:
        raise Refused(Problem("name", _("Another filter has this name.")))
    _write(unit, [replace(each, name=name) if each.name == old else each for each in before])
    unit.say(_("Filter “{name}” renamed").format(name=name))


@operation(N_("Remove a filter"))
def remove(unit: Unit, name: str) -> None:
    """Forget a saved filter; the people stay."""
    _write(unit, [each for each in kept(unit.session) if each.name != name])
    unit.say(_("Filter “{name}” removed").format(name=name))


def _checked(typed: str) -> str:
    name = text.clean(typed.replace('"', " "))
    if not search.fold_name(name):
        raise Refused(Problem("name", _("Give the filter a name.")))
    if len(name) > LONGEST_NAME:
        raise Refused(Problem("name", too_long(LONGEST_NAME)))
    return name


def _read(value: str | None) -> tuple[SavedFilter, ...]:
    """Read what is kept; an order that this RefDesk does not know becomes that of ranks."""
    known = set(Column)
    return tuple(
        SavedFilter(
            each["name"], each["words"], Column(each["sort"]) if each["sort"] in known else Column.RANK,
            each["descending"],
        )
        for each in json.loads(value or "[]")
    )  # fmt: skip


def _write(unit: Unit, filters: Sequence[SavedFilter]) -> None:
    value = json.dumps([asdict(each) for each in filters], ensure_ascii=False)
    row = unit.session.scalars(select(Setting).where(Setting.key == SETTING)).first()
    if row is None:
        unit.add(Setting(key=SETTING, value=value))
    else:
        row.value = value
