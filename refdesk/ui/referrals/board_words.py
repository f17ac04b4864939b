"""What stands on a card of the board, in words: shown, and said to screen readers."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import babel.numbers
from babel import Locale

from refdesk import i18n
from refdesk.domain import money
from refdesk.domain.referral import Direction
from refdesk.domain.stages import Meaning
from refdesk.domain.updates import Mark
from refdesk.domain.working_time import DueState, WorkingTime, hour_words
from refdesk.i18n import _, ngettext
from refdesk.services.board import Board, Card, Column, ThanksMark
from refdesk.services.clocks import ClockFace
from refdesk.ui.widgets import marks

_LONG, _WEEK = 120, 7


@dataclass(frozen=True, slots=True)
class BoardFrame:
    """Hold what the words of cards depend on."""

    now: datetime
    working: WorkingTime
    currency: str
    direction: Direction = Direction.RECEIVED
    country: str = ""
    """In whose form phone numbers are shown."""

    @property
    def today(self) -> date:
        """Return the day of the business."""
        return self.working.date_of(self.now)


def worth(minor: int, currency: str) -> str:
    """Return "$42,000": a guess is shown without cents that are zero."""
    return _worth(minor, currency, i18n.current())


@lru_cache(maxsize=4096)
def _worth(minor: int, currency: str, locale: Locale) -> str:
    amount = money.from_minor(minor, currency)
    if amount != amount.to_integral_value():
        return money.shown(minor, currency)
    pattern = locale.currency_formats["standard"].pattern.replace(".00", "")
    return babel.numbers.format_currency(amount, currency, format=pattern, currency_digits=False, locale=locale)


def short_worths(minor: int, currency: str) -> tuple[str, ...]:
    """Return the words of a value for the narrow line of a card, longest first: "$42,000", "$42K", and none at all."""
    return worth(minor, currency), _about(minor, currency, i18n.current()), ""


@lru_cache(maxsize=4096)
def _about(minor: int, currency: str, locale: Locale) -> str:
    amount = money.from_minor(minor, currency)
    # "$1.3M" tells more than "$1M"; "$42K" needs no more.
    digits = int(any(each <= amount < 10 * each for each in (10**3, 10**6, 10**9)))
    return babel.numbers.format_compact_currency(amount, currency, locale=locale, fraction_digits=digits)


def column_worth(column: Column, currency: str) -> str:
    """Return the sum of a column; "" where no value is known."""
    return worth(column.value_minor, currency) if column.value_minor else ""


def since(card: Card, meaning: Meaning, frame: BoardFrame) -> date:
    """Return the day from which the age is told: of the receipt while open, else of the closing."""
    if meaning is not Meaning.OPEN:
        return frame.today - timedelta(days=card.days_still)
    return frame.working.date_of(card.received_at)


def age(card: Card, meaning: Meaning, frame: BoardFrame) -> str:
    """Return how old an open referral is, "6 d", or when a closed one was closed."""
    if meaning is not Meaning.OPEN:
        return i18n.day_short(since(card, meaning, frame))
    days = (frame.today - since(card, meaning, frame)).days
    return _("{n} d").format(n=i18n.number(days)) if days > 0 else _("today")


def still(card: Card) -> str:
    """Return how long a stalled card has not moved: "14 d still"."""
    return _("{n} d still").format(n=i18n.number(card.days_still))


def short_still(card: Card) -> tuple[str, ...]:
    """Return the words of a stalled card, longest first."""
    return still(card), _("{n} d").format(n=i18n.number(card.days_still))


def short_clocks(face: ClockFace, frame: BoardFrame) -> tuple[str, ...]:
    """Return the words of a clock for the narrow line of a card, longest first: "by 5 PM" or "2 d late"."""
    working = frame.working
    due_day = working.date_of(face.due_at)
    if face.state is DueState.DUE:
        hour = hour_words(working.local(face.due_at))
        if due_day == frame.today:
            return _("by {time}").format(time=hour), hour
        is_near = (due_day - frame.today).days < _WEEK
        return face.words, i18n.weekday_short(due_day) if is_near else i18n.day_short(due_day)
    days = working.working_days_between(due_day, frame.today) if (frame.today - due_day).days < _LONG else _LONG
    number = i18n.number(days)
    return (_("{n} d late").format(n=number), _("{n} d").format(n=number)) if days else (_("late"),)


def next_step(card: Card, frame: BoardFrame) -> str:
    """Return the next step with its day: "Visit, tomorrow"."""
    if card.next_step_on is None or not card.next_step:
        return card.next_step
    return _("{step}, {day}").format(step=card.next_step, day=near_day(card.next_step_on, frame.today))


def step_tail(card: Card, meaning: Meaning, frame: BoardFrame) -> str:
    """Return the end of the last line of a card that is never cut: the day of the next step."""
    if card.lost_reason or card.next_step_on is None or not _has_step(card, meaning, frame):
        return ""
    return f", {near_day(card.next_step_on, frame.today)}"


def near_day(day: date, today: date) -> str:
    """Return "today", "tomorrow", the weekday of this week, or "Nov 23"."""
    ahead = (day - today).days
    if ahead in (0, 1):
        return _("today") if ahead == 0 else _("tomorrow")
    return i18n.weekday(day) if 0 < ahead < 7 else i18n.day_short(day)


def thanks(mark: ThanksMark) -> str:
    """Return how the thanks stand; "" where nobody is owed any."""
    return {
        ThanksMark.NONE: "",
        ThanksMark.THANKED: _("thanked"),
        ThanksMark.OWED: _("thanks owed"),
        ThanksMark.LATE: _("thanks late"),
    }[mark]


def posted(mark: Mark) -> str:
    """Return whether who sent somebody was kept posted; "" where nothing is due yet."""
    return {Mark.NONE: "", Mark.KEPT_POSTED: _("kept posted"), Mark.DUE: _("update due")}[mark]


def awaits_words() -> str:
    """Return what the mark of an introduction that was asked for means."""
    return _("awaiting introduction")


def with_whom(card: Card, frame: BoardFrame) -> str:
    """Return who sent somebody, "from Ana", or who got them, "to Ana"."""
    if frame.direction is Direction.GIVEN:
        return _("to {name}").format(name=card.referrer)
    return _("from {name}").format(name=card.referrer) if card.referrer else _("nobody knows who sent them")


def from_lines(card: Card, meaning: Meaning, frame: BoardFrame) -> tuple[tuple[str, str], ...]:
    """Return the line of a card that says who sent them, longest first, each with its end that is never cut.

    A closed card has the day on which it was closed: "from Ana Diaz · Nov 6", or without the "from" beside its arrow.
    """
    who = card.referrer or _("nobody knows who")
    if meaning is Meaning.OPEN:
        return ((who, ""),)
    tail = f" · {i18n.day_short(since(card, meaning, frame))}"
    return (f"{with_whom(card, frame)}{tail}", tail), (f"{who}{tail}", tail)


def closing(card: Card, meaning: Meaning, frame: BoardFrame) -> str:
    """Return the last line of a card: why it was lost, from when a client may be a source, else the next step."""
    if meaning is Meaning.LOST and card.lost_reason:
        return _("Why: {reason}").format(reason=card.lost_reason)
    return next_step(card, frame) if _has_step(card, meaning, frame) else source_words(card, frame)


def source_words(card: Card, frame: BoardFrame) -> str:
    """Return from when a new client is proposed as a source, "A source? Dec 9"; "" where nobody will be."""
    if card.source_on is None:
        return ""
    return _("A source? {day}").format(day=near_day(card.source_on, frame.today))


def spoken(card: Card, meaning: Meaning, frame: BoardFrame) -> str:
    """Return the whole card in one sentence for screen readers."""
    stands = still(card) if card.stalled else age(card, meaning, frame)
    parts = [
        card.name,
        card.need,
        with_whom(card, frame),
        worth(card.value_minor, frame.currency) if card.value_minor is not None else "",
        _("first contact: {when}").format(when=card.clock.words) if card.clock else stands,
        marks.dots_name(card.preparedness) if card.preparedness else "",
        thanks(card.thanks),
        posted(card.posted),
        awaits_words() if card.awaits_introduction else "",
        _("why: {reason}").format(reason=card.lost_reason) if card.lost_reason else "",
        _("next step: {step}").format(step=next_step(card, frame)) if _has_step(card, meaning, frame) else "",
        source_words(card, frame),
    ]
    if not card.next_step and meaning is Meaning.OPEN:
        parts.append(_("no next step"))
    return ", ".join(part for part in parts if part)


def open_words(board: Board, currency: str) -> tuple[str, str]:
    """Return "11 open" and the value of what is open."""
    count = ngettext("{n} open", "{n} open", board.open_count).format(n=i18n.number(board.open_count))
    return count, worth(board.open_value_minor, currency) if board.open_value_minor else ""


def _has_step(card: Card, meaning: Meaning, frame: BoardFrame) -> bool:
    """Say whether there is a next step; one whose day passed before all was decided is none."""
    if meaning is not Meaning.OPEN and card.next_step_on is not None and card.next_step_on < frame.today:
        return False
    return bool(card.next_step)
