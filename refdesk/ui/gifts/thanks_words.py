"""What the lines of the queue of thanks say, in the words of the screen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from refdesk import i18n
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.thanks_pace import Pace
from refdesk.domain.working_time import DueState, WorkingTime
from refdesk.i18n import N_, _, ngettext
from refdesk.services.clocks import ClockFace
from refdesk.services.thanks_queue import PartCell, ThanksRow
from refdesk.services.thanks_times import Times

_PARTS = {
    Part.WORD: N_("call or message"), Part.CARD: N_("card"), Part.GIFT: N_("gift"), Part.REWARD: N_("reward")
}  # fmt: skip
_LEAVE_OUT = {
    Part.WORD: N_("Leave the word out"), Part.CARD: N_("Leave the card out"), Part.GIFT: N_("Leave the gift out"),
    Part.REWARD: N_("Leave the reward out"),
}  # fmt: skip
_A_WEEK = 7


def lines_of(rows: Sequence[ThanksRow], *, owed_only: bool) -> tuple[ThanksRow, ...]:
    """Return a row for each line: a reward stands in a line of its own, since it is no gift and no word of thanks."""
    found = []
    for row in rows:
        usual = tuple(cell for cell in row.parts if cell.part is not Part.REWARD)
        found += [_only(row, usual)] if usual else []
        found += [_only(row, (cell,)) for cell in row.parts if cell.part is Part.REWARD]
    return tuple(row for row in found if not owed_only or any(cell.is_owed for cell in row.parts))


def _only(row: ThanksRow, parts: tuple[PartCell, ...]) -> ThanksRow:
    return replace(row, parts=parts, next_part=next((cell.part for cell in parts if cell.is_owed), None))


def is_reward(row: ThanksRow) -> bool:
    """Say whether a line is about a reward and nothing else."""
    return all(cell.part is Part.REWARD for cell in row.parts)


def what_for(row: ThanksRow, working: WorkingTime, today: date) -> str:
    """Return what the thanks are for: "sent Theo Marchetti, Nov 11"."""
    return _("{what}, {day}").format(what=matter(row), day=opened_on(row, working, today))


def matter(row: ThanksRow) -> str:
    """Return what the thanks are for, without the day; a reward is named."""
    if is_reward(row):
        return _("reward: {reward}").format(reward=row.parts[0].label) if row.parts[0].label else _("reward owed")
    if not row.prospect:
        return _("thanks")
    if row.occasion is not Occasion.WIN:
        return _("sent {prospect}").format(prospect=row.prospect)
    words = _("good news about {prospect}") if row.may_share else _("second thanks for {prospect}")
    return words.format(prospect=row.prospect)


def opened_on(row: ThanksRow, working: WorkingTime, today: date) -> str:
    """Return the day since which thanks are owed: "today", or "Nov 11"."""
    opened = working.date_of(row.opened_at)
    if opened == today:
        return _("today")
    return i18n.day_short(opened) if today == date.min else i18n.day_near(opened, today)


def act_words(row: ThanksRow) -> tuple[str, str]:
    """Return the words and the icon of the next thing owed; of what is finished, that it can be owed again."""
    if row.next_part is None:
        return _("Owe again"), "undo-2"
    if row.next_part is Part.WORD:
        return _("Say thank you"), "phone"
    if row.next_part is Part.GIFT:
        return _("Log the gift"), "gift"
    if row.next_part is Part.REWARD:
        return _("Reward given"), "gift"
    card = row.cell(Part.CARD)
    if card is not None and card.printed_id is not None:
        return (_("Handed over") if card.by_hand else _("Mailed")), "mail-check"
    return _("Print the card"), "printer"


def leave_out_words(part: Part) -> str:
    """Return what the menu says for leaving a part out."""
    return _(_LEAVE_OUT[part])


def day_words(day: int) -> str:
    """Return "Today", or "Day 5"."""
    return _("Day {n}").format(n=day) if day else _("Today")


def spoken(row: ThanksRow, working: WorkingTime) -> str:
    """Return the whole line for screen readers."""
    said = [row.name, what_for(row, working, date.min)]
    for cell in row.parts:
        state = cell.clock.words if cell.clock else _("done") if cell.done_at else _("left out")
        said.append(f"{_(_PARTS[cell.part])}: {state}")
    since = [day_words(row.day)] if row.next_part is not None else []
    return ", ".join([*said, *since, act_words(row)[0]])


def due_words(clock: ClockFace, working: WorkingTime, today: date) -> str:
    """Return the clock of a part in few words, since the squares beside it tell the rest: "today", "5 days late"."""
    due = working.date_of(clock.due_at)
    if clock.state is not DueState.DUE:
        days = working.working_days_between(due, today) if (today - due).days < 120 else 0
        return ngettext("{n} day late", "{n} days late", days).format(n=days) if days else _("late")
    ahead = (due - today).days
    if ahead <= 1:
        return _("by tomorrow") if ahead == 1 else _("today")
    return _("by {when}").format(when=i18n.weekday(due) if ahead < _A_WEEK else i18n.day_short(due))


def gift_words(row: ThanksRow, today: date) -> str:
    """Return what stands in the gift's column where no gift is part of the thanks."""
    if not row.may_accept_gifts:
        return _("Takes no gifts")
    if row.last_gift_on is not None and row.last_gift_on.year == today.year:
        return _("Had one in {month}").format(month=i18n.month_short(row.last_gift_on))
    return _("May have one")


def times_words(times: Times) -> str:
    """Return how soon people were thanked, with the counts behind each number; "" while there is nothing to tell."""
    if not times.word.decided and not times.card.decided:
        return ""
    told = [_average(times.word, _hours(times.word)), _average(times.card, _days(times.card), of_cards=True)]
    average = ", ".join(each for each in told if each)
    shares = [_share(times.word, of_cards=False), _share(times.card, of_cards=True)]
    in_time = ", ".join(each for each in shares if each)
    if not average:
        return _("In time, in twelve months: {shares}.").format(shares=in_time)
    return _("In twelve months: {average}. In time: {shares}.").format(average=average, shares=in_time)


def _average(pace: Pace, span: str, *, of_cards: bool = False) -> str:
    if pace.average is None:
        return ""
    words = _("a card after {span} on average ({n})") if of_cards else _("a word after {span} on average ({n})")
    return words.format(span=span, n=i18n.number(pace.done))


def _hours(pace: Pace) -> str:
    minutes = round((pace.average or 0.0) * 60)
    if minutes < 60:
        return _("{n} min of working time").format(n=minutes)
    return _("{hours} h {minutes} min of working time").format(hours=minutes // 60, minutes=minutes % 60)


def _days(pace: Pace) -> str:
    return _("{n} working days").format(n=i18n.number(Decimal(f"{pace.average or 0.0:.1f}")))


def _share(pace: Pace, *, of_cards: bool) -> str:
    if not pace.decided:
        return ""
    forms = (
        ngettext("{part} of {n} card", "{part} of {n} cards", pace.decided)
        if of_cards
        else ngettext("{part} of {n} word", "{part} of {n} words", pace.decided)
    )
    words = forms.format(part=i18n.number(pace.in_time), n=i18n.number(pace.decided))
    return words if pace.percent is None else _("{words} ({n}%)").format(words=words, n=pace.percent)
