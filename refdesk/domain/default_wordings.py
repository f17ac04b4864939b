"""The wordings that RefDesk brings: cards for each occasion, sentences to begin with, and the help-first script."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from refdesk.domain.occasions import CardOccasion
from refdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold a wording; a discreet one says no more than that we have spoken, and is for cards that may not tell."""

    key: str
    occasion: CardOccasion
    title: str
    body: str
    discreet: bool = False


THANKS_REFERRAL = Wording(
    key="thanks_referral",
    occasion=CardOccasion.THANKS,
    title=N_("Thank you for the introduction"),
    body=N_(
        "Thank you for the introduction{% if prospect %} to {{ prospect }}{% endif %}.\n\n"
        "You thought of us, and I will take good care of what you began. Whatever comes of it, "
        "it means a great deal to me that you put your name beside mine."
    ),
)
THANKS_REFERRAL_DISCREET = Wording(
    key="thanks_referral_discreet",
    occasion=CardOccasion.THANKS,
    title=N_("Thank you, discreetly"),
    body=N_(
        "{% if spoken %}We have spoken; thank{% else %}Thank{% endif %} you for the introduction.\n\n"
        "It means a great deal to me that you put your name beside mine."
    ),
    discreet=True,
)
THANKS_THOUGHT = Wording(
    key="thanks_thought",
    occasion=CardOccasion.THANKS,
    title=N_("You thought of us"),
    body=N_(
        "You thought of us at the right moment, and you said so to somebody who trusts you. "
        "That is the kindest thing that can happen to a business like mine.\n\n"
        "Thank you. I will take as much care as you would yourself."
    ),
)
THANKS_DOOR = Wording(
    key="thanks_door",
    occasion=CardOccasion.THANKS,
    title=N_("Thank you for opening the door"),
    body=N_(
        "You opened a door for me{% if prospect %} when you spoke of me to {{ prospect }}{% endif %}.\n\n"
        "I know that one does not lend one’s good name lightly. Thank you for lending me yours."
    ),
)
THANKS_WIN = Wording(
    key="thanks_win",
    occasion=CardOccasion.WIN,
    title=N_("Good news about someone you sent"),
    body=N_(
        "Good news: {% if prospect %}{{ prospect }} and I{% else %}we{% endif %} are going to work together, "
        "and it began with a word of yours.\n\n"
        "Thank you for the introduction. I will do my best to deserve it."
    ),
)
THANKS_WIN_DISCREET = Wording(
    key="thanks_win_discreet",
    occasion=CardOccasion.WIN,
    title=N_("Thank you once more, discreetly"),
    body=N_(
        "Thank you once more for the introduction.\n\n"
        "People who put their name beside mine are the reason why I enjoy my work."
    ),
    discreet=True,
)
THANKS_WIN_BEGAN = Wording(
    key="thanks_win_began",
    occasion=CardOccasion.WIN,
    title=N_("It began with you"),
    body=N_(
        "What began with one sentence of yours has become work that I look forward to"
        "{% if prospect %}, with {{ prospect }}{% endif %}.\n\n"
        "I wanted you to hear it from me, and to say thank you once more."
    ),
)
THANKS_OTHER = Wording(
    key="thanks_other",
    occasion=CardOccasion.OTHER,
    title=N_("Thank you"),
    body=N_("Thank you. You thought of us, and I noticed.\n\nIt means a great deal to me."),
)

