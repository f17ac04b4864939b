"""What the sections and lines of Today are called, drawn as, and what their button says."""

from dataclasses import dataclass

from refdesk.i18n import N_, ngettext
from refdesk.services.today import Line, LineKind, Section


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


BUTTONS = {
    LineKind.FIRST_CONTACT: ButtonWords(N_("Call"), "phone"),
    LineKind.WORD: ButtonWords(N_("Say thank you"), "phone"),
    LineKind.CARD: ButtonWords(N_("Print the card"), "printer"),
    LineKind.PROMISE: ButtonWords(N_("Mark as kept"), "check"),
    LineKind.MAIL: ButtonWords(N_("Mailed"), "mail-check"),
    LineKind.CAMPAIGN_CALL: ButtonWords(N_("Open the sheet"), "list-checks"),
}
SECTIONS = {
    Section.FIRST_CONTACT: SectionWords(N_("First contact"), "user-plus"),
    Section.THANKS: SectionWords(N_("Thanks"), "mail-check"),
    Section.PROMISES: SectionWords(N_("Promises"), "handshake"),
    Section.MAIL: SectionWords(N_("Cards to mail"), "mail"),
    Section.CALLS: SectionWords(N_("Referral month"), "phone-call"),
}


def count_words(section: Section, count: int) -> str:
    """Return the small line below a section's heading."""
    forms = {
        Section.FIRST_CONTACT: ngettext("{n} person waits", "{n} people wait", count),
        Section.THANKS: ngettext("{n} owed", "{n} owed", count),
        Section.PROMISES: ngettext("{n} to keep", "{n} to keep", count),
        Section.MAIL: ngettext("{n} printed", "{n} printed", count),
        Section.CALLS: ngettext("{n} call today", "{n} calls today", count),
    }
    return forms[section].format(n=count)


def key_of(line: Line) -> str:
    """Return what tells a line from all others, today and at the next look."""
    parts = (line.referral_id, line.part_id, line.printed_id, line.promise_id, line.entry_id, line.contact_id)
    return ":".join((line.kind.value, *(str(part or 0) for part in parts)))
