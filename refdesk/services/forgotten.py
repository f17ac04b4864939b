"""People one may have forgotten: a question for each walk of life, and a contact made from its answer in place."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from refdesk.domain import forgotten
from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.forgotten import Walk
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.i18n import N_, _
from refdesk.services import contacts, shown_names
from refdesk.services.operation import operation
from refdesk.store.tables.office import Setting
from refdesk.store.tables.people import Contact
from refdesk.store.unit import Unit

NOBODY = "forgotten_nobody"
"""The setting that holds the walks of life for which there is nobody."""
NAMES_SHOWN = 3
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Question:
    """A walk of life, who of it is already there (some names, and how many), and whether there is nobody."""

    walk: Walk
    names: tuple[str, ...]
    known: int
    nobody: bool

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for an answer."""
        return not self.known and not self.nobody


@dataclass(frozen=True, slots=True)
class Answer:
    """Somebody who came to mind; `phone` may be empty."""

    key: str
    given: str
    family: str = ""
    organisation: str = ""
    phone: str = ""
    rank: Rank | None = None


def questions(session: Session) -> tuple[Question, ...]:
    """Return a question for each walk of life, the open ones first."""
    nobody = nobody_of(session)
    known = Counter[str]()
    names: dict[str, list[str]] = {walk.key: [] for walk in forgotten.WALKS}
    for person, words in _who_does_what(session):
        for walk in forgotten.told_by(words):
            known[walk.key] += 1
            if len(names[walk.key]) < NAMES_SHOWN:
                names[walk.key].append(shown_names.of(person).usual)
    asked = (Question(walk, tuple(names[walk.key]), known[walk.key], walk.key in nobody) for walk in forgotten.WALKS)
    return tuple(sorted(asked, key=lambda question: not question.is_open))


@operation(N_("Add somebody forgotten"))
def answer(unit: Unit, said: Answer) -> ContactId:
    """Add who came to mind, with the walk of life as profession; raises `Refused` with the problems by field."""
    walk = forgotten.BY_KEY[said.key]
    phones = (IncomingPoint(said.phone, main=True),) if said.phone.strip() else ()
    draft = ContactDraft(
        given=said.given, family=said.family, organisation=said.organisation, profession=forgotten.title(walk),
        category=walk.category, phones=phones, rank=said.rank,
    )  # fmt: skip
    _keep_nobody(unit, nobody_of(unit.session) - {said.key})
    return contacts.add(unit, draft)


@operation(N_("Nobody of this kind"))
def nobody(unit: Unit, key: str) -> None:
    """Remember that there is nobody of a walk of life."""
    _keep_nobody(unit, nobody_of(unit.session) | {key})
    unit.say(_("{kind}: nobody").format(kind=forgotten.title(forgotten.BY_KEY[key])))


def _who_does_what(session: Session) -> Iterator[tuple[tuple[str, ...], str]]:
    parts = (Contact.job_title, Contact.profession, Contact.what_they_do, Contact.organisation)
    query = select(shown_names.columns(Contact), *parts).where(
        Contact.status == Status.ACTIVE.value, or_(*(each != "" for each in parts))
    )
    in_order = query.order_by(Contact.sort_key, Contact.id)
    for row in session.execute(in_order, execution_options={"yield_per": CHUNK}):
        yield row.person, " ".join(row[1:])


def nobody_of(session: Session) -> frozenset[str]:
    """Return the walks of life for which there is nobody, by their keys."""
    kept = session.scalar(select(Setting.value).where(Setting.key == NOBODY))
    return frozenset(json.loads(kept)) if kept else frozenset()


def _keep_nobody(unit: Unit, keys: frozenset[str]) -> None:
    kept = unit.session.scalars(select(Setting).where(Setting.key == NOBODY)).first()
    value = json.dumps(sorted(keys))
    if kept is not None:
        kept.value = value
    elif keys:
        unit.add(Setting(key=NOBODY, value=value))
