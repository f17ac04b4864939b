"""The business: who it is, when it works, how it pays and prints. All of it can be changed in Settings."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from dataclasses import field as dataclass_field
from datetime import date
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import numbers as babel_numbers

from refdesk.domain import countries, default_wordings, rules, tax_year, text, wording
from refdesk.domain.addresses import Address
from refdesk.domain.gift_modes import Mode
from refdesk.domain.gift_rules import RuleSet
from refdesk.domain.rules import USUAL, Rules
from refdesk.domain.text_lengths import LONGEST_LINE, too_long
from refdesk.domain.working_time import OFFICE_WEEK, Away, Hours, WorkingTime
from refdesk.errors import Problem
from refdesk.i18n import N_, _


class Paper(StrEnum):
    """What lies in the printer."""

    LETTER = "letter"
    A4 = "a4"


def setting(default: Any, *, title: str) -> Any:  # noqa: ANN401 - as dataclasses.field itself
    """Return a field of settings with its default and its title on screen."""
    return dataclass_field(default=default, metadata={"title": title})


@dataclass(frozen=True, slots=True)
class Profile:
    """Hold the settings of one business, shared by everybody who opens its file."""

    business_name: str = setting("", title=N_("Business name"))
    owner: str = setting("", title=N_("Your name"))
    trade: str = setting("", title=N_("Trade"))
    phone: str = setting("", title=N_("Phone"))
    email: str = setting("", title=N_("E-mail"))
    site: str = setting("", title=N_("Site"))
    address: Address = setting(Address(), title=N_("Address"))  # noqa: RUF009 - the field of dataclasses
    country: str = setting("US", title=N_("Country"))
    region: str = setting("", title=N_("Region, for public holidays"))
    zone: str = setting("America/New_York", title=N_("Time zone"))
    week: tuple[Hours | None, ...] = setting(OFFICE_WEEK, title=N_("Working days and hours"))
    keeps_holidays: bool = setting(default=True, title=N_("Closed on public holidays"))
    days_off: tuple[date, ...] = setting((), title=N_("Days off"))
    away: tuple[Away, ...] = setting((), title=N_("Away"))
    currency: str = setting("USD", title=N_("Currency"))
    paper: Paper = setting(Paper.LETTER, title=N_("Paper"))  # noqa: RUF009
    tagline: str = setting("", title=N_("Tagline"))
    different: str = setting("", title=N_("What makes you different"))
    ideal_client: str = setting("", title=N_("Your ideal client"))
    problems_solved: str = setting("", title=N_("What you put right"))
    how_we_treat: str = setting("", title=N_("How you treat the people they send"))
    rewards: str = setting("", title=N_("What everybody who refers gets"))
    they_say: str = setting("", title=N_("What people say before they call you"))
    elsewhere: str = setting("", title=N_("Who is better with someone else"))
    client_gets: str = setting("", title=N_("What a client who was sent gets"))
    treat_opening: str = setting("", title=N_("How “How I treat people” begins"))
    givers_hear: str = setting("", title=N_("What the person who sent somebody hears"))
    script_hello: str = setting(default_wordings.SCRIPT_HELLO, title=N_("Say hello"))
    script_help: str = setting(default_wordings.SCRIPT_HELP, title=N_("Help first"))
    script_ask: str = setting(default_wordings.SCRIPT_ASK, title=N_("Then ask"))
    discreet: bool = setting(default=False, title=N_("Say nothing about the people who were sent"))
    minutes_a_day: int = setting(40, title=N_("Minutes a day for calls"))
    gift_rules: str = setting("", title=N_("Rules for gifts"))
    tax_year_start: str = setting("", title=N_("Tax year begins"))
    gift_mode: str = setting("gifts", title=N_("What you give"))
    rules: Rules = setting(USUAL, title=N_("Rules"))  # noqa: RUF009
    backup_folder: str = setting("", title=N_("Backup folder"))
    second_backup_folder: str = setting("", title=N_("Second backup folder"))

    @property
    def working_time(self) -> WorkingTime:
        """Return the working days and hours."""
        return WorkingTime(
            zone=self.zone,
            week=self.week,
            country=self.country,
            region=self.region,
            keeps_holidays=self.keeps_holidays,
            days_off=frozenset(self.days_off),
            away=self.away,
            rules=self.rules,
        )


def starting(country: str, *, business_name: str = "", owner: str = "") -> Profile:
    """Return the settings of a new business in a country."""
    usual = countries.defaults(country)
    return Profile(
        business_name=business_name,
        owner=owner,
        address=Address(country=usual.country),
        country=usual.country,
        zone=usual.zone,
        week=usual.week,
        currency=usual.currency,
        paper=Paper(usual.paper),
    )


def everybody_gets(profile: Profile) -> str:
    """Return what everybody who refers gets, as we say it to them; "" where nothing is given."""
    if text.is_blank(profile.rewards) or profile.gift_mode == Mode.NOTES_ONLY:
        return ""
    return _("Everybody who sends me somebody gets: {rewards}").format(rewards=profile.rewards)


def title(name: str) -> str:
    """Return what a setting is called on screen."""
    return _(next(each.metadata["title"] for each in fields(Profile) if each.name == name))


def cleaned(profile: Profile) -> Profile:
    """Return the settings as they are kept: their text without control characters, folders as they are."""
    address = profile.address
    parts: dict[str, Any] = {
        each.name: text.clean(value, lines=each.name == "street")
        for each in fields(address)
        if isinstance(value := getattr(address, each.name), str)
    }
    words: dict[str, Any] = {
        each.name: text.clean(value, lines=each.name in (*_TEXTS, *_SCRIPTS))
        for each in fields(profile)
        if type(value := getattr(profile, each.name)) is str and each.name not in _FOLDERS
    }
    return replace(profile, address=replace(address, **parts), **words)


def problems(profile: Profile) -> tuple[Problem, ...]:
    """Return everything that must be corrected before the settings can be saved."""
    return (
        *_identity_problems(profile),
        *_place_problems(profile),
        *_time_problems(profile),
        *_script_problems(profile),
        *_gift_problems(profile),
        *rules.problems(profile.rules),
    )


_LINES = ("business_name", "owner", "trade", "tagline")
_TEXTS = (
    "different", "ideal_client", "problems_solved", "how_we_treat", "rewards", "they_say", "elsewhere", "client_gets",
    "treat_opening", "givers_hear",
)  # fmt: skip
_SCRIPTS = ("script_hello", "script_help", "script_ask")
_FOLDERS = frozenset({"backup_folder", "second_backup_folder"})
LONGEST_TEACHING = 2_000
"""The longest text from which lessons are made: nobody remembers more."""


def _identity_problems(profile: Profile) -> Iterator[Problem]:
    if text.is_blank(profile.business_name):
        yield Problem("business_name", _("Type the name of your business."))
    if text.is_blank(profile.owner):
        yield Problem("owner", _("Type your name."))
    for name in _LINES:
        if len(getattr(profile, name)) > LONGEST_LINE:
            yield Problem(name, too_long(LONGEST_LINE))
    for name in _TEXTS:
        if len(getattr(profile, name)) > LONGEST_TEACHING:
            yield Problem(name, too_long(LONGEST_TEACHING))
    from refdesk.domain import contact  # whoever only reads the profile does without
    from refdesk.domain.contact import PointKind

    for kind, name in ((PointKind.PHONE, "phone"), (PointKind.EMAIL, "email"), (PointKind.SITE, "site")):
        if found := contact.point_problem(kind, getattr(profile, name), field=name):
            yield found


def _place_problems(profile: Profile) -> Iterator[Problem]:
    if not countries.is_country(profile.country):
        yield Problem("country", _("Choose a country."))
    if not is_zone(profile.zone):
        yield Problem("zone", _("Choose a time zone."))
    if profile.currency not in babel_numbers.list_currencies():
        yield Problem("currency", _("Choose a currency."))
    if profile.second_backup_folder and profile.second_backup_folder == profile.backup_folder:
        yield Problem("second_backup_folder", _("Choose another folder than the first, best on another disk."))


def is_zone(name: str) -> bool:
    """Say whether this names a time zone, such as "America/New_York"."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _time_problems(profile: Profile) -> Iterator[Problem]:
    worked = [hours for hours in profile.week if hours is not None]
    if len(profile.week) != 7 or not worked:
        yield Problem("week", _("Choose at least one working day."))
    if any(hours.closes <= hours.opens for hours in worked):
        yield Problem("week", _("The closing time must lie after the opening time."))
    if any(absence.last < absence.first for absence in profile.away):
        yield Problem("away", _("The last day away lies before the first."))
    least = profile.rules.minutes_a_call
    if not least <= profile.minutes_a_day <= 24 * 60:
        yield Problem("minutes_a_day", _("A call takes {n} minutes. Plan at least that.").format(n=least))


def _gift_problems(profile: Profile) -> Iterator[Problem]:
    if profile.gift_rules and profile.gift_rules not in set(RuleSet):
        yield Problem("gift_rules", _("Choose a rule set."))
    if profile.tax_year_start and tax_year.read(profile.tax_year_start) is None:
        yield Problem("tax_year_start", _("Choose a day that every year has."))
    if profile.gift_mode not in set(Mode):
        yield Problem("gift_mode", _("Choose what you give."))


def _script_problems(profile: Profile) -> Iterator[Problem]:
    yield from wording.check(profile.script_hello, field="script_hello", allowed=wording.SCRIPT_FIELDS)
    yield from wording.check(profile.script_help, field="script_help", allowed=wording.SHEET_FIELDS)
    yield from wording.check(profile.script_ask, field="script_ask", allowed=wording.SHEET_FIELDS)
