"""Parts of a thank-you beyond its word and card: a gift with it, and what is owed once more."""

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy import Select, select

from refdesk.domain import thanks as rules
from refdesk.domain.gifts import GiftDirection, GiftState
from refdesk.domain.ids import ThanksId, ThanksPartId
from refdesk.domain.thanks import Part
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, contacts
from refdesk.services.operation import operation
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Thanks, ThanksPart
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

_NOON = time(12)
_ON_ITS_WAY = ("mailed", "handed_over")


@operation(N_("Add a gift to a thank-you"))
def add_gift(unit: Unit, thanks_id: ThanksId) -> ThanksPartId:
    """Owe a gift too, in the time of a card from now; it is done once a gift for the same is logged as given."""
    opened = unit.get(Thanks, thanks_id)
    parts = unit.session.scalars(_parts_of(opened).where(ThanksPart.part == Part.GIFT)).all()
    if any(each.done_at is None and each.waived_at is None for each in parts):
        raise Refused(Problem("part", _("A gift is part of this thank-you already.")))
    name = contacts.name_of(contact := unit.get(Contact, opened.contact_id))
    if not contact.may_accept_gifts:
        sentence = _("{name} may not accept gifts. A card is always right.")
        raise Refused(Problem("part", sentence.format(name=name)))
    due_at = rules.clock(Part.GIFT, unit.now, business.working_time(unit.session)).due_at
    part = unit.add(ThanksPart(thanks_id=thanks_id, part=Part.GIFT.value, due_at=due_at))
    unit.say(_("A gift is part of the thank-you to {name}").format(name=name), "contact", opened.contact_id)
    return ThanksPartId(part.id)


@operation(N_("Leave the gift out"))
def leave_gift_out(unit: Unit, thanks_id: ThanksId) -> ThanksPartId:
    """Note that no gift goes with a thank-you: the card is enough; a gift that was owed with it is left out."""
    opened = unit.get(Thanks, thanks_id)
    gifts = unit.session.scalars(_parts_of(opened).where(ThanksPart.part == Part.GIFT)).all()
    if gifts and not (gifts := [each for each in gifts if each.done_at is None and each.waived_at is None]):
        raise Refused(Problem("part", _("This gift is given or left out already.")))
    if gifts:
        part = gifts[0]
    else:
        due_at = rules.clock(Part.GIFT, unit.now, business.working_time(unit.session)).due_at
        part = unit.add(ThanksPart(thanks_id=thanks_id, part=Part.GIFT.value, due_at=due_at))
    part.waived_at = unit.now
    name = contacts.name_of(unit.get(Contact, opened.contact_id))
    unit.say(_("No gift to {name}, card only").format(name=name), "contact", opened.contact_id)
    return ThanksPartId(part.id)


def note_gift(unit: Unit, gift: Gift) -> None:
    """Tie a gift to the gift owed to this person for the same referral, and close that once it is given.

    A gift without a referral thanks for nothing in particular, and closes nothing.
    """
    part = _tied_to(unit, gift)
    if part is None and gift.referral_id is not None and gift.direction == GiftDirection.GIVEN:
        part = unit.session.scalars(_owed_gift(gift)).first()
    if part is None:
        return
    part.gift_id = gift.id
    if gift.state == GiftState.GIVEN:
        part.waived_at = None
        part.done_at = max(_given_at(unit, gift), unit.get(Thanks, part.thanks_id).opened_at)
    else:
        part.done_at = None


def forget_gift(unit: Unit, gift: Gift) -> None:
    """Owe again what a gift had closed that is taken out."""
    part = _tied_to(unit, gift)
    if part is not None:
        part.done_at = part.gift_id = None


@operation(N_("Owe a thank-you again"))
def owe_again(unit: Unit, part_id: ThanksPartId) -> None:
    """Owe a part again that was done or left out: a card is back to be mailed; what was said or given stays logged."""
    part = unit.get(ThanksPart, part_id)
    if part.done_at is None and part.waived_at is None:
        raise Refused(Problem("part", _("This is owed already.")))
    for each in (part, *(_mates(unit, part) if part.part == Part.CARD else ())):
        _open(unit, each)
    opened = unit.get(Thanks, part.thanks_id)
    name = contacts.name_of(unit.get(Contact, opened.contact_id))
    unit.say(_("Thank-you to {name} is owed again").format(name=name), "contact", opened.contact_id)


def _open(unit: Unit, part: ThanksPart) -> None:
    touch = None if part.touch_id is None else unit.get(Touch, part.touch_id)
    part.done_at = part.waived_at = part.touch_id = part.gift_id = None
    if part.part == Part.CARD:
        sent = select(Printed).where(Printed.thanks_part_id == part.id, Printed.state.in_(_ON_ITS_WAY))
        for row in unit.session.scalars(sent).all():
            row.state, row.mailed_on = "written", None
    unit.session.flush()
    if touch is not None and part.part in (Part.CARD, Part.REWARD):
        unit.session.delete(touch)  # what did not leave the house is no last contact; what was said was said


def _mates(unit: Unit, part: ThanksPart) -> Sequence[ThanksPart]:
    """Return the cards of the household that were closed by the same one."""
    opened = unit.get(Thanks, part.thanks_id)
    home = unit.get(Contact, opened.contact_id).household_id
    if home is None or part.done_at is None or opened.referral_id is None:
        return ()
    query = (
        select(ThanksPart)
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .where(Thanks.referral_id == opened.referral_id, Thanks.occasion == opened.occasion)
        .where(Contact.household_id == home, ThanksPart.part == Part.CARD, ThanksPart.id != part.id)
        .where(ThanksPart.done_at == part.done_at)
        .order_by(ThanksPart.id)
    )
    return unit.session.scalars(query).all()


def _parts_of(opened: Thanks) -> Select[ThanksPart]:
    return select(ThanksPart).where(ThanksPart.thanks_id == opened.id).order_by(ThanksPart.id)


def _tied_to(unit: Unit, gift: Gift) -> ThanksPart | None:
    return unit.session.scalars(select(ThanksPart).where(ThanksPart.gift_id == gift.id)).first()


def _owed_gift(gift: Gift) -> Select[ThanksPart]:
    return (
        select(ThanksPart)
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .where(Thanks.contact_id == gift.contact_id, Thanks.referral_id == gift.referral_id)
        .where(ThanksPart.part == Part.GIFT, ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None))
        .where(ThanksPart.gift_id.is_(None))
        .order_by(ThanksPart.due_at, ThanksPart.id)
    )


def _given_at(unit: Unit, gift: Gift) -> datetime:
    return unit.now if gift.on == unit.today else business.working_time(unit.session).moment_of(gift.on, _NOON)
