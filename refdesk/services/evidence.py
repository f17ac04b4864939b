"""What shows how well a person knows, likes and trusts us, and when they were happy with us."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import evidence as rules
from refdesk.domain import text
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId, EvidenceId
from refdesk.errors import Overtaken, Refused
from refdesk.i18n import N_, _
from refdesk.services import contacts
from refdesk.services.conditions import WHO
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, Evidence
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Hold what was seen on a day."""

    evidence_id: EvidenceId
    of: Of
    on: date
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """Hold the levels from 0 to 3, the satisfaction from 1 to 5 if it is known, and every line, the newest first."""

    know: int
    like: int
    trust: int
    satisfaction: int | None
    lines: tuple[EvidenceLine, ...]

    def lines_of(self, of: Of) -> tuple[EvidenceLine, ...]:
        """Return the lines that show one thing."""
        return tuple(line for line in self.lines if line.of is of)

    def level_of(self, of: Of) -> int | None:
        """Return the level that goes with the lines."""
        return {Of.KNOW: self.know, Of.LIKE: self.like, Of.TRUST: self.trust, Of.HAPPY: self.satisfaction}[of]


def of(session: Session, contact_id: ContactId) -> EvidenceFacts:
    """Return the levels and lines of a person; raises `Overtaken` when they are gone."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    return EvidenceFacts(contact.know, contact.like, contact.trust, contact.satisfaction, lines(session, contact_id))


def lines(session: Session, contact_id: ContactId) -> tuple[EvidenceLine, ...]:
    """Return every line of a person, the newest first."""
    rows = session.execute(_rows(), {"who": contact_id})
    return tuple(EvidenceLine(EvidenceId(row.id), Of(row.of), row.on, row.text) for row in rows)


@cache
def _rows() -> Any:  # noqa: ANN401 - a select of many columns
    query = select(Evidence.id, Evidence.of, Evidence.on, Evidence.text).where(Evidence.contact_id == WHO)
    return query.order_by(Evidence.on.desc(), Evidence.id.desc())


@operation(N_("Note what shows it"))
def note(unit: Unit, draft: EvidenceDraft) -> None:
    """Set a level and keep the line that shows it, as one step; raises `Refused` by field."""
    if found := rules.problems(draft, today=unit.today):
        raise Refused(*found)
    contact = unit.get(Contact, draft.contact_id)
    if draft.level is not None:
        setattr(contact, _COLUMNS[draft.of], draft.level)
    if kept := text.clean(draft.text, lines=True):
        unit.add(Evidence(contact_id=contact.id, of=draft.of.value, on=draft.on, text=kept))
    label = _("{name}: {what} noted").format(name=contacts.name_of(contact), what=_(rules.WORDS[draft.of]))
    unit.say(label, "contact", contact.id)


@operation(N_("Note what shows it"))
def change(unit: Unit, draft: EvidenceDraft, removed: Sequence[EvidenceId] = ()) -> None:
    """Take lines away, set a level and add a line, all as one step; raises `Refused` by field."""
    for evidence_id in removed:
        remove(unit, evidence_id)
    if draft.level is not None or draft.text.strip() or not removed:
        note(unit, draft)


@operation(N_("Take a line back"))
def remove(unit: Unit, evidence_id: EvidenceId) -> None:
    """Take a line away; the level stays."""
    row = unit.get(Evidence, evidence_id)
    contact = unit.get(Contact, row.contact_id)
    unit.session.delete(row)
    label = _("{name}: {what} taken back").format(name=contacts.name_of(contact), what=_(rules.WORDS[Of(row.of)]))
    unit.say(label, "contact", contact.id)


_COLUMNS = {Of.KNOW: "know", Of.LIKE: "like", Of.TRUST: "trust", Of.HAPPY: "satisfaction"}