BIRTHDAY_KIND = Wording(
    key="birthday_kind",
    occasion=CardOccasion.BIRTHDAY,
    title=N_("A kind year"),
    body=N_(
        "I hope the day brings you cake, good company and at least one hour with nothing to do.\n\n"
        "May the new year of your life be a kind one."
    ),
)
BIRTHDAY_GLAD = Wording(
    key="birthday_glad",
    occasion=CardOccasion.BIRTHDAY,
    title=N_("Glad to know you"),
    body=N_(
        "Today is yours, and I wish you a fine one.\n\n"
        "I am glad to know you, and I hope that we see each other often in the year to come."
    ),
)
BIRTHDAY_SHORT = Wording(
    key="birthday_short",
    occasion=CardOccasion.BIRTHDAY,
    title=N_("All good things"),
    body=N_("All good things for the year that begins today: health, people you like, and time for both."),
)
ANNIVERSARY_DAY = Wording(
    key="anniversary_day",
    occasion=CardOccasion.ANNIVERSARY,
    title=N_("Remembering the day"),
    body=N_(
        "{% if years %}{{ years }} years: that{% else %}This day{% endif %} is worth a card.\n\n"
        "I thought of you, and I wish you many more."
    ),
)
ANNIVERSARY_TOAST = Wording(
    key="anniversary_toast",
    occasion=CardOccasion.ANNIVERSARY,
    title=N_("A good day to celebrate"),
    body=N_("Here is to the day, and to all that has come of it. I hope that you find an hour to celebrate."),
)
SEASON_YEAR = Wording(
    key="season_year",
    occasion=CardOccasion.SEASON,
    title=N_("The year that ends"),
    body=N_(
        "As the year ends, I think of the people who made it a good one. You are one of them.\n\n"
        "I wish you quiet days, and a new year that treats you well."
    ),
)
SEASON_THANKS = Wording(
    key="season_thanks",
    occasion=CardOccasion.SEASON,
    title=N_("Thank you for this year"),
    body=N_(
        "Thank you for this year: for your trust, your time, and every good word you said for me.\n\n"
        "Have a peaceful winter. I look forward to the next one with you."
    ),
)
SEASON_WISHES = Wording(
    key="season_wishes",
    occasion=CardOccasion.SEASON,
    title=N_("Warm wishes"),
    body=N_("Warm wishes to you and yours, for these days and for all of the new year."),
)
OTHER_THINKING = Wording(
    key="other_thinking",
    occasion=CardOccasion.OTHER,
    title=N_("Thinking of you"),
    body=N_("You came to my mind this week, and I did not want to keep it to myself.\n\nI hope that all is well."),
)

ALL = (
    THANKS_REFERRAL, THANKS_THOUGHT, THANKS_DOOR, THANKS_REFERRAL_DISCREET, THANKS_WIN, THANKS_WIN_BEGAN,
    THANKS_WIN_DISCREET, BIRTHDAY_KIND, BIRTHDAY_GLAD, BIRTHDAY_SHORT, ANNIVERSARY_DAY, ANNIVERSARY_TOAST,
    SEASON_YEAR, SEASON_THANKS, SEASON_WISHES, THANKS_OTHER, OTHER_THINKING,
)  # fmt: skip

FRONTS: Mapping[CardOccasion, str] = MappingProxyType(
    {
        CardOccasion.THANKS: N_("Thank you"),
        CardOccasion.WIN: N_("Thank you"),
        CardOccasion.BIRTHDAY: N_("Happy birthday"),
        CardOccasion.ANNIVERSARY: N_("Happy anniversary"),
        CardOccasion.SEASON: N_("Season’s greetings"),
        CardOccasion.OTHER: N_("Thank you"),
    }
)
"""The greeting on the outside of a card."""
SALUTATION = N_("Dear {{ dear }},")
SIGN_OFF = N_("With warm thanks,")
GREETING_SIGN_OFF = N_("With every good wish,")
POSTSCRIPT = N_(
    "P.S. Should somebody you are fond of need what I do, I would look after them as I would look after you."
)
REFERRAL_LINE = N_("Should somebody you are fond of need what I do, I would look after them as I would look after you.")
"""Suggested for the pen lines of a birthday card; it never names a reward."""

