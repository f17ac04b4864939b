"""The numbers of the rules: each is a setting of the business, with a default that suits most."""

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from types import MappingProxyType
from typing import Any

from refdesk.errors import Problem
from refdesk.i18n import N_, _

MINUTES, WORKING_DAYS, DAYS = N_("minutes"), N_("working days"), N_("days")
MONTHS, DAYS_BEFORE, IDLE_DAYS = N_("months"), N_("days before"), N_("idle days")
PEOPLE, TRIES, REFERRALS, CASES, LINES = N_("people"), N_("tries"), N_("referrals"), N_("cases"), N_("lines")
PERCENT = N_("percent")


def number(default: int, *, title: str, unit: str, hint: str, least: int = 1, most: int = 365) -> Any:  # noqa: ANN401
    """Return a field of the rules with its default and its words on screen, as dataclasses.field itself."""
    words = {"title": title, "unit": unit, "hint": hint, "least": least, "most": most}
    return field(default=default, metadata=words)


@dataclass(frozen=True, slots=True)
class Rules:
    """Hold the numbers; a new one needs a field here, and is read where its rule is."""

    last_minutes: int = number(
        60, title=N_("The last minutes of a day"), unit=MINUTES, least=0, most=480,
        hint=N_("A referral that comes so late is to be called on the next working day."),
    )  # fmt: skip
    overdue_days: int = number(
        1, title=N_("Overdue after"), unit=WORKING_DAYS, most=30,
        hint=N_("So long after its time, a call, a word of thanks or a promise turns from amber to red."),
    )  # fmt: skip
    card_days: int = number(
        2, title=N_("Thank-you card due after"), unit=WORKING_DAYS, most=60,
        hint=N_("By the end of that day it is to be on its way. Thanks that are open already keep their day."),
    )  # fmt: skip
    card_overdue_days: int = number(
        7, title=N_("Thank-you card overdue after"), unit=DAYS, most=120,
        hint=N_("So long after a referral came, a card that is still owed turns red."),
    )  # fmt: skip
    introduction_days: int = number(
        3, title=N_("Wait for an introduction"), unit=WORKING_DAYS, most=60,
        hint=N_("After that it is time to ask the giver again."),
    )  # fmt: skip
    update_second: int = number(
        7, title=N_("Second update after"), unit=DAYS,
        hint=N_("The first update to a giver follows the first contact; the next one so much later."),
    )  # fmt: skip
    update_then: int = number(
        28, title=N_("Then an update every"), unit=DAYS, hint=N_("As long as a referral is open.")
    )
    update_quiet: int = number(
        7, title=N_("No update within"), unit=DAYS, least=0, most=90,
        hint=N_("So long after anything that mentioned the referral, nobody is told of it again."),
    )  # fmt: skip
    ask_days: int = number(
        90, title=N_("Between two direct asks"), unit=DAYS, least=0, most=999,
        hint=N_("Asking one person sooner is warned of, and never forbidden. Light mentions are always fine."),
    )  # fmt: skip
    check_back_days: int = number(
        10, title=N_("Ask how it went after"), unit=DAYS,
        hint=N_("From then on Today reminds you to ask whoever got a referral from you."),
    )  # fmt: skip
    source_days: int = number(
        30, title=N_("Propose as a source after"), unit=DAYS, most=140,
        hint=N_("So long after a win, Today asks whether the new client would send somebody."),
    )  # fmt: skip
    touch_a_plus: int = number(
        30, title=N_("A word to A+ every"), unit=DAYS, most=999, hint=N_("Any contact begins the time anew.")
    )
    touch_a: int = number(
        45, title=N_("A word to A every"), unit=DAYS, most=999, hint=N_("Any contact begins the time anew.")
    )
    touch_b: int = number(
        90, title=N_("A word to B every"), unit=DAYS, most=999, hint=N_("Any contact begins the time anew.")
    )
    touch_c: int = number(
        180, title=N_("A word to C every"), unit=DAYS, most=999,
        hint=N_("D and whoever has no rank are left in peace."),
    )  # fmt: skip
    words_a_day: int = number(
        5, title=N_("Keep in touch with"), unit=PEOPLE, least=0, most=50,
        hint=N_("At most so many a day stand on Today for a word, the longest waiting of the best rank first."),
    )  # fmt: skip
    review_months: int = number(
        12, title=N_("A client review every"), unit=MONTHS, most=120,
        hint=N_("Counted from the last review, or from when somebody became a client."),
    )  # fmt: skip
    mail_days: int = number(
        5, title=N_("Mail cards for a birthday"), unit=DAYS_BEFORE, least=0, most=60,
        hint=N_("“Mail by” stands so long before birthdays, anniversaries and other yearly dates."),
    )  # fmt: skip
    missed_days: int = number(
        7, title=N_("A missed birthday stays for"), unit=DAYS, least=0, most=60,
        hint=N_("So long after a day Today still reminds you of it."),
    )  # fmt: skip
    minutes_a_call: int = number(
        8, title=N_("A call of the referral month takes"), unit=MINUTES, most=120,
        hint=N_("By this a plan says how many people your minutes a day reach."),
    )  # fmt: skip
    most_tries: int = number(
        3, title=N_("Call somebody at most"), unit=TRIES, most=9,
        hint=N_("After so many tries without an answer, nobody is called again in that referral month."),
    )  # fmt: skip
    best_first: int = number(
        60, title=N_("A plan proposes the best"), unit=PEOPLE, most=9_999,
        hint=N_("So many of the best ranks are proposed first; everybody remains a choice."),
    )  # fmt: skip
    rank_often: int = number(
        2, title=N_("A+ sends at least"), unit=REFERRALS, least=2, most=99,
        hint=N_("From so many lately on, A+ is proposed; from one on, A."),
    )  # fmt: skip
    rank_lately: int = number(
        12, title=N_("Lately means within"), unit=MONTHS, most=60,
        hint=N_("What was sent longer ago makes a B, and no A."),
    )  # fmt: skip
    rank_back: int = number(
        24, title=N_("A rank looks back"), unit=MONTHS, most=120,
        hint=N_("What was sent longer ago no longer counts, for a rank or for top sources; you are asked for so long."),
    )  # fmt: skip
    rank_months: int = number(
        4, title=N_("Look at a rank again after"), unit=MONTHS, most=60,
        hint=N_("A rank is looked at again when the facts speak against it and it is so old."),
    )  # fmt: skip
    top_percent: int = number(
        20, title=N_("Top sources are the best"), unit=PERCENT, most=100,
        hint=N_("Of everybody ranked A+ to C, by the referrals that a rank counts, and how well prepared those came."),
    )  # fmt: skip
    rates_from: int = number(
        20, title=N_("Show rates from"), unit=CASES, most=9_999,
        hint=N_("A share in percent says little of a few; until then the numbers themselves are shown."),
    )  # fmt: skip
    idle_days: int = number(
        10, title=N_("Back after"), unit=IDLE_DAYS, least=2,
        hint=N_("After so many days without work here, and after days away, Today offers where to begin."),
    )  # fmt: skip
    catch_up_lines: int = number(
        10, title=N_("Begin with"), unit=LINES, most=50,
        hint=N_("So many lines stand in “catch up”, people who wait first."),
    )  # fmt: skip


