"""Conversations with everything that comes out of them, logged as one step."""

from dataclasses import replace

from sqlalchemy import select

from refdesk.domain import conversation as rules
from refdesk.domain import text
from refdesk.domain import touches as touch_rules
from refdesk.domain.contact import ContactDraft
from refdesk.domain.conversation import ConversationDraft
from refdesk.domain.ids import ContactId, TouchId
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.touches import TouchDraft
from refdesk.errors import Refused
from refdesk.i18n import N_
from refdesk.services import contacts, lessons, touches
from refdesk.services.operation import operation
from refdesk.store.tables.people import YearlyDate
from refdesk.store.unit import Unit


@operation(N_("Log a conversation"))
def log(unit: Unit, draft: ConversationDraft) -> TouchId:
    """Log a conversation, its promise or call back, the date to remember and the lesson; `Refused` has every field."""
    touch = rules.as_touch(draft)
    _check(unit, draft, touch)
    assert touch.contact_id is not None, "the rules ask for a contact"
    if draft.remember is not None:
        remember(unit, touch.contact_id, draft.remember)
    if draft.taught is not None:
        day = min(touch.at.astimezone(unit.zone).date(), unit.today)
        lessons.teach(unit, touch.contact_id, draft.taught, on=day, can_repeat=draft.can_repeat)
    # Last: its words name the step.
    return touches.log(unit, touch)


@operation(N_("Log a conversation"))
def log_with_new(unit: Unit, contact: ContactDraft, draft: ConversationDraft) -> TouchId:
    """Log a conversation with somebody who is added on the way, as one step; raises `Refused` by field."""
    with_somebody = replace(draft, touch=replace(draft.touch, contact_id=contacts.add(unit, contact)))
    return log(unit, with_somebody)


def _check(unit: Unit, draft: ConversationDraft, touch: TouchDraft) -> None:
    found = (*touch_rules.problems(touch, now=unit.now), *rules.problems(draft, today=unit.today))
    if found:
        raise Refused(*found)


def remember(unit: Unit, contact_id: ContactId, each: IncomingDate) -> None:
    """Keep a yearly date; a birthday takes the place of the one that was known."""
    days = select(YearlyDate).where(YearlyDate.contact_id == contact_id, YearlyDate.kind == each.kind.value)
    rows = unit.session.scalars(days.order_by(YearlyDate.id)).all()
    label = text.clean(each.label)
    same = [row for row in rows if each.kind is DateKind.BIRTHDAY or row.label == label]
    if same:
        row = same[0]
        row.month, row.day, row.year = each.on.month, each.on.day, each.on.year
        return
    unit.add(
        YearlyDate(
            contact_id=contact_id, kind=each.kind.value, month=each.on.month, day=each.on.day, year=each.on.year,
            label=label,
        )
    )  # fmt: skip
