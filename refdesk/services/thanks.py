"""Thanks: opened with a referral or a win, and closed part by part as words are said and cards go out."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Row, Select, select

from refdesk.domain import text, touches
from refdesk.domain import thanks as rules
from refdesk.domain.contact import Status
from refdesk.domain.ids import ContactId, ReferralId, ThanksId, ThanksPartId, TouchId
from refdesk.domain.promises import NOTHING_PROMISED, OnTheWay
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.touches import Outcome, Purpose, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import contacts, promises, rewards
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Thanks, ThanksPart
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


def open_for(
    unit: Unit,
    contact_ids: Iterable[int],
    *,
    referral_id: ReferralId | None,
    occasion: Occasion,
    at: datetime,
    working: WorkingTime,
) -> list[ThanksId]:
    """Open thanks with a word and a card for each of these people; their clocks run from `at`."""
    found = []
    for contact_id in contact_ids:
        opened = unit.add(Thanks(contact_id=contact_id, referral_id=referral_id, occasion=occasion.value, opened_at=at))
        for state in rules.opening(at, working):
            unit.add(ThanksPart(thanks_id=opened.id, part=state.part.value, due_at=state.due_at))
        rewards.open_for_thanks(unit, ThanksId(opened.id), occasion, at, working)
        found.append(ThanksId(opened.id))
    return found


@operation(N_("Say thank you"))
def record_word(
    unit: Unit,
    part_id: ThanksPartId,
    kind: TouchKind = TouchKind.CALL,
    note: str = "",
    *,
    promised: OnTheWay = NOTHING_PROMISED,
) -> TouchId:
    """Log the call or message in which the thanks were said, close that part, and note what was promised."""
    part, opened = _owed(unit, part_id, Part.WORD)
    touch = unit.add(
        Touch(
            contact_id=opened.contact_id, referral_id=opened.referral_id, kind=kind.value, at=unit.now,
            purpose=Purpose.THANKS.value, outcome=Outcome.TALKED.value, summary=text.clean(note, lines=True),
        )
    )  # fmt: skip
    _close(unit, part, touch)
    promises.add_on_the_way(
        unit, opened.contact_id, promised, referral_id=opened.referral_id, from_touch_id=TouchId(touch.id),
        made_on=unit.today,
    )  # fmt: skip
    unit.say(_("Thank-you to {name} logged").format(name=_name(unit, opened)), "contact", opened.contact_id)
    return TouchId(touch.id)


@operation(N_("Leave a thank-you out"))
def waive(unit: Unit, part_id: ThanksPartId) -> None:
    """Take a part off the list without doing it."""
    part, opened = _owed(unit, part_id)
    part.waived_at = unit.now
    name = _name(unit, opened)
    unit.say(_("Thank-you to {name} left out").format(name=name), "contact", opened.contact_id)


def note_touch(unit: Unit, touch: Touch) -> None:
    """Close the word owed to this person when the conversation was a word of thanks.

    One about a referral closes the word for that referral; any other closes every word still owed to the person.
    """
    said = touches.counts_as_word_of_thanks(TouchKind(touch.kind), Purpose(touch.purpose), Outcome(touch.outcome))
    if not said:
        return
    query = (
        select(ThanksPart)
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .where(Thanks.contact_id == touch.contact_id, ThanksPart.part == Part.WORD)
        .where(ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None))
        .order_by(ThanksPart.id)
    )
    if touch.referral_id is not None:
        query = query.where(Thanks.referral_id == touch.referral_id)
    for part in unit.session.scalars(query).all():
        _close(unit, part, touch)


def look_again(unit: Unit, touch: Touch, *, is_new: bool) -> None:
    """Settle anew what a conversation that was corrected closes; with `is_new` it may say another thing than before."""
    closed = _closed_by(unit, touch)
    says_it = touches.counts_as_word_of_thanks(TouchKind(touch.kind), Purpose(touch.purpose), Outcome(touch.outcome))
    for part in closed:
        if says_it or part.part != Part.WORD:
            _close(unit, part, touch)
        else:
            part.done_at = part.touch_id = None
    unit.session.flush()
    if is_new and says_it and not closed:
        note_touch(unit, touch)


def open_what_it_closed(unit: Unit, touch: Touch) -> None:
    """Owe again what a conversation had closed that is taken out."""
    for part in _closed_by(unit, touch):
        part.done_at = part.touch_id = None


def _closed_by(unit: Unit, touch: Touch) -> Sequence[ThanksPart]:
    return unit.session.scalars(select(ThanksPart).where(ThanksPart.touch_id == touch.id).order_by(ThanksPart.id)).all()


def close_card(unit: Unit, part_id: ThanksPartId, touch: Touch) -> None:
    """Close the card that was mailed or handed over; one closed before stays as it was.

    It went to the whole household: whoever there is owed a card for the same has got it too.
    """
    part = unit.get(ThanksPart, part_id)
    if part.done_at is None:
        part.waived_at = None
        _close(unit, part, touch)
    for other in unit.session.scalars(_cards_for_the_same(unit, part)).all():
        whose = unit.get(Thanks, other.thanks_id)
        _close(unit, other, unit.add(_copy(touch, whose.contact_id)))


def _cards_for_the_same(unit: Unit, part: ThanksPart) -> Select[ThanksPart]:
    opened = unit.get(Thanks, part.thanks_id)
    home = select(Contact.household_id).where(Contact.id == opened.contact_id).scalar_subquery()
    return (
        select(ThanksPart)
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .where(Thanks.referral_id == opened.referral_id, Thanks.occasion == opened.occasion)
        .where(Contact.household_id == home, Contact.status == Status.ACTIVE, ThanksPart.part == Part.CARD)
        .where(ThanksPart.id != part.id, ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None))
        .order_by(ThanksPart.id)
    )


def _copy(touch: Touch, contact_id: int) -> Touch:
    return Touch(
        contact_id=contact_id, referral_id=touch.referral_id, kind=touch.kind, purpose=touch.purpose, at=touch.at,
        summary=touch.summary,
    )  # fmt: skip


def waive_all(
    unit: Unit, referral_id: ReferralId, contact_ids: Sequence[int], *, occasion: Occasion | None = None
) -> None:
    """Take what is owed to these people for a referral off the list: it turned out that nothing is."""
    for part, opened in _parts_for(unit, referral_id, contact_ids):
        if part.done_at is None and part.waived_at is None and occasion in (None, opened.occasion):
            part.waived_at = unit.now


def open_again(
    unit: Unit, referral_id: ReferralId, contact_ids: Sequence[int], *, occasion: Occasion, working: WorkingTime
) -> frozenset[ContactId]:
    """Owe what was waived for this occasion of a referral again, from now; return who has such thanks, done or not."""
    found = [each for each in _parts_for(unit, referral_id, contact_ids) if each[1].occasion == occasion]
    for part, opened in found:
        if part.waived_at is not None:
            opened.opened_at = unit.now
            part.waived_at, part.due_at = None, rules.clock(Part(part.part), unit.now, working).due_at
    return frozenset(ContactId(opened.contact_id) for _part, opened in found)


def _parts_for(unit: Unit, referral_id: ReferralId, contact_ids: Sequence[int]) -> Sequence[Row[ThanksPart, Thanks]]:
    query = (
        select(ThanksPart, Thanks)
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .where(Thanks.referral_id == referral_id, Thanks.contact_id.in_(contact_ids))
        .order_by(ThanksPart.id)
    )
    return unit.session.execute(query).all()


def _owed(unit: Unit, part_id: ThanksPartId, wanted: Part | None = None) -> tuple[ThanksPart, Thanks]:
    part = unit.get(ThanksPart, part_id)
    if wanted is not None and part.part != wanted:
        raise Refused(Problem("part", _("This thank-you is not a call or message.")))
    if part.done_at is not None or part.waived_at is not None:
        raise Refused(Problem("part", _("This thank-you is already done.")))
    return part, unit.get(Thanks, part.thanks_id)


def _close(unit: Unit, part: ThanksPart, touch: Touch) -> None:
    # Logged for yesterday, it was done yesterday; but never before it was owed.
    opened = unit.get(Thanks, part.thanks_id)
    part.done_at = max(touch.at, opened.opened_at)
    part.touch_id = touch.id


def _name(unit: Unit, opened: Thanks) -> str:
    return contacts.name_of(unit.get(Contact, opened.contact_id))
