"""What lines do that need no other screen; read in with the first line that is done, as no line needs it to be seen."""

from collections.abc import Sequence

from refdesk.domain.ids import ContactId, ReferralId, ThanksPartId
from refdesk.domain.today import LineKind, Look
from refdesk.domain.touches import Outcome, Purpose, TouchDraft, TouchKind
from refdesk.i18n import _
from refdesk.services import cards, introductions, mailing, plans, promises, referral_steps, reminders, rewards, touches
from refdesk.services.cards import PrintedState
from refdesk.services.desk import Desk
from refdesk.services.today import Line


def settle(desk: Desk, line: Line) -> str:
    """Do what a line is for; returns what to say."""
    if line.promise_id is not None:
        desk.do(promises.keep, line.promise_id)
        return _("Promise to {name} kept").format(name=line.name)
    if line.printed_id is not None:
        state = PrintedState.HANDED_OVER if line.by_hand else PrintedState.MAILED
        desk.do(cards.mark, [line.printed_id], state)
        return _card_said(line)
    if line.introduction_id is not None:
        return desk.do(introductions.happened, line.introduction_id)
    if line.reminder_id is not None:
        return desk.do(reminders.finish, line.reminder_id)
    if line.kind is LineKind.REWARD:
        desk.do(rewards.give, ThanksPartId(line.number))
        return _("Reward to {name} given").format(name=line.name)
    if line.look is Look.REFERRAL_STEP:
        return desk.do(referral_steps.done, ReferralId(line.number))
    desk.do(plans.next_step_done, ContactId(line.contact_id or 0))
    return _("Next step with {name} done").format(name=line.name)


def mail_by_hand(desk: Desk, line: Line) -> str:
    """Say that a card that is owed was written and left the house without printing; returns what to say."""
    desk.do(cards.mail_by_hand, ThanksPartId(line.number))
    return _card_said(line)


def log_card(desk: Desk, line: Line) -> str:
    """Log a card that was written for a day; returns what to say."""
    contact_id = ContactId(line.contact_id or 0)
    card = TouchDraft(contact_id, desk.now(), TouchKind.CARD, Purpose.KEEP_IN_TOUCH, Outcome.NONE, line.text)
    desk.do(touches.log, card)
    return _card_said(line)


def all_sent(desk: Desk, lines: Sequence[Line]) -> str:
    """Say of all printed cards among the lines that they left the house, with one Undo; returns what to say."""
    return desk.do(mailing.all_sent, [line.printed_id for line in lines if line.printed_id is not None])


def _card_said(line: Line) -> str:
    said = _("Card to {name} handed over") if line.by_hand else _("Card to {name} mailed")
    return said.format(name=line.name)
