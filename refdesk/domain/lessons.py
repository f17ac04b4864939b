"""Five short lessons about us, made from the profile: what a friend must know to send us somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from refdesk.domain import profile as profiles
from refdesk.domain.profile import Profile
from refdesk.i18n import N_, _


class LessonKey(StrEnum):
    """The lessons in the order in which they are taught."""

    TAGLINE = "tagline"
    WHOM_WE_HELP = "whom_we_help"
    WHAT_WE_PUT_RIGHT = "what_we_put_right"
    HOW_WE_TREAT = "how_we_treat"
    HOW_TO_INTRODUCE = "how_to_introduce"


TITLES = {
    LessonKey.TAGLINE: N_("What we do, in one sentence"),
    LessonKey.WHOM_WE_HELP: N_("Whom we help"),
    LessonKey.WHAT_WE_PUT_RIGHT: N_("What we put right"),
    LessonKey.HOW_WE_TREAT: N_("How we treat the people you send"),
    LessonKey.HOW_TO_INTRODUCE: N_("How to introduce us"),
}
SOURCES = {
    LessonKey.TAGLINE: "tagline",
    LessonKey.WHOM_WE_HELP: "ideal_client",
    LessonKey.WHAT_WE_PUT_RIGHT: "problems_solved",
    LessonKey.HOW_WE_TREAT: "how_we_treat",
    LessonKey.HOW_TO_INTRODUCE: "different",
}
"""The setting from which each lesson is made."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Hold one lesson; `missing` says what to fill in first, and is "" when it can be taught."""

    key: LessonKey
    title: str
    text: str
    missing: str = ""

    @property
    def is_ready(self) -> bool:
        """Say whether there is something to teach."""
        return not self.missing


def lessons(profile: Profile) -> tuple[Lesson, ...]:
    """Return the five lessons in their order."""
    return tuple(_lesson(profile, key) for key in LessonKey)


def next_of(every: Iterable[Lesson], taught: Iterable[LessonKey]) -> Lesson | None:
    """Return the first lesson that can be taught and was not; None when there is none left."""
    known = frozenset(taught)
    return next((lesson for lesson in every if lesson.is_ready and lesson.key not in known), None)


def progress(taught: int, repeated: int) -> str:
    """Return "3 of 5 taught, 2 repeated"."""
    if not repeated:
        return _("{n} of {most} taught").format(n=taught, most=len(LessonKey))
    return _("{n} of {most} taught, {repeated} repeated").format(n=taught, most=len(LessonKey), repeated=repeated)


def _lesson(profile: Profile, key: LessonKey) -> Lesson:
    source = getattr(profile, SOURCES[key]).strip()
    title = _(TITLES[key])
    if source:
        return Lesson(key, title, _taught(profile, key, source))
    sentence = _("Fill in “{setting}” in Settings first.")
    return Lesson(key, title, "", sentence.format(setting=profiles.title(SOURCES[key])))


def _taught(profile: Profile, key: LessonKey, source: str) -> str:
    if key is LessonKey.HOW_TO_INTRODUCE:
        return _introduction(profile, source)
    if key is LessonKey.HOW_WE_TREAT:
        return "\n".join(filter(None, (source, profiles.everybody_gets(profile))))
    return source


def _introduction(profile: Profile, different: str) -> str:
    named = _("{owner} of {firm}") if profile.owner and profile.business_name else "{owner}{firm}"
    who = named.format(owner=profile.owner, firm=profile.business_name)
    said = _("“You should talk to {who}. {different}”").format(who=who, different=different)
    then = _("Then ask whether we may call, and send us the name and the number.")
    return f"{said}\n{then}"
