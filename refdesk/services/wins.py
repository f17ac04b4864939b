"""Wins: what a referral brought, repeat business, work that is done, and a new client made a source."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain import wins as rules
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId, ReferralId, StageId, TouchId, WinId
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.touches import Outcome, Purpose, TouchDraft
from refdesk.domain.wins import HowWeDid, WinDraft
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import conditions, contacts, evidence, referrals, shown_names, touches
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.operation import operation
from refdesk.store.base import Moment
from refdesk.store.prepared import Prepared
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage, Win
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class WinLine:
    """Hold one win; the first of a referral is what it began with, the others are repeat business."""

    win_id: WinId
    on: date
    value_minor: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Won:
    """Hold what became of a referral that was won; `expected_minor` is the guess of when it came.

    `reviewed_at` is when the person was last asked how we did. `wins` of a referral that is won no more are kept, and
    count again once it is won again.
    """

    referral_id: ReferralId
    contact_id: ContactId
    name: str
    need: str
    came_on: date
    is_won: bool
    expected_minor: int | None
    wins: tuple[WinLine, ...]
    work_done_on: date | None
    reviewed_at: datetime | None

    @property
    def value_minor(self) -> int:
        """Return the sum of what it brought."""
        return sum(each.value_minor or 0 for each in self.wins)

    @property
    def has_work_to_finish(self) -> bool:
        """Say whether work is under way: nothing was marked as done, or business came after that."""
        return self.is_won and (self.work_done_on is None or any(each.on > self.work_done_on for each in self.wins))


@dataclass(frozen=True, slots=True)
class ReviewWanted:
    """Hold somebody whose work is done and who was not asked yet how we did."""

    referral_id: ReferralId
    contact_id: ContactId
    name: str
    need: str
    done_on: date
    clock: ClockFace


@operation(N_("Win a referral"))
def win(
    unit: Unit,
    referral_id: ReferralId,
    *,
    on: date | None = None,
    value_minor: int | None = None,
    note: str = "",
    stage_id: StageId | None = None,
    version: int | None = None,
) -> WinId:
    """Move a referral to a stage of wins (the first one) and keep what it brings; raises `Refused` by field.

    The move opens the thanks with the news and makes the person a client. One that stands there already without a
    word about it gets that word. What was kept of a win that later turned out to be none was never removed: won again,
    it is corrected and not counted twice.
    """
    referral = _received(unit, referral_id, version)
    draft = _checked(unit, referral, WinDraft(on or unit.today, value_minor, note))
    kept, is_won = _rows(unit, referral_id), _is_won(unit, referral)
    if is_won and kept:
        raise Refused(Problem("", _("This referral is won already. Add what came later as repeat business.")))
    if not is_won:
        _move(unit, referral, _stage_of_wins(unit, stage_id), draft.on)
    row = kept[0] if kept else unit.add(Win(referral_id=referral_id, on=draft.on))
    _fill(row, draft)
    unit.say(said(contacts.name(unit, referral.prospect_id)), "referral", referral_id)
    return WinId(row.id)


@operation(N_("Add repeat business"))
def add_business(
    unit: Unit, referral_id: ReferralId, *, on: date | None = None, value_minor: int | None = None, note: str = ""
) -> WinId:
    """Add what a person who was won brought later to the same referral; raises `Refused` by field.

    No further thanks open: the giver was thanked, and hears of more in an update. Work is under way again.
    """
    referral = _received(unit, referral_id)
    draft = _checked(unit, referral, WinDraft(on or unit.today, value_minor, note))
    if not _is_won(unit, referral):
        raise Refused(Problem("", _("Repeat business belongs to a referral that was won.")))
    row = unit.add(Win(referral_id=referral_id, on=draft.on))
    _fill(row, draft)
    unit.say(said_again(contacts.name(unit, referral.prospect_id)), "referral", referral_id)
    return WinId(row.id)


@operation(N_("Change a win"))
def change(unit: Unit, win_id: WinId, draft: WinDraft) -> None:
    """Correct the day, the value or the note of a win; raises `Refused` by field."""
    row = unit.get(Win, win_id)
    referral = unit.get(Referral, row.referral_id)
    _fill(row, _checked(unit, referral, draft))
    unit.say(said_changed(contacts.name(unit, referral.prospect_id)), "referral", referral.id)


@operation(N_("Remove a win"))
def remove(unit: Unit, win_id: WinId) -> None:
    """Take a win out that was none; the referral stays where it stands."""
    row = unit.get(Win, win_id)
    referral = unit.get(Referral, row.referral_id)
    unit.session.delete(row)
    unit.say(said_removed(contacts.name(unit, referral.prospect_id)), "referral", referral.id)


@operation(N_("Mark the work as done"))
def finish_work(unit: Unit, referral_id: ReferralId, on: date | None = None) -> None:
    """Say that the work for a person who was won is done: from then on "how did we do?" stands on Today."""
    referral = _received(unit, referral_id)
    if not _is_won(unit, referral):
        raise Refused(Problem("", _("Work is done only for a referral that was won.")))
    day = on or unit.today
    if wrong := rules.day_problem(day, came_on=_came_on(unit, referral), today=unit.today):
        raise Refused(wrong)
    referral.work_done_on = day
    unit.say(said_done(contacts.name(unit, referral.prospect_id)), "referral", referral_id)


@operation(N_("Log how we did"))
def log_review(unit: Unit, draft: HowWeDid) -> TouchId:
    """Log the answer to "how did we do?": the conversation, the satisfaction and the happy moment, as one step."""
    if found := rules.review_problems(draft):
        raise Refused(*found)
    referral = _received(unit, draft.referral_id)
    contact_id = ContactId(referral.prospect_id)
    touch_id = touches.log(
        unit,
        TouchDraft(
            contact_id, draft.at, draft.kind, Purpose.REVIEW, Outcome.TALKED, draft.note, draft.asked,
            draft.referral_id,
        ),
    )  # fmt: skip
    if draft.satisfaction is not None or not text.is_blank(draft.happy_moment):
        day = draft.at.astimezone(unit.zone).date()
        evidence.note(unit, EvidenceDraft(contact_id, Of.HAPPY, day, draft.satisfaction, draft.happy_moment))
    unit.say(said_reviewed(contacts.name(unit, contact_id)), "referral", draft.referral_id)
    return touch_id


@operation(N_("Make a client a source"))
def make_source(unit: Unit, contact_id: ContactId, rank: Rank) -> None:
    """Rank a new client, and so make them a source; with D they are not asked, and not proposed again."""
    contacts.set_rank(unit, contact_id, rank)
    unit.say(said_source(contacts.name(unit, contact_id), rank), "contact", contact_id)


def of(session: Session, referral_id: ReferralId, clocks: Clocks) -> Won:
    """Return what a referral brought; raises `Overtaken` if it is no longer there."""
    if (found := _won.first(session, id=referral_id)) is None:
        raise Overtaken(_("This referral is no longer there."))
    return Won(
        referral_id=referral_id,
        contact_id=ContactId(found.prospect_id),
        name=shown_names.usual_at_end(found),
        need=found.need,
        came_on=clocks.working.date_of(found.received_at),
        is_won=found.meaning == Meaning.WON and found.direction == Direction.RECEIVED,
        expected_minor=found.value_expected_minor,
        wins=_lines(session, referral_id),
        work_done_on=found.work_done_on,
        reviewed_at=found.asked_at,
    )


def to_review(session: Session, clocks: Clocks) -> tuple[ReviewWanted, ...]:
    """Return whom to ask how we did: the work is done, and nobody asked since; the one waiting longest first."""
    found = []
    for row in session.execute(_done()):
        if row.asked_at is not None and row.asked_at >= clocks.working.start_of(row.work_done_on):
            continue
        face = clocks.face(rules.review_clock(row.work_done_on, clocks.working))
        who = ReferralId(row.id), ContactId(row.prospect_id), shown_names.of(row.person).usual
        found.append(ReviewWanted(*who, row.need, row.work_done_on, face))
    return tuple(found)


def said(name: str) -> str:
    """Return what the passing line says of a win."""
    return _("Business with {name} won").format(name=name)


def said_again(name: str) -> str:
    """Return what the passing line says of repeat business."""
    return _("Repeat business with {name} added").format(name=name)


def said_changed(name: str) -> str:
    """Return what the passing line says of a win that was corrected."""
    return _("Win with {name} changed").format(name=name)


def said_removed(name: str) -> str:
    """Return what the passing line says of a win that was taken out."""
    return _("Win with {name} removed").format(name=name)


def said_done(name: str) -> str:
    """Return what the passing line says of work that is done."""
    return _("Work for {name} done").format(name=name)


def said_reviewed(name: str) -> str:
    """Return what the passing line says once somebody was asked how we did."""
    return _("How we did for {name} logged").format(name=name)


def said_source(name: str, rank: Rank) -> str:
    """Return what the passing line says of a new client who was ranked."""
    if rank is Rank.D:
        return _("{name} will not be asked").format(name=name)
    return _("{name} is a source now, ranked {rank}").format(name=name, rank=rank.value)


def _received(unit: Unit, referral_id: ReferralId, version: int | None = None) -> Referral:
    referral = unit.get(Referral, referral_id, version=version)
    if referral.direction != Direction.RECEIVED:
        raise Refused(Problem("", _("You sent this person to somebody else: what comes of it is theirs.")))
    return referral


def _checked(unit: Unit, referral: Referral, draft: WinDraft) -> WinDraft:
    if found := rules.problems(draft, came_on=_came_on(unit, referral), today=unit.today):
        raise Refused(*found)
    return draft


def _came_on(unit: Unit, referral: Referral) -> date:
    return referral.received_at.astimezone(unit.zone).date()


def _is_won(unit: Unit, referral: Referral) -> bool:
    return unit.get(Stage, referral.stage_id).meaning == Meaning.WON


def _stage_of_wins(unit: Unit, stage_id: StageId | None) -> StageId:
    if stage_id is not None:
        if unit.get(Stage, stage_id).meaning != Meaning.WON:
            raise Refused(Problem("", _("This stage is not one of wins.")))
        return stage_id
    query = select(Stage.id).where(Stage.meaning == Meaning.WON).order_by(Stage.order, Stage.id).limit(1)
    return StageId(unit.session.scalars(query).one())


def _move(unit: Unit, referral: Referral, stage_id: StageId, on: date) -> None:
    """Move a referral to a stage of wins; who was no client before is one since the day of the win."""
    prospect = unit.get(Contact, referral.prospect_id)
    since = prospect.client_since or on
    referrals.move(unit, ReferralId(referral.id), stage_id)
    prospect.client_since = since


def _rows(unit: Unit, referral_id: ReferralId) -> Sequence[Win]:
    return unit.session.scalars(select(Win).where(Win.referral_id == referral_id).order_by(Win.on, Win.id)).all()


def _fill(row: Win, draft: WinDraft) -> None:
    row.on, row.value_minor, row.note = draft.on, draft.value_minor, text.clean(draft.note, lines=True)


def _lines(session: Session, referral_id: ReferralId) -> tuple[WinLine, ...]:
    rows = _brought.rows(session, id=referral_id)
    return tuple(WinLine(WinId(row.id), row.on, row.value_minor, row.note) for row in rows)


@Prepared
def _brought() -> Any:  # noqa: ANN401 - a select of many columns
    query = select(Win.id, Win.on, Win.value_minor, Win.note).where(Win.referral_id == bindparam("id"))
    return query.order_by(Win.on, Win.id)


@Prepared
def _won() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            Referral.prospect_id, Referral.need, Referral.received_at, Referral.direction,
            Referral.value_expected_minor, Referral.work_done_on, Stage.meaning, _asked_at(),
            *shown_names.parts(Contact),
        )
        .join(Stage, Stage.id == Referral.stage_id)
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.id == bindparam("id"))
    )  # fmt: skip


def _asked_at() -> Any:  # noqa: ANN401 - a column
    """Return the column of when somebody was last asked how we did."""
    asked = select(func.max(Touch.at, type_=Moment)).where(
        Touch.contact_id == Referral.prospect_id, *conditions.was_review()
    )
    return asked.correlate(Referral).scalar_subquery().label("asked_at")


@cache
def _done() -> Select[Any]:
    return (
        select(
            Referral.id, Referral.prospect_id, Referral.need, Referral.work_done_on, _asked_at(),
            shown_names.columns(Contact),
        )
        .join(Stage, Stage.id == Referral.stage_id)
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(Referral.work_done_on.is_not(None), Referral.direction == Direction.RECEIVED)
        .where(Stage.meaning == Meaning.WON, conditions.is_active())
        .order_by(Referral.work_done_on, Referral.id)
    )  # fmt: skip
