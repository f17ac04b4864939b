"""The wordings that RefDesk brings: thank-you cards, sentences to begin with, and the help-first script."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from refdesk.domain.thanks import Occasion
from refdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold a wording; a discreet one says no more than that we have spoken."""

    key: str
    occasion: Occasion
    title: str
    body: str
    discreet: bool = False


THANKS_REFERRAL = Wording(
    key="thanks_referral",
    occasion=Occasion.REFERRAL,
    title=N_("Thank you for the introduction"),
    body=N_(
        "Thank you for the introduction{% if prospect %} to {{ prospect }}{% endif %}.\n\n"
        "You thought of us, and I will take good care of what you began. Whatever comes of it, "
        "it means a great deal to me that you put your name beside mine."
    ),
)
THANKS_REFERRAL_DISCREET = Wording(
    key="thanks_referral_discreet",
    occasion=Occasion.REFERRAL,
    title=N_("Thank you, discreetly"),
    body=N_(
        "{% if spoken %}We have spoken; thank{% else %}Thank{% endif %} you for the introduction.\n\n"
        "It means a great deal to me that you put your name beside mine."
    ),
    discreet=True,
)
THANKS_WIN = Wording(
    key="thanks_win",
    occasion=Occasion.WIN,
    title=N_("Good news about someone you sent"),
    body=N_(
        "Good news: {% if prospect %}{{ prospect }} and I{% else %}we{% endif %} are going to work together, "
        "and it began with a word of yours.\n\n"
        "Thank you for the introduction. I will do my best to deserve it."
    ),
)
THANKS_WIN_DISCREET = Wording(
    key="thanks_win_discreet",
    occasion=Occasion.WIN,
    title=N_("Thank you once more, discreetly"),
    body=N_(
        "Thank you once more for the introduction.\n\n"
        "People who put their name beside mine are the reason why I enjoy my work."
    ),
    discreet=True,
)
THANKS_OTHER = Wording(
    key="thanks_other",
    occasion=Occasion.OTHER,
    title=N_("Thank you"),
    body=N_("Thank you. You thought of us, and I noticed.\n\nIt means a great deal to me."),
    discreet=True,
)

ALL = (THANKS_REFERRAL, THANKS_REFERRAL_DISCREET, THANKS_WIN, THANKS_WIN_DISCREET, THANKS_OTHER)

SALUTATION = N_("Dear {{ dear }},")
SIGN_OFF = N_("With warm thanks,")

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

SCRIPT_HELLO = N_(
    "{{ first_name }}, it is {{ owner_first_name }} from {{ firm }}. I am not selling anything. "
    "I am calling the people I like to work with."
)
SCRIPT_HELP = N_("How can I help you just now, and who would be a good lead for you?")
SCRIPT_ASK = N_("When someone tells you that they need what I do, may I be the one you name?")


def wording(occasion: Occasion, *, discreet: bool) -> Wording:
    """Return the wording of a thank-you card; a discreet one where nothing about the prospect may be shared."""
    fitting = [each for each in ALL if each.occasion is occasion]
    return next((each for each in fitting if each.discreet is discreet), fitting[0])


def by_key(key: str) -> Wording | None:
    """Return the wording of this key."""
    return next((each for each in ALL if each.key == key), None)


def openings(occasion: Occasion, *, discreet: bool) -> tuple[str, ...]:
    """Return three sentences to begin a card by hand, in the reader's language, with fields still to fill."""
    return tuple(_(each) for each in _OPENINGS[occasion, discreet])


_OPENINGS: Mapping[tuple[Occasion, bool], tuple[str, ...]] = MappingProxyType(
    {
        (Occasion.REFERRAL, False): OPENINGS,
        (Occasion.REFERRAL, True): DISCREET_OPENINGS,
        (Occasion.WIN, False): WIN_OPENINGS,
        (Occasion.WIN, True): DISCREET_WIN_OPENINGS,
        (Occasion.OTHER, False): OTHER_OPENINGS,
        (Occasion.OTHER, True): OTHER_OPENINGS,
    }
)
