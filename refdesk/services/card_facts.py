"""What is known about each card of a job: whom it greets, what it is for, and the fields of its wording."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from refdesk import i18n
from refdesk.domain import names, occasions
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.gift_modes import Mode
from refdesk.domain.ids import ContactId, ReferralId, ThanksPartId
from refdesk.domain.occasions import CardFor, CardId, CardOccasion
from refdesk.domain.profile import Profile
from refdesk.domain.ranking import Rank
from refdesk.domain.thanks import Occasion
from refdesk.services import attempts, conditions, envelopes, household_names, shown_names
from refdesk.services.envelopes import Envelope
from refdesk.store.tables.people import Contact, YearlyDate
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart

CHUNK = 500
Together = Mapping[tuple[int, int, str], list[tuple[int, names.PersonName]]]
"""Who of a household (with the referral and the occasion) is thanked, by id and name."""


@dataclass(frozen=True, slots=True)
class CardFacts:
    """Hold what is known for one card; without `asks` it carries no line about sending somebody.

    Nobody is asked who is ranked D, is not to be called or takes no gifts, nor by a business that sends notes only.
    """

    card: CardId
    contact_id: ContactId
    occasion: CardOccasion
    referral_id: ReferralId | None
    since: datetime | None
    name: names.PersonName
    person: str
    discreet: bool
    asks: bool
    fields: dict[str, str]

    @property
    def key(self) -> str:
        """Return what tells the card from all others of a job."""
        return occasions.key_of(self.card)


def of_cards(session: Session, cards: Sequence[CardId], profile: Profile) -> list[CardFacts]:
    """Return the facts of each card in the order asked for; cards of people who left are not among them."""
    owed = [card for card in cards if not isinstance(card, CardFor)]
    others = [card for card in cards if isinstance(card, CardFor)]
    found: dict[CardId, CardFacts] = {}
    for start in range(0, len(owed), CHUNK):
        found.update(_of_parts(session, owed[start : start + CHUNK], profile))
    for start in range(0, len(others), CHUNK):
        found.update(_of_people(session, others[start : start + CHUNK], profile))
    return [found[card] for card in cards if card in found]


def letters(session: Session, facts: Sequence[CardFacts], profile: Profile) -> dict[str, Envelope]:
    """Return where each card goes, by its key."""
    personal = {each.contact_id for each in facts if each.occasion in occasions.OF_DAYS}
    shared = {each.contact_id for each in facts if each.occasion not in occasions.OF_DAYS}
    own = envelopes.of(session, personal, profile.country, personal=True)
    homes = envelopes.of(session, shared, profile.country)
    return {
        each.key: (own if each.occasion in occasions.OF_DAYS else homes)[ContactId(each.contact_id)] for each in facts
    }


def about_us(profile: Profile) -> dict[str, str]:
    """Return the fields of a wording that tell about the business."""
    return {
        "owner": profile.owner,
        "owner_first_name": names.split(profile.owner).short,
        "firm": profile.business_name,
        "trade": profile.trade,
        "phone": profile.phone,
        "site": profile.site,
        "tagline": profile.tagline,
    }


def _of_parts(session: Session, part_ids: Sequence[ThanksPartId], profile: Profile) -> dict[CardId, CardFacts]:
    rows = session.execute(_parts_query(), {"ids": part_ids}).all()
    together = _thanked_together(session, rows)
    ours = about_us(profile)
    return {ThanksPartId(row.id): _owed(row, profile, ours, together) for row in rows}


@cache
def _parts_query() -> Any:  # noqa: ANN401 - a select of many columns
    """Return the query of cards that are owed; put together once, for it runs with each keystroke."""
    prospect = aliased(Contact)
    return (
        select(
            ThanksPart.id, Thanks.contact_id, Thanks.occasion, Thanks.opened_at, Referral.id.label("referral_id"),
            Contact.household_id,
            Referral.need, Referral.may_share, Referral.received_at, shown_names.columns(Contact),
            shown_names.columns(prospect, "prospect"),
            and_(Referral.id.is_not(None), attempts.spoken()).label("spoken"),
        )
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .outerjoin(Referral, Referral.id == Thanks.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
        .where(ThanksPart.id.in_(bindparam("ids", expanding=True)), conditions.is_active())
    )  # fmt: skip


def _home(row: Row[Any]) -> tuple[int, int, str]:
    return row.household_id, row.referral_id, row.occasion


def _thanked_together(session: Session, rows: Iterable[Row[Any]]) -> Together:
    """Return who of each household is owed thanks for the same: the one card is written to all of them."""
    homes = {row.household_id for row in rows if row.household_id is not None and row.referral_id is not None}
    if not homes:
        return {}
    query = (
        select(Contact.household_id, Thanks.referral_id, Thanks.occasion, Contact.id, shown_names.columns(Contact))
        .join(Thanks, Thanks.contact_id == Contact.id)
        .where(Contact.household_id.in_(homes), Thanks.referral_id.is_not(None), conditions.is_active())
        .order_by(Thanks.id)
    )
    found: dict[tuple[int, int, str], list[tuple[int, names.PersonName]]] = {}
    for row in session.execute(query):
        found.setdefault(_home(row), []).append((row.id, shown_names.of(row.person)))
    return found


def _owed(row: Row[Any], profile: Profile, ours: dict[str, str], together: Together) -> CardFacts:
    name = shown_names.of(row.person)
    sent = shown_names.of(row.prospect)
    discreet = profile.discreet or row.may_share is False or shown_names.is_erased(sent)
    others = [each for contact_id, each in together.get(_home(row), ()) if contact_id != row.contact_id]
    fields = ours | greeting([name, *others])
    fields["spoken"] = "yes" if row.spoken else ""
    if row.referral_id is not None and not discreet:
        fields |= {"prospect": sent.usual, "prospect_first_name": sent.short, "need": row.need}
    return CardFacts(
        card=ThanksPartId(row.id),
        contact_id=ContactId(row.contact_id),
        occasion=occasions.of_thanks(Occasion(row.occasion)),
        referral_id=None if row.referral_id is None else ReferralId(row.referral_id),
        since=row.received_at or row.opened_at,
        name=name,
        person=name.usual,
        discreet=discreet,
        asks=False,
        fields=fields,
    )


def greeting(people: Sequence[names.PersonName]) -> dict[str, str]:
    """Return the fields that greet these people together."""
    short = i18n.listing([each.short for each in people])
    return {"dear": short, "first_name": short, "full_name": i18n.listing([each.full for each in people])}


def _of_people(session: Session, cards: Sequence[CardFor], profile: Profile) -> dict[CardId, CardFacts]:
    query = select(
        Contact.id, Contact.household_id, Contact.rank, Contact.may_be_called, Contact.may_accept_gifts,
        shown_names.columns(Contact),
    ).where(Contact.id.in_({card.contact_id for card in cards}), conditions.is_active())  # fmt: skip
    rows = {row.id: row for row in session.execute(query)}
    shared = {card.contact_id for card in cards if card.occasion not in occasions.OF_DAYS}
    homes = _homes(session, {rows[each].household_id for each in shared if each in rows})
    years = _began(session, {card.contact_id for card in cards if card.occasion is CardOccasion.ANNIVERSARY})
    ours, asks = about_us(profile), Mode(profile.gift_mode) is not Mode.NOTES_ONLY
    return {
        card: _of_person(card, rows[card.contact_id], homes, years, ours, asks=asks)
        for card in cards
        if card.contact_id in rows
    }


def _homes(session: Session, household_ids: set[int | None]) -> dict[int, tuple[str, list[names.PersonName]]]:
    """Return the name on the envelope of each household with everybody there who is written to."""
    ids = sorted(each for each in household_ids if each is not None)
    if not ids:
        return {}
    on_envelopes = household_names.on_envelopes(session, ids)
    query = (
        select(Contact.household_id, shown_names.columns(Contact))
        .where(Contact.household_id.in_(ids), Contact.may_be_mailed, conditions.is_active())
        .order_by(Contact.id)
    )
    found: dict[int, tuple[str, list[names.PersonName]]] = {}
    for row in session.execute(query):
        home = found.setdefault(row.household_id, (on_envelopes.get(row.household_id, ""), []))
        home[1].append(shown_names.of(row.person))
    return found


def _began(session: Session, contact_ids: set[ContactId]) -> dict[tuple[int, int, int], int]:
    """Return the year in which the anniversaries of these people began, by person, month and day."""
    if not contact_ids:
        return {}
    query = select(YearlyDate.contact_id, YearlyDate.month, YearlyDate.day, YearlyDate.year).where(
        YearlyDate.contact_id.in_(contact_ids), YearlyDate.kind != "birthday", YearlyDate.year.is_not(None)
    )
    return {(row.contact_id, row.month, row.day): row.year for row in session.execute(query)}


def _of_person(
    card: CardFor,
    row: Row[Any],
    homes: Mapping[int, tuple[str, list[names.PersonName]]],
    years: Mapping[tuple[int, int, int], int],
    ours: dict[str, str],
    *,
    asks: bool,
) -> CardFacts:
    name = shown_names.of(row.person)
    person, people = name.usual, [name]
    if card.occasion not in occasions.OF_DAYS and row.household_id in homes:
        on_envelope, members = homes[row.household_id]
        if len(members) > 1:
            person, people = on_envelope or person, members
    fields = ours | greeting(people) | {"years": _years(card.on, card.contact_id, years)}
    return CardFacts(
        card=card,
        contact_id=card.contact_id,
        occasion=card.occasion,
        referral_id=None,
        since=None,
        name=name,
        person=person,
        discreet=False,
        asks=asks and row.rank != Rank.D and row.may_be_called != MayBeCalled.NO and row.may_accept_gifts,
        fields=fields,
    )


def _years(on: date | None, contact_id: int, years: Mapping[tuple[int, int, int], int]) -> str:
    if on is None:
        return ""
    day = on.day if (on.month, on.day) != (2, 28) or (contact_id, 2, 28) in years else 29  # kept a day early
    began = years.get((contact_id, on.month, day)) or years.get((contact_id, on.month, on.day))
    return str(on.year - began) if began and on.year > began else ""
