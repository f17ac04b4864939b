"""Addresses have no spaces, and some names neither: where they may be broken into lines."""

import re

_BREAK = "\u200b"  # takes no room and shows nothing
_AFTER = re.compile(r"(?<=[@./_])(?=\S)")
_LONGEST = re.compile(r"[^\s\u200b]{18}(?=[^\s\u200b])")


def breakable(words: str) -> str:
    """Return words that a label may break inside a long one, so that none of it is cut."""
    return _LONGEST.sub(lambda found: found.group() + _BREAK, _AFTER.sub(_BREAK, words))
