"""Reminders are set, changed, ticked and taken out; whoever they are about may merge, leave or be erased."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.ids import ReminderId
from refdesk.domain.reminders import Every, ReminderDraft, Repeat
from refdesk.domain.working_time import Away, DueState
from refdesk.errors import Overtaken, Refused
from refdesk.services import business, contacts, erasing, merging, reminders
from refdesk.services.clocks import Clocks
from refdesk.services.desk import Desk
from refdesk.services.reminders import ReminderLine
from refdesk.store.tables.trail import Operation, RowChange
from refdesk.store.tables.work import Reminder

TODAY = date(2026, 11, 18)
INK = ReminderDraft("Order ink", TODAY, time(15))


def clocks(desk: Desk) -> Clocks:
    return Clocks(desk.now(), desk.ask(business.working_time))


def everything(desk: Desk) -> tuple[ReminderLine, ...]:
    return desk.ask(reminders.everything_open, clocks(desk))


def test_a_reminder_is_set_shown_and_ticked_once(desk: Desk, clock: TestClock) -> None:
    made = desk.do(reminders.add, replace(INK, text=" Order  ink\n"))
    (line,) = everything(desk)
    assert (line.reminder_id, line.contact_id, line.name, line.text) == (made, None, "", "Order  ink")
    assert line.draft == replace(INK, text="Order  ink")
    assert (line.clock.state, line.clock.words, line.repeats) == (DueState.DUE, "Today by 3 PM", "")
    clock.forward(hours=6)
    assert everything(desk)[0].clock.state is DueState.LATE
    assert desk.do(reminders.finish, made) == "Reminder done: Order ink"
    assert everything(desk) == ()
    with pytest.raises(Refused):
        desk.do(reminders.finish, made)
    with pytest.raises(Refused):
        desk.do(reminders.edit, made, INK)
    with pytest.raises(Overtaken):
        desk.ask(reminders.one, made, clocks(desk))
    desk.undo()
    assert desk.ask(reminders.one, made, clocks(desk)).text == "Order  ink"
    desk.undo()
    assert everything(desk) == ()


def test_one_that_repeats_moves_on_and_stays_the_same_one(desk: Desk, clock: TestClock) -> None:
    made = desk.do(
        reminders.add, ReminderDraft("Pay the rent", date(2026, 11, 30), time(9), repeat=Repeat(Every.MONTH))
    )
    clock.moment = datetime(2026, 11, 30, 20, tzinfo=UTC)
    assert desk.do(reminders.finish, made) == "Reminder done: Pay the rent. Again on Dec 30"
    days = [_day(desk, made)]
    for _month in range(3):
        desk.do(reminders.finish, made)  # before it is due: the next one is done too
        days.append(_day(desk, made))
    assert days == [date(2026, 12, 30), date(2027, 1, 30), date(2027, 2, 28), date(2027, 3, 30)]
    assert [line.reminder_id for line in everything(desk)] == [made]
    desk.undo()
    assert _day(desk, made) == date(2027, 2, 28)


def test_days_that_were_missed_are_not_made_up_for(desk: Desk, clock: TestClock) -> None:
    made = desk.do(reminders.add, replace(INK, repeat=Repeat(Every.DAY)))
    clock.forward(days=9)
    desk.do(reminders.finish, made)
    assert _day(desk, made) == date(2026, 11, 27)  # at ten in the morning three o'clock is still to come


def test_a_change_of_words_does_not_begin_a_series_anew(desk: Desk) -> None:
    made = desk.do(reminders.add, ReminderDraft("Rent", date(2027, 1, 31), repeat=Repeat(Every.MONTH)))
    desk.do(reminders.finish, made)
    line = desk.ask(reminders.one, made, clocks(desk))
    assert line.draft.on == date(2027, 2, 28)
    desk.do(reminders.edit, made, replace(line.draft, text="Pay the rent"), was=line.draft)
    with pytest.raises(Overtaken):
        desk.do(reminders.edit, made, replace(line.draft, text="Mine"), was=line.draft)
    desk.do(reminders.finish, made)
    assert _day(desk, made) == date(2027, 3, 31)
    # Another day begins a new one.
    draft = desk.ask(reminders.one, made, clocks(desk)).draft
    desk.do(reminders.edit, made, replace(draft, on=date(2027, 4, 28)), was=draft)
    desk.do(reminders.finish, made)
    assert _day(desk, made) == date(2027, 5, 28)
    desk.undo()
    desk.undo()
    assert _day(desk, made) == date(2027, 3, 31)


def test_a_reminder_is_changed_by_field_and_taken_out(desk: Desk, office: Office) -> None:
    ana = office.contact()
    made = desk.do(reminders.add, INK)
    with pytest.raises(Refused) as refusal:
        desk.do(reminders.edit, made, ReminderDraft(" ", TODAY - timedelta(days=1)))
    assert {problem.field for problem in refusal.value.problems} == {"text", "on"}
    desk.do(reminders.edit, made, ReminderDraft("Ask about the roof", TODAY, contact_id=ana))
    (line,) = everything(desk)
    assert (line.name, line.draft.at, line.due_at) == ("Ana Diaz", None, datetime(2026, 11, 18, 22, tzinfo=UTC))
    assert [each.reminder_id for each in desk.ask(reminders.of, ana, clocks(desk))] == [made]
    assert desk.do(reminders.delete, made) == "Reminder deleted: Ask about the roof"
    assert everything(desk) == ()
    desk.undo()
    desk.undo()
    assert everything(desk)[0].draft == INK


def test_only_what_is_due_in_time_is_due_by_its_moment(desk: Desk) -> None:
    late = desk.do(reminders.add, replace(INK, text="Late today", at=time(16)))
    desk.do(reminders.add, replace(INK, on=TODAY + timedelta(days=1)))
    early = desk.do(reminders.add, replace(INK, text="Early", at=time(8)))
    until = datetime(2026, 11, 19, 5, tzinfo=UTC)
    assert [line.reminder_id for line in desk.ask(reminders.due, clocks(desk), until=until)] == [early, late]


def test_being_away_moves_a_reminder_and_never_makes_it_late(desk: Desk, clock: TestClock) -> None:
    desk.do(reminders.add, INK)
    profile = desk.ask(business.load)
    desk.do(
        business.save,
        replace(profile, business_name="Alder", owner="Ines Alder", away=(Away(TODAY, date(2026, 11, 20)),)),
    )
    clock.forward(days=2)
    (line,) = everything(desk)
    assert (line.clock.state, line.due_at) == (DueState.DUE, datetime(2026, 11, 23, 22, tzinfo=UTC))


def test_whoever_left_reminds_of_nothing_and_comes_back_with_it(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.do(reminders.add, replace(INK, contact_id=ana))
    desk.do(contacts.set_status, ana, Status.INACTIVE)
    assert everything(desk) == ()
    desk.undo()
    assert len(everything(desk)) == 1


def test_merged_people_keep_their_reminders(desk: Desk, office: Office) -> None:
    kept, gone = office.contact(), office.contact("Anna", "Diaz")
    made = desk.do(reminders.add, replace(INK, contact_id=gone))
    desk.do(merging.merge, kept, gone, ContactDraft(given="Ana", family="Diaz"))
    assert [line.reminder_id for line in desk.ask(reminders.of, kept, clocks(desk))] == [made]


def test_erasing_somebody_takes_their_reminders_and_their_words(desk: Desk, office: Office) -> None:
    ana = office.contact("Xantippe", "Quillfeather")
    made = desk.do(reminders.add, replace(INK, text="zzyx the roof", contact_id=ana))
    desk.do(reminders.finish, made)
    desk.do(reminders.add, replace(INK, text="Send zzyx", contact_id=ana, repeat=Repeat(Every.WEEK)))
    desk.do(reminders.add, replace(INK, text="Write to Xantippe Quillfeather"))
    desk.do(erasing.erase, ana)
    with desk.engine.connect() as connection:
        held = [str(row) for table in (Reminder, RowChange, Operation) for row in connection.execute(select(table))]
    assert not [row for row in held if "zzyx" in row or "Xantippe" in row]
    assert [line.text for line in everything(desk)] == ["Write to (erased)"]


def test_somebody_who_is_gone_is_refused(desk: Desk, office: Office) -> None:
    ana = office.contact()
    desk.undo()
    with pytest.raises(Overtaken):
        desk.do(reminders.add, replace(INK, contact_id=ana))


def _day(desk: Desk, reminder_id: ReminderId) -> date | None:
    return desk.ask(reminders.one, reminder_id, clocks(desk)).draft.on
