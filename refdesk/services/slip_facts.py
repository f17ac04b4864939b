"""What a writing slip says of a card that is written by hand: whom they sent, what came of it, what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, aliased

from refdesk import i18n
from refdesk.domain import occasions, text
from refdesk.domain import referral as referrals
from refdesk.domain.ids import ContactId
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.profile import Profile
from refdesk.domain.referral import Introduced
from refdesk.domain.thanks import Part
from refdesk.domain.touches import KIND_WORDS, Purpose, TouchKind
from refdesk.i18n import _
from refdesk.services import said_before
from refdesk.services.card_facts import CardFacts
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage, StageMove, Thanks, ThanksPart
from refdesk.store.tables.work import Touch

CHUNK = 500
LONGEST_MENTION = 180
SAID_BEFORE = 2


@dataclass(frozen=True, slots=True)
class SlipFacts:
    """Hold what stands on one slip, in words; what is not known, or may not be told, is empty."""

    occasion: str
    write_by: str = ""
    sent_you: str = ""
    when_how: str = ""
    since_then: str = ""
    you_said: str = ""
    mention: str = ""
    said_before: tuple[str, ...] = ()


def of_cards(session: Session, facts: Sequence[CardFacts], profile: Profile) -> dict[str, SlipFacts]:
    """Return what stands on the slip of each card, by its key."""
    reader = _Reader(session, facts, profile)
    return {each.key: reader.slip(each) for each in facts}


class _Reader:
    """Reads for all cards at once what their slips need."""

    def __init__(self, session: Session, facts: Sequence[CardFacts], profile: Profile) -> None:
        self._working = profile.working_time
        people = sorted({each.contact_id for each in facts})
        received = sorted({each.referral_id for each in facts if each.referral_id is not None})
        parts = [each.card for each in facts if not isinstance(each.card, CardFor)]
        self._referrals = {row.id: row for row in _referrals(session, received)}
        self._moves = _by(_moves(session, received), "referral_id")
        self._owed = {row.id: row for row in _owed(session, parts)}
        self._last = _last_words(session, people)
        self._leads = _leads(session, people)
        self._before = said_before.rows(session, people)

    def slip(self, facts: CardFacts) -> SlipFacts:
        """Return what stands on the slip of a card."""
        common = SlipFacts(
            occasion=self._occasion(facts), mention=self._mention(facts), said_before=self._said(facts)
        )  # fmt: skip
        if isinstance(facts.card, CardFor):
            return replace(common, write_by=self._write_by(facts.card.on))
        owed = self._owed.get(facts.card)
        row = self._referrals.get(facts.referral_id) if facts.referral_id is not None else None
        common = replace(
            common,
            write_by=_by_day(self._day(owed.due_at)) if owed else "",
            you_said=self._you_said(owed) if owed else "",
        )
        if row is None:
            return common
        return replace(
            common,
            sent_you=": ".join(filter(None, (facts.fields.get("prospect"), _line(facts.fields.get("need", ""))))),
            when_how=self._when_how(row, discreet=facts.discreet),
            since_then="" if facts.discreet else self._since(row),
        )

    def _day(self, moment: datetime) -> date:
        return self._working.date_of(moment)

    def _occasion(self, facts: CardFacts) -> str:
        day = i18n.day_long(self._day(facts.since)) if facts.since is not None else ""
        if facts.occasion is CardOccasion.THANKS and day:
            return _("Thank you for a referral received {day}").format(day=day)
        if facts.occasion is CardOccasion.WIN and day and not facts.discreet:
            return _("Thank you with news: the referral of {day} became work").format(day=day)
        on = facts.card.on if isinstance(facts.card, CardFor) else None
        if facts.occasion is CardOccasion.BIRTHDAY and on is not None:
            return _("Birthday on {day}").format(day=i18n.day_long(on))
        if facts.occasion is CardOccasion.ANNIVERSARY and on is not None:
            return _("Anniversary on {day}").format(day=i18n.day_long(on))
        return _(occasions.CARD_WORDS[facts.occasion])

    def _write_by(self, on: date | None) -> str:
        return _by_day(occasions.print_by(on, self._working)) if on is not None else ""

    def _when_how(self, row: Row[Any], *, discreet: bool) -> str:
        day = i18n.day_long(self._day(row.received_at))
        how = _(referrals.INTRODUCED_WORDS[Introduced(row.introduced)]).lower()
        said = _("{day}, {how}.").format(day=day, how=how)
        if row.preparedness is None or discreet:
            return said
        prepared = _("Prepared: {n} of 5.").format(n=row.preparedness)
        return f"{said} {prepared}"

    def _since(self, row: Row[Any]) -> str:
        """Return where the referral went since, stage by stage, the last ones."""
        moves = [each for each in self._moves.get(row.id, ()) if each.at > row.received_at][-3:]
        return " ".join(
            _("{stage} {day}.").format(stage=each.name, day=i18n.day_short(self._day(each.at))) for each in moves
        )

    def _you_said(self, owed: Row[Any]) -> str:
        if owed.said_at is None:
            return ""
        how = _(KIND_WORDS[TouchKind(owed.said_kind)]).lower() if owed.said_kind else _("word")
        return _("Thanked on {day} by {how}").format(day=i18n.day_short(self._day(owed.said_at)), how=how)

    def _mention(self, facts: CardFacts) -> str:
        said = []
        if (last := self._last.get(facts.contact_id)) is not None and (words := _line(last.summary)):
            said.append(f"{i18n.day_short(self._day(last.at))}: {words}")
        if lead := _line(self._leads.get(facts.contact_id, "")):
            said.append(_("A good lead for them: {lead}").format(lead=lead))
        return "\n".join(said)

    def _said(self, facts: CardFacts) -> tuple[str, ...]:
        rows = [each for each in self._before.get(facts.contact_id, ()) if not said_before.is_itself(each, facts.card)]
        said = [(self._day(row.at), _line(row.text)) for row in rows]
        return tuple(f"{i18n.day_short(day)}: “{words}”" for day, words in said if words)[:SAID_BEFORE]


def _by_day(day: date) -> str:
    return _("write by {day}").format(day=i18n.day_long(day))


def _line(words: str) -> str:
    """Return the first sentence of a text, if it is short enough for a slip: paper knows no ellipsis."""
    first = text.first_sentence(text.clean(words[:2000], lines=True))
    return first if len(first) <= LONGEST_MENTION else ""


def _by(rows: Sequence[Row[Any]], name: str) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return found


def _referrals(session: Session, ids: Sequence[int]) -> list[Row[Any]]:
    query = select(Referral.id, Referral.received_at, Referral.introduced, Referral.preparedness)
    return _in_chunks(session, query, Referral.id, ids)


def _moves(session: Session, ids: Sequence[int]) -> list[Row[Any]]:
    query = (
        select(StageMove.referral_id, StageMove.at, Stage.name)
        .join(Stage, Stage.id == StageMove.stage_id)
        .order_by(StageMove.at, StageMove.id)
    )
    return _in_chunks(session, query, StageMove.referral_id, ids)


def _owed(session: Session, part_ids: Sequence[int]) -> list[Row[Any]]:
    """Return when each card is due, and how and when the word of the same thanks was said."""
    word = aliased(ThanksPart)
    query = (
        select(ThanksPart.id, ThanksPart.due_at, word.done_at.label("said_at"), Touch.kind.label("said_kind"))
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .outerjoin(word, (word.thanks_id == Thanks.id) & (word.part == Part.WORD.value))
        .outerjoin(Touch, Touch.id == word.touch_id)
    )
    return _in_chunks(session, query, ThanksPart.id, part_ids)


def _last_words(session: Session, ids: Sequence[int]) -> Mapping[int, Row[Any]]:
    """Return of each person the last dealing that was noted in words, thanks and cards left out."""
    query = (
        select(Touch.contact_id, Touch.at, Touch.summary)
        .where(Touch.summary != "", Touch.purpose != Purpose.THANKS.value, Touch.kind != TouchKind.CARD.value)
        .order_by(Touch.at, Touch.id)
    )
    return {row.contact_id: row for row in _in_chunks(session, query, Touch.contact_id, ids)}


def _leads(session: Session, ids: Sequence[int]) -> dict[ContactId, str]:
    query = select(Contact.id, Contact.good_lead_for_them).where(Contact.good_lead_for_them != "")
    return {ContactId(row.id): row.good_lead_for_them for row in _in_chunks(session, query, Contact.id, ids)}


def _in_chunks(session: Session, query: Any, column: Any, ids: Sequence[int]) -> list[Row[Any]]:  # noqa: ANN401
    found: list[Row[Any]] = []
    for start in range(0, len(ids), CHUNK):
        found += session.execute(query.where(column.in_(ids[start : start + CHUNK]))).all()
    return found
