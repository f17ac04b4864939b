"""The words of an update: thanks once more, and a line on what happened, no longer than the giver has time for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from refdesk import i18n
from refdesk.i18n import N_, _, ngettext


class Happened(StrEnum):
    """What there is to tell of a referral."""

    MET = "met"
    SPOKE = "spoke"
    WROTE = "wrote"
    TRIED = "tried"
    STILL = "still"
    WON = "won"
    LOST = "lost"
    NEVER_MET = "never_met"


@dataclass(frozen=True, slots=True)
class News:
    """Hold the news of one referral; `on` is its day. A discreet one says no more than that we have spoken."""

    name: str
    short_name: str
    happened: Happened
    on: date
    discreet: bool = False


_ALONE: Mapping[Happened, str] = MappingProxyType(
    {
        Happened.MET: N_("We met {day}, and I will let you know how it goes on."),
        Happened.SPOKE: N_("We spoke {day}, and I will let you know what comes of it."),
        Happened.WROTE: N_("We have been in touch, and I will let you know what comes of it."),
        Happened.TRIED: N_("I tried to get in touch {day}, and will try again."),
        Happened.STILL: N_("Nothing is decided yet; you will hear from me as soon as it is."),
        Happened.WON: N_("Good news: we are going to work together, and it began with a word of yours."),
        Happened.LOST: N_("It did not work out this time, but I am glad that we talked, and grateful to you."),
        Happened.NEVER_MET: N_("We did not come together this time; I am grateful that you thought of me."),
    }
)
_AMONG_OTHERS: Mapping[Happened, str] = MappingProxyType(
    {
        Happened.MET: N_("{name}: we met {day}."),
        Happened.SPOKE: N_("{name}: we spoke {day}."),
        Happened.WROTE: N_("{name}: we have been in touch."),
        Happened.TRIED: N_("{name}: I tried to get in touch {day}, and will try again."),
        Happened.STILL: N_("{name}: nothing is decided yet; you will hear from me as soon as it is."),
        Happened.WON: N_("{name}: good news, we are going to work together."),
        Happened.LOST: N_("{name}: it did not work out this time, but I am glad that we talked."),
        Happened.NEVER_MET: N_("{name}: we did not come together this time."),
    }
)
_FOR_US: Mapping[Happened, str] = MappingProxyType(
    {
        Happened.MET: N_("you met {day}"),
        Happened.SPOKE: N_("you spoke {day}"),
        Happened.WROTE: N_("you have been in touch"),
        Happened.TRIED: N_("you tried to get in touch {day}"),
        Happened.STILL: N_("nothing is decided yet"),
        Happened.WON: N_("won {day}"),
        Happened.LOST: N_("a kind last word"),
        Happened.NEVER_MET: N_("a kind last word"),
    }
)


def text(news: Sequence[News], today: date) -> str:
    """Return the text for the giver: a line of thanks and a line of news for each; "" where there is none.

    What is discreet is not named and adds no more than that we have spoken.
    """
    told = [each for each in news if not each.discreet]
    quiet = len(news) - len(told)
    if not told:
        return _discreet(quiet)
    lines = [_("Thank you again for sending {names}.").format(names=_listing([each.name for each in told]))]
    if len(told) == 1:
        lines.append(_said(_ALONE, told[0], told[0].name, today))
    else:
        names = _short_names(told)
        lines += [_said(_AMONG_OTHERS, each, name, today) for each, name in zip(told, names, strict=True)]
    if quiet:
        lines.append(
            ngettext(
                "And your other introduction: we have spoken; thank you.",
                "And your other introductions: we have spoken; thank you.",
                quiet,
            )
        )
    return "\n".join(lines)


def in_short(news: Sequence[News], today: date) -> str:
    """Return what the line of Today says: "About Amara Nwosu: you met on Tuesday"."""
    about = beside(news[0], today) if len(news) == 1 else _listing([each.name for each in news])
    return _("About {what}").format(what=about)


def beside(news: News, today: date) -> str:
    """Return what stands beside the box to tick: "Amara Nwosu: you met on Tuesday"."""
    return _("{name}: {what}").format(name=news.name, what=for_us(news, today))


def for_us(news: News, today: date) -> str:
    """Return what there is to tell, in our own words: "you met on Tuesday"."""
    if news.discreet:
        return _("that you have spoken, and no more")
    return _said(_FOR_US, news, news.name, today)


def near_day(day: date, today: date) -> str:
    """Return "today", "yesterday", "on Tuesday", or "on November 4"."""
    ago = (today - day).days
    if ago in (0, 1):
        return _("today") if ago == 0 else _("yesterday")
    return _("on {day}").format(day=i18n.weekday(day) if 0 < ago < 7 else i18n.day_month(day))


def _discreet(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "We have spoken; thank you for the introduction.", "We have spoken; thank you for the introductions.", count
    )


def _said(words: Mapping[Happened, str], news: News, name: str, today: date) -> str:
    return _(words[news.happened]).format(name=name, day=near_day(news.on, today))


def _short_names(news: Sequence[News]) -> list[str]:
    """Return first names, or whole names where two share one."""
    short = [each.short_name for each in news]
    return [each.name if short.count(each.short_name) > 1 else each.short_name for each in news]


def _listing(names: Sequence[str]) -> str:
    return i18n.listing(list(names)) if len(names) > 1 else "".join(names)
