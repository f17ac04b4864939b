"""Calling through a referral month: notes are kept while talking, and a call with all it brought is one step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import months
import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.call_codes import Code, FilledRow
from refdesk.domain.call_mode import CallNotes, MoreTyped, Named
from refdesk.domain.campaign import EntryState
from refdesk.domain.contact import MayBeCalled
from refdesk.domain.ids import CampaignId, ContactId, EntryId
from refdesk.domain.incoming import DateKind, IncomingDate, IncomingPoint
from refdesk.domain.promises import OnTheWay, PromiseDraft
from refdesk.domain.referral import Direction
from refdesk.domain.touches import Asked, TouchDraft, TouchKind
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Overtaken, Refused
from refdesk.services import call_mode, call_results, campaign_days, contacts, phone_numbers, promises, touches
from refdesk.services.call_mode import Call, Ended
from refdesk.services.operation import operation
from refdesk.store import row_codec
from refdesk.store.tables import all_tables
from refdesk.store.tables.campaign import CampaignEntry
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.trail import Operation, RowChange
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit

DAY, FRIDAY = date(2026, 11, 18), date(2026, 11, 20)
LAST = date(2026, 11, 30)
TRAIL = (Operation.__tablename__, RowChange.__tablename__)
NOTHING = CallNotes()
FULL = CallNotes(
    FilledRow(
        code=Code.TALKED, help="A carpenter", good_lead="Cafés", lead_to="a baker", lead_by=FRIDAY,
        referral_direction=Direction.RECEIVED, referral_name="Theo Marchetti", referral_need="Stairs",
    ),
    MoreTyped(
        notes="Back from Rome", what_they_do="Runs two cafés now", asked=Asked.LIGHTLY,
        promises=(OnTheWay("Send the plan", FRIDAY),), named=(Named(Direction.GIVEN, "Petra Vondrak", "a porch"),),
        remember=IncomingDate(DateKind.OTHER, YearlyDate(3, 12), "opened the second café"),
    ),
)  # fmt: skip
NOT_YET = IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12, 2030))


def planned(office: Office, *names: str) -> tuple[CampaignId, list[EntryId], list[ContactId]]:
    """Plan a month whose people are all called today."""
    office.stages()
    people = [office.contact(name, "Lind", phone=f"(614) 555-010{n}") for n, name in enumerate(names)]
    campaign_id = months.all_on(office.desk, DAY, last=LAST)
    found = office.desk.ask(campaign_days.day_entries, campaign_id, DAY)
    by_contact = {each.contact_id: each.entry_id for each in found}
    return campaign_id, [by_contact[each] for each in people], people


def seen(office: Office, entry_id: EntryId, day: date = DAY) -> Call:
    return office.desk.ask(call_mode.call, entry_id, day, office.working, office.desk.zone)


def end(office: Office, entry_id: EntryId, notes: CallNotes, *, was: CallNotes = NOTHING, day: date = DAY) -> Ended:
    return office.desk.do(call_mode.end, entry_id, day, notes, was=was)


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, without the trail and what is derived."""
    found = {}
    for name, row_class in all_tables.row_classes().items():
        if name not in TRAIL:
            table = row_codec.table_of(row_class)
            kept = [table.c.id, *(column for _key, column in row_codec.kept_columns(row_class))]
            found[name] = [tuple(row) for row in session.execute(select(*kept).order_by(table.c.id))]
    return found


@operation("Move a call")
def move(unit: Unit, entry_id: EntryId, day: date) -> None:
    unit.get(CampaignEntry, entry_id).planned_on = day


