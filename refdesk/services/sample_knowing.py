"""What the owner of the made-up business knows of its people: links, evidence, plans and lessons."""

from collections.abc import Mapping

from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.ids import ContactId
from refdesk.domain.lessons import LessonKey
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.plan import PlanDraft
from refdesk.services import evidence, lessons, links, plans, sample_files
from refdesk.services.sample_days import StoryDays
from refdesk.store.unit import Unit

FILES = ("links", "evidence", "plans", "lessons")


def tell(unit: Unit, days: StoryDays, people: Mapping[str, ContactId]) -> None:
    """Keep all of it, as of today."""
    unit.now = days.now
    for row in sample_files.rows("links"):
        links.add(
            unit, LinkDraft(people[row["person"]], people[row["other"]], LinkKind(row["kind"]), label=row["label"])
        )
    for row in sample_files.rows("evidence"):
        on = days.day(row["day"])
        evidence.note(unit, EvidenceDraft(people[row["person"]], Of(row["of"]), on, text=row["text"]))
    for row in sample_files.rows("plans"):
        draft = PlanDraft(
            benefit=row["benefit"],
            wanted_action=row["wanted_action"],
            why_we_like_their_kind=row["why"],
            words=row["words"],
            next_step=row["next_step"],
            next_step_on=days.day(row["on"]) if row["on"] else None,
        )
        plans.save(unit, people[row["person"]], draft)
    for row in sample_files.rows("lessons"):
        on, can_repeat = days.day(row["day"]), bool(row["can_repeat"])
        lessons.teach(unit, people[row["person"]], LessonKey(row["lesson"]), on=on, can_repeat=can_repeat)
