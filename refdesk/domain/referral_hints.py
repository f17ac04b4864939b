"""Words of a note that sound like a referral: it wants to be logged, since its clock starts then."""

import re

from refdesk.i18n import _

_LONGEST = 60


def sounding(words: str) -> str:
    """Return the part of a note that sounds as if they send or name somebody to us, or ""."""
    phrases = _(
        "sends|refers|introduces|recommends|passes on|will send|will introduce|sent us|sent me|referred|"
        "knows a|knows an|knows someone|knows somebody|has a friend|has a neighbor"
    ).split("|")
    pattern = "|".join(re.escape(each.strip()) for each in phrases if each.strip())
    found = re.search(rf"(?<!\w)(?:{pattern})(?!\w)", words, re.IGNORECASE)
    if found is None:
        return ""
    part = re.split(r"(?<=[.!?;])\s", words[found.start() :], maxsplit=1)[0].rstrip(" .!?;,")
    return part if len(part) <= _LONGEST else part[:_LONGEST].rsplit(" ", 1)[0]
