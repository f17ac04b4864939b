"""The words of cards: wordings filled with what is known, and no more than may be said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import default_wordings, text, wording
from refdesk.domain.occasions import CardId, CardOccasion
from refdesk.domain.profile import Profile
from refdesk.errors import Overtaken, Refused
from refdesk.i18n import _
from refdesk.services import business, card_facts, own_pictures, own_stock, said_before, wordings
from refdesk.services.card_facts import CardFacts
from refdesk.services.envelopes import Envelope
from refdesk.services.wordings import WordingRow

if TYPE_CHECKING:
    from refdesk.documents.card_text import CardSheet, CardText

FOOT_LINES = 3
SHOWN_OF_EARLIER = 110
BY_PEN, IN_PRINT, NO_LINE = "pen", "print", "none"
"""How a birthday card carries its line about sending somebody."""


@dataclass(frozen=True, slots=True)
class CardJob:
    """Hold a print job of cards.

    `inside` is "printed", "lines", "blank" or "empty", `hand` the face of printed words, `flip` "long" or "short".
    Without `wording` (a `ref` of the library) each person gets one they did not have; `body` stands in place of it, and
    `own_texts` are messages written for one card. `outside` is "words" (`front`, or those of the occasion), "picture"
    or "both".
    """

    cards: tuple[CardId, ...]
    stock: str
    inside: str = "lines"
    hand: str = "serif"
    body: str = ""
    sign_off: str = ""
    with_opening: bool = True
    start_place: int = 1
    flip: str = "long"
    own_texts: Mapping[CardId, str] = field(default_factory=dict)
    wording: str = ""
    outside: str = "words"
    front: str = ""
    referral_line: str = BY_PEN
    postscript: str = ""


@dataclass(frozen=True, slots=True)
class WritingHelp:
    """Hold what helps to write one card by hand: sentences to begin with, things to mention, and earlier words."""

    sentences: tuple[str, ...]
    mentions: tuple[str, ...]
    said_before: tuple[str, ...]
    discreet: bool
    referral_line: str = ""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Hold the cards of a job as they are printed, with the wording of each by its key; "" for words of its own."""

    sheet: "CardSheet"
    cards: Mapping[str, CardId]
    wordings: Mapping[str, str]


def card_sheet(session: Session, job: CardJob) -> "CardSheet":
    """Return the cards of a job in the order asked for; raises `Refused` for a wording that cannot be filled."""
    return prepared(session, job).sheet


def prepared(session: Session, job: CardJob) -> Prepared:
    """Return the cards of a job with the wordings used; raises `Refused` for a wording that cannot be filled."""
    from refdesk.documents import card_text

    profile = business.load(session)
    facts = card_facts.of_cards(session, job.cards, profile)
    words = _Words(session, job, facts)
    look = _look(session, job, profile)
    stock = _stock(session, job.stock, profile)
    is_postcard = stock.fold.value == "flat"
    letters = card_facts.letters(session, facts, profile) if is_postcard else {}
    told = {each.key: words.message_of(each) for each in facts}
    sheet = card_text.CardSheet(
        stock=stock,
        cards=tuple(_card(each, job, told[each.key][0], look, letters.get(each.key)) for each in facts),
        title=_("Cards") if facts and facts[0].occasion not in _THANKS else _("Thank-you cards"),
        author=profile.business_name or profile.owner,
        language=i18n.code(),
        start_place=job.start_place,
        flip=card_text.Flip(job.flip),
    )
    return Prepared(
        sheet, {each.key: each.card for each in facts}, {key: ref for key, (_words, ref) in told.items()}
    )  # fmt: skip


def writing_help(session: Session, card: CardId) -> WritingHelp:
    """Return what helps to write this card by hand; raises `Overtaken` for one that is owed no longer."""
    profile = business.load(session)
    facts = one(session, card, profile)
    return WritingHelp(
        sentences=sentences(facts),
        mentions=_mentions(facts, profile),
        said_before=tuple(
            text.shorten(words, SHOWN_OF_EARLIER) for words in said_before.to(session, facts.contact_id, card)
        ),
        discreet=facts.discreet,
        referral_line=referral_line(facts),
    )


def message_of(session: Session, card: CardId, body: str = "", ref: str = "") -> str:
    """Return the whole message of a card: a wording filled, that of a `ref`, or the one picked for the person."""
    facts = one(session, card, business.load(session))
    return _Words(session, CardJob((card,), "", body=body, wording=ref), [facts]).message_of(facts)[0]


def wording_for(session: Session, card: CardId, ref: str = "") -> WordingRow:
    """Return the wording that this card would have: the one asked for, if it may be used, else the one picked."""
    facts = one(session, card, business.load(session))
    return _Words(session, CardJob((card,), "", wording=ref), [facts]).row_for(facts)


def one(session: Session, card: CardId, profile: Profile) -> CardFacts:
    """Return the facts of one card; raises `Overtaken` for one that is owed no longer."""
    for facts in card_facts.of_cards(session, (card,), profile):
        return facts
    raise Overtaken(_("This card is no longer owed."))


def sentences(facts: CardFacts) -> tuple[str, ...]:
    """Return three sentences with which a card can begin."""
    found = default_wordings.openings(facts.occasion, discreet=facts.discreet)
    return tuple(wording.fill(each, facts.fields) for each in found)


