"""What the panel of a referral says in words."""

from datetime import datetime, timedelta

from refdesk import i18n
from refdesk.domain import touches
from refdesk.domain.thanks import Occasion, Part
from refdesk.domain.working_time import WorkingTime
from refdesk.i18n import _, ngettext
from refdesk.services.referral_detail import Conversation, ThanksStep

LONGEST_NAME = 22
"""A longer name does not fit into a head or a button of the panel."""
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


def span(start: datetime, end: datetime, working: WorkingTime) -> str:
    """Return how long it took: "45 min", "2 h 45 min", "8 days"."""
    taken = max(end - start, timedelta())
    minutes = int(taken.total_seconds()) // 60
    if taken < _HOUR:
        return _("{n} min").format(n=minutes)
    if taken < _DAY:
        rest = minutes % 60
        hours = _("{n} h").format(n=minutes // 60)
        return _("{hours} {rest} min").format(hours=hours, rest=rest) if rest else hours
    days = (working.date_of(end) - working.date_of(start)).days
    return ngettext("{n} day", "{n} days", days).format(n=i18n.number(days))


def moment(at: datetime, working: WorkingTime) -> str:
    """Return "Oct 12, 10:20 AM"."""
    local = working.local(at)
    return _("{day}, {time}").format(day=i18n.day_short(local.date()), time=i18n.clock(local))


def day(at: datetime, working: WorkingTime) -> str:
    """Return "Oct 12"."""
    return i18n.day_short(working.date_of(at))


def thanks_title(step: ThanksStep, *, named: bool) -> str:
    """Return what is owed or was done: "Word of thanks", "Card with the good news", to whom if there are several."""
    news = step.occasion is Occasion.WIN
    words = {
        Part.WORD: _("Word with the good news") if news else _("Word of thanks"),
        Part.CARD: _("Card with the good news") if news else _("Thank-you card"),
        Part.GIFT: _("Gift"),
        Part.REWARD: _("Reward"),
    }[step.part]
    return _("{what}, to {name}").format(what=words, name=step.name) if named else words


def update_title(told: Conversation, *, named: bool) -> str:
    """Return "Update: nothing is decided yet" for an update that was given, without its line of thanks."""
    lines = [line for line in told.summary.split("\n") if line]
    said = lines[1] if len(lines) > 1 else "".join(lines)
    words = _("Update: {said}").format(said=said) if said else _("Update")
    return _("{what}, to {name}").format(what=_("Update"), name=told.name) if named else words


def conversation_title(conversation: Conversation) -> str:
    """Return "Call, talked" for a conversation."""
    kind, outcome = _(touches.KIND_WORDS[conversation.kind]), _(touches.OUTCOME_WORDS[conversation.outcome])
    return _("{kind}, {outcome}").format(kind=kind, outcome=outcome.lower()) if conversation.outcome else kind
