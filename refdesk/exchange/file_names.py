"""Names for files that every system takes, made of the names of people."""

import re

from refdesk.domain import text
from refdesk.i18n import _

LONGEST = 80
_NOT_ALLOWED = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?", re.IGNORECASE)
_MOST_OCTETS = 180


class UniqueNames:
    """Gives out file names, none twice, also where a system takes small and capital letters for the same."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._given: dict[str, int] = {}

    def next(self, wanted: str) -> str:
        """Return the name for a file, as near to the wanted one as every system allows."""
        name = safe(wanted)
        number = self._given.get(key := text.fold(name), 0) + 1
        while number > 1 and text.fold(f"{name} ({number})") in self._given:
            number += 1
        self._given[key] = number
        if number > 1:
            name = f"{name} ({number})"
            self._given[text.fold(name)] = 1
        return name + self._suffix


def safe(wanted: str) -> str:
    """Return a name without what a system refuses: marks of paths, names of devices, dots and spaces at the ends."""
    name = " ".join(_NOT_ALLOWED.sub(" ", text.clean(wanted)).split())[:LONGEST]
    name = name.encode("utf-8")[:_MOST_OCTETS].decode("utf-8", "ignore").strip(" .")
    if _RESERVED.fullmatch(name):
        name = f"{name}_" if "." not in name else name.replace(".", "_", 1)
    return name or _("Contact")