def test_a_call_is_one_step_with_everything_that_came_of_it(office: Office) -> None:
    _month, (ana, _bo), (ana_id, _bo_id) = planned(office, "Ana", "Bo")
    petra = office.contact("Petra", "Vondrak")
    office.desk.do(call_mode.keep_notes, ana, DAY, FULL, was=NOTHING)
    was = seen(office, ana).notes
    before = office.desk.ask(everything)
    ended = end(office, ana, FULL, was=was)
    assert ended.said == "Ana Lind: talked"
    assert len(ended.referral_ids) == 2
    (touch,) = office.desk.ask(rows(Touch))
    assert (touch.contact_id, touch.outcome, touch.asked) == (ana_id, "talked", "lightly")
    assert touch.summary == "A carpenter\nBack from Rome"
    promised = office.desk.ask(rows(Promise))
    assert [(each.text, each.due_on, each.from_touch_id) for each in promised] == [
        ("Lead promised: a baker", FRIDAY, touch.id),
        ("Send the plan", FRIDAY, touch.id),
    ]
    received, given = office.desk.ask(rows(Referral))
    assert (received.direction, received.need, received.recipient_id) == ("received", "Stairs", None)
    assert (given.direction, given.prospect_id, given.recipient_id) == ("given", petra, ana_id)
    assert received.campaign_try_id == given.campaign_try_id == touch.campaign_try_id
    person = office.desk.ask(contacts.draft_of, ana_id).draft
    assert (person.good_lead_for_them, person.what_they_do) == ("Cafés", "Runs two cafés now")
    assert person.dates == (FULL.more.remember,)
    assert seen(office, ana).state is EntryState.REACHED
    step = office.desk.undo_state().undo
    assert step is not None
    assert step.label == "Ana Lind: talked"
    office.desk.undo()
    assert office.desk.ask(everything) == before
    assert seen(office, ana).notes.same_as(was)
    office.desk.redo()
    assert seen(office, ana).code is Code.TALKED


def rows(row_class: type[Any]) -> Callable[[Session], list[Any]]:
    def query(session: Session) -> list[Any]:
        found = list(session.scalars(select(row_class).order_by(row_class.id)))
        session.expunge_all()
        return found

    return query


def test_notes_are_kept_to_the_letter(office: Office) -> None:
    _month, (ana,), _people = planned(office, "Ana")
    typed = replace(FULL, more=replace(FULL.more, nothing_needed=True, called="(614) 555-0100"))
    back = office.desk.do(call_mode.keep_notes, ana, DAY, typed, was=NOTHING)
    assert back.same_as(typed)
    assert back.row.code is None
    kept = seen(office, ana).notes
    assert kept == back
    assert kept.more == typed.more
    with_more = replace(kept, more=replace(kept.more, notes="And a cat"))
    office.desk.do(call_mode.keep_notes, ana, DAY, with_more, was=kept)
    assert seen(office, ana).notes.more.notes == "And a cat"
    assert office.desk.ask(rows(Touch)) == []
    assert seen(office, ana).state is EntryState.OPEN


@pytest.mark.parametrize(
    ("row", "state", "again_on", "touches_made"),
    [
        (FilledRow(code=Code.MESSAGE), EntryState.OPEN, date(2026, 11, 19), 1),
        (FilledRow(code=Code.NO_ANSWER), EntryState.OPEN, date(2026, 11, 19), 0),
        (FilledRow(code=Code.CALL_BACK, call_back_on=FRIDAY), EntryState.OPEN, FRIDAY, 0),
        (FilledRow(code=Code.WRONG_NUMBER), EntryState.STOPPED, None, 0),
        (FilledRow(code=Code.DO_NOT_CALL), EntryState.STOPPED, None, 0),
    ],
)
def test_each_letter_does_what_it_says_and_is_taken_back_whole(
    office: Office, row: FilledRow, state: EntryState, again_on: date | None, touches_made: int
) -> None:
    _month, (ana, _bo), _people = planned(office, "Ana", "Bo")
    before = office.desk.ask(everything)
    ended = end(office, ana, CallNotes(row))
    assert ended.again_on == again_on
    assert seen(office, ana).state is state
    assert len(office.desk.ask(rows(Touch))) == touches_made
    office.desk.undo()
    assert office.desk.ask(everything) == before


def test_the_number_that_was_dialed_is_the_wrong_one(office: Office) -> None:
    _month, (ana,), (ana_id,) = planned(office, "Ana")
    other = IncomingPoint("(614) 555-0199", "home")
    form = office.desk.ask(contacts.draft_of, ana_id)
    draft = replace(form.draft, phones=(*form.draft.phones, other))
    office.desk.do(contacts.save, ana_id, draft, version=form.version)
    end(office, ana, CallNotes(FilledRow(code=Code.WRONG_NUMBER), MoreTyped(called="(614) 555-0199")))
    assert office.desk.ask(phone_numbers.to_dial, [ana_id]) == {ana_id: "(614) 555-0100"}


