"""What stands in the lines of a timeline, read for one page: a statement for each source that the page has."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import lessons, text
from refdesk.domain import referral as referrals
from refdesk.domain.evidence import WORDS as EVIDENCE_WORDS
from refdesk.domain.evidence import Of
from refdesk.domain.gifts import GiftDirection
from refdesk.domain.ids import ContactId, GiftId, PromiseId, ReferralId, TouchId
from refdesk.domain.lessons import LessonKey
from refdesk.domain.stages import Meaning
from refdesk.domain.thanks import PART_WORDS, Part
from refdesk.domain.touches import KIND_WORDS, OUTCOME_WORDS, PURPOSE_WORDS, Asked, Outcome, Purpose, TouchKind
from refdesk.i18n import N_, _, day_short
from refdesk.services import shown_names
from refdesk.services.timeline_line import TimelineKind, TimelineLine
from refdesk.services.timeline_marks import Mark, Source
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.paper import Printed
from refdesk.store.tables.people import Contact, Evidence, LessonTaught
from refdesk.store.tables.referrals import Referral, ReferralGiver, Stage, StageMove, ThanksPart
from refdesk.store.tables.work import Promise, Touch

TITLE, DETAIL = 120, 300
OF_THE_TRAIL = frozenset({Source.RANK, Source.PLAN})
"""Sources whose marks carry the id of a change in the trail."""
ROWS = {
    Source.TOUCH: ("touch", True), Source.SENT_US: ("referral", True), Source.WE_SENT: ("referral", True),
    Source.CAME_TO_US: ("referral", True), Source.STAGE: ("stage_move", True), Source.GIFT: ("gift", True),
    Source.CARD_PRINTED: ("printed", True), Source.PROMISE_MADE: ("promise", True),
    Source.PROMISE_KEPT: ("promise", False), Source.PROMISE_DROPPED: ("promise", False),
    Source.THANKS: ("thanks_part", False), Source.EVIDENCE: ("evidence", True),
    Source.LESSON: ("lesson_taught", False),
}  # fmt: skip
"""The row behind a mark, and whether the line tells that it was made or how it was changed last."""
_PRINTED = {
    "printed": N_("not mailed yet"), "written": N_("written, not mailed yet"), "mailed": N_("mailed"),
    "handed_over": N_("handed over"),
}  # fmt: skip
_IDS: Any = bindparam("ids", expanding=True)
_REFERRAL = (
    Referral.id, Referral.received_at, Referral.need, Referral.preparedness, Referral.prospect_id,
    Referral.recipient_id, Stage.name.label("stage"),
)  # fmt: skip


def lines(session: Session, contact_id: ContactId, zone: ZoneInfo, marks: Sequence[Mark]) -> dict[Mark, TimelineLine]:
    """Return the lines of these marks, which are of one source."""
    source = marks[0].source
    query, line_of = _READ[source]
    by_id = {mark.row_id: mark for mark in marks}
    found: dict[Mark, TimelineLine] = {}
    for row in session.execute(query(), {"ids": list(by_id)}):
        mark = by_id[row.id]
        # Of several who sent this person the first stands for all: the referral itself names them.
        if mark not in found:
            found[mark] = line_of(row, mark, _Seen(contact_id, zone))
    return found


class _Seen:
    """Whose timeline it is, and where."""

    def __init__(self, contact_id: ContactId, zone: ZoneInfo) -> None:
        self.contact_id, self.zone = contact_id, zone

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()


@cache
def _touch_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(
        Touch.id, Touch.at, Touch.kind, Touch.purpose, Touch.outcome, Touch.summary, Touch.asked, Touch.referral_id
    ).where(Touch.id.in_(_IDS))


def _touch(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401 - a row of many columns
    kind, purpose, outcome = TouchKind(row.kind), Purpose(row.purpose), Outcome(row.outcome)
    first, _end, rest = row.summary.partition("\n")
    usual = KIND_WORDS[kind] if purpose is Purpose.OTHER else PURPOSE_WORDS[purpose]
    more = (first if len(first) > TITLE else "", rest)
    return TimelineLine(
        mark,
        TimelineKind(kind.value),
        seen.day(row.at),
        text.shorten(first, TITLE) if first else _(usual),
        " · ".join((*_how_it_went(outcome, Asked(row.asked)), *(text.shorten(each, DETAIL) for each in more if each))),
        row.summary,
        touch_id=TouchId(row.id),
        referral_id=_referral_id(row.referral_id),
    )


def _how_it_went(outcome: Outcome, asked: Asked) -> Iterator[str]:
    if outcome not in {Outcome.NONE, Outcome.TALKED}:
        yield _(OUTCOME_WORDS[outcome])
    if asked is not Asked.NO:
        yield {Asked.LIGHTLY: _("Mentioned lightly"), Asked.DIRECTLY: _("Asked for a referral")}[asked]


@cache
def _with_prospect() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(*_REFERRAL, shown_names.columns(Contact))
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .where(Referral.id.in_(_IDS))
    )


def _sent_us(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401
    title = _("Sent us {name}").format(name=shown_names.of(row.person).usual)
    return _of_referral(TimelineKind.SENT_US, row, mark, seen, title=title, other_id=row.prospect_id)


def _we_sent(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401
    title = _("We sent them {name}").format(name=shown_names.of(row.person).usual)
    return _of_referral(TimelineKind.WE_SENT, row, mark, seen, title=title, other_id=row.prospect_id)


@cache
def _with_both_sides() -> Any:  # noqa: ANN401 - a select of many columns
    recipient, giver = aliased(Contact), aliased(Contact)
    return (
        select(
            *_REFERRAL, giver.id.label("giver_id"), shown_names.columns(recipient, "recipient"),
            shown_names.columns(giver, "giver"),
        )
        .join(Stage, Stage.id == Referral.stage_id)
        .outerjoin(recipient, recipient.id == Referral.recipient_id)
        .outerjoin(ReferralGiver, ReferralGiver.referral_id == Referral.id)
        .outerjoin(giver, giver.id == ReferralGiver.contact_id)
        .where(Referral.id.in_(_IDS))
        .order_by(Referral.id, ReferralGiver.id)
    )  # fmt: skip


def _came_to_us(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401
    if row.recipient_id is not None:
        title = _("Sent to {name}").format(name=shown_names.of(row.recipient).usual)
        return _of_referral(TimelineKind.SENT_ON, row, mark, seen, title=title, other_id=row.recipient_id)
    title = _("Came to us by referral")
    if row.giver_id is not None:
        title = _("Came to us from {name}").format(name=shown_names.of(row.giver).usual)
    return _of_referral(TimelineKind.CAME_TO_US, row, mark, seen, title=title, other_id=row.giver_id)


def _of_referral(
    kind: TimelineKind, row: Any, mark: Mark, seen: _Seen, *, title: str, other_id: int | None  # noqa: ANN401
) -> TimelineLine:  # fmt: skip
    said = [text.shorten(row.need, TITLE)] if row.need else []
    if kind is TimelineKind.SENT_US and row.preparedness is not None:
        said.append(_("prepared {n} of {most}").format(n=row.preparedness, most=referrals.BEST_PREPARED))
    said.append(_("Now: {stage}").format(stage=row.stage))
    return TimelineLine(
        mark, kind, seen.day(row.received_at), title, " · ".join(said), row.need, referral_id=ReferralId(row.id),
        other_id=None if other_id is None else ContactId(other_id),
    )  # fmt: skip


@cache
def _stage_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return (
        select(
            StageMove.id, StageMove.at, Stage.meaning, Stage.name.label("stage"), Referral.id.label("referral_id"),
            Referral.prospect_id, Referral.lost_reason, Referral.recipient_id, shown_names.columns(Contact),
        )
        .join(Stage, Stage.id == StageMove.stage_id)
        .join(Referral, Referral.id == StageMove.referral_id)
        .join(Contact, Contact.id == Referral.prospect_id)
        .where(StageMove.id.in_(_IDS))
    )  # fmt: skip


def _stage(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401
    """Say how a referral went on: its prospect was won or lost by us, or it came to another stage."""
    meaning = Meaning(row.meaning)
    kind, title, detail = TimelineKind.MOVED, _("{name}: {stage}"), ""
    if meaning is not Meaning.OPEN and row.recipient_id is None:
        won = meaning is Meaning.WON
        kind = TimelineKind.WON if won else TimelineKind.LOST
        title = _("{name} won") if won else _("{name}: closed as lost")
        detail = "" if won else text.shorten(row.lost_reason, TITLE)
    return TimelineLine(
        mark,
        kind,
        seen.day(row.at),
        title.format(name=shown_names.of(row.person).usual, stage=row.stage),
        detail,
        referral_id=ReferralId(row.referral_id),
        other_id=None if row.prospect_id == seen.contact_id else ContactId(row.prospect_id),
    )


@cache
def _gift_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(
        Gift.id, Gift.on, Gift.name, Gift.direction, Gift.occasion, Gift.referral_id, Gift.cost_minor
    ).where(Gift.id.in_(_IDS))  # fmt: skip


def _gift(row: Any, mark: Mark, _seen: _Seen) -> TimelineLine:  # noqa: ANN401
    received = row.direction == GiftDirection.RECEIVED
    return TimelineLine(
        mark,
        TimelineKind.GIFT_RECEIVED if received else TimelineKind.GIFT_GIVEN,
        row.on,
        _("{gift}, from them").format(gift=row.name) if received else row.name,
        row.occasion,
        gift_id=GiftId(row.id),
        referral_id=_referral_id(row.referral_id),
        cost_minor=None if received else row.cost_minor,
    )


@cache
def _card_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(Printed.id, Printed.state, Printed.mailed_on, Printed.text).where(Printed.id.in_(_IDS))


def _card(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401
    state = _(_PRINTED[row.state])
    detail = _("{state} {day}").format(state=state, day=day_short(row.mailed_on)) if row.mailed_on else state
    return TimelineLine(
        mark, TimelineKind.CARD_PRINTED, seen.day(mark.at), _("Card printed"), detail, row.text
    )  # fmt: skip


@cache
def _promise_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(
        Promise.id, Promise.text, Promise.due_on, Promise.kept_on, Promise.dropped_on, Promise.referral_id
    ).where(Promise.id.in_(_IDS))  # fmt: skip


def _promise(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401
    kind, title, day, detail = TimelineKind.PROMISE_KEPT, _("Promise kept: {text}"), row.kept_on, ""
    if mark.source is Source.PROMISE_DROPPED:
        kind, title, day = TimelineKind.PROMISE_DROPPED, _("Promise dropped: {text}"), row.dropped_on
    if mark.source is Source.PROMISE_MADE:
        kind, title, day = TimelineKind.PROMISE_MADE, _("Promised: {text}"), seen.day(mark.at)
        detail = _("by {day}").format(day=day_short(row.due_on))
    return TimelineLine(
        mark,
        kind,
        day,
        title.format(text=text.shorten(row.text, TITLE)),
        detail,
        row.text,
        promise_id=PromiseId(row.id),
        referral_id=_referral_id(row.referral_id),
        is_open=row.kept_on is None and row.dropped_on is None,
    )


@cache
def _thanks_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(ThanksPart.id, ThanksPart.part, ThanksPart.done_at).where(ThanksPart.id.in_(_IDS))


def _thanks(row: Any, mark: Mark, seen: _Seen) -> TimelineLine:  # noqa: ANN401
    title = _("Thank-you done: {part}") if row.done_at is not None else _("Thank-you left out: {part}")
    part = _(PART_WORDS[Part(row.part)])
    return TimelineLine(mark, TimelineKind.THANKED, seen.day(mark.at), title.format(part=part))


@cache
def _evidence_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(Evidence.id, Evidence.of, Evidence.on, Evidence.text).where(Evidence.id.in_(_IDS))


def _evidence(row: Any, mark: Mark, _seen: _Seen) -> TimelineLine:  # noqa: ANN401
    said, words = _(EVIDENCE_WORDS[Of(row.of)]), text.shorten(row.text, TITLE)
    return TimelineLine(mark, TimelineKind.EVIDENCE, row.on, words, said, row.text)


@cache
def _lesson_rows() -> Any:  # noqa: ANN401 - a select of many columns
    return select(LessonTaught.id, LessonTaught.lesson_key, LessonTaught.on, LessonTaught.can_repeat).where(
        LessonTaught.id.in_(_IDS)
    )


def _lesson(row: Any, mark: Mark, _seen: _Seen) -> TimelineLine:  # noqa: ANN401
    title = _("Taught: {lesson}").format(lesson=_(lessons.TITLES[LessonKey(row.lesson_key)]))
    return TimelineLine(mark, TimelineKind.LESSON, row.on, title, _("can repeat it") if row.can_repeat else "")


def _referral_id(referral_id: int | None) -> ReferralId | None:
    return None if referral_id is None else ReferralId(referral_id)


_READ: dict[Source, tuple[Callable[[], Any], Callable[[Any, Mark, _Seen], TimelineLine]]] = {
    Source.TOUCH: (_touch_rows, _touch), Source.SENT_US: (_with_prospect, _sent_us),
    Source.WE_SENT: (_with_prospect, _we_sent), Source.CAME_TO_US: (_with_both_sides, _came_to_us),
    Source.STAGE: (_stage_rows, _stage), Source.GIFT: (_gift_rows, _gift), Source.CARD_PRINTED: (_card_rows, _card),
    Source.PROMISE_MADE: (_promise_rows, _promise), Source.PROMISE_KEPT: (_promise_rows, _promise),
    Source.PROMISE_DROPPED: (_promise_rows, _promise), Source.THANKS: (_thanks_rows, _thanks),
    Source.EVIDENCE: (_evidence_rows, _evidence), Source.LESSON: (_lesson_rows, _lesson),
}  # fmt: skip
