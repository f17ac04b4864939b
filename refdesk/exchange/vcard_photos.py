"""The photo on a card, as the bytes that it holds; an address on the internet is never followed."""

import binascii
import quopri
import re

from refdesk.exchange import vcard_lines
from refdesk.exchange.vcard_lines import Property

_BASE64 = frozenset({"B", "BASE64"})
_DATA = re.compile(rb"data:[^,]{0,100};base64\\?,", re.IGNORECASE)
_ADDRESS = re.compile(rb"[a-z][a-z0-9+.-]{1,20}:", re.IGNORECASE)
_KINDS = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG", "PNG"), (b"RIFF", "WEBP"), (b"GIF8", "GIF"))


def content(prop: Property) -> bytes | None:
    """Return the bytes of a photo, or None for one that stands elsewhere or cannot be read."""
    value = prop.value.strip()
    if found := _DATA.match(value):
        return _bytes(value[found.end() :])
    if prop.is_quoted_printable:
        return quopri.decodestring(value) or None
    named = prop.parameters.get("ENCODING", "").upper() in _BASE64 or any(
        each.upper() in _BASE64 for each in prop.types
    )
    if named or not _ADDRESS.match(value):
        return _bytes(value)
    return None


def address(prop: Property, fallback: str) -> str:
    """Return where a photo stands that is not on the card itself, or ""."""
    value = prop.value.strip()
    return vcard_lines.text_of(prop, fallback) if _ADDRESS.match(value) and not _DATA.match(value) else ""


def kind(photo: bytes) -> str:
    """Return what a card calls the kind of a picture, or ""."""
    return next((kind for start, kind in _KINDS if photo.startswith(start)), "")


def _bytes(written: bytes) -> bytes | None:
    try:
        return binascii.a2b_base64(written) or None
    except (binascii.Error, ValueError):
        return None
