"""The words of thank-you cards: wordings filled with what is known, and no more than may be said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session, aliased

from refdesk import i18n
from refdesk.domain import default_wordings, names, wording
from refdesk.domain.ids import ContactId, ReferralId, ThanksPartId
from refdesk.domain.profile import Profile
from refdesk.domain.thanks import Occasion
from refdesk.errors import Overtaken, Refused
from refdesk.i18n import _
from refdesk.services import attempts, business, conditions, shown_names
from refdesk.store.tables.paper import Printed, PrintJob
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart

if TYPE_CHECKING:
    from refdesk.documents.card_text import CardSheet, CardText


Together = Mapping[tuple[int, int, str], list[tuple[int, names.PersonName]]]
"""Who of a household (with the referral and the occasion) is thanked, by id and name."""


@dataclass(frozen=True, slots=True)
class CardJob:
    """Hold a print job of cards.

    `inside` is "printed", "lines" or "blank", `hand` "serif", "caveat" or "kalam", `flip` "long" or "short". An empty
    `body` takes the wording of each card's occasion; `own_texts` are messages written for one card.
    """

    part_ids: tuple[ThanksPartId, ...]
    stock: str
    inside: str = "lines"
    hand: str = "serif"
    body: str = ""
    sign_off: str = ""
    with_opening: bool = True
    start_place: int = 1
    flip: str = "long"
    own_texts: Mapping[ThanksPartId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WritingHelp:
    """Hold what helps to write one card by hand: sentences to begin with, things to mention, and earlier words."""

    sentences: tuple[str, ...]
    mentions: tuple[str, ...]
    said_before: tuple[str, ...]
    discreet: bool


@dataclass(frozen=True, slots=True)
class _Owed:
    """One card part with what is known about it."""

    part_id: ThanksPartId
    contact_id: ContactId
    occasion: Occasion
    referral_id: ReferralId | None
    received_at: datetime
    name: names.PersonName
    discreet: bool
    fields: dict[str, str]


def card_sheet(session: Session, job: CardJob) -> "CardSheet":
    """Return the cards of a job in the order asked for; raises `Refused` for a wording that cannot be filled."""
    from refdesk.documents import card_text, stock

    profile = business.load(session)
    chosen = stock.card(job.stock) or stock.plain(stock.Paper(profile.paper.value))
    return card_text.CardSheet(
        stock=chosen,
        cards=tuple(_card(each, job, profile) for each in _owed_parts(session, job.part_ids, profile)),
        title=_("Thank-you cards"),
        author=profile.business_name or profile.owner,
        language=str(i18n.current()).replace("_", "-"),
        start_place=job.start_place,
        flip=card_text.Flip(job.flip),
    )


def writing_help(session: Session, part_id: ThanksPartId) -> WritingHelp:
    """Return what helps to write this card by hand."""
    profile = business.load(session)
    owed = _one(session, part_id, profile)
    sentences = default_wordings.openings(owed.occasion, discreet=owed.discreet)
    return WritingHelp(
        sentences=tuple(wording.fill(sentence, owed.fields) for sentence in sentences),
        mentions=_mentions(owed, profile),
        said_before=_said_before(session, owed.contact_id),
        discreet=owed.discreet,
    )


def message_of(session: Session, part_id: ThanksPartId, body: str = "") -> str:
    """Return the whole message of a card: a wording filled, or that of its occasion."""
    return _message(_one(session, part_id, business.load(session)), body)


def default_body(occasion: Occasion, *, discreet: bool) -> str:
    """Return the wording with which a card of this occasion begins, its fields not filled."""
    return _(default_wordings.wording(occasion, discreet=discreet).body)


def _owed_parts(session: Session, part_ids: Sequence[ThanksPartId], profile: Profile) -> list[_Owed]:
    prospect = aliased(Contact)
    query = (
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
        .where(ThanksPart.id.in_(part_ids), conditions.is_active())
    )  # fmt: skip
    found = {row.id: row for row in session.execute(query)}
    about_us = _about_us(profile)
    together = _thanked_together(session, found.values())
    return [_owed(found[part_id], profile, about_us, together) for part_id in part_ids if part_id in found]


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


def _owed(
    row: Row[Any],
    profile: Profile,
    about_us: dict[str, str],
    together: Together,
) -> _Owed:
    name = shown_names.of(row.person)
    discreet = profile.discreet or row.may_share is False
    others = [each for contact_id, each in together.get(_home(row), ()) if contact_id != row.contact_id]
    short = i18n.listing([each.short for each in (name, *others)]) if others else name.short
    full = i18n.listing([each.full for each in (name, *others)]) if others else name.full
    fields = about_us | {"dear": short, "first_name": short, "full_name": full}
    fields["spoken"] = "yes" if row.spoken else ""
    if row.referral_id is not None and not discreet:
        sent = shown_names.of(row.prospect)
        fields |= {"prospect": sent.usual, "prospect_first_name": sent.short, "need": row.need}
    return _Owed(
        part_id=ThanksPartId(row.id),
        contact_id=ContactId(row.contact_id),
        occasion=Occasion(row.occasion),
        referral_id=None if row.referral_id is None else ReferralId(row.referral_id),
        received_at=row.received_at or row.opened_at,
        name=name,
        discreet=discreet,
        fields=fields,
    )


def _about_us(profile: Profile) -> dict[str, str]:
    return {
        "owner": profile.owner,
        "owner_first_name": names.split(profile.owner).short,
        "firm": profile.business_name,
        "trade": profile.trade,
        "phone": profile.phone,
        "site": profile.site,
        "tagline": profile.tagline,
    }


def _card(owed: _Owed, job: CardJob, profile: Profile) -> "CardText":
    from refdesk.documents import card_text

    own = job.own_texts.get(owed.part_id, "")
    message = own or _message(owed, job.body)
    return card_text.CardText(
        key=str(owed.part_id),
        person=owed.name.usual,
        front=_("Thank you"),
        opening=wording.fill(_(default_wordings.SALUTATION), owed.fields) if job.with_opening else "",
        message=tuple(each.strip() for each in message.split("\n\n") if each.strip()),
        sign_off=job.sign_off or _(default_wordings.SIGN_OFF),
        name_line=" · ".join(each for each in (profile.owner, profile.business_name) if each),
        back=_back(profile),
        inside=card_text.Inside(job.inside),
        hand=card_text.Hand(job.hand),
    )


def _message(owed: _Owed, body: str) -> str:
    if body and (found := wording.check(body)):
        raise Refused(*found)
    # One wording may be chosen for many cards: where nothing may be told, one that tells gives way.
    unfit = not body or (owed.discreet and wording.tells(body))
    return wording.fill(default_body(owed.occasion, discreet=owed.discreet) if unfit else body, owed.fields)


def _one(session: Session, part_id: ThanksPartId, profile: Profile) -> _Owed:
    for owed in _owed_parts(session, (part_id,), profile):
        return owed
    raise Overtaken(_("This card is no longer owed."))


def _back(profile: Profile) -> Any:  # noqa: ANN401 - a CardBack, whose module is imported only to print
    from refdesk.documents import card_text

    named = profile.business_name or profile.owner
    initials = "".join(word[0] for word in named.split() if word[0].isalpha())[:3].upper()
    return card_text.CardBack(
        initials=initials,
        firm=profile.business_name,
        trade=", ".join(each for each in (profile.trade, profile.address.city) if each),
        contact=" · ".join(each for each in (profile.phone, profile.site) if each),
    )


def _mentions(owed: _Owed, profile: Profile) -> tuple[str, ...]:
    """Return what is worth a word: whom they sent, when, and for what."""
    day = i18n.day_month(profile.working_time.date_of(owed.received_at))
    sent, need = owed.fields.get("prospect", ""), owed.fields.get("need", "")
    said = [_("{name}, sent on {day}").format(name=sent, day=day)] if sent else [_("Sent on {day}").format(day=day)]
    return (*said, *([need] if need else []))


def _said_before(session: Session, contact_id: ContactId) -> tuple[str, ...]:
    query = (
        select(Printed.text)
        .join(PrintJob, PrintJob.id == Printed.print_job_id)
        .where(Printed.contact_id == contact_id, Printed.text != "")
        .order_by(PrintJob.at.desc(), Printed.id.desc())
        .limit(2)
    )
    return tuple(session.scalars(query))
