"""Introductions: a giver is asked to bring us together with whom they sent, and it is awaited until it happened."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import introducing
from refdesk.domain.contact import PointKind
from refdesk.domain.ids import ContactId, IntroductionId, ReferralId
from refdesk.domain.introducing import Way, Wish
from refdesk.domain.profile import Profile
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.domain.working_time import Clock
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import attempts, conditions, contacts, phone_numbers, shown_names
from refdesk.services import touches as conversations
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.operation import operation
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Introduction, Referral, ReferralGiver, Stage
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

KINDS = (TouchKind.MESSAGE, TouchKind.CALL, TouchKind.MEETING)
"""How somebody is asked for an introduction; each is an attempt to reach the person who was sent."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """Hold an introduction that somebody was asked for and that did not happen yet."""

    introduction_id: IntroductionId
    referral_id: ReferralId
    contact_id: ContactId
    name: str
    prospect_id: ContactId
    prospect: str
    way: Way
    asked_on: date
    clock: ClockFace


@dataclass(frozen=True, slots=True)
class Giver:
    """Name somebody who can be asked, with where to reach them; "" where nothing is known."""

    contact_id: ContactId
    name: str
    short_name: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Askable:
    """Hold what is needed to ask for an introduction to the person of a referral."""

    referral_id: ReferralId
    prospect: str
    prospect_short: str
    need: str
    givers: tuple[Giver, ...]
    awaited: tuple[Awaited, ...]

    def text(self, giver: Giver, way: Way, profile: Profile) -> str:
        """Return the words with which this giver is asked; a discreet business does not repeat the need."""
        need = "" if profile.discreet else self.need
        wish = Wish(giver.short_name, self.prospect, self.prospect_short, need)
        return introducing.text(wish, way, profile)


@operation(N_("Ask for an introduction"))
def ask(
    unit: Unit,
    referral_id: ReferralId,
    contact_id: ContactId,
    way: Way,
    *,
    kind: TouchKind = TouchKind.MESSAGE,
    summary: str = "",
) -> IntroductionId:
    """Log that a giver was asked for an introduction, and await it; this counts as the first attempt.

    Whoever is asked again is awaited anew from today. Raises `Refused` where there is nobody to ask.
    """
    referral = unit.get(Referral, referral_id)
    _check(unit, referral, contact_id, kind)
    prospect = contacts.name(unit, referral.prospect_id)
    conversations.log(
        unit,
        TouchDraft(
            contact_id, unit.now, kind, Purpose.FIRST_CONTACT,
            Outcome.NONE if kind is TouchKind.MESSAGE else Outcome.TALKED, summary, referral_id=referral_id,
        ),
    )  # fmt: skip
    row = _waiting(unit, referral_id, contact_id)
    if row is None:
        row = unit.add(Introduction(referral_id=referral_id, contact_id=contact_id, how=way.value, asked_on=unit.today))
    row.how, row.asked_on = way.value, unit.today
    unit.say(said(contacts.name(unit, contact_id), prospect), "referral", referral_id)
    return IntroductionId(row.id)


@operation(N_("An introduction happened"))
def happened(unit: Unit, introduction_id: IntroductionId, *, way: Way | None = None, on: date | None = None) -> str:
    """Keep that the giver brought us together, as asked or in another way: now the person expects our call.

    Returns what the passing line says.
    """
    row = _open(unit, introduction_id)
    day = on or unit.today
    if day > unit.today:
        raise Refused(Problem("on", _("This day has not come yet.")))
    if way is not None:
        row.how = way.value
    row.happened_on = day
    referral = unit.get(Referral, row.referral_id)
    referral.introduced, referral.expects_call = row.how, True
    words = _("{giver} introduced {name}").format(
        giver=contacts.name(unit, row.contact_id), name=contacts.name(unit, referral.prospect_id)
    )
    unit.say(words, "referral", referral.id)
    return words


@operation(N_("Give up an introduction"))
def drop(unit: Unit, introduction_id: IntroductionId) -> str:
    """Await an introduction no longer; returns what the passing line says."""
    row = _open(unit, introduction_id)
    row.dropped_on = unit.today
    prospect = contacts.name(unit, unit.get(Referral, row.referral_id).prospect_id)
    words = _("Introduction to {name} given up").format(name=prospect)
    unit.say(words, "referral", row.referral_id)
    return words


def awaited(session: Session, clocks: Clocks, *, referral_id: ReferralId | None = None) -> tuple[Awaited, ...]:
    """Return the introductions that are awaited, of one referral or of all, the one asked for first on top.

    Nothing is awaited any more for closed referrals, and from or to people who left.
    """
    if referral_id is not None and _asked_for.first(session, id=referral_id) is None:
        return ()
    query = _of(_rows().where(_is_awaited()), referral_id)
    rows = session.execute(query.order_by(Introduction.asked_on, Introduction.id))
    return tuple(_awaited(row, clocks, introducing.clock(row.asked_on, clocks.working)) for row in rows)


def awaiting(session: Session) -> set[ReferralId]:
    """Return the open referrals for which an introduction is awaited."""
    query = _rows().where(_is_awaited()).with_only_columns(Introduction.referral_id, maintain_column_froms=True)
    return {ReferralId(referral_id) for referral_id in session.scalars(query)}


def to_call(session: Session, clocks: Clocks, *, referral_id: ReferralId | None = None) -> tuple[Awaited, ...]:
    """Return introductions that happened while nobody has tried to reach the person since: now it is for us to call."""
    if referral_id is not None and _asked_for.first(session, id=referral_id) is None:
        return ()
    last = (
        select(func.max(Touch.at, type_=Moment)).where(attempts.with_prospect()).correlate(Referral).scalar_subquery()
    )
    query = _of(_rows().add_columns(last.label("tried_at")), referral_id).where(Introduction.happened_on.is_not(None))
    return tuple(
        _awaited(row, clocks, introducing.call_clock(row.happened_on, clocks.working))
        for row in session.execute(query.order_by(Introduction.happened_on, Introduction.id))
        if row.tried_at is None or row.tried_at < clocks.working.start_of(row.asked_on)
    )


def askable(session: Session, referral_id: ReferralId, clocks: Clocks) -> Askable:
    """Return who can be asked for an introduction, and what is awaited of them; raises `Overtaken`."""
    found = _sent.first(session, id=referral_id)
    if found is None:
        raise Overtaken(_("This referral is no longer there."))
    name = shown_names.at_end(found)
    return Askable(
        referral_id=referral_id,
        prospect=name.usual,
        prospect_short=name.short,
        need=found.need,
        givers=givers(session, referral_id) if found.direction == Direction.RECEIVED else (),
        awaited=awaited(session, clocks, referral_id=referral_id),
    )


def givers(session: Session, referral_id: ReferralId) -> tuple[Giver, ...]:
    """Return who sent the person and is still there to be asked."""
    rows = _givers.rows(session, id=referral_id)
    ids = [ContactId(row.id) for row in rows]
    mails = contacts.points_to_use(session, ids, PointKind.EMAIL)
    phones = phone_numbers.to_dial(session, ids)
    names = [shown_names.at_end(row) for row in rows]
    return tuple(
        Giver(giver_id, name.usual, name.short, mails.get(giver_id, ""), phones.get(giver_id, ""))
        for giver_id, name in zip(ids, names, strict=True)
    )


@Prepared
def _asked_for() -> Any:  # noqa: ANN401 - a select of an id: for most referrals nobody was ever asked
    return select(Introduction.id).where(Introduction.referral_id == bindparam("id")).limit(1)


@Prepared
def _sent() -> Any:  # noqa: ANN401 - a select of many columns
    query = select(Referral.need, Referral.direction, *shown_names.parts(Contact))
    return query.join(Contact, Contact.id == Referral.prospect_id).where(Referral.id == bindparam("id"))


@Prepared
def _givers() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(Contact.id, *shown_names.parts(Contact))
        .join(ReferralGiver, ReferralGiver.contact_id == Contact.id)
        .where(ReferralGiver.referral_id == bindparam("id"), conditions.is_active())
        .order_by(ReferralGiver.id)
    )


def said(giver: str, prospect: str) -> str:
    """Return what the passing line says once somebody was asked."""
    return _("{giver} asked for an introduction to {name}").format(giver=giver, name=prospect)


def _check(unit: Unit, referral: Referral, contact_id: ContactId, kind: TouchKind) -> None:
    if referral.direction != Direction.RECEIVED:
        raise Refused(Problem("contact_id", _("You sent this person yourself: you make the introduction.")))
    gave = exists().where(ReferralGiver.referral_id == referral.id, ReferralGiver.contact_id == contact_id)
    if not unit.session.scalar(select(gave)):
        raise Refused(Problem("contact_id", _("Choose somebody who sent this person.")))
    if unit.get(Stage, referral.stage_id).meaning != Meaning.OPEN:
        raise Refused(Problem("", _("This referral is closed. Open it again first.")))
    if kind not in KINDS:
        raise Refused(Problem("kind", _("Choose how you asked.")))


def _waiting(unit: Unit, referral_id: ReferralId, contact_id: ContactId) -> Introduction | None:
    query = select(Introduction).where(
        Introduction.referral_id == referral_id, Introduction.contact_id == contact_id,
        Introduction.happened_on.is_(None), Introduction.dropped_on.is_(None),
    )  # fmt: skip
    return unit.session.scalars(query.order_by(Introduction.id)).first()


def _open(unit: Unit, introduction_id: IntroductionId) -> Introduction:
    row = unit.get(Introduction, introduction_id)
    if row.happened_on is not None or row.dropped_on is not None:
        raise Overtaken(_("This introduction is no longer awaited."))
    return row


def _is_awaited() -> Any:  # noqa: ANN401 - a condition, in the words of its index
    return (Introduction.happened_on.is_(None)) & (Introduction.dropped_on.is_(None))


@cache
def _rows() -> Select[Any]:
    asked, prospect = aliased(Contact), aliased(Contact)
    return (
        select(
            Introduction.id, Introduction.referral_id, Introduction.contact_id, Introduction.how,
            Introduction.asked_on, Introduction.happened_on, Referral.prospect_id,
            shown_names.columns(asked, "asked"), shown_names.columns(prospect, "prospect"),
        )
        .join(Referral, Referral.id == Introduction.referral_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .join(asked, asked.id == Introduction.contact_id)
        .join(prospect, prospect.id == Referral.prospect_id)
        .where(Stage.meaning == Meaning.OPEN, conditions.is_active(asked), conditions.is_active(prospect))
    )  # fmt: skip


def _of(query: Select[Any], referral_id: ReferralId | None) -> Select[Any]:
    return query if referral_id is None else query.where(Introduction.referral_id == referral_id)


def _awaited(row: Row[Any], clocks: Clocks, clock: Clock) -> Awaited:
    return Awaited(
        introduction_id=IntroductionId(row.id),
        referral_id=ReferralId(row.referral_id),
        contact_id=ContactId(row.contact_id),
        name=shown_names.of(row.asked).usual,
        prospect_id=ContactId(row.prospect_id),
        prospect=shown_names.of(row.prospect).usual,
        way=Way(row.how),
        asked_on=row.asked_on,
        clock=clocks.face(clock),
    )