OPENINGS = (
    N_(
        "You thought of us when {% if prospect %}{{ prospect }}{% else %}somebody{% endif %} needed help, "
        "and that means a great deal."
    ),
    N_(
        "{% if spoken %}We have spoken, and your word made it easy to begin."
        "{% else %}I will take good care of what you began.{% endif %}"
    ),
    N_("Whatever comes of it, thank you for the door you opened."),
)
DISCREET_OPENINGS = (
    N_("You thought of us, and that means a great deal."),
    N_("{% if spoken %}We have spoken; thank{% else %}Thank{% endif %} you for the introduction."),
    N_("Whatever comes of it, thank you for the door you opened."),
)
WIN_OPENINGS = (
    N_("{{ prospect }} and I are going to work together, and it began with you."),
    N_("One sentence of yours has become a piece of work that I look forward to."),
    N_("I wanted you to hear it first: {{ prospect_first_name }} said yes."),
)
DISCREET_WIN_OPENINGS = (
    N_("Thank you once more for the introduction."),
    N_("You put your name beside mine, and I have not forgotten it."),
    N_("A word of yours opened a door for me."),
)

OTHER_OPENINGS = (
    N_("You thought of us, and I noticed."),
    N_("It means a great deal to me that you put your name beside mine."),
    N_("I wanted to say this by hand, and not in passing: thank you."),
)

BIRTHDAY_OPENINGS = (
    N_("Happy birthday, {{ first_name }}. I hope that somebody spoils you today."),
    N_("I hope the day brings you cake, good company, and an hour with nothing to do."),
    N_("I am glad to know you, and I wish you a kind year."),
)
ANNIVERSARY_OPENINGS = (
    N_("{% if years %}{{ years }} years: that{% else %}This day{% endif %} is worth a card."),
    N_("I thought of you today, and of how it began."),
    N_("I wish you many more."),
)
SEASON_OPENINGS = (
    N_("As the year ends, I think of the people who made it a good one."),
    N_("Thank you for your trust, and for every good word you said for me."),
    N_("I wish you quiet days, and a new year that treats you well."),
)

SCRIPT_HELLO = N_(
    "{{ first_name }}, it is {{ owner_first_name }} from {{ firm }}. I am not selling anything. "
    "I am calling the people I like to work with."
)
SCRIPT_HELP = N_("How can I help you just now, and who would be a good lead for you?")
SCRIPT_ASK = N_("When someone tells you that they need what I do, may I be the one you name?")


def wording(occasion: CardOccasion, *, discreet: bool) -> Wording:
    """Return the first wording of an occasion; a discreet one where nothing about the prospect may be shared."""
    fitting = [each for each in ALL if each.occasion is occasion]
    return next((each for each in fitting if each.discreet is discreet), fitting[0])


def by_key(key: str) -> Wording | None:
    """Return the wording of this key."""
    return next((each for each in ALL if each.key == key), None)


def openings(occasion: CardOccasion, *, discreet: bool) -> tuple[str, ...]:
    """Return three sentences to begin a card by hand, in the reader's language, with fields still to fill."""
    return tuple(_(each) for each in _OPENINGS.get((occasion, discreet), _OPENINGS[occasion, False]))


def sign_off(occasion: CardOccasion) -> str:
    """Return the words above the signature, not translated."""
    wishes = (CardOccasion.BIRTHDAY, CardOccasion.ANNIVERSARY, CardOccasion.SEASON)
    return GREETING_SIGN_OFF if occasion in wishes else SIGN_OFF


_OPENINGS: Mapping[tuple[CardOccasion, bool], tuple[str, ...]] = MappingProxyType(
    {
        (CardOccasion.THANKS, False): OPENINGS,
        (CardOccasion.THANKS, True): DISCREET_OPENINGS,
        (CardOccasion.WIN, False): WIN_OPENINGS,
        (CardOccasion.WIN, True): DISCREET_WIN_OPENINGS,
        (CardOccasion.BIRTHDAY, False): BIRTHDAY_OPENINGS,
        (CardOccasion.ANNIVERSARY, False): ANNIVERSARY_OPENINGS,
        (CardOccasion.SEASON, False): SEASON_OPENINGS,
        (CardOccasion.OTHER, False): OTHER_OPENINGS,
    }
)
