"""The library of wordings: those that RefDesk brings, the owner's own, and which of them somebody has had already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import default_wordings, text
from refdesk.domain import wording as rules
from refdesk.domain.contact import LONGEST_LINE, too_long
from refdesk.domain.ids import ContactId, WordingId
from refdesk.domain.occasions import CardOccasion
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services.operation import operation
from refdesk.store.tables.paper import Printed, PrintJob, Wording
from refdesk.store.unit import Unit

CHUNK = 500
_OWN = "own-"


@dataclass(frozen=True, slots=True)
class WordingRow:
    """Hold a wording of the library; `ref` names it, by its key if RefDesk brings it, by its id if it is our own."""

    ref: str
    wording_id: WordingId | None
    occasion: CardOccasion
    title: str
    body: str
    lang: str
    is_discreet: bool = False
    version: int = 0

    @property
    def is_own(self) -> bool:
        """Say whether the owner wrote it, and so may change it."""
        return self.wording_id is not None


@dataclass(frozen=True, slots=True)
class WordingDraft:
    """Hold a wording as it is typed."""

    occasion: CardOccasion
    title: str
    body: str
    lang: str = ""


def all_for(session: Session, occasion: CardOccasion | None = None, lang: str = "") -> tuple[WordingRow, ...]:
    """Return the wordings of an occasion, or of all; those that RefDesk brings first, then our own as written.

    With `lang`, only those in this language; what RefDesk brings is in the language of the screen.
    """
    shipped = [_shipped(each) for each in default_wordings.ALL if occasion in (None, each.occasion)]
    query = select(Wording).where(Wording.retired_on.is_(None)).order_by(Wording.id)
    if occasion is not None:
        query = query.where(Wording.occasion == occasion.value)
    own = [_own(row) for row in session.scalars(query)]
    return tuple(each for each in (*shipped, *own) if lang in ("", each.lang))


def find(session: Session, ref: str) -> WordingRow | None:
    """Return the wording of this name, a retired one too; None if there is none."""
    if ref.startswith(_OWN) and ref.removeprefix(_OWN).isdecimal():
        row = session.get(Wording, int(ref.removeprefix(_OWN)))
        return None if row is None else _own(row)
    shipped = default_wordings.by_key(ref)
    return None if shipped is None else _shipped(shipped)


def used(session: Session, contact_ids: Iterable[int]) -> dict[ContactId, dict[str, datetime]]:
    """Return when each of these people last had a card with each wording, by its `ref`."""
    ids = sorted(set(contact_ids))
    found: dict[ContactId, dict[str, datetime]] = {}
    for start in range(0, len(ids), CHUNK):
        query = (
            select(Printed.contact_id, Printed.wording_id, Printed.wording_key, func.max(PrintJob.at).label("at"))
            .join(PrintJob, PrintJob.id == Printed.print_job_id)
            .where(Printed.contact_id.in_(ids[start : start + CHUNK]))
            .where(Printed.wording_id.is_not(None) | (Printed.wording_key != ""))
            .group_by(Printed.contact_id, Printed.wording_id, Printed.wording_key)
        )
        for row in session.execute(query):
            ref = f"{_OWN}{row.wording_id}" if row.wording_id is not None else row.wording_key
            found.setdefault(ContactId(row.contact_id), {})[ref] = row.at
    return found


def pick(rows: Sequence[WordingRow], *, discreet: bool, had: Mapping[str, datetime]) -> WordingRow:
    """Return the wording to use for somebody: one they never had, else the one they had the longest ago.

    Where nothing may be told, only one that tells nothing, best one that was written for that.
    """
    fitting = [each for each in rows if _fits(each, discreet=discreet)] or list(rows)
    if discreet:
        fitting.sort(key=lambda each: not each.is_discreet)
    fresh = [each for each in fitting if each.ref not in had]
    return fresh[0] if fresh else min(fitting, key=lambda each: had[each.ref])


def check(body: str) -> tuple[Problem, ...]:
    """Return what is wrong with the text of a wording, each with its place."""
    return rules.check(body)


@operation(N_("Add a wording"))
def add(unit: Unit, draft: WordingDraft) -> WordingId:
    """Keep a wording of our own; raises `Refused` by field."""
    kept = _checked(draft)
    row = unit.add(Wording(occasion=kept.occasion.value, title=kept.title, body=kept.body, lang=kept.lang))
    unit.say(_("Wording “{title}” saved").format(title=kept.title), "wording", row.id)
    return WordingId(row.id)


@operation(N_("Change a wording"))
def edit(unit: Unit, wording_id: WordingId, draft: WordingDraft, *, version: int | None = None) -> None:
    """Change a wording of our own; what was printed with it keeps its words. Raises `Refused` by field."""
    kept = _checked(draft)
    row = unit.get(Wording, wording_id, version=version)
    row.occasion, row.title, row.body, row.lang = kept.occasion.value, kept.title, kept.body, kept.lang
    unit.say(_("Wording “{title}” saved").format(title=kept.title), "wording", wording_id)


@operation(N_("Copy a wording"))
def copy(unit: Unit, ref: str) -> WordingId:
    """Make a wording of our own out of another, to be changed."""
    found = find(unit.session, ref)
    if found is None:
        raise Refused(Problem("", _("This wording is no longer there.")))
    title = _("{title} (my words)").format(title=found.title)[:LONGEST_LINE]
    return add(unit, WordingDraft(found.occasion, title, found.body, found.lang))


@operation(N_("Remove a wording"))
def retire(unit: Unit, wording_id: WordingId) -> None:
    """Offer a wording of our own no more; what was printed with it still knows it."""
    row = unit.get(Wording, wording_id)
    row.retired_on = unit.today
    unit.say(_("Wording “{title}” removed").format(title=row.title), "wording", wording_id)


def wording_id_of(ref: str) -> WordingId | None:
    """Return the id in the name of a wording of our own; None for one that RefDesk brings."""
    return WordingId(int(ref.removeprefix(_OWN))) if ref.startswith(_OWN) else None


def language() -> str:
    """Return the language of the screen as wordings have it: "en"."""
    return i18n.code().partition("_")[0]


def _fits(row: WordingRow, *, discreet: bool) -> bool:
    return not rules.tells(row.body) if discreet else not row.is_discreet


def _checked(draft: WordingDraft) -> WordingDraft:
    kept = replace(
        draft,
        title=text.clean(draft.title),
        body=text.clean(draft.body, lines=True),
        lang=draft.lang or language(),
    )
    found = []
    if text.is_blank(kept.title):
        found.append(Problem("title", _("Give the wording a title.")))
    elif len(kept.title) > LONGEST_LINE:
        found.append(Problem("title", too_long(LONGEST_LINE)))
    if text.is_blank(kept.body):
        found.append(Problem("body", _("Type the words.")))
    found += rules.check(kept.body)
    if found:
        raise Refused(*found)
    return kept


def _shipped(each: default_wordings.Wording) -> WordingRow:
    return WordingRow(each.key, None, each.occasion, _(each.title), _(each.body), language(), each.discreet)


def _own(row: Wording) -> WordingRow:
    known = set(CardOccasion)
    occasion = CardOccasion(row.occasion) if row.occasion in known else CardOccasion.OTHER
    return WordingRow(
        f"{_OWN}{row.id}", WordingId(row.id), occasion, row.title, row.body, row.lang, version=row.version
    )
