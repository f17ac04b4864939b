"""One list tells what happened with a person: whole, page by page, filtered, and each line can be taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import event

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.evidence import EvidenceDraft, Of
from refdesk.domain.gifts import GiftDirection, GiftDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.lessons import LessonKey
from refdesk.domain.links import LinkDraft, LinkKind
from refdesk.domain.plan import PlanDraft
from refdesk.domain.promises import PromiseDraft
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.touches import Purpose, TouchDraft, TouchKind
from refdesk.errors import Overtaken
from refdesk.services import (
    contacts,
    evidence,
    gifts,
    households,
    lessons,
    links,
    merging,
    plans,
    promises,
    referrals,
    timeline,
    touches,
)
from refdesk.services.desk import Desk
from refdesk.services.timeline import Show, TimelineKind, TimelineLine


def story(desk: Desk, contact_id: ContactId, show: Show = Show.ALL, typed: str = "") -> tuple[TimelineLine, ...]:
    """Return all lines, read in pages of three."""
    lines: list[TimelineLine] = []
    after = None
    while True:
        page = desk.ask(timeline.page, contact_id, desk.zone, show=show, typed=typed, after=after, limit=3)
        lines += page.lines
        after = page.next
        if after is None:
            return tuple(lines)


def titles(desk: Desk, contact_id: ContactId, show: Show = Show.ALL, typed: str = "") -> list[str]:
    return [line.title for line in story(desk, contact_id, show, typed)]


def take_back(desk: Desk, line: TimelineLine) -> None:
    behind = desk.ask(timeline.behind, line)
    assert behind is not None
    desk.undo_operation(behind.operation_id)


@pytest.fixture
def ana(desk: Desk, clock: TestClock, office: Office) -> ContactId:
    """Return somebody with a line of nearly every kind, one a day."""
    ana, theo = office.contact(rank=Rank.A), office.contact("Theo", "Marchetti")
    sent = office.referral(ana, prospect_id=theo, need="Kitchen")
    clock.forward(days=1)
    draft = ReferralDraft(desk.now(), direction=Direction.GIVEN, prospect_id=theo, recipient_id=ana)
    desk.do(referrals.log_given, draft)
    clock.forward(days=1)
    desk.do(touches.log, TouchDraft(ana, desk.now(), purpose=Purpose.THANKS, summary="Thank you!\nShe was glad"))
    clock.forward(days=1)
    desk.do(referrals.move, sent, office.stages()["Won"])
    clock.forward(days=1)
    desk.do(gifts.log, GiftDraft(ana, "Linden honey", desk.today(), cost_minor=1200))
    desk.do(gifts.log, GiftDraft(ana, "Walnuts", desk.today() - timedelta(days=1), direction=GiftDirection.RECEIVED))
    clock.forward(days=1)
    kept = desk.do(promises.add, PromiseDraft(ana, "Bring the photographs", date(2026, 12, 1)))
    desk.do(promises.keep, kept)
    dropped = desk.do(promises.add, PromiseDraft(ana, "Call the mayor", date(2026, 12, 2)))
    desk.do(promises.drop, dropped)
    clock.forward(days=1)
    desk.do(evidence.note, EvidenceDraft(ana, Of.TRUST, desk.today(), None, "Gave us the keys"))
    desk.do(lessons.teach, ana, LessonKey.TAGLINE, can_repeat=True)
    clock.forward(days=1)
    desk.do(plans.save, ana, PlanDraft(next_step="Coffee", next_step_on=date(2026, 12, 9)))
    clock.forward(days=1)
    desk.do(contacts.set_rank, ana, Rank.A_PLUS)
    return ana


def test_one_list_tells_everything_newest_first(desk: Desk, ana: ContactId) -> None:
    assert [(line.kind, line.title, line.detail) for line in story(desk, ana)] == [
        (TimelineKind.RANK, "Rank A → A+", ""),
        (TimelineKind.PLAN, "Plan made", "Next step: Coffee"),
        (TimelineKind.LESSON, "Taught: What we do, in one sentence", "can repeat it"),
        (TimelineKind.EVIDENCE, "Gave us the keys", "Trusts us"),
        (TimelineKind.PROMISE_KEPT, "Promise kept: Bring the photographs", ""),
        (TimelineKind.PROMISE_DROPPED, "Promise dropped: Call the mayor", ""),
        (TimelineKind.PROMISE_MADE, "Promised: Call the mayor", "by Dec 2"),
        (TimelineKind.PROMISE_MADE, "Promised: Bring the photographs", "by Dec 1"),
        (TimelineKind.GIFT_GIVEN, "Linden honey", ""),
        (TimelineKind.GIFT_RECEIVED, "Walnuts, from them", ""),
        (TimelineKind.WON, "Theo Marchetti won", ""),
        (TimelineKind.CALL, "Thank you!", "She was glad"),
        (TimelineKind.WE_SENT, "We sent them Theo Marchetti", "Now: New"),
        (TimelineKind.SENT_US, "Sent us Theo Marchetti", "Kitchen · Now: Won"),
    ]


def test_pages_join_without_gap_or_repetition(desk: Desk, ana: ContactId) -> None:
    at_once = desk.ask(timeline.page, ana, desk.zone, limit=500)
    assert at_once.next is None
    assert story(desk, ana) == at_once.lines
    first = desk.ask(timeline.page, ana, desk.zone, limit=14)
    assert (len(first.lines), first.next) == (14, None)


@pytest.mark.parametrize(
    ("show", "expected"),
    [
        (Show.CONVERSATIONS, {"Thank you!"}),
        (Show.REFERRALS, {"Sent us Theo Marchetti", "We sent them Theo Marchetti", "Theo Marchetti won"}),
        (Show.GIFTS_AND_CARDS, {"Linden honey", "Walnuts, from them"}),
        (Show.EDITS, {"Rank A → A+", "Added", "Plan changed"}),
    ],
)
def test_chips_show_one_sort(desk: Desk, ana: ContactId, show: Show, expected: set[str]) -> None:
    assert set(titles(desk, ana, show)) == expected


def test_promises_have_a_chip_and_a_word_finds_lines(desk: Desk, ana: ContactId) -> None:
    assert len(titles(desk, ana, Show.PROMISES)) == 4
    assert titles(desk, ana, typed="photogr keep") == []
    assert titles(desk, ana, typed="PHOTOGR kept") == ["Promise kept: Bring the photographs"]
    assert titles(desk, ana, typed="glad") == ["Thank you!"]


def test_edits_say_what_became_what(desk: Desk, clock: TestClock, office: Office) -> None:
    ana, luis, bo = office.contact(phone="614-555-0173"), office.contact("Luis"), office.contact("Bo", "Lind")
    opened = desk.ask(contacts.draft_of, ana).draft

    def change(**fields: object) -> TimelineLine:
        clock.forward(hours=1)
        now = desk.ask(contacts.draft_of, ana).draft
        desk.do(contacts.save, ana, ContactDraft(**{each: getattr(now, each) for each in now.__slots__} | fields))
        return story(desk, ana, Show.EDITS)[0]

    line = change(phones=(IncomingPoint("614-555-0199", "mobile", main=True),))
    assert (line.title, line.detail) == (
        "Phone changed", "Phone: 614-555-0173 (mobile) → 614-555-0199 (mobile)"
    )  # fmt: skip
    line = change(phones=())
    assert (line.title, line.detail) == ("Phone changed", "Phone: 614-555-0199 (mobile) removed")
    line = change(job_title="Dentist", nickname="Annie")
    assert line.title == "Called and Job title changed"
    assert line.detail == "Called: Annie; Job title: Dentist"
    line = change(tags=("choir",))
    assert (line.title, line.detail) == ("Tags changed", "Tags: choir")
    clock.forward(hours=1)
    desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert story(desk, ana, Show.EDITS)[0].detail == "Status: Active → Inactive"
    clock.forward(hours=1)
    desk.do(contacts.set_status, ana, Status.ACTIVE)
    clock.forward(hours=1)
    desk.do(households.together, [ana, luis])
    assert story(desk, ana, Show.EDITS)[0].title == "Household joined"
    clock.forward(hours=1)
    desk.do(links.add, LinkDraft(ana, bo, LinkKind.FRIEND))
    assert story(desk, ana, Show.EDITS)[0].detail == "Links to other people: friend of Bo Lind"
    clock.forward(hours=1)
    desk.do(merging.merge, ana, bo, desk.ask(contacts.draft_of, ana).draft)
    assert story(desk, ana, Show.EDITS)[0].title == "Merged with Bo Lind"
    assert titles(desk, ana, Show.EDITS)[-1] == "Added"
    assert opened.phones


def test_what_was_undone_is_not_told(desk: Desk, office: Office) -> None:
    ana = office.contact(rank=Rank.A)
    desk.do(contacts.set_rank, ana, Rank.B)
    assert titles(desk, ana) == ["Rank A → B"]
    desk.undo()
    assert titles(desk, ana) == []
    desk.redo()
    assert titles(desk, ana, Show.EDITS) == ["Rank A → B", "Added"]


def test_each_line_can_be_taken_back_by_itself(desk: Desk, clock: TestClock, ana: ContactId) -> None:
    """From the newest on: whatever a later act rests upon is gone when its turn comes."""
    while lines := story(desk, ana):
        clock.forward(minutes=1)
        take_back(desk, lines[0])
        assert len(story(desk, ana)) < len(lines)


def test_an_old_line_is_taken_back_out_of_the_middle(desk: Desk, ana: ContactId) -> None:
    before = titles(desk, ana)
    (honey,) = (line for line in story(desk, ana) if line.title == "Linden honey")
    take_back(desk, honey)
    assert titles(desk, ana) == [title for title in before if title != "Linden honey"]
    desk.redo()
    assert titles(desk, ana) == before
    take_back(desk, honey)
    assert desk.ask(timeline.behind, honey) is None


def test_what_was_changed_since_says_so_and_stays(desk: Desk, ana: ContactId) -> None:
    (call,) = (line for line in story(desk, ana) if line.touch_id)
    logged = desk.ask(touches.of, call.touch_id)
    desk.do(touches.edit, call.touch_id, TouchDraft(ana, logged.draft.at, summary="Not at home"), was=logged.draft)
    before = story(desk, ana)
    with pytest.raises(Overtaken, match="changed later"):
        take_back(desk, call)
    assert story(desk, ana) == before


def test_who_was_imported_came_with_many(desk: Desk, office: Office) -> None:
    from refdesk.services.operation import operation
    from refdesk.store.tables.people import Contact
    from refdesk.store.unit import Unit

    @operation("Import")
    def bring_in(unit: Unit) -> None:
        first = unit.next_id(Contact)
        unit.insert_in_bulk(
            Contact, [{"id": first + n, "given": f"P{n}", "source_of_data": "people.csv"} for n in range(3)]
        )
        unit.say("3 contacts imported")

    before = office.contact()
    desk.do(bring_in)
    (line,) = story(desk, ContactId(before + 2), Show.EDITS)
    assert (line.kind, line.title, line.detail) == (
        TimelineKind.ADDED, "Imported from people.csv", "3 contacts imported"
    )  # fmt: skip
    behind = desk.ask(timeline.behind, line)
    assert (behind.label, behind.is_wide) == ("3 contacts imported", True)
    assert titles(desk, before, Show.EDITS) == ["Added"]


def test_days_only_stand_above_what_happened_on_them(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact()
    clock.moment = datetime(2026, 11, 19, 4, 30, tzinfo=UTC)  # half past eleven at night in New York
    desk.do(gifts.log, GiftDraft(ana, "Tea", desk.today()))
    desk.do(touches.log, TouchDraft(ana, desk.now(), kind=TouchKind.VISIT))
    assert [(line.title, line.on.day) for line in story(desk, ana)] == [("Tea", 18), ("Visit", 18)]
    clock.forward(hours=1)
    desk.do(touches.log, TouchDraft(ana, desk.now()))
    assert [line.title for line in story(desk, ana)] == ["Call", "Tea", "Visit"]


def test_a_page_takes_few_statements(office: Office) -> None:
    desk, statements = office.desk, []
    ana = office.contact()
    for days in range(60):
        desk.do(touches.log, TouchDraft(ana, desk.now() - timedelta(days=days)))
    event.listen(desk.engine, "before_cursor_execute", lambda _c, _d, said, *_all: statements.append(said.split()[0]))
    page = desk.ask(timeline.page, ana, desk.zone)
    assert (len(page.lines), page.next is not None, statements.count("SELECT")) == (50, True, 2)
