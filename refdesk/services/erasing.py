"""Erasing a person for good: the only act that no undo takes back.

What is theirs alone goes. What others need stays without a name: a referral that somebody else gave or got, and a gift
that the yearly ledger has to prove.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.referral import Direction
from refdesk.errors import Overtaken
from refdesk.i18n import N_, _
from refdesk.services import erasing_traces, households, shown_names
from refdesk.services.erasing_traces import Traces
from refdesk.services.operation import operation
from refdesk.store import derived, erased_words, erasure, row_codec
from refdesk.store.erased_words import Words
from refdesk.store.erasure import Ids, Reach
from refdesk.store.recorder import Change
from refdesk.store.tables import all_tables
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, Household, PostalAddress, Tag
from refdesk.store.tables.referrals import Referral, ReferralGiver, Thanks, ThanksPart
from refdesk.store.tables.trail import NOTHING_KEPT, Operation
from refdesk.store.unit import Unit

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "contact_point": N_("Phones, e-mails, sites"),
        "postal_address": N_("Addresses"),
        "yearly_date": N_("Birthday and other days"),
        "contact_tag": N_("Tags"),
        "tag": N_("Tags that nobody else had"),
        "contact_link": N_("Links to other people"),
        "evidence": N_("What shows that they know, like, trust"),
        "plan": N_("Plan"),
        "lesson_taught": N_("Lessons taught"),
        "touch": N_("Conversations and other touches"),
        "promise": N_("Promises"),
        "reminder": N_("Reminders"),
        "thanks": N_("Thank-yous"),
        "gift": N_("Gifts"),
        "referral": N_("Referrals"),
        "campaign_entry": N_("Places in referral months"),
        "printed": N_("Printed cards"),
        "picture": N_("Photo"),
    }
)
"""What the report counts; parts of these go with them."""


@dataclass(frozen=True, slots=True)
class ErasureReport:
    """What goes, what stays without a name, and how often others mention the person; kinds are in plain words."""

    name: str
    removed: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, int], ...]
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class _Planned:
    """What is to be done about a person."""

    contact_id: ContactId
    name: PersonName
    goes: Reach
    stays: Ids
    traces: Traces
    words: Words


def would_go(session: Session, contact_id: ContactId) -> ErasureReport:
    """Return what erasing this person would take out; raises `Overtaken` when they are gone."""
    return _report(_plan(session, contact_id))


@operation(N_("Erase a person"))
def erase(unit: Unit, contact_id: ContactId) -> ErasureReport:
    """Take a person out of everything, the trail and the search index too; there is no way back."""
    planned = _plan(unit.session, contact_id)
    connection, about = unit.session.connection(), _about(unit.session, planned)
    _leave_household(unit, planned)
    erasure.take_out(connection, planned.goes)
    _forget_past(connection, planned.traces)
    if planned.stays:
        _make_nameless(connection, contact_id)
    changed = erased_words.replace(connection, planned.words)
    changed[Household.__tablename__] = changed.get(Household.__tablename__, set()) - planned.traces.households
    erased_words.replace_among(connection, erasing_traces.close_by(planned.traces), about)
    _forget_operations(connection, planned.traces.who)
    unit.session.expire_all()
    worded = _found_by(connection, changed) | ({contact_id} if planned.stays else set())
    derived.recompute(unit.session, worded=worded, touched=(), came={}, zone=unit.zone)
    _note(unit, planned)
    unit.say(_("A person was erased"))
    return _report(planned, sum(map(len, changed.values())))


def _plan(session: Session, contact_id: ContactId) -> _Planned:
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise Overtaken(_("This is no longer there. It was removed in the meantime."))
    connection = session.connection()
    stays = {name: ids for name, ids in _stays(session, contact_id).items() if ids}
    start: Ids = {}
    for table, column in erasure.references_to(Contact.__tablename__):
        found = set(erasure.rows_where(connection, table, column, {contact_id})) - stays.get(table.name, set())
        start[table.name] = start.get(table.name, set()) | found
    if not stays:
        start[Contact.__tablename__] = {contact_id}
    if contact.photo_id is not None:
        start["picture"] = {contact.photo_id}
    start[Tag.__tablename__] = _own_tags(connection, contact_id)
    name = shown_names.by_id(session, [contact_id])[contact_id]
    traces = erasing_traces.find(session, contact_id)
    words = erasing_traces.everywhere(session, traces)
    return _Planned(contact_id, name, erasure.reach(connection, start), stays, traces, words)


def _own_tags(connection: Connection, contact_id: ContactId) -> set[int]:
    """Return the tags that this person has or had, and nobody else: they may name the person."""
    tagged = row_codec.table_of(ContactTag)
    past = erasure.told(connection, tagged.name, "contact_id", {contact_id})
    had = {values["tag_id"] for _row_id, values in past}
    had |= set(connection.scalars(select(tagged.c.tag_id).where(tagged.c.contact_id == contact_id)))
    of_others = select(tagged.c.tag_id).where(tagged.c.contact_id != contact_id, tagged.c.tag_id.in_(had))
    own = had - set(connection.scalars(of_others))
    told = erasure.told(connection, tagged.name, "tag_id", own)
    # A tag that somebody else once had may come back to them by an undo.
    return own - {values["tag_id"] for _row_id, values in told if values["contact_id"] != contact_id}


def _stays(session: Session, contact_id: ContactId) -> Ids:
    """Return the rows that others need: they keep referring to somebody without a name."""
    given = set(session.scalars(select(Gift.id).where(Gift.contact_id == contact_id)))
    gives = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == contact_id)
    of_others = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id != contact_id)
    ours = (Referral.prospect_id == contact_id) | (Referral.recipient_id == contact_id)
    shared = ours & (Referral.id.in_(of_others) | (Referral.direction == Direction.GIVEN.value))
    sent = Referral.id.in_(gives) & (Referral.prospect_id != contact_id)
    referrals = set(session.scalars(select(Referral.id).where(shared | sent)))
    links = select(ReferralGiver.id).where(
        ReferralGiver.contact_id == contact_id, ReferralGiver.referral_id.in_(referrals)
    )
    return {"gift": given, "referral": referrals, "referral_giver": set(session.scalars(links))}


def _leave_household(unit: Unit, planned: _Planned) -> None:
    """Take the person out of the household and its name on the envelope; the trail of whoever stays alone follows."""
    household_id = unit.get(Contact, planned.contact_id).household_id
    if household_id is None:
        return
    query = select(Contact.id).where(Contact.household_id == household_id, Contact.id != planned.contact_id)
    others = [ContactId(each) for each in unit.session.scalars(query)]
    households.leave(unit, planned.contact_id)
    household = unit.session.get(Household, household_id)
    if household is not None and len(others) > 1 and planned.name.given in household.name_on_envelope.split():
        household.name_on_envelope = households.suggested_name(unit.session, others)
    unit.session.flush()
    if len(others) == 1:
        connection = unit.session.connection()
        erasure.let_go_in_trail(connection, Contact.__tablename__, "household_id", {household_id})
        # Whoever keeps the address now has a row that no undo of theirs knows: they cannot be taken back any more.
        erasure.blank(connection, Contact.__tablename__, set(others), only_coming=True)


def _forget_past(connection: Connection, traces: Traces) -> None:
    """Blank what the trail holds of rows that went before, and of the households."""
    for name, ids in traces.rows.items():
        erasure.blank(connection, name, ids)
    erasure.blank(connection, Household.__tablename__, traces.households)


def _about(session: Session, planned: _Planned) -> Ids:
    """Return the rows of others in which a first name means the person: households, and what their referral brought."""
    connection = session.connection()
    sent = set(session.scalars(select(Referral.id).where(Referral.prospect_id == planned.contact_id)))
    rows: Ids = {
        "household": set(planned.traces.households),
        "operation": erasing_traces.operations(session, planned.traces),
    }
    for table, column in erasure.references_to(Referral.__tablename__):
        rows[table.name] = erasure.ever_where(connection, table, column, sent)
    for name, of in (
        (ThanksPart.__tablename__, Thanks.__tablename__),
        (Printed.__tablename__, ThanksPart.__tablename__),
    ):
        for table, column in erasure.references_to(of):
            if table.name == name:
                rows[name] = erasure.ever_where(connection, table, column, rows[of])
    return rows


def _found_by(connection: Connection, changed: Ids) -> set[int]:
    """Return whom other words are found by now."""
    found = set(changed.get(Contact.__tablename__, ()))
    for row_class, name in ((ContactPoint, "contact_point"), (PostalAddress, "postal_address")):
        table = row_codec.table_of(row_class)
        for some in erasure.chunks(changed.get(name, ())):
            found |= {
                each for each in connection.scalars(select(table.c.contact_id).where(table.c.id.in_(some))) if each
            }
    tagged = row_codec.table_of(ContactTag)
    for some in erasure.chunks(changed.get("tag", ())):
        found |= set(connection.scalars(select(tagged.c.contact_id).where(tagged.c.tag_id.in_(some))))
    return found


def _make_nameless(connection: Connection, contact_id: ContactId) -> None:
    """Blank everything about a person whose row others need."""
    table = row_codec.table_of(Contact)
    usual = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault)
    }
    values = {column.name: None for column in table.columns if column.nullable} | usual
    values |= {"given": _(shown_names.ERASED), "status": Status.INACTIVE.value, "may_be_called": MayBeCalled.NO.value}
    values |= {"may_be_mailed": False, "may_accept_gifts": False}
    connection.execute(table.update().where(table.c.id == contact_id).values(values))
    erasure.blank(connection, table.name, {contact_id})
    told = row_codec.table_of(Referral)
    about = set(connection.scalars(select(told.c.id).where(told.c.prospect_id == contact_id)))
    connection.execute(told.update().where(told.c.id.in_(about)).values(need="", next_step="", lost_reason=""))
    erasure.blank(connection, told.name, about)


def _forget_operations(connection: Connection, who: AbstractSet[int]) -> None:
    table = row_codec.table_of(Operation)
    about = (table.c.subject_kind == "contact") & table.c.subject_id.in_(who)
    connection.execute(table.update().where(about).values(label=_("(erased)"), subject_kind="", subject_id=None))


def _note(unit: Unit, planned: _Planned) -> None:
    """Leave in the trail that rows went, and nothing of what they held; views and other windows learn it from there."""
    recorded = unit.recorded.rows
    for change in recorded.values():
        change.before = None if change.before is None else NOTHING_KEPT
        change.after = None if change.after is None else ""
    recorded |= {
        (name, row_id): Change(NOTHING_KEPT, None) for name, ids in planned.goes.gone.items() for row_id in ids
    }
    if planned.stays:
        recorded["contact", planned.contact_id] = Change(NOTHING_KEPT, "")


def _report(planned: _Planned, mentions: int = 0) -> ErasureReport:
    removed = tuple(_counted(planned.goes.gone))
    return ErasureReport(planned.name.full, removed, tuple(_counted(planned.stays)), mentions)


def _counted(rows: Mapping[str, AbstractSet[int]]) -> Iterator[tuple[str, int]]:
    return ((_(words), len(rows[name])) for name, words in WORDS.items() if rows.get(name))


def rows_about(session: Session, contact_id: ContactId) -> Ids:
    """Return the rows that are about a person, by table: what is theirs, and what they share with others."""
    planned = _plan(session, contact_id)
    rows: Ids = {name: set(ids) for name, ids in planned.goes.gone.items()}
    for name, ids in planned.stays.items():
        rows.setdefault(name, set()).update(ids)
    contact = session.get(Contact, contact_id)
    assert contact is not None, "the plan was made for somebody"
    rows["contact"] = {contact_id}
    if contact.household_id is not None:
        rows[Household.__tablename__] = {contact.household_id}
    known = all_tables.row_classes()
    return {name: ids for name, ids in rows.items() if name in known}
