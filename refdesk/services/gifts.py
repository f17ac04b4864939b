"""Gifts: planned, bought, given and received, never the same one twice to a person or household."""

from dataclasses import fields
from datetime import date, time, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from refdesk.domain import gifts as rules
from refdesk.domain import promises as promise_rules
from refdesk.domain import text
from refdesk.domain.contact import Status
from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftId, GiftItemId, ReferralId
from refdesk.domain.promises import NOTHING_PROMISED, OnTheWay
from refdesk.domain.touches import Purpose, TouchKind
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, contacts, gift_history, promises, thanks_parts
from refdesk.services.operation import operation
from refdesk.services.year_of_gifts import Ledger, LedgerRow, ledger, years
from refdesk.store.tables.gifts import Gift, GiftItem
from refdesk.store.tables.people import Contact
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

# The places that show gifts ask here for all of them.
__all__ = ["Ledger", "LedgerRow", "draft_of", "edit", "ledger", "log", "move", "remove", "years"]

_NOON = time(12)
_MOST_YEARS = 50


@operation(N_("Log a gift"))
def log(unit: Unit, draft: GiftDraft, *, promised: OnTheWay = NOTHING_PROMISED) -> GiftId:
    """Enter a gift, and what was promised with it; one that the person or household had before is refused."""
    contact = _checked(unit, draft, promised=promised)
    gift = Gift(contact_id=contact.id)
    _fill(gift, draft, contact)
    unit.add(gift)
    if draft.state is GiftState.GIVEN:
        _hand_over(unit, gift)
    unit.session.flush()
    thanks_parts.note_gift(unit, gift)
    promises.add_on_the_way(unit, contact.id, promised, referral_id=draft.referral_id)
    name = contacts.name_of(contact)
    said = _("Gift to {name} logged") if draft.direction is GiftDirection.GIVEN else _("Gift from {name} logged")
    unit.say(said.format(name=name), "contact", contact.id)
    return GiftId(gift.id)


@operation(N_("Change a gift"))
def edit(unit: Unit, gift_id: GiftId, draft: GiftDraft, *, was: GiftDraft | None = None) -> None:
    """Save another version of a gift; raises `Refused` by field, and `Overtaken` when it moved on from `was`."""
    gift = unit.get(Gift, gift_id)
    if was is not None and was != drafted(gift):
        raise Overtaken(_("This was changed in the meantime."))
    contact = _checked(unit, draft, gift=gift)
    if gift.state == GiftState.GIVEN:
        _take_back(unit, gift)
    if gift.contact_id != contact.id or gift.referral_id != draft.referral_id:
        thanks_parts.forget_gift(unit, gift)
    _fill(gift, draft, contact)
    if draft.state is GiftState.GIVEN:
        _hand_over(unit, gift)
    unit.session.flush()
    thanks_parts.note_gift(unit, gift)
    unit.say(_("Gift “{gift}” changed").format(gift=gift.name), "contact", contact.id)


@operation(N_("Move a gift on"))
def move(unit: Unit, gift_id: GiftId, state: GiftState) -> None:
    """Take a gift from planned to bought to given; giving it makes today its day, and takes one from the stock."""
    gift = unit.get(Gift, gift_id)
    if state == gift.state:
        raise Refused(Problem("state", _("It stands there already.")))
    if gift.state == GiftState.GIVEN:
        _take_back(unit, gift)
    gift.state = state.value
    if state is GiftState.GIVEN:
        gift.on = unit.today
        _hand_over(unit, gift)
    unit.session.flush()
    thanks_parts.note_gift(unit, gift)
    words = {
        GiftState.GIVEN: _("“{gift}” given"), GiftState.BOUGHT: _("“{gift}” bought"),
        GiftState.PLANNED: _("“{gift}” planned"),
    }  # fmt: skip
    unit.say(words[state].format(gift=gift.name), "contact", gift.contact_id)


@operation(N_("Remove a gift"))
def remove(unit: Unit, gift_id: GiftId) -> None:
    """Take a gift out of the ledger that was entered by mistake; what it had closed is owed again."""
    gift = unit.get(Gift, gift_id)
    if gift.state == GiftState.GIVEN:
        _take_back(unit, gift)
    thanks_parts.forget_gift(unit, gift)
    unit.session.flush()
    unit.session.delete(gift)
    unit.say(_("Gift “{gift}” removed").format(gift=gift.name), "contact", gift.contact_id)


def draft_of(session: Session, gift_id: GiftId) -> GiftDraft | None:
    """Return a gift as it can be edited; None if it is gone."""
    gift = session.get(Gift, gift_id)
    return None if gift is None else drafted(gift)


def drafted(gift: Gift) -> GiftDraft:
    """Return a gift as it is entered."""
    plain = {each.name: getattr(gift, each.name) for each in fields(GiftDraft) if each.name not in _IDS_AND_STATES}
    return GiftDraft(
        contact_id=ContactId(gift.contact_id),
        direction=GiftDirection(gift.direction),
        referral_id=None if gift.referral_id is None else ReferralId(gift.referral_id),
        state=GiftState(gift.state),
        item_id=None if gift.item_id is None else GiftItemId(gift.item_id),
        **plain,
    )