def test_do_not_call_marks_the_person(office: Office) -> None:
    _month, (ana,), (ana_id,) = planned(office, "Ana")
    end(office, ana, CallNotes(FilledRow(code=Code.DO_NOT_CALL)))
    assert office.desk.ask(contacts.draft_of, ana_id).draft.may_be_called is MayBeCalled.NO


def test_what_is_missing_is_refused_by_field_and_nothing_is_saved(office: Office) -> None:
    _month, (ana,), _people = planned(office, "Ana")
    before = office.desk.ask(everything)
    for notes, fields in (
        (CallNotes(FilledRow(help="A carpenter")), ["code"]),
        (CallNotes(FilledRow(code=Code.CALL_BACK)), ["call_back_on"]),
        (CallNotes(FilledRow(code=Code.TALKED), MoreTyped(named=(Named(name="\u200b", need="Stairs"),))), ["named_0"]),
        (CallNotes(FilledRow(code=Code.TALKED, lead_to="x" * 201, lead_by=FRIDAY)), ["lead_to"]),
        (CallNotes(FilledRow(code=Code.TALKED), MoreTyped(remember=NOT_YET)), ["remember_on"]),
    ):
        with pytest.raises(Refused) as refused:
            end(office, ana, notes)
        assert [problem.field for problem in refused.value.problems] == fields
    assert office.desk.ask(everything) == before


def test_two_who_type_at_once_are_told(office: Office) -> None:
    _month, (ana,), _people = planned(office, "Ana")
    mine, theirs = CallNotes(FilledRow(help="A carpenter")), CallNotes(FilledRow(help="A roofer"))
    office.desk.do(call_mode.keep_notes, ana, DAY, theirs, was=NOTHING)
    with pytest.raises(Overtaken, match="Somebody else typed notes"):
        office.desk.do(call_mode.keep_notes, ana, DAY, mine, was=NOTHING)
    with pytest.raises(Overtaken, match="Somebody else typed notes"):
        end(office, ana, replace(mine, row=replace(mine.row, code=Code.TALKED)))
    assert seen(office, ana).notes.row.help == "A roofer"
    end(office, ana, CallNotes(FilledRow(code=Code.NO_ANSWER)), was=seen(office, ana).notes)
    with pytest.raises(Overtaken, match="The result of this call was entered in the meantime: no answer"):
        end(office, ana, CallNotes(FilledRow(code=Code.TALKED)))


def test_paper_and_screen_share_one_draft_and_one_result(office: Office) -> None:
    campaign_id, (ana, bo), _people = planned(office, "Ana", "Bo")
    number = {each.entry_id: each.number for each in office.desk.ask(campaign_days.day_entries, campaign_id, DAY)}
    half = FilledRow(number[ana], Code.CALL_BACK, help="Busy", lead_to="a baker", lead_by=FRIDAY)
    office.desk.do(call_results.enter, campaign_id, DAY, [half])
    assert (seen(office, ana).notes.row.help, seen(office, ana).notes.row.lead_to) == ("Busy", "a baker")
    end(office, bo, CallNotes(FilledRow(code=Code.NO_ANSWER)))
    report = office.desk.do(call_results.enter, campaign_id, DAY, [FilledRow(number[bo], Code.TALKED)])
    assert "already entered" in report.rows[0].problems[0].sentence


