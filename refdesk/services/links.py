"""Links between people, made from one side and seen from both."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import and_, case, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import links as rules
from refdesk.domain import text
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, LinkId
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import contacts, shown_names
from refdesk.services.conditions import WHO
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, ContactLink
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class LinkLine:
    """Hold a link as one person sees it: this person is `word` the other, such as "parent of" Ben."""

    link_id: LinkId
    kind: LinkKind
    backward: bool
    word: str
    other_id: ContactId
    other: str
    other_status: Status
    label: str


def of(session: Session, contact_id: ContactId) -> tuple[LinkLine, ...]:
    """Return the links of a person, by kind and then by name."""
    lines = []
    for row in session.execute(_rows(), {"who": contact_id}):
        kind, backward = LinkKind(row.kind), row.a_id != contact_id
        lines.append(
            LinkLine(
                link_id=LinkId(row.id),
                kind=kind,
                backward=backward,
                word=row.label if kind is LinkKind.OTHER and row.label else rules.word(kind, backward=backward),
                other_id=ContactId(row.other_id),
                other=shown_names.of(row.person).usual,
                other_status=Status(row.status),
                label=row.label,
            )
        )
    places = {kind: place for place, kind in enumerate(LinkKind)}
    return tuple(sorted(lines, key=lambda line: (places[line.kind], line.backward)))


@cache
def _rows() -> Any:  # noqa: ANN401 - a select of many columns
    other_id = case((ContactLink.a_id == WHO, ContactLink.b_id), else_=ContactLink.a_id)
    return (
        select(ContactLink.id, ContactLink.a_id, ContactLink.kind, ContactLink.label, Contact.id.label("other_id"),
               Contact.status, shown_names.columns(Contact))
        .join(Contact, Contact.id == other_id)
        .where(or_(ContactLink.a_id == WHO, ContactLink.b_id == WHO))
        .order_by(Contact.sort_key, ContactLink.id)
    )  # fmt: skip


@operation(N_("Link two people"))
def add(unit: Unit, draft: LinkDraft) -> LinkId:
    """Say how two people belong together; raises `Refused` by field, also when it is said already."""
    if found := rules.problems(draft):
        raise Refused(*found)
    assert draft.other_id is not None, "the rules ask for the other"
    one, other = unit.get(Contact, draft.contact_id), unit.get(Contact, draft.other_id)
    a_id, b_id = (other.id, one.id) if draft.backward else (one.id, other.id)
    if _is_said(unit, a_id, b_id, draft):
        raise Refused(Problem("other_id", _("These two are already linked like this.")))
    row = unit.add(ContactLink(a_id=a_id, b_id=b_id, kind=draft.kind.value, label=text.clean(draft.label)))
    label = _("{name} and {other} linked").format(name=contacts.name_of(one), other=contacts.name_of(other))
    unit.say(label, "contact", one.id)
    return LinkId(row.id)


@operation(N_("Remove a link"))
def remove(unit: Unit, link_id: LinkId) -> None:
    """Take a link between two people away."""
    row = unit.get(ContactLink, link_id)
    one, other = unit.get(Contact, row.a_id), unit.get(Contact, row.b_id)
    unit.session.delete(row)
    label = _("{name} and {other} no longer linked").format(name=contacts.name_of(one), other=contacts.name_of(other))
    unit.say(label, "contact", one.id)


def _is_said(unit: Unit, a_id: int, b_id: int, draft: LinkDraft) -> bool:
    same = and_(ContactLink.a_id == a_id, ContactLink.b_id == b_id)
    if rules.is_mutual(draft.kind):
        same = or_(same, and_(ContactLink.a_id == b_id, ContactLink.b_id == a_id))
    label = text.fold(draft.label)
    rows = unit.session.scalars(select(ContactLink.label).where(same, ContactLink.kind == draft.kind.value))
    return any(draft.kind is not LinkKind.OTHER or text.fold(kept) == label for kept in rows)
