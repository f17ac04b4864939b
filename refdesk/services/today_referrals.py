"""The lines of Today about referrals: first contacts, thanks, updates, and introductions awaited."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import introducing
from refdesk.domain.ids import ContactId, ReferralId, ThanksPartId
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.today import LineKind
from refdesk.i18n import N_, _
from refdesk.services import attempts, board, conditions, introductions, rewards, shown_names, updates
from refdesk.services.clocks import Clocks
from refdesk.services.today_line import Line, call_facts, person_columns
from refdesk.store.prepared import Prepared
from refdesk.store.tables.gifts import Gift, Reward
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage, Thanks, ThanksPart

_PARTS = {part.value: part for part in Part}
_PART_KINDS = {
    Part.WORD: LineKind.WORD, Part.CARD: LineKind.CARD, Part.GIFT: LineKind.GIFT, Part.REWARD: LineKind.REWARD
}  # fmt: skip


def first_contacts(session: Session, clocks: Clocks, *, introduced: bool) -> Iterator[Line]:
    """Give whom to call who was sent to us, the one waiting longest first; then those introduced since we tried."""
    rows = _first_contact_rows.rows(session)
    yield from _first_lines(session, rows, {row.id: clocks.first_contact(row.received_at) for row in rows})
    happened = introductions.to_call(session, clocks) if introduced else ()
    if happened:
        faces = {each.referral_id: each.clock for each in happened}
        again = _of_referrals.rows(session, ids=list(faces))
        yield from _first_lines(session, [row for row in again if row.id not in {one.id for one in rows}], faces)


def thanks(session: Session, clocks: Clocks, *, discreet: bool) -> list[Line]:
    """Return the parts of thanks that are owed, what is due first on top; a card that is printed waits to be mailed."""
    rows = [row for row in owed_parts(session) if not row.printed]
    has_rewards = any(row.part == Part.REWARD for row in rows)
    named = {each.part_id: each.words for each in rewards.owed(session, clocks)} if has_rewards else {}
    return [_thanks_line(row, clocks, named, discreet=discreet) for row in rows]


def owed_parts(session: Session) -> list[Row[Any]]:
    """Return the open parts of thanks, printed cards too; a household is sent one card for the same."""
    rows = _owed_rows.rows(session)
    firsts: dict[tuple[Any, ...], list[tuple[Any, int]]] = {}
    for row in rows:
        if row.part == Part.CARD and row.household_id is not None and row.referral_id is not None:
            home = (row.household_id, row.referral_id, row.occasion)
            firsts.setdefault(home, []).append((row.first_due, row.thanks_id))
    first = {home: min(several)[1] for home, several in firsts.items() if len(several) > 1}
    return [row for row in rows if not _is_second_card(row, first)]


def update_lines(session: Session, clocks: Clocks, *, discreet: bool) -> Iterator[Line]:
    """Give the updates that are due, one for each giver."""
    for each in updates.due(session, clocks, discreet=discreet):
        yield Line(
            LineKind.UPDATE, each.contact_id, each.name, each.text, each.clock, each.contact_id,
            referral_id=each.referral_ids[0],
        )  # fmt: skip


def introduction_lines(session: Session, clocks: Clocks) -> Iterator[Line]:
    """Give the introductions that we wait for."""
    for each in introductions.awaited(session, clocks):
        words = _("To {name}: {asked}").format(name=each.prospect, asked=_(introducing.ASKED_WORDS[each.way]))
        yield Line(
            LineKind.INTRODUCTION, each.contact_id, each.name, words, each.clock, each.introduction_id,
            referral_id=each.referral_id,
        )  # fmt: skip


def open_stages() -> Any:  # noqa: ANN401 - a select of ids
    """Return the stages of open referrals, as a list: so the few open ones are found by stage among all ever."""
    return select(Stage.id).where(Stage.meaning == Meaning.OPEN)


@cache
def _first_columns() -> tuple[Any, ...]:
    return (
        Referral.id, Referral.prospect_id, Referral.need, Referral.received_at, Referral.expects_call,
        Referral.preparedness, *person_columns(),
    )  # fmt: skip


@Prepared
def _first_contact_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(*_first_columns())
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.stage_id.in_(open_stages()), Referral.direction == Direction.RECEIVED)
        .where(conditions.is_active(), ~attempts.tried())
        .order_by(Referral.received_at, Referral.id)
    )


@Prepared
def _of_referrals() -> Any:  # noqa: ANN401
    return (
        select(*_first_columns())
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.id.in_(bindparam("ids", expanding=True)))
        .order_by(Referral.id)
    )


def _first_lines(session: Session, rows: Sequence[Row[Any]], faces: dict[Any, Any]) -> Iterator[Line]:
    senders = board.senders(session, [row.id for row in rows]) if rows else {}
    for row in rows:
        yield Line(
            LineKind.FIRST_CONTACT, ContactId(row.prospect_id), shown_names.usual_at_end(row),
            _sent_words(row.need, senders.get(row.id, "")), faces[row.id], row.id, referral_id=ReferralId(row.id),
            expects_call=row.expects_call, preparedness=row.preparedness, need=row.need, **call_facts(row),
        )  # fmt: skip


@Prepared
def _owed_rows() -> Any:  # noqa: ANN401
    prospect, mate = aliased(Contact), aliased(ThanksPart)
    printed = (
        select(Printed.id)
        .where(Printed.thanks_part_id == ThanksPart.id, conditions.is_one_of(Printed.state, ("printed", "written")))
        .exists()
    )
    first_due = (
        select(func.min(mate.due_at))
        .where(mate.thanks_id == Thanks.id, mate.done_at.is_(None), mate.waived_at.is_(None))
        .correlate(Thanks)
        .scalar_subquery()
    )
    at_home = case((Contact.household_id.is_not(None), first_due))
    return (
        select(
            ThanksPart.id, ThanksPart.part, ThanksPart.due_at, ThanksPart.thanks_id, Thanks.contact_id,
            Thanks.referral_id, Thanks.occasion, Thanks.opened_at, Contact.household_id, at_home.label("first_due"),
            Referral.may_share, printed.label("printed"), func.coalesce(Gift.name, Reward.name, "").label("label"),
            *shown_names.parts(prospect), *person_columns(),
        )
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .outerjoin(Referral, Referral.id == Thanks.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
        .outerjoin(Gift, Gift.id == ThanksPart.gift_id)
        .outerjoin(Reward, Reward.id == ThanksPart.reward_id)
        .where(ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None), conditions.is_active())
        .order_by(ThanksPart.due_at, ThanksPart.id)
    )  # fmt: skip


_PROSPECT_AT = 13


def _is_second_card(row: Row[Any], first: dict[tuple[Any, ...], int]) -> bool:
    if row.part != Part.CARD or row.printed:
        return False
    shown = first.get((row.household_id, row.referral_id, row.occasion), row.thanks_id)
    return bool(shown != row.thanks_id)


def _thanks_line(row: Row[Any], clocks: Clocks, named: Mapping[ThanksPartId, str], *, discreet: bool) -> Line:
    part = _PARTS[row.part]
    tells = not discreet and row.may_share is not False
    prospect = row[_PROSPECT_AT : _PROSPECT_AT + len(shown_names.PARTS)]
    name = "" if row.referral_id is None else shown_names.usual_at_end(prospect)
    if part in (Part.GIFT, Part.REWARD):
        text = _gift_words(part, name, named.get(ThanksPartId(row.id), row.label))
    else:
        text = _thanks_words(part, row.occasion, name, tells=tells)
    return Line(
        _PART_KINDS[part], ContactId(row.contact_id), shown_names.usual_at_end(row), text,
        clocks.part(part, row.opened_at, row.due_at), row.id,
        referral_id=None if row.referral_id is None else ReferralId(row.referral_id), **call_facts(row),
    )  # fmt: skip


def _sent_words(need: str, sender: str) -> str:
    if need and sender:
        return _("{need}, sent by {name}").format(need=need, name=sender)
    return need or (_("Sent by {name}").format(name=sender) if sender else _("A new referral"))


def _thanks_words(part: Part, occasion: str, prospect: str, *, tells: bool) -> str:
    if occasion == Occasion.WIN and not tells:
        # What may not be told is not put into the owner's mouth either.
        word, card = N_("A call or message: thank you once more"), N_("A second thank-you card")
    elif occasion == Occasion.WIN:
        word, card = N_("A call or message: {name} said yes"), N_("Card, with the news about {name}")
    elif prospect:
        word, card = N_("A call or message, for sending {name}"), N_("Card, for sending {name}")
    else:
        word, card = N_("A call or message to say thank you"), N_("A thank-you card")
    return _(word if part is Part.WORD else card).format(name=prospect)


def _gift_words(part: Part, prospect: str, label: str) -> str:
    """Return what is owed: the gift that is planned or the reward that was promised, and for whom who was sent."""
    if part is Part.REWARD:
        what = _("Reward owed: {reward}").format(reward=label) if label else _("Reward owed")
    else:
        what = _("Gift: {gift}").format(gift=label) if label else _("A gift")
    return _("{what}, for sending {name}").format(what=what, name=prospect) if prospect else what