USUAL = Rules()
HEADS: Mapping[str, str] = MappingProxyType(
    {
        "last_minutes": N_("When a referral comes"),
        "update_second": N_("Updates to the giver"),
        "ask_days": N_("Asking, and giving"),
        "touch_a_plus": N_("Keeping in touch"),
        "mail_days": N_("Birthdays and other days"),
        "minutes_a_call": N_("Referral month"),
        "rank_often": N_("Ranks and rates"),
        "idle_days": N_("After days away"),
    }
)
"""The heads under which the numbers stand, by the first one under each."""


def all_of() -> tuple[Field[Any], ...]:
    """Return the numbers in the order in which they are read."""
    return fields(Rules)


def title_of(name: str) -> str:
    """Return what a number is called, in the words of the program's own language."""
    return str(next(each.metadata["title"] for each in all_of() if each.name == name))


def problems(rules: Rules) -> Iterator[Problem]:
    """Yield what must be corrected, by the name of the number."""
    for each in all_of():
        least, most = each.metadata["least"], each.metadata["most"]
        if not least <= getattr(rules, each.name) <= most:
            yield Problem(each.name, _("Type a number from {least} to {most}.").format(least=least, most=most))
    if rules.card_overdue_days < rules.card_days:
        yield Problem("card_overdue_days", _("A card is not overdue before it is due."))
    if rules.rank_lately > rules.rank_back:
        yield Problem("rank_lately", _("A rank does not look back so far."))


def read(saved: Mapping[str, Any]) -> Rules:
    """Return the numbers that were saved; what is unknown or makes no sense has its default."""
    known = {each.name: each.metadata for each in all_of()}
    return Rules(
        **{
            name: value
            for name, value in saved.items()
            if name in known and type(value) is int and known[name]["least"] <= value <= known[name]["most"]
        }
    )