def referral_line(facts: CardFacts) -> str:
    """Return the suggested words for the pen lines at the foot of a birthday card; "" where none is fitting."""
    asks = facts.asks and facts.occasion is CardOccasion.BIRTHDAY
    return _(default_wordings.REFERRAL_LINE) if asks else ""


def initials(profile: Profile) -> str:
    """Return up to three letters of the business's name, or of the owner's, for a ring; each with its marks."""
    from refdesk.documents import graphemes

    named = profile.business_name or profile.owner
    firsts = (graphemes.clusters(word)[0] for word in named.split())
    return "".join([each for each in firsts if each[0].isalpha()][:3]).upper()


_THANKS = (CardOccasion.THANKS, CardOccasion.WIN, CardOccasion.OTHER)


class _Words:
    """Finds the words of each card of a job: asked for, or picked so that nobody reads the same twice."""

    def __init__(self, session: Session, job: CardJob, facts: Sequence[CardFacts]) -> None:
        if job.body and (found := wording.check(job.body)):
            raise Refused(*found)
        self._job = job
        self._chosen = wordings.find(session, job.wording) if job.wording else None
        self._had = {} if job.body else wordings.used(session, (each.contact_id for each in facts))
        self._rows = {each: wordings.all_for(session, each) for each in {each.occasion for each in facts}}

    def message_of(self, facts: CardFacts) -> tuple[str, str]:
        """Return the message of a card, and the `ref` of its wording; "" for words of its own."""
        own = self._job.own_texts.get(facts.card, "")
        if own:
            return own, ""
        # One wording may be chosen for many cards: where nothing may be told, one that tells gives way.
        if self._job.body and not (facts.discreet and wording.tells(self._job.body)):
            return wording.fill(self._job.body, facts.fields), ""
        row = self.row_for(facts)
        return wording.fill(row.body, facts.fields), row.ref

    def row_for(self, facts: CardFacts) -> WordingRow:
        """Return the wording of a card."""
        if self._chosen is not None and not (facts.discreet and wording.tells(self._chosen.body)):
            return self._chosen
        had = self._had.get(facts.contact_id, {})
        return wordings.pick(self._rows[facts.occasion], discreet=facts.discreet, had=had)


@dataclass(frozen=True, slots=True)
class _Look:
    """What all cards of a job share."""

    back: Any
    name_line: str
    picture: bytes | None


def _look(session: Session, job: CardJob, profile: Profile) -> _Look:
    name_line = " · ".join(each for each in (profile.owner, profile.business_name) if each)
    picture = None if job.outside == "words" else own_pictures.card_picture(session)
    return _Look(_back(profile, own_pictures.logo(session)), name_line, picture)


def _stock(session: Session, key: str, profile: Profile) -> Any:  # noqa: ANN401 - a CardStock, imported only to print
    from refdesk.documents import stock

    found = own_stock.find(session, key) if key else None
    return found if isinstance(found, stock.CardStock) else stock.plain(stock.Paper(profile.paper.value))


def _card(
    facts: CardFacts, job: CardJob, message: str, look: _Look, letter: Envelope | None
) -> "CardText":  # fmt: skip
    from refdesk.documents import card_text

    is_empty, is_birthday = job.inside == "empty", facts.occasion is CardOccasion.BIRTHDAY
    asks = is_birthday and facts.asks and job.inside == "printed"
    # Only a picture that is there takes the place of the greeting.
    with_words = job.outside != "picture" or look.picture is None
    opening = wording.fill(_(default_wordings.SALUTATION), facts.fields)
    return card_text.CardText(
        key=facts.key,
        person=facts.person,
        front=(job.front or _(default_wordings.FRONTS[facts.occasion])) if with_words else "",
        opening=opening if job.with_opening and not is_empty else "",
        message=tuple(each.strip() for each in message.split("\n\n") if each.strip()),
        sign_off="" if is_empty else job.sign_off or _(default_wordings.sign_off(facts.occasion)),
        name_line="" if is_empty else look.name_line,
        back=look.back,
        inside=card_text.Inside.BLANK if is_empty else card_text.Inside(job.inside),
        hand=card_text.Hand(job.hand),
        ornament=card_text.Ornament.CANDLES if is_birthday else card_text.Ornament.SPRIG,
        picture=look.picture,
        postscript=_postscript(job) if asks and job.referral_line == IN_PRINT else "",
        address=(letter.name, *letter.lines) if letter is not None and letter.lines else (),
        foot_lines=FOOT_LINES if asks and job.referral_line == BY_PEN else 0,
    )


def _postscript(job: CardJob) -> str:
    return job.postscript or _(default_wordings.POSTSCRIPT)


def _back(profile: Profile, logo: bytes | None) -> Any:  # noqa: ANN401 - a CardBack, imported only to print
    from refdesk.documents import card_text

    return card_text.CardBack(
        initials=initials(profile),
        firm=profile.business_name,
        trade=", ".join(each for each in (profile.trade, profile.address.city) if each),
        contact=" · ".join(each for each in (profile.phone, profile.site) if each),
        logo=logo,
    )


def _mentions(facts: CardFacts, profile: Profile) -> tuple[str, ...]:
    """Return what is worth a word: whom they sent, when, and for what."""
    if facts.since is None:
        return ()
    day = i18n.day_month(profile.working_time.date_of(facts.since))
    sent, need = facts.fields.get("prospect", ""), facts.fields.get("need", "")
    said = [_("{name}, sent on {day}").format(name=sent, day=day)] if sent else [_("Sent on {day}").format(day=day)]
    return (*said, *([need] if need else []))
