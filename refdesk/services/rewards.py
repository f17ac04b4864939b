"""Rewards promised to everybody who refers: what is promised, what is owed to whom, and what was given."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import rewards as rules
from refdesk.domain import text
from refdesk.domain import thanks as thanks_rules
from refdesk.domain.ids import ContactId, ReferralId, RewardId, ThanksId, ThanksPartId, TouchId
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.touches import Purpose, TouchKind
from refdesk.domain.working_time import WorkingTime
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, conditions, contacts, shown_names
from refdesk.services.clocks import ClockFace, Clocks
from refdesk.services.operation import operation
from refdesk.store.prepared import Prepared
from refdesk.store.tables.gifts import Reward
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Thanks, ThanksPart
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class RewardRow:
    """Hold a promise to everybody, and how often it is owed and was given."""

    reward_id: RewardId
    draft: RewardDraft
    words: str
    holds: bool
    owed: int
    given: int
    version: int


@dataclass(frozen=True, slots=True)
class OwedReward:
    """Hold a reward that somebody has earned and not yet got, for whom they sent, with its clock."""

    part_id: ThanksPartId
    thanks_id: ThanksId
    contact_id: ContactId
    referral_id: ReferralId | None
    name: str
    prospect: str
    occasion: Occasion
    words: str
    may_accept_gifts: bool
    clock: ClockFace


def rows(session: Session, today: date) -> tuple[RewardRow, ...]:
    """Return what was and is promised, the newest promise first."""
    currency = business.load(session).currency
    return tuple(_row(row, today, currency) for row in _promised.rows(session))


def owed(session: Session, clocks: Clocks) -> tuple[OwedReward, ...]:
    """Return the rewards that are owed, what is due first on top; people who left are not on it."""
    currency = business.load(session).currency
    return tuple(_owed(row, clocks, currency) for row in _waiting.rows(session))


@operation(N_("Promise a reward"))
def add(unit: Unit, draft: RewardDraft) -> RewardId:
    """Promise something to everybody who refers from a day on; what came before that day earned nothing."""
    if found := rules.problems(draft):
        raise Refused(*found)
    row = unit.add(Reward(name="", kind=draft.kind.value, earned_on=draft.earned_on.value, from_on=draft.from_on))
    _fill(row, draft)
    unit.say(_("Reward “{reward}” promised").format(reward=row.name), "reward", row.id)
    return RewardId(row.id)


@operation(N_("Change a reward"))
def edit(unit: Unit, reward_id: RewardId, draft: RewardDraft, *, version: int | None = None) -> None:
    """Save another version of a promise; who has earned it gets what it says now."""
    if found := rules.problems(draft):
        raise Refused(*found)
    row = unit.get(Reward, reward_id, version=version)
    _fill(row, draft)
    unit.say(_("Reward “{reward}” changed").format(reward=row.name), "reward", row.id)


@operation(N_("End a reward"))
def end(unit: Unit, reward_id: RewardId) -> None:
    """Promise it no longer from today on; one that nobody has earned goes, what was earned stays owed."""
    row = unit.get(Reward, reward_id)
    is_earned = unit.session.scalars(select(ThanksPart.id).where(ThanksPart.reward_id == reward_id).limit(1)).first()
    if is_earned is None:
        unit.session.delete(row)
    else:
        row.until_on = max(unit.today - timedelta(days=1), row.from_on)
    unit.say(_("Reward “{reward}” ended").format(reward=row.name), "reward", reward_id)


def open_for_thanks(unit: Unit, thanks_id: ThanksId, occasion: Occasion, at: datetime, working: WorkingTime) -> None:
    """Owe with a thank-you what is promised to everybody for such an occasion on that day."""
    if occasion is Occasion.OTHER:
        return
    day = working.date_of(at)
    wanted = EarnedOn.REFERRAL if occasion is Occasion.REFERRAL else EarnedOn.WIN
    query = select(Reward).where(Reward.earned_on == wanted.value, Reward.from_on <= day).order_by(Reward.id)
    due_at = None
    for row in unit.session.scalars(query):
        if _draft(row).holds_on(day):
            due_at = due_at or thanks_rules.clock(Part.REWARD, at, working).due_at
            unit.add(ThanksPart(thanks_id=thanks_id, part=Part.REWARD.value, due_at=due_at, reward_id=row.id))


@operation(N_("Give a reward"))
def give(unit: Unit, part_id: ThanksPartId, *, note: str = "") -> TouchId:
    """Log that somebody got what was promised; it stands apart from gifts and from their limit."""
    part, opened, reward = _still_owed(unit, part_id)
    said = rules.words(_draft(reward), business.load(unit.session).currency)
    summary = text.clean(f"{said}\n{note}" if note.strip() else said, lines=True)
    touch = unit.add(
        Touch(
            contact_id=opened.contact_id, referral_id=opened.referral_id, kind=TouchKind.OTHER.value,
            purpose=Purpose.THANKS.value, at=unit.now, summary=summary,
        )
    )  # fmt: skip
    part.done_at, part.touch_id = unit.now, touch.id
    name = contacts.name_of(unit.get(Contact, opened.contact_id))
    unit.say(_("Reward to {name} given").format(name=name), "contact", opened.contact_id)
    return TouchId(touch.id)


@operation(N_("Leave a reward out"))
def waive(unit: Unit, part_id: ThanksPartId) -> None:
    """Take a reward off the list without giving it, as for somebody who may not accept it."""
    part, opened, _reward = _still_owed(unit, part_id)
    part.waived_at = unit.now
    name = contacts.name_of(unit.get(Contact, opened.contact_id))
    unit.say(_("Reward to {name} left out").format(name=name), "contact", opened.contact_id)


def _still_owed(unit: Unit, part_id: ThanksPartId) -> tuple[ThanksPart, Thanks, Reward]:
    part = unit.get(ThanksPart, part_id)
    if part.part != Part.REWARD or part.reward_id is None:
        raise Refused(Problem("part", _("This thank-you is not a reward.")))
    if part.done_at is not None or part.waived_at is not None:
        raise Refused(Problem("part", _("This thank-you is already done.")))
    return part, unit.get(Thanks, part.thanks_id), unit.get(Reward, part.reward_id)


def _fill(row: Reward, draft: RewardDraft) -> None:
    row.name, row.kind, row.earned_on = text.clean(draft.name), draft.kind.value, draft.earned_on.value
    row.amount_minor = draft.amount_minor if draft.kind is not RewardKind.POINTS else 0
    row.points = draft.points if draft.kind is RewardKind.POINTS else 0
    row.from_on, row.until_on = draft.from_on, draft.until_on


def _draft(row: Any) -> RewardDraft:  # noqa: ANN401 - a reward, or a row with its columns
    return RewardDraft(
        row.name, RewardKind(row.kind), EarnedOn(row.earned_on), row.from_on, row.until_on, row.amount_minor, row.points
    )


def _row(row: Any, today: date, currency: str) -> RewardRow:  # noqa: ANN401 - a row of `_promised`
    draft = _draft(row)
    words, holds = rules.words(draft, currency), draft.holds_on(today)
    return RewardRow(RewardId(row.id), draft, words, holds, row.owed, row.given, row.version)


def _owed(row: Any, clocks: Clocks, currency: str) -> OwedReward:  # noqa: ANN401 - a row of `_waiting`
    return OwedReward(
        part_id=ThanksPartId(row.part_id),
        thanks_id=ThanksId(row.thanks_id),
        contact_id=ContactId(row.contact_id),
        referral_id=None if row.referral_id is None else ReferralId(row.referral_id),
        name=shown_names.usual_at_end(row[: -len(shown_names.PARTS)]),
        prospect=shown_names.usual_at_end([part or "" for part in row]),
        occasion=Occasion(row.occasion),
        words=rules.words(_draft(row), currency),
        may_accept_gifts=row.may_accept_gifts,
        clock=clocks.part(Part.REWARD, row.opened_at, row.due_at),
    )


_PROMISE = (
    Reward.name, Reward.kind, Reward.amount_minor, Reward.points, Reward.earned_on, Reward.from_on, Reward.until_on,
)  # fmt: skip


@Prepared
def _promised() -> Any:  # noqa: ANN401 - a select of many columns
    is_open = ThanksPart.id.is_not(None) & ThanksPart.done_at.is_(None) & ThanksPart.waived_at.is_(None)
    owed = func.sum(case((is_open, 1), else_=0))
    given = func.sum(case((ThanksPart.done_at.is_not(None), 1), else_=0))
    return (
        select(
            Reward.id, Reward.version, *_PROMISE, func.coalesce(owed, 0).label("owed"),
            func.coalesce(given, 0).label("given"),
        )
        .outerjoin(ThanksPart, ThanksPart.reward_id == Reward.id)
        .group_by(Reward.id)
        .order_by(Reward.from_on.desc(), Reward.id.desc())
    )  # fmt: skip


@Prepared
def _waiting() -> Any:  # noqa: ANN401 - a select of many columns, at its end the two names
    prospect = aliased(Contact)
    return (
        select(
            ThanksPart.id.label("part_id"), ThanksPart.due_at, Thanks.id.label("thanks_id"), Thanks.contact_id,
            Thanks.referral_id, Thanks.occasion, Thanks.opened_at, Contact.may_accept_gifts, *_PROMISE,
            *shown_names.parts(Contact), *shown_names.parts(prospect),
        )
        .join(Thanks, Thanks.id == ThanksPart.thanks_id)
        .join(Contact, Contact.id == Thanks.contact_id)
        .join(Reward, Reward.id == ThanksPart.reward_id)
        .outerjoin(Referral, Referral.id == Thanks.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
        .where(ThanksPart.part == Part.REWARD.value, ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None))
        .where(conditions.is_active())
        .order_by(ThanksPart.due_at, ThanksPart.id)
    )  # fmt: skip
