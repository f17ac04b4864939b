"""The referral tree of the file: who begot whom, what came of it, and the words that stand with each person."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain import referral_tree as rules
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.referral import Direction
from refdesk.domain.referral_tree import Member, Sent, Tree, Won
from refdesk.domain.stages import Meaning
from refdesk.i18n import _, ngettext
from refdesk.services import business, shown_names
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, Win

_SHORT = 60
"""Names beside a person are told while they have so few letters; how many there are is told instead of more."""


@dataclass(frozen=True, slots=True)
class Grown:
    """Hold a tree with the names of its people; `amounts` says whether money is told, in `currency`."""

    tree: Tree
    names: dict[ContactId, PersonName]
    currency: str
    amounts: bool = False

    def name(self, contact_id: ContactId) -> str:
        """Return a name as lists show it."""
        return self.names[contact_id].usual

    def facts(self, member: Member) -> str:
        """Return "sent 3, 12 in all · 7 won"; of somebody who sent nobody, "won"."""
        return " · ".join(filter(None, (self._sent(member), self._won(member))))

    def notes(self, member: Member, *, whole: bool = False) -> tuple[str, ...]:
        """Return who else sent this person, whom this person sent too, and where a circle is cut.

        Of many people only the count is told, unless it is to be the `whole`.
        """
        words = (
            (member.also_from, _("also from {names}")),
            (member.also_sent, _("also sent {names}")),
            (member.circles, _("circle with {names}, cut here")),
        )
        return tuple(each.format(names=self._listed(people, whole=whole)) for people, each in words if people)

    def spoken(self, member: Member) -> str:
        """Return everything about a person in one line, their name first and who sent them after it."""
        sent_by = _("sent by {name}").format(name=self.name(member.giver)) if member.giver is not None else ""
        return ", ".join(
            filter(None, (self.full(member), sent_by, self.facts(member), *self.notes(member, whole=True)))
        )

    def full(self, member: Member) -> str:
        """Return the name with the organisation."""
        name = self.names[member.contact_id]
        return ", ".join(filter(None, (name.usual, name.organisation if name.has_person else "")))

    def _sent(self, member: Member) -> str:
        count = len(member.sent)
        if not count:
            return ""
        if member.people > count:
            return _("sent {n}, {all} in all").format(n=i18n.number(count), all=i18n.number(member.people))
        return _("sent {n}").format(n=i18n.number(count))

    def _won(self, member: Member) -> str:
        if not member.line.times:
            return ""
        if self.amounts and member.line.value_minor:
            return _("won {amount}").format(amount=money.shown(member.line.value_minor, self.currency))
        if not member.sent and member.line.times == 1:
            return _("won")
        return _("{n} won").format(n=i18n.number(member.line.times))

    def _listed(self, people: Sequence[ContactId], *, whole: bool) -> str:
        names = [self.name(each) for each in people]
        if whole or sum(map(len, names)) <= _SHORT:
            return i18n.listing(names)
        return ngettext("{n} person", "{n} people", len(names)).format(n=len(names))


def of(session: Session, *, amounts: bool = False) -> Grown:
    """Return everybody who sent or was sent to us, the lines with most people first."""
    received = Referral.direction == Direction.RECEIVED.value
    ties = select(ReferralGiver.contact_id, Referral.prospect_id).join(
        Referral, Referral.id == ReferralGiver.referral_id
    )
    ordered = ties.where(received).order_by(Referral.received_at, Referral.id, ReferralGiver.id)
    wins = (
        select(Referral.prospect_id, func.count(Referral.id.distinct()), func.sum(func.coalesce(Win.value_minor, 0)))
        .join(Stage, Stage.id == Referral.stage_id)
        .outerjoin(Win, Win.referral_id == Referral.id)
        .where(received, Stage.meaning == Meaning.WON.value)
        .group_by(Referral.prospect_id)
    )
    won = {ContactId(who): Won(times, int(value)) for who, times, value in session.execute(wins)}
    sent = (Sent(ContactId(giver), ContactId(prospect)) for giver, prospect in session.execute(ordered))
    tree = rules.grow(sent, won)
    return Grown(tree, _names(session), business.load(session).currency, amounts)


def _names(session: Session) -> dict[ContactId, PersonName]:
    inside = union(
        select(ReferralGiver.contact_id),
        select(Referral.prospect_id).where(Referral.direction == Direction.RECEIVED.value),
    )
    rows = session.execute(select(Contact.id, *shown_names.parts(Contact)).where(Contact.id.in_(inside)))
    return {ContactId(row[0]): shown_names.at_end(row) for row in rows}
