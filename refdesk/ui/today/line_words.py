"""What the sections and lines of Today are called, drawn as, and what their button says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from refdesk.domain.rules import USUAL
from refdesk.domain.today import LineKind, Look, Section
from refdesk.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from refdesk.services.today import Line


@dataclass(frozen=True, slots=True)
class ButtonWords:
    """A button's words, and its icon."""

    words: str
    icon: str


@dataclass(frozen=True, slots=True)
class SectionWords:
    """A section's heading and icon."""

    words: str
    icon: str


CALL = ButtonWords(N_("Call"), "phone")
LOG = ButtonWords(N_("Get in touch"), "message-circle")
BUTTONS = {
    LineKind.FIRST_CONTACT: CALL,
    LineKind.WORD: ButtonWords(N_("Say thank you"), "phone"),
    LineKind.CARD: ButtonWords(N_("Print the card"), "printer"),
    LineKind.GIFT: ButtonWords(N_("Log the gift"), "gift"),
    LineKind.REWARD: ButtonWords(N_("Reward given"), "gift"),
    LineKind.UPDATE: ButtonWords(N_("Copy two lines"), "copy"),
    LineKind.INTRODUCTION: ButtonWords(N_("It happened"), "check"),
    LineKind.PROMISE: ButtonWords(N_("Mark as kept"), "check"),
    LineKind.DATE: CALL,
    LineKind.MAIL: ButtonWords(N_("Mailed"), "mail-check"),
    LineKind.CAMPAIGN_CALL: CALL,
    LineKind.REMINDER: ButtonWords(N_("Done"), "check"),
    LineKind.KEEP_IN_TOUCH: CALL,
}
PRINT_CARD = BUTTONS[LineKind.CARD]
HANDED_OVER = ButtonWords(N_("Handed over"), "mail-check")
LOOKS = {
    Look.CLIENT: ButtonWords(N_("Start the review"), "users"),
    Look.HOW_WE_DID: ButtonWords(N_("Ask how we did"), "message-circle"),
    Look.HOW_IT_WENT: ButtonWords(N_("Ask how it went"), "message-circle"),
    Look.NEW_SOURCE: ButtonWords(N_("Choose a rank"), "user-plus"),
    Look.NEXT_STEP: ButtonWords(N_("Done"), "check"),
    Look.REFERRAL_STEP: ButtonWords(N_("Done"), "check"),
    Look.BEHIND: ButtonWords(N_("Re-plan"), "calendar-days"),
}
SECTIONS = {
    Section.FIRST_CONTACT: SectionWords(N_("First contact"), "user-plus"),
    Section.THANKS: SectionWords(N_("Thanks"), "mail-check"),
    Section.UPDATES: SectionWords(N_("Updates"), "message-square-text"),
    Section.INTRODUCTIONS: SectionWords(N_("Introductions"), "users"),
    Section.PROMISES: SectionWords(N_("Promises"), "handshake"),
    Section.DATES: SectionWords(N_("Dates"), "cake"),
    Section.MAIL: SectionWords(N_("Cards to mail"), "mail"),
    Section.CALLS: SectionWords(N_("Referral month"), "phone-call"),
    Section.REMINDERS: SectionWords(N_("Reminders"), "alarm-clock"),
    Section.REVIEWS: SectionWords(N_("Look back"), "list-checks"),
    Section.KEEP_IN_TOUCH: SectionWords(N_("Keep in touch"), "message-circle"),
}
_CALLED = (LineKind.FIRST_CONTACT, LineKind.DATE, LineKind.KEEP_IN_TOUCH)


def button_of(line: "Line") -> ButtonWords:
    """Return what the one button of a line says; nobody is called who may not be."""
    if line.look is not None:
        return LOOKS[line.look]
    if line.kind is LineKind.DATE and line.by_card:
        return PRINT_CARD
    if line.kind is LineKind.MAIL and line.by_hand:
        return HANDED_OVER
    if line.kind in _CALLED and not can_be_called(line):
        return LOG
    return BUTTONS[line.kind]


def can_be_called(line: "Line") -> bool:
    """Say whether a call is what the line is for; a lead is called even if the number must be found out first."""
    return line.may_be_called and (bool(line.phone) or line.kind is LineKind.FIRST_CONTACT)


def count_words(section: Section, count: int) -> str:
    """Return the small line below a section's heading."""
    forms = {
        Section.FIRST_CONTACT: ngettext("{n} person waits", "{n} people wait", count),
        Section.THANKS: ngettext("{n} owed", "{n} owed", count),
        Section.UPDATES: ngettext("{n} to give", "{n} to give", count),
        Section.INTRODUCTIONS: ngettext("{n} awaited", "{n} awaited", count),
        Section.PROMISES: ngettext("{n} to keep", "{n} to keep", count),
        Section.DATES: ngettext("{n} near", "{n} near", count),
        Section.MAIL: ngettext("{n} printed", "{n} printed", count),
        Section.CALLS: ngettext("{n} call today", "{n} calls today", count),
        Section.REMINDERS: ngettext("{n} for today", "{n} for today", count),
        Section.REVIEWS: ngettext("{n} to ask", "{n} to ask", count),
        Section.KEEP_IN_TOUCH: ngettext("{n} is due", "{n} are due", count),
    }
    return forms[section].format(n=count)


def counted(lines: "Sequence[Line]") -> int:
    """Return how many lines the small line counts: what is said of a whole month is no call."""
    return sum(line.look is not Look.BEHIND for line in lines)


def link_words(section: Section, count: int) -> str:
    """Return what the link below a section's heading says: all at once, or more of the same; "" for none."""
    if section is Section.MAIL:
        return _("All on their way") if count > 1 else ""
    return _("Whole month") if section is Section.DATES else ""


def summary(lines: "tuple[Line, ...]", *, is_return: bool = False) -> str:
    """Return how much there is to do, for the head of the page; on a day of return another line says where to begin."""
    if not lines:
        return ""
    words = ngettext("{n} thing to do.", "{n} things to do.", len(lines)).format(n=len(lines))
    late = sum(line.state.value != "due" for line in lines)
    if not late or is_return:
        return words
    past = ngettext(
        "{n} is past its time: start with that.", "{n} are past their time: start with those.", late
    ).format(n=late)
    return f"{words} {past}"


def catching_up(shown: int) -> str:
    """Return with how many lines a day of return begins: "Welcome back. Catch up: the ten that matter."."""
    if shown == USUAL.catch_up_lines:
        return _("Welcome back. Catch up: the ten that matter.")
    words = ngettext(
        "Welcome back. Catch up: the {n} that matters.", "Welcome back. Catch up: the {n} that matter.", shown
    )
    return words.format(n=shown)


def snoozed_words(count: int) -> str:
    """Return what the link to the lines that were put off says."""
    return ngettext("{n} snoozed", "{n} snoozed", count).format(n=count)


def phone_words(line: "Line") -> str:
    """Return what stands large in the open line: the number, or why there is none."""
    if line.phone or line.contact_id is None:
        return line.phone
    return _("No phone number yet") if line.may_be_called else _("No calls, please")
