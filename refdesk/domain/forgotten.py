"""People one may have forgotten: nearly everybody knows an attorney, a banker, a landlord, and has not noted them."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from refdesk.domain import text
from refdesk.domain.contact import Category
from refdesk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk of life: its name, the question that brings somebody to mind, and the words by which it is told.

    A word ends anywhere unless a space ends it: "insur" tells insurance and an insurer, "tax " does not tell a taxi.
    """

    key: str
    title: str
    question: str
    category: Category
    words: tuple[str, ...]


def _walk(key: str, title: str, question: str, *words: str, category: Category = Category.PROFESSIONAL) -> Walk:
    return Walk(key, title, question, category, words)


WALKS = (
    _walk("attorney", N_("Attorney"), N_("Who drew up your contract or your will?"), "attorney", "lawyer", "solicitor",
          "notary", "law ", "legal"),
    _walk("accountant", N_("Accountant"), N_("Who does your taxes or your books?"), "accountan",
          "accounting", "bookkeep", "cpa ", "tax "),
    _walk("banker", N_("Banker"), N_("Who looks after you at the bank?"), "bank"),
    _walk("broker", N_("Real estate broker"), N_("Who found your house, shop or office?"), "broker", "realt",
          "real estate", "estate agent"),
    _walk("landlord", N_("Landlord"), N_("Whom do you pay your rent to?"), "landlord", "property manage"),
    _walk("insurer", N_("Insurance agent"), N_("Who wrote your insurance?"), "insur"),
    _walk("doctor", N_("Doctor"), N_("Who keeps you and your family well?"), "doctor", "physician",
          "pediatric", "medic"),
    _walk("dentist", N_("Dentist"), N_("Who looks after your teeth?"), "dentist", "dental", "orthodont"),
    _walk("vet", N_("Veterinarian"), N_("Who looks after your dog or cat?"), "veterinar", "vet "),
    _walk("mechanic", N_("Mechanic"), N_("Who mends your car or van?"), "mechanic", "garage", "auto repair"),
    _walk("hairdresser", N_("Hairdresser"), N_("Who cuts your hair, and hears everything?"), "hair", "barber", "salon"),
    _walk("contractor", N_("Builder or handyman"), N_("Who last worked on your house?"), "builder", "contractor",
          "handyman", "plumb", "electrician", "carpent", "roof"),
    _walk("supplier", N_("Supplier"), N_("Whom do you buy from every month?"), "supplier", "wholesal", "distribut",
          category=Category.BUSINESS_OWNER),
    _walk("neighbor", N_("Shop next door"), N_("Who has the shop or office beside yours?"), "neighbor", "neighbour",
          category=Category.BUSINESS_OWNER),
    _walk("teacher", N_("Teacher or coach"), N_("Who teaches or trains you or your children?"), "teach", "coach",
          "trainer", "tutor", category=Category.COMMUNITY),
    _walk("clergy", N_("Clergy"), N_("Who leads your congregation?"), "pastor", "priest", "rabbi", "imam", "minister",
          category=Category.COMMUNITY),
    _walk("club", N_("Club or association"), N_("Who runs the club, the team or the chamber you belong to?"), "club",
          "chamber", "association", "rotary", category=Category.COMMUNITY),
    _walk("colleague", N_("Colleague in your trade"), N_("Who does what you do, in another town or for other clients?"),
          "colleague", category=Category.BUSINESS_OWNER),
    _walk("employer", N_("Former employer"), N_("Whom did you work for, or with, before?"), "former",
          category=Category.OTHER),
    _walk("friend", N_("Old friend"), N_("Whom would you call with good news?"), "friend", category=Category.FRIEND),
)  # fmt: skip
_HEAD = 3
_BY_HEAD: dict[str, list[tuple[str, str]]] = {}
for _each in WALKS:
    for _start in _each.words:
        _BY_HEAD.setdefault(_start[:_HEAD], []).append((_start, _each.key))
BY_KEY: Mapping[str, Walk] = MappingProxyType({walk.key: walk for walk in WALKS})


def title(walk: Walk) -> str:
    """Return what the walk of life is called."""
    return _(walk.title)


def tells(walk: Walk, *words: str) -> bool:
    """Say whether these words about a person (job, profession, work) tell this walk of life."""
    return walk in told_by(*words)


def told_by(*words: str) -> tuple[Walk, ...]:
    """Return the walks of life that these words about a person tell."""
    folded, place = f"{text.fold(' '.join(words))} ", 0
    found = set()
    for word in folded.split():
        for start, key in _BY_HEAD.get(word[:_HEAD], ()):
            if folded.startswith(start, place):
                found.add(key)
        place += len(word) + 1
    return tuple(walk for walk in WALKS if walk.key in found) if found else ()
