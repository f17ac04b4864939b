"""Conversations with their ends: a call back, a date to remember, a lesson."""

from datetime import timedelta

import pytest
from office import Office

from refdesk.domain.contact import ContactDraft
from refdesk.domain.conversation import ConversationDraft
from refdesk.domain.incoming import DateKind, IncomingDate
from refdesk.domain.lessons import LessonKey
from refdesk.domain.touches import Outcome, TouchDraft
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Refused
from refdesk.services import contact_list, contacts, conversations, lessons, person
from refdesk.services.desk import Desk


def test_everything_of_a_conversation_is_one_step(desk: Desk, office: Office) -> None:
    ana = office.contact()
    talk = TouchDraft(ana, desk.now(), summary="Lunch", promise_text="Send plans", promise_due_on=desk.today())
    birthday = IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12))
    desk.do(conversations.log, ConversationDraft(talk, None, birthday, LessonKey.TAGLINE, can_repeat=True))
    found = desk.ask(person.panel, ana, desk.today(), desk.zone)
    assert [each.text for each in found.open_promises] == ["Send plans"]
    assert found.draft.birthday == YearlyDate(3, 12)
    assert (found.lessons.taught, found.lessons.repeated) == (1, 1)
    assert desk.undo() is not None
    found = desk.ask(person.panel, ana, desk.today(), desk.zone)
    assert (found.promises, found.draft.birthday, found.lessons.taught, found.timeline) == ((), None, 0, ())


def test_calling_back_is_promised_for_its_day(desk: Desk, office: Office) -> None:
    ana = office.contact()
    rang = TouchDraft(ana, desk.now(), outcome=Outcome.CALL_BACK)
    with pytest.raises(Refused) as refused:
        desk.do(conversations.log, ConversationDraft(rang))
    assert [each.field for each in refused.value.problems] == ["call_back_on"]
    day = desk.today() + timedelta(days=3)
    desk.do(conversations.log, ConversationDraft(rang, call_back_on=day))
    (promise,) = desk.ask(person.panel, ana, desk.today(), desk.zone).open_promises
    assert (promise.text, promise.due_on) == ("Call back", day)
    with pytest.raises(Refused):
        desk.do(conversations.log, ConversationDraft(rang, call_back_on=desk.today() - timedelta(days=1)))


def test_a_birthday_takes_the_place_of_the_old_one_and_other_days_join(desk: Desk, office: Office) -> None:
    ana = office.contact(dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12)),))
    talk = TouchDraft(ana, desk.now())
    for each in (
        IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 13, 1980)),
        IncomingDate(DateKind.OTHER, YearlyDate(5, 1), "Studio opened"),
    ):
        desk.do(conversations.log, ConversationDraft(talk, remember=each))
    dates = desk.ask(contacts.draft_of, ana).draft.dates
    assert [(each.kind, each.on, each.label) for each in dates] == [
        (DateKind.BIRTHDAY, YearlyDate(3, 13, 1980), ""),
        (DateKind.OTHER, YearlyDate(5, 1), "Studio opened"),
    ]


def test_a_day_that_is_none_is_refused_and_nothing_is_kept(desk: Desk, office: Office) -> None:
    ana = office.contact()
    wrong = IncomingDate(DateKind.BIRTHDAY, YearlyDate(2, 30))
    with pytest.raises(Refused) as refused:
        desk.do(conversations.log, ConversationDraft(TouchDraft(ana, desk.now()), remember=wrong))
    assert [each.field for each in refused.value.problems] == ["remember_on"]
    assert desk.ask(person.panel, ana, desk.today(), desk.zone).timeline == ()


def test_somebody_new_comes_with_the_conversation(desk: Desk) -> None:
    talk = ConversationDraft(TouchDraft(None, desk.now()), taught=LessonKey.TAGLINE)
    desk.do(conversations.log_with_new, ContactDraft(given="Nia", family="Vance"), talk)
    (found,) = desk.ask(contact_list.suggest, "Nia Vance")
    assert desk.ask(lessons.of, found.contact_id).taught == 1
    desk.undo()
    assert desk.ask(contact_list.suggest, "Nia Vance") == ()
