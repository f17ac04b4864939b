"""The labels of phones, addresses and dates: the words of many programs become ours, all others stay as they are."""

import re
from functools import lru_cache

from refdesk.domain import text
from refdesk.domain.incoming import DateKind
from refdesk.domain.names import PersonName
from refdesk.i18n import _

_APPLE = re.compile(r"^_\$!<(.*)>!\$_$")
_MAIN = "* "
APPLE_ANNIVERSARY = "_$!<Anniversary>!$_"
REFERRED_BY = "REFERRED_BY"
_KNOWN = {
    "home": "home", "private": "home", "privat": "home", "personal": "home",
    "work": "work", "business": "work", "geschaftlich": "work", "dienstlich": "work", "office": "work",
    "mobile": "mobile", "cell": "mobile", "iphone": "mobile",
    "handy": "mobile", "mobil": "mobile", "main": "main", "hauptnummer": "main", "fax": "fax",
    "homefax": "home fax", "home fax": "home fax",
    "workfax": "work fax", "work fax": "work fax", "otherfax": "other fax", "other fax": "other fax",
    "pager": "pager", "other": "other", "andere": "other", "sonstige": "other", "car": "car",
    "assistantphone": "assistant", "assistant": "assistant", "homepage": "home page", "home page": "home page",
    "spouse": "spouse", "partner": "partner", "child": "child", "mother": "mother", "father": "father",
    "parent": "parent", "brother": "brother", "sister": "sister", "friend": "friend", "manager": "manager",
    "profile": "profile", "blog": "blog", "school": "school",
}  # fmt: skip
_ANNIVERSARIES = frozenset(
    {"anniversary", "wedding anniversary", "wedding", "hochzeitstag", "jahrestag", "aniversario"}
)
_BIRTHDAYS = frozenset({"birthday", "geburtstag", "cumpleanos"})
_REFERRERS = frozenset({"referred by", "referrer", "empfohlen von", "referral source", "recommended by"})


@lru_cache(maxsize=4096)
def known(label: str) -> str:
    """Return our word for a label ("Geschäftlich" is "work"), or the label as written."""
    plain = bare(label)
    return _KNOWN.get(text.fold(plain), text.clean(plain))


def bare(label: str) -> str:
    """Return a label without the marks that Apple puts around its own."""
    found = _APPLE.match(label)
    return found[1] if found else label


def marked(label: str) -> tuple[str, bool]:
    """Return a label without the leading "* " that marks the main one, and whether it was there."""
    if label.startswith(_MAIN):
        return label.removeprefix(_MAIN), True
    return ("", True) if label == "*" else (label, False)


def date_kind(label: str) -> DateKind:
    """Return what a date with this label is."""
    plain = text.fold(bare(label))
    if plain in _ANNIVERSARIES:
        return DateKind.ANNIVERSARY
    return DateKind.BIRTHDAY if plain in _BIRTHDAYS else DateKind.OTHER


def is_referrer(label: str) -> bool:
    """Say whether a relation with this label is the one who sent us the person."""
    return text.fold(bare(label)).replace("_", " ") in _REFERRERS


def column_name(position: int) -> str:
    """Return the name of a column that has none, counted from one."""
    return _("Column {number}").format(number=position + 1)


def keep_shown_name(shown: str, name: PersonName, rest: list[tuple[str, str]]) -> None:
    """Keep the name under which another program shows a person, if it says more than the parts of the name do."""
    said = text.fold(f"{name.full} {name.nickname} {name.organisation}").replace(",", " ")
    words = text.fold(shown).replace(",", " ").split()
    if not set(words) <= set(said.split()) and "".join(words) not in said.replace(" ", ""):
        rest.append((_("Shown as"), shown))


def birthday() -> str:
    """Return the name under which a birthday is kept that no calendar has."""
    return _("Birthday")