def test_a_day_to_come_has_no_results_and_a_call_can_be_brought_to_today(office: Office) -> None:
    campaign_id, (ana, bo), _people = planned(office, "Ana", "Bo")
    office.desk.do(move, bo, FRIDAY)
    with pytest.raises(Refused, match="has not come yet"):
        end(office, bo, CallNotes(FilledRow(code=Code.TALKED)), day=FRIDAY)
    end(office, ana, CallNotes(FilledRow(code=Code.TALKED)))
    before = office.desk.ask(everything)
    assert office.desk.do(call_mode.bring_to_today, bo) == "Bo Lind is called today"
    assert office.desk.ask(call_mode.place_of, bo) == (campaign_id, DAY)
    assert [each.number for each in office.desk.ask(campaign_days.day_entries, campaign_id, DAY)] == [1, 2]
    office.desk.undo()
    assert office.desk.ask(everything) == before
    office.desk.redo()
    end(office, bo, CallNotes(FilledRow(code=Code.TALKED)))
    with pytest.raises(Overtaken, match="the result is in"):
        office.desk.do(call_mode.bring_to_today, bo)


def test_notes_are_no_step_and_go_with_the_plan_they_were_typed_into(office: Office) -> None:
    _month, (ana, bo), _people = planned(office, "Ana", "Bo")
    typed = CallNotes(FilledRow(help="A carpenter"))
    was = office.desk.do(call_mode.keep_notes, ana, DAY, typed, was=NOTHING)
    end(office, ana, FULL, was=was)
    theirs = office.desk.do(call_mode.keep_notes, bo, DAY, typed, was=NOTHING)
    assert "Ana Lind: talked" in office.desk.undo_state().undo.label
    office.desk.undo()
    assert [seen(office, each).notes for each in (ana, bo)] == [was, theirs]
    before = office.desk.ask(everything)
    assert "planned" in office.desk.undo_state().undo.label
    office.desk.undo()
    assert office.desk.ask(rows(CampaignEntry)) == []
    office.desk.redo()
    assert office.desk.ask(everything) == before
    assert "planned" in office.desk.undo_state().undo.label


def test_notes_of_a_day_gone_by_come_along_to_today(office: Office, clock: TestClock) -> None:
    _month, (ana,), _people = planned(office, "Ana")
    office.desk.do(call_mode.keep_notes, ana, DAY, CallNotes(FilledRow(help="A carpenter")), was=NOTHING)
    clock.forward(days=1)
    office.desk.do(call_mode.bring_to_today, ana)
    assert seen(office, ana, date(2026, 11, 19)).notes.row.help == "A carpenter"


def test_a_call_shows_what_helps_to_make_it(office: Office, clock: TestClock) -> None:
    _month, (ana,), (ana_id,) = planned(office, "Ana")
    office.desk.do(touches.log, TouchDraft(ana_id, office.desk.now(), TouchKind.USEFUL, summary="Sent the paint chart"))
    office.desk.do(promises.add, PromiseDraft(ana_id, "Call the painter", FRIDAY))
    end(office, ana, CallNotes(FilledRow(code=Code.NO_ANSWER)))
    clock.forward(days=1)
    call = seen(office, ana, date(2026, 11, 19))
    assert (call.name, call.first_name, call.try_number) == ("Ana Lind", "Ana", 2)
    assert [each.as_typed for each in call.numbers] == ["(614) 555-0100"]
    assert "Sent the paint chart" in call.did_last
    assert [each.text for each in call.promises] == ["Call the painter"]
    assert [(each.on, each.code) for each in call.before] == [(DAY, Code.NO_ANSWER)]
    assert call.why_not == ""


def test_whoever_is_in_the_month_of_today_is_known_by_their_open_call(office: Office) -> None:
    _month, (ana, _bo), (ana_id, bo_id) = planned(office, "Ana", "Bo")
    other = office.contact("Cleo", "Lind")
    today = office.desk.today()
    assert office.desk.ask(call_mode.entry_of, ana_id, today) == ana
    assert office.desk.ask(call_mode.entry_of, other, today) is None
    end(office, ana, CallNotes(FilledRow(code=Code.TALKED)))
    assert office.desk.ask(call_mode.entry_of, ana_id, today) is None
    assert office.desk.ask(call_mode.entry_of, bo_id, date(2026, 12, 1)) is None


def test_a_call_that_is_gone_is_told(office: Office) -> None:
    planned(office, "Ana")
    with pytest.raises(Overtaken, match="no longer there"):
        seen(office, EntryId(99))
    with pytest.raises(Overtaken, match="no longer there"):
        end(office, EntryId(99), FULL)
