"""The gifts of a tax year, with the totals of people and households beside the limit that holds for it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import gift_rules, money, tax_year
from refdesk.domain.gift_rules import GiftRules, Standing
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import ContactId, GiftId, GiftItemId, ReferralId
from refdesk.domain.tax_year import TaxYear
from refdesk.services import gift_history, gift_limits, household_names, shown_names
from refdesk.services.gift_history import CountedGift, Whose
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact, Household


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """Hold one gift of the ledger; `together_minor` is what the person or household had that year, as it counts.

    `standing` holds that total beside the limit; `whose` names the person or household.
    """

    gift_id: GiftId
    on: date
    contact_id: ContactId
    name: str
    gift: str
    category: str
    occasion: str
    business_reason: str
    relationship: str
    cost_minor: int
    shipping_minor: int
    state: GiftState
    referral_id: ReferralId | None
    together_minor: int
    standing: Standing
    whose: str
    home: Whose
    item_id: GiftItemId | None
    direction: GiftDirection
    organisation: str
    may_accept_gifts: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold the gifts of a tax year, the newest first, and the sums of what was given in minor units."""

    year: int
    rows: tuple[LedgerRow, ...]
    count: int
    cost_minor: int
    shipping_minor: int
    tax_year: TaxYear
    rules: GiftRules
    direction: GiftDirection = GiftDirection.GIVEN


def ledger(session: Session, year: int, direction: GiftDirection = GiftDirection.GIVEN) -> Ledger:
    """Return the gifts of the tax year that begins in this calendar year; planned and bought ones are not summed."""
    rules = gift_limits.rules(session)
    lasts = tax_year.beginning_in(year, rules.start)
    limit = rules.limit_at(lasts.last)
    query = (
        select(Gift, Contact)
        .join(Contact, Contact.id == Gift.contact_id)
        .where(Gift.direction == direction, Gift.on >= lasts.first, Gift.on <= lasts.last)
        .order_by(Gift.on.desc(), Gift.id.desc())
    )
    found = session.execute(query).all()
    ids = [row.Gift.id for row in found]
    counted = _counted(session, ids, rules)
    given = [row.Gift for row in found if row.Gift.state == GiftState.GIVEN]
    per_home: dict[Whose, list[CountedGift]] = defaultdict(list)
    for gift in given if direction is GiftDirection.GIVEN else ():
        per_home[counted[gift.id].whose(limit)].append(counted[gift.id])
    standings = {home: Standing(gift_history.total(each, limit), limit) for home, each in per_home.items()}
    names = _household_names(session, {each.whose(limit) for each in counted.values()})
    return Ledger(
        year=year,
        rows=tuple(
            _row(row.Gift, row.Contact, counted[row.Gift.id].whose(limit), standings, names, rules) for row in found
        ),
        count=len(given),
        cost_minor=sum(gift.cost_minor for gift in given),
        shipping_minor=sum(gift.shipping_minor for gift in given),
        tax_year=lasts,
        rules=rules,
        direction=direction,
    )  # fmt: skip


def tax_years(session: Session, today: date) -> tuple[TaxYear, ...]:
    """Return the tax years that have gifts, and the present one, the newest first."""
    start = gift_limits.rules(session).start
    return tuple(tax_year.beginning_in(year, start) for year in years(session, today))


def years(session: Session, today: date) -> tuple[int, ...]:
    """Return the tax years that have gifts, and the present one, the newest first."""
    start = gift_limits.rules(session).start
    days = {today, *session.scalars(select(Gift.on).distinct())}
    return tuple(sorted({tax_year.of(day, start).number for day in days}, reverse=True))


def _counted(session: Session, gift_ids: list[int], rules: GiftRules) -> Mapping[int, CountedGift]:
    found: dict[int, CountedGift] = {}
    for at in range(0, len(gift_ids), shown_names.CHUNK):
        query = gift_history.counted_columns().where(Gift.id.in_(gift_ids[at : at + shown_names.CHUNK]))
        found |= {row.id: gift_history.counted(row, rules.currency) for row in session.execute(query)}
    return found


def _household_names(session: Session, homes: set[Whose]) -> Mapping[Whose, str]:
    ids = sorted(row_id for table, row_id in homes if table == Household.__tablename__)
    found: dict[Whose, str] = {}
    for at in range(0, len(ids), shown_names.CHUNK):
        some = household_names.on_envelopes(session, ids[at : at + shown_names.CHUNK])
        found |= {(Household.__tablename__, each): name for each, name in some.items()}
    return found


def _row(
    gift: Gift,
    contact: Contact,
    home: Whose,
    standings: Mapping[Whose, Standing],
    names: Mapping[Whose, str],
    rules: GiftRules,
) -> LedgerRow:
    standing = standings.get(home) or Standing(gift_rules.NOTHING, rules.limit_at(gift.on))
    name = shown_names.of([getattr(contact, part) for part in shown_names.PARTS]).usual
    return LedgerRow(
        gift_id=GiftId(gift.id),
        on=gift.on,
        contact_id=ContactId(gift.contact_id),
        name=name,
        gift=gift.name,
        category=gift.category,
        occasion=gift.occasion,
        business_reason=gift.business_reason,
        relationship=gift.relationship,
        cost_minor=gift.cost_minor,
        shipping_minor=gift.shipping_minor,
        state=GiftState(gift.state),
        referral_id=None if gift.referral_id is None else ReferralId(gift.referral_id),
        together_minor=money.to_minor(standing.total, rules.currency),
        standing=standing,
        whose=names.get(home) or name,
        home=home,
        item_id=None if gift.item_id is None else GiftItemId(gift.item_id),
        direction=GiftDirection(gift.direction),
        organisation=contact.organisation if contact.kind == "person" else "",
        may_accept_gifts=contact.may_accept_gifts,
    )
