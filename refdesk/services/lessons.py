"""What a person was taught about us, and what they can repeat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain import lessons as rules
from refdesk.domain.ids import ContactId
from refdesk.domain.lessons import Lesson, LessonKey
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _
from refdesk.services import business, contacts
from refdesk.services.conditions import WHO
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, LessonTaught
from refdesk.store.unit import Unit


@dataclass(frozen=True, slots=True)
class LessonLine:
    """Hold one lesson and the day on which this person was taught it, if they were."""

    lesson: Lesson
    taught_on: date | None = None
    can_repeat: bool = False


@dataclass(frozen=True, slots=True)
class LessonMark:
    """Say that a lesson was taught on a day, or with None that it was not."""

    key: LessonKey
    taught_on: date | None
    can_repeat: bool = False


@dataclass(frozen=True, slots=True)
class LessonsOf:
    """Hold the five lessons of a person in their order."""

    lines: tuple[LessonLine, ...]

    @property
    def taught(self) -> int:
        """Return how many were taught."""
        return sum(line.taught_on is not None for line in self.lines)

    @property
    def repeated(self) -> int:
        """Return how many the person can repeat."""
        return sum(line.can_repeat for line in self.lines)

    @property
    def progress(self) -> str:
        """Return "3 of 5 taught, 2 repeated"."""
        return rules.progress(self.taught, self.repeated)

    @property
    def next(self) -> Lesson | None:
        """Return the lesson to teach next; None when all that can be taught was."""
        taught = [line.lesson.key for line in self.lines if line.taught_on is not None]
        return rules.next_of([line.lesson for line in self.lines], taught)


def of(session: Session, contact_id: ContactId) -> LessonsOf:
    """Return the five lessons with what this person was taught of them."""
    rows = session.execute(_rows(), {"who": contact_id})
    taught = {row.lesson_key: (row.on, row.can_repeat) for row in rows}
    every = rules.lessons(business.load(session))
    return LessonsOf(tuple(LessonLine(lesson, *taught.get(lesson.key, (None, False))) for lesson in every))


def next_for(session: Session, contact_id: ContactId) -> Lesson | None:
    """Return the lesson to teach this person next; None when all that can be taught was."""
    return of(session, contact_id).next


@cache
def _rows() -> Any:  # noqa: ANN401 - a select of many columns
    query = select(LessonTaught.lesson_key, LessonTaught.on, LessonTaught.can_repeat)
    return query.where(LessonTaught.contact_id == WHO).order_by(LessonTaught.id)


@operation(N_("Teach a lesson"))
def teach(
    unit: Unit, contact_id: ContactId, key: LessonKey, *, on: date | None = None, can_repeat: bool = False
) -> None:
    """Note that a person was taught a lesson, today or on another day; taught again, the new day counts."""
    day = on or unit.today
    if day > unit.today:
        raise Refused(Problem("on", _("This day has not come yet.")))
    row = _row(unit, contact_id, key)
    if row is None:
        unit.add(LessonTaught(contact_id=contact_id, lesson_key=key.value, on=day, can_repeat=can_repeat))
    else:
        row.on, row.can_repeat = day, can_repeat or row.can_repeat
    _say(unit, contact_id, key, _("{name} was taught: {lesson}"))


@operation(N_("Mark lessons"))
def mark(unit: Unit, contact_id: ContactId, marks: Sequence[LessonMark]) -> None:
    """Say of several lessons whether they were taught and can be repeated, as one step; raises `Refused` by field."""
    late = [each for each in marks if each.taught_on is not None and each.taught_on > unit.today]
    if late:
        sentence = _("This day has not come yet.")
        raise Refused(*(Problem(f"taught_on.{each.key.value}", sentence) for each in late))
    for each in marks:
        row = _row(unit, contact_id, each.key)
        if each.taught_on is None and row is not None:
            unit.session.delete(row)
        elif each.taught_on is not None and row is not None:
            row.on, row.can_repeat = each.taught_on, each.can_repeat
        elif each.taught_on is not None:
            unit.add(
                LessonTaught(
                    contact_id=contact_id, lesson_key=each.key.value, on=each.taught_on, can_repeat=each.can_repeat
                )
            )
    name = contacts.name_of(unit.get(Contact, contact_id))
    unit.say(_("Lessons of {name} saved").format(name=name), "contact", contact_id)


def _row(unit: Unit, contact_id: ContactId, key: LessonKey) -> LessonTaught | None:
    query = select(LessonTaught).where(LessonTaught.contact_id == contact_id, LessonTaught.lesson_key == key.value)
    return unit.session.scalars(query.order_by(LessonTaught.id)).first()


def _say(unit: Unit, contact_id: ContactId, key: LessonKey, said: str) -> None:
    name = contacts.name_of(unit.get(Contact, contact_id))
    unit.say(said.format(name=name, lesson=_(rules.TITLES[key])), "contact", contact_id)
