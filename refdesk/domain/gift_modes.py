"""Profession modes: where a gift can be illegal or unwise, tokens or notes only; suggested by words of the trade."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from refdesk.domain import text
from refdesk.i18n import N_, _


class Mode(StrEnum):
    """What the business gives: gifts, tokens of next to no worth, or a card and nothing else."""

    GIFTS = "gifts"
    TOKEN = "token"  # noqa: S105 - a small present
    NOTES_ONLY = "notes_only"


MODE_WORDS: Mapping[Mode, str] = MappingProxyType(
    {Mode.GIFTS: N_("Gifts"), Mode.TOKEN: N_("Tokens"), Mode.NOTES_ONLY: N_("Notes only")}
)


class Field(StrEnum):
    """Walks of life in which gifts to people who refer are watched."""

    SETTLEMENT = "settlement"
    LAW = "law"
    HEALTH = "health"
    INSURANCE = "insurance"
    ACCOUNTING = "accounting"
    FINANCE = "finance"


FIELD_WORDS: Mapping[Field, str] = MappingProxyType(
    {
        Field.SETTLEMENT: N_("settlement and mortgages"), Field.LAW: N_("law"), Field.HEALTH: N_("health"),
        Field.INSURANCE: N_("insurance"), Field.ACCOUNTING: N_("accounting"), Field.FINANCE: N_("financial advice"),
    }
)  # fmt: skip
_MODES: Mapping[Field, Mode] = MappingProxyType(
    {
        Field.SETTLEMENT: Mode.NOTES_ONLY, Field.HEALTH: Mode.NOTES_ONLY, Field.LAW: Mode.TOKEN,
        Field.INSURANCE: Mode.TOKEN, Field.ACCOUNTING: Mode.TOKEN, Field.FINANCE: Mode.TOKEN,
    }
)  # fmt: skip
_STEMS: Mapping[Field, tuple[str, ...]] = MappingProxyType(
    {
        Field.SETTLEMENT: ("escrow", "settlement", "mortgage", "conveyanc", "loan officer", "title agen",
                           "title company", "title insur", "home loan"),
        Field.LAW: ("law", "lawyer", "attorney", "solicitor", "barrister", "notary", "notaries", "legal", "paralegal"),
        Field.HEALTH: ("doctor", "dentist", "dental", "physician", "nurse", "nursing", "medic", "clinic", "pharmac",
                       "therap", "physio", "chiropract", "hospital", "health", "orthodont", "psycholog", "midwi",
                       "optometr", "surgeon", "podiatr"),
        Field.INSURANCE: ("insurance", "insurer", "underwriter", "underwriting"),
        Field.ACCOUNTING: ("accountan", "accounting", "bookkeep", "auditor", "cpa", "cpas", "tax adv", "tax prep",
                           "tax return", "tax consult"),
        Field.FINANCE: ("financial", "finance", "investment", "wealth", "securities", "stockbroker", "pension",
                        "retirement plan", "bank", "credit union"),
    }
)  # fmt: skip
_WHOLE_WORDS = frozenset({"cpa", "bank", "law"})
"""Others begin with these: a lawn is not law."""


@dataclass(frozen=True, slots=True)
class SuggestedMode:
    """Hold the mode that fits a trade, and the walk of life that it was known by."""

    mode: Mode
    field: Field

    @property
    def sentence(self) -> str:
        """Return why, in one sentence; what is allowed differs, so it asks to ask."""
        words = _("Your trade looks like {field}: “{mode}” is the careful choice. Ask what your profession allows.")
        return words.format(field=_(FIELD_WORDS[self.field]), mode=_(MODE_WORDS[self.mode]))


def suggested(*words: str) -> SuggestedMode | None:
    """Return the mode to suggest to a business that is described by these words; None where gifts are common."""
    folded = f" {' '.join(_only_letters(text.fold(each)) for each in words)} "
    for field, stems in _STEMS.items():
        if any((f" {stem} " if stem in _WHOLE_WORDS else f" {stem}") in folded for stem in stems):
            return SuggestedMode(_MODES[field], field)
    return None


def sentence(mode: Mode) -> str:
    """Return what stands in place of a suggestion, or "" where gifts are given."""
    if mode is Mode.NOTES_ONLY:
        return _("Notes only: a card by hand says it best, and keeps everybody safe.")
    if mode is Mode.TOKEN:
        return _("Tokens only: something of next to no worth, such as a bookmark, beside the card.")
    return ""


def _only_letters(words: str) -> str:
    return "".join(sign if sign.isalnum() else " " for sign in words)
