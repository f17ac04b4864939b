"""People out of a vCard file (2.1, 3.0, 4.0): a broken card costs itself and no other."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from refdesk.domain.incoming import Read
from refdesk.exchange import encodings, vcard_groups, vcard_lines
from refdesk.exchange.vcard_groups import Lists
from refdesk.exchange.vcard_person import Draft
from refdesk.i18n import _
from refdesk.progress import Progress


def survey(path: Path, encoding: str, progress: Progress) -> Lists:
    """Return how many cards and stray blocks of lines a file has, and the lists among them."""
    return vcard_groups.survey(path, _fallback(encoding), progress)


def guess(path: Path) -> encodings.Guess:
    """Return the likely encoding of the lines that are neither UTF-8 nor say themselves what they are."""
    sample = bytearray()
    for _number, line in vcard_lines.lines(path):
        if not line.isascii() and b"CHARSET=" not in line.upper() and not encodings.is_utf_8(line):
            sample += line[:4096] + b"\n"
        if len(sample) >= encodings.SAMPLE_BYTES:
            break
    return encodings.of_bytes(bytes(sample))


def people(path: Path, encoding: str, lists: Lists) -> Iterator[Read]:
    """Yield every card as the person on it, tagged with the lists they are on, or with the reason why there is none.

    `encoding` is for lines that are neither UTF-8 nor say themselves what they are.
    """
    fallback = _fallback(encoding)
    for card in vcard_lines.cards(path):
        yield Read(card.line, None, card.problem) if card.problem else _read(card, fallback, lists)


def _fallback(encoding: str) -> str:
    return encodings.WESTERN if encoding.startswith("utf") else encoding


def _read(card: vcard_lines.Card, fallback: str, lists: Lists) -> Read:
    draft = Draft(card.line, fallback)
    for prop in vcard_lines.properties(card):
        draft.take(prop)
    if draft.is_list:
        return Read(card.line, None, lists.reason(card.line))
    contact = draft.contact()
    if contact is None:
        return Read(card.line, None, _("This card has no name, company, phone or e-mail."))
    if on := lists.tags(draft.uid):
        contact = replace(contact, tags=tuple(dict.fromkeys((*contact.tags, *on))))
    return Read(card.line, contact)