_IDS_AND_STATES = frozenset({"contact_id", "direction", "referral_id", "state", "item_id"})
_TEXTS = ("name", "category", "occasion", "relationship")
_PLAIN = ("on", "cost_minor", "shipping_minor", "referral_id", "item_id", "is_consumable", "is_voucher",
          "carries_our_mark")  # fmt: skip


def _fill(gift: Gift, draft: GiftDraft, contact: Contact) -> None:
    if gift.household_id is None or gift.contact_id != contact.id:
        gift.household_id = contact.household_id
    gift.contact_id = contact.id
    for name in _TEXTS:
        setattr(gift, name, text.clean(getattr(draft, name)))
    gift.business_reason = text.clean(draft.business_reason, lines=True)
    for name in _PLAIN:
        setattr(gift, name, getattr(draft, name))
    gift.direction, gift.state = draft.direction.value, draft.state.value
    if draft.direction is GiftDirection.RECEIVED:
        gift.state, gift.item_id = GiftState.GIVEN.value, None


def _checked(
    unit: Unit, draft: GiftDraft, *, gift: Gift | None = None, promised: OnTheWay = NOTHING_PROMISED
) -> Contact:
    """Return whom the gift is for; raises `Refused` with every problem."""
    contact = None if draft.contact_id is None else unit.get(Contact, draft.contact_id)
    without = None if gift is None else GiftId(gift.id)
    unchanged = gift is not None and rules.is_same(draft, rules.EarlierGift(gift.name, gift.on, ""))
    stays = gift is not None and gift.contact_id == draft.contact_id
    # A gift that was twice in the file before stays editable as it is.
    known = contact is None or (stays and unchanged)
    earlier = [] if known or contact is None else gift_history.earlier(unit.session, contact, without=without)
    found = [
        *rules.problems(draft, earlier=earlier),
        *_day_problems(draft, unit.today),
        *(_long_ago(draft, unit.today) if gift is None or gift.on != draft.on else ()),
        *(() if stays else _left_problems(draft, contact)),
        *promise_rules.problems_on_the_way(promised),
    ]
    if found:
        raise Refused(*found)
    assert contact is not None, "the rules ask for a contact"
    return contact


def _day_problems(draft: GiftDraft, today: date) -> list[Problem]:
    if draft.direction is GiftDirection.RECEIVED and draft.on > today:
        return [Problem("on", _("This day has not come yet."))]
    if draft.state is GiftState.GIVEN and draft.on > today:
        return [Problem("on", _("This day has not come yet. Choose “planned”, or an earlier day."))]
    return []


def _long_ago(draft: GiftDraft, today: date) -> list[Problem]:
    """Return that a year was mistyped: no ledger goes back so far."""
    if today.year - draft.on.year <= _MOST_YEARS:
        return []
    return [Problem("on", _("This is more than {n} years ago. Check the year.").format(n=_MOST_YEARS))]


def _left_problems(draft: GiftDraft, contact: Contact | None) -> list[Problem]:
    """Return why nothing is planned for somebody who left; what was given or received is history."""
    is_history = draft.state is GiftState.GIVEN or draft.direction is GiftDirection.RECEIVED
    if contact is None or contact.status == Status.ACTIVE or is_history:
        return []
    sentence = _("{name} is off your lists. No gift can be planned.")
    return [Problem("contact_id", sentence.format(name=contacts.name_of(contact)))]


def _hand_over(unit: Unit, gift: Gift) -> None:
    """Log the touch, and take one from the stock."""
    _log_touch(unit, gift)
    item = None if gift.item_id is None else unit.get(GiftItem, gift.item_id)
    if item is not None and item.in_stock is not None:
        item.in_stock = max(item.in_stock - 1, 0)


def _take_back(unit: Unit, gift: Gift) -> None:
    """Put one back into the stock, and take the touch out."""
    item = None if gift.item_id is None else unit.session.get(GiftItem, gift.item_id)
    if item is not None and item.in_stock is not None:
        item.in_stock += 1
    touch = _touch_of(unit, gift)
    gift.touch_id = None
    if touch is not None:
        unit.session.delete(touch)


def _log_touch(unit: Unit, gift: Gift) -> None:
    working = business.working_time(unit.session)
    at = unit.now if gift.on == unit.today else working.moment_of(gift.on, _NOON)
    given = gift.direction == GiftDirection.GIVEN
    purpose = Purpose.THANKS if gift.referral_id is not None and given else Purpose.OTHER
    touch = unit.add(
        Touch(
            contact_id=gift.contact_id, referral_id=gift.referral_id, kind=TouchKind.GIFT.value,
            purpose=purpose.value, at=at, summary=gift.name,
        )
    )  # fmt: skip
    gift.touch_id = touch.id


def _touch_of(unit: Unit, gift: Gift) -> Touch | None:
    """Return the touch that a gift was logged with; one of an older file is known by person, day and name."""
    if gift.touch_id is not None:
        return unit.session.get(Touch, gift.touch_id)
    working = business.working_time(unit.session)
    begins = working.start_of(gift.on)
    query = (
        select(Touch)
        .where(Touch.contact_id == gift.contact_id, Touch.kind == TouchKind.GIFT.value, Touch.summary == gift.name)
        .where(Touch.at >= begins, Touch.at < working.start_of(gift.on + timedelta(days=1)))
        .where(~exists().where(Gift.touch_id == Touch.id))
        .order_by(Touch.id.desc())
    )
    return unit.session.scalars(query).first()
