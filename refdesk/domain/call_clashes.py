"""Where two people's notes of one call differ, in words."""

from datetime import date

from refdesk import i18n
from refdesk.domain import clashes, merging
from refdesk.domain.call_mode import CallNotes, Named
from refdesk.domain.clashes import Clash, Words
from refdesk.domain.promises import OnTheWay
from refdesk.domain.referral import Direction
from refdesk.domain.touches import ASKED_WORDS
from refdesk.i18n import _


def of(mine: CallNotes, theirs: CallNotes) -> tuple[Clash, ...]:
    """Return the fields of the notes that differ."""
    return clashes.between(_words(mine), _words(theirs))


def _words(notes: CallNotes) -> list[Words]:
    row, more = notes.row, notes.more
    first = Named(row.referral_direction or Direction.RECEIVED, row.referral_name, row.referral_need)
    return [
        (_("The answer"), row.help),
        (_("Nothing just now"), _("Yes") if more.nothing_needed else _("No")),
        (_("A good lead for them"), row.good_lead),
        (_("Asked for a referral"), _(ASKED_WORDS[more.asked])),
        (_("Named"), "; ".join(_named(each) for each in (first, *more.named) if not each.is_blank)),
        (_("Lead promised"), _dated(row.lead_to, row.lead_by)),
        (_("Promised"), "; ".join(_promise(each) for each in more.promises)),
        (_("A date to remember"), _remembered(notes)),
        (_("What they do"), more.what_they_do or ""),
        (_("Notes"), more.notes),
        (_("Call back on"), i18n.day_full(row.call_back_on) if row.call_back_on else ""),
    ]


def _promise(made: OnTheWay) -> str:
    return _dated(made.text, made.due_on)


def _dated(words: str, on: date | None) -> str:
    return ", ".join(filter(None, (words.strip(), i18n.day_full(on) if on else "")))


def _named(each: Named) -> str:
    way = _("from them") if each.direction is Direction.RECEIVED else _("to them")
    return f"{', '.join(filter(None, (each.name.strip(), each.need.strip())))} ({way})"


def _remembered(notes: CallNotes) -> str:
    kept = notes.more.remember
    return "" if kept is None else merging.item_words(kept)
