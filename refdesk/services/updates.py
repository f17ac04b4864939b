"""Updates to givers: who should hear, of whom, in which words; and logged once they were told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from refdesk.domain import text, update_words
from refdesk.domain import updates as rules
from refdesk.domain.contact import LONGEST_TEXT, PointKind, too_long
from refdesk.domain.ids import ContactId, ReferralId, TouchId
from refdesk.domain.referral import Direction
from refdesk.domain.touches import Outcome, Purpose, TouchKind
from refdesk.domain.update_words import News
from refdesk.domain.updates import Mark
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, contacts, phone_numbers, shown_names, update_facts
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.operation import operation
from refdesk.services.update_facts import Scope, Sent
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

KINDS = (TouchKind.MESSAGE, TouchKind.CALL, TouchKind.MEETING)
"""How an update is given."""


@dataclass(frozen=True, slots=True)
class UpdateDue:
    """Hold the one update that a giver should get now, however many they sent.

    `text` says what it is about; `news` is what there is to tell of the first of the referrals.
    """

    contact_id: ContactId
    name: str
    referral_ids: tuple[ReferralId, ...]
    text: str
    news: str
    clock: ClockFace


@dataclass(frozen=True, slots=True)
class Told:
    """Hold one referral of a giver with its news; `is_chosen` when it belongs into the next update."""

    referral_id: ReferralId
    news: News
    is_chosen: bool
    clock: ClockFace | None


@dataclass(frozen=True, slots=True)
class GiverNews:
    """Hold what a giver can be told; `email` and `phone` are "" where none is known."""

    contact_id: ContactId
    name: str
    email: str
    phone: str
    hear_less: bool
    referrals: tuple[Told, ...]

    def text(self, referral_ids: Iterable[ReferralId], today: date) -> str:
        """Return the text about some of these referrals."""
        wanted = set(referral_ids)
        return update_words.text([each.news for each in self.referrals if each.referral_id in wanted], today)


def due(session: Session, clocks: Clocks, *, discreet: bool) -> tuple[UpdateDue, ...]:
    """Return the updates to give now, one for each giver, the one owed longest first.

    What comes due within a week comes along, so that nobody is written to twice in a few days.
    """
    by_giver: dict[ContactId, list[Sent]] = {}
    for each in update_facts.all_of(session, clocks, discreet=discreet):
        by_giver.setdefault(each.giver_id, []).append(each)
    chosen = {giver_id: some for giver_id, sent in by_giver.items() if (some := _chosen(sent, clocks))}
    news = update_facts.news_of(session, [each for some in chosen.values() for each in some], clocks)
    names = shown_names.by_id(session, chosen)
    found = [_due(giver_id, names[giver_id].usual, some, news, clocks) for giver_id, some in chosen.items()]
    return tuple(sorted(found, key=lambda each: (each.clock.due_at, each.contact_id)))


def of_giver(session: Session, contact_id: ContactId, clocks: Clocks, *, discreet: bool) -> GiverNews:
    """Return all that this giver can be told, with what belongs into the next update; raises `Overtaken`."""
    contact = session.get(Contact, contact_id)
    if contact is None:
        raise Overtaken(_("This contact is no longer there."))
    sent = update_facts.all_of(session, clocks, discreet=discreet, scope=Scope.GIVER, which=contact_id)
    mine = [each for each in sent if each.giver_id == contact_id and rules.has_news(each.case)]
    chosen = {each.referral_id for each in _chosen(mine, clocks)}
    news = update_facts.news_of(session, mine, clocks)
    mails = contacts.points_to_use(session, [contact_id], PointKind.EMAIL)
    return GiverNews(
        contact_id=contact_id,
        name=shown_names.by_id(session, [contact_id])[contact_id].usual,
        email=mails.get(contact_id, ""),
        phone=phone_numbers.to_dial(session, [contact_id]).get(contact_id, ""),
        hear_less=contact.hear_less,
        referrals=tuple(
            Told(each.referral_id, news[each.referral_id], each.referral_id in chosen, _face(each, clocks))
            for each in mine
        ),
    )


def text_for(
    session: Session, contact_id: ContactId, clocks: Clocks, *, discreet: bool, referral_ids: Sequence[ReferralId] = ()
) -> str:
    """Return the text for a giver about these referrals, or about what is due; "" when there is nothing to tell."""
    found = of_giver(session, contact_id, clocks, discreet=discreet)
    wanted = referral_ids or [each.referral_id for each in found.referrals if each.is_chosen]
    return found.text(wanted, _today(clocks))


def about(session: Session, referral_id: ReferralId, clocks: Clocks, *, discreet: bool) -> tuple[UpdateDue, ...]:
    """Return the updates about one referral that are due now, one for each of its givers."""
    sent = update_facts.all_of(session, clocks, discreet=discreet, scope=Scope.REFERRAL, which=referral_id)
    owed = [each for each in sent if _is_due(each, clocks)]
    news = update_facts.news_of(session, owed, clocks)
    names = shown_names.by_id(session, [each.giver_id for each in owed])
    return tuple(_due(each.giver_id, names[each.giver_id].usual, [each], news, clocks) for each in owed)


def marks(session: Session, clocks: Clocks, direction: Direction) -> Mapping[ReferralId, Mark]:
    """Return how the givers of each referral stand; those of which nobody heard, or need to, are missing."""
    if direction is not Direction.RECEIVED:
        return {}
    found = {ReferralId(row[0]): Mark.KEPT_POSTED for row in session.execute(_told())}
    today, working = _today(clocks), clocks.working
    for each in update_facts.all_of(session, clocks, discreet=business.load(session).discreet):
        mark = rules.mark(each.case, today, working)
        if mark is Mark.DUE or (mark is Mark.KEPT_POSTED and each.referral_id not in found):
            found[each.referral_id] = mark
    return found


@operation(N_("Log an update"))
def log(
    unit: Unit,
    contact_id: ContactId,
    referral_ids: Sequence[ReferralId],
    *,
    kind: TouchKind = TouchKind.MESSAGE,
    summary: str = "",
) -> tuple[TouchId, ...]:
    """Log that a giver was told about these referrals, one touch for each; raises `Refused`."""
    if not referral_ids:
        raise Refused(Problem("referral_ids", _("Choose about whom.")))
    if len(summary) > LONGEST_TEXT:
        raise Refused(Problem("summary", too_long(LONGEST_TEXT)))
    _check_given(unit, contact_id, referral_ids)
    outcome = Outcome.NONE if kind is TouchKind.MESSAGE else Outcome.TALKED
    rows = [
        unit.add(
            Touch(
                contact_id=contact_id, referral_id=referral_id, kind=kind.value, purpose=Purpose.UPDATE.value,
                outcome=outcome.value, at=unit.now, summary=text.clean(summary, lines=True), asked="no",
            )
        )
        for referral_id in dict.fromkeys(referral_ids)
    ]  # fmt: skip
    unit.say(said(contacts.name(unit, contact_id)), "contact", contact_id)
    return tuple(TouchId(row.id) for row in rows)


@operation(N_("Change what a giver hears"))
def set_hear_less(unit: Unit, contact_id: ContactId, *, hear_less: bool) -> None:
    """Tell a giver only how it ended from now on, or keep them posted again."""
    unit.get(Contact, contact_id).hear_less = hear_less
    unit.say(said_less(contacts.name(unit, contact_id), hear_less=hear_less), "contact", contact_id)


def said(name: str) -> str:
    """Return what the passing line says once an update is logged."""
    return _("Update to {name} logged").format(name=name)


def said_less(name: str, *, hear_less: bool) -> str:
    """Return what the passing line says once a giver hears less, or as much as before."""
    words = _("{name} hears only how it ended") if hear_less else _("{name} is kept posted")
    return words.format(name=name)


def _check_given(unit: Unit, contact_id: ContactId, referral_ids: Sequence[ReferralId]) -> None:
    unit.get(Contact, contact_id)
    given = set(unit.session.scalars(select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == contact_id)))
    if any(referral_id not in given for referral_id in referral_ids):
        raise Refused(Problem("referral_ids", _("This person did not send everybody whom the update is about.")))


@cache
def _told() -> Select[Any]:
    """Return a question after the referrals of which a giver was ever told."""
    return (
        select(Referral.id)
        .join(Touch, Touch.referral_id == Referral.id)
        .where(Touch.purpose == Purpose.UPDATE, Referral.direction == Direction.RECEIVED)
        .distinct()
    )


def _chosen(sent: Sequence[Sent], clocks: Clocks) -> list[Sent]:
    """Return what the update of a giver is about: what is due, and what may come along; nothing if nothing is due."""
    if not any(_is_due(each, clocks) for each in sent):
        return []
    today, working = _today(clocks), clocks.working
    return [each for each in sent if rules.comes_along(each.case, today, working)]


def _is_due(sent: Sent, clocks: Clocks) -> bool:
    day = rules.due_on(sent.case, _today(clocks), clocks.working)
    return day is not None and day <= _today(clocks)


def _face(sent: Sent, clocks: Clocks) -> ClockFace | None:
    day = rules.due_on(sent.case, _today(clocks), clocks.working)
    return None if day is None else clocks.face(rules.clock(day, clocks.working))


def _due(
    giver_id: ContactId, name: str, sent: Sequence[Sent], news: Mapping[ReferralId, News], clocks: Clocks
) -> UpdateDue:
    faces = [face for each in sent if (face := _face(each, clocks)) is not None]
    return UpdateDue(
        contact_id=giver_id,
        name=name,
        referral_ids=tuple(each.referral_id for each in sent),
        text=update_words.in_short([news[each.referral_id] for each in sent], _today(clocks)),
        news=update_words.for_us(news[sent[0].referral_id], _today(clocks)),
        clock=min(faces, key=lambda face: face.due_at),
    )


def _today(clocks: Clocks) -> date:
    return clocks.working.date_of(clocks.now)
