"""A conversation is corrected or removed: last contact, keeping in touch and thanks follow."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select

from refdesk.domain.contact import MayBeCalled
from refdesk.domain.gifts import GiftDraft
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.domain.touches import Asked, Outcome, Purpose, TouchDraft, TouchKind
from refdesk.errors import Overtaken, Refused
from refdesk.services import asks, contact_list, contacts, gifts, timeline, touches
from refdesk.services.desk import Desk
from refdesk.store.tables.referrals import ThanksPart
from refdesk.store.tables.work import Promise

EARLIER, DAY = date(2026, 10, 1), date(2026, 11, 18)
RESETS = {
    Outcome.NONE: True, Outcome.TALKED: True, Outcome.MESSAGE_LEFT: True,
    Outcome.NO_ANSWER: False, Outcome.CALL_BACK: False, Outcome.WRONG_NUMBER: False, Outcome.DO_NOT_CALL: False,
}  # fmt: skip


def days(desk: Desk, contact_id: ContactId) -> tuple[date | None, date | None]:
    row = desk.ask(contact_list.rows, [contact_id], desk.today())[contact_id]
    return row.last_touch_on, row.touch_due_on


def word(desk: Desk) -> ThanksPart:
    return desk.ask(lambda session: session.scalars(select(ThanksPart).where(ThanksPart.part == "word")).one())


@pytest.mark.parametrize("kind", list(TouchKind))
def test_last_contact_and_keeping_in_touch_follow_from_any_touch(file_desk: Desk, kind: TouchKind) -> None:
    office, desk = Office(file_desk), file_desk
    first = desk.now() - timedelta(days=48)
    for outcome, resets in RESETS.items():
        ana = office.contact(rank=Rank.A)
        desk.do(touches.log, TouchDraft(ana, first))
        assert days(desk, ana) == (EARLIER, EARLIER + timedelta(days=45))
        logged = desk.do(touches.log, TouchDraft(ana, desk.now(), kind=kind, outcome=outcome))
        expected = DAY if resets else EARLIER
        assert days(desk, ana) == (expected, expected + timedelta(days=45)), outcome
        desk.undo()
        assert days(desk, ana)[0] == EARLIER
        desk.redo()
        if kind in (TouchKind.CARD, TouchKind.GIFT):
            continue
        draft = desk.ask(touches.of, logged).draft
        desk.do(touches.edit, logged, replace(draft, at=first + timedelta(days=1), outcome=Outcome.TALKED))
        assert days(desk, ana)[0] == EARLIER + timedelta(days=1)
        desk.do(touches.remove, logged)
        assert days(desk, ana)[0] == EARLIER
        desk.undo()
        assert days(desk, ana)[0] == EARLIER + timedelta(days=1)


def test_a_gift_is_a_touch_too(desk: Desk, office: Office) -> None:
    ana = office.contact(rank=Rank.B)
    desk.do(gifts.log, GiftDraft(ana, "Tea", DAY))
    assert days(desk, ana) == (DAY, DAY + timedelta(days=90))


def test_a_conversation_is_corrected_and_the_correction_undone(desk: Desk, office: Office) -> None:
    ana = office.contact()
    logged = desk.do(touches.log, TouchDraft(ana, desk.now(), summary="Cofee", asked=Asked.DIRECTLY))
    before = desk.ask(touches.of, logged)
    better = replace(before.draft, kind=TouchKind.MEETING, summary="Coffee", asked=Asked.NO)
    desk.do(touches.edit, logged, better, was=before.draft)
    assert desk.ask(touches.of, logged).draft == better
    assert desk.ask(asks.of, ana, desk.zone) == ()
    with pytest.raises(Overtaken):
        desk.do(touches.edit, logged, replace(better, summary="Tea"), was=before.draft)
    with pytest.raises(Refused) as refused:
        desk.do(touches.edit, logged, replace(better, at=desk.now() + timedelta(days=1)))
    assert [problem.field for problem in refused.value.problems] == ["at"]
    desk.undo()
    assert desk.ask(touches.of, logged) == before
    desk.do(touches.edit, logged, replace(before.draft, outcome=Outcome.DO_NOT_CALL))
    assert desk.ask(contacts.draft_of, ana).draft.may_be_called is MayBeCalled.NO


def test_a_word_of_thanks_that_was_none_is_owed_again(desk: Desk, clock: TestClock, office: Office) -> None:
    ana = office.contact()
    office.referral(ana)
    clock.forward(hours=1)
    logged = desk.do(touches.log, TouchDraft(ana, desk.now(), purpose=Purpose.THANKS))
    said = desk.ask(touches.of, logged).draft
    assert word(desk).touch_id == logged
    desk.do(touches.edit, logged, replace(said, purpose=Purpose.OTHER))
    assert (word(desk).done_at, word(desk).touch_id) == (None, None)
    desk.do(touches.edit, logged, said)
    assert (word(desk).done_at, word(desk).touch_id) == (said.at, logged)
    clock.forward(hours=1)
    desk.do(touches.edit, logged, replace(said, at=desk.now()))
    assert word(desk).done_at == desk.now()
    desk.do(touches.remove, logged)
    assert word(desk).done_at is None
    desk.undo()
    assert word(desk).touch_id == logged


def test_what_was_promised_stays_when_the_conversation_goes(desk: Desk, office: Office) -> None:
    ana = office.contact()
    logged = desk.do(
        touches.log, TouchDraft(ana, desk.now(), promise_text="A book", promise_due_on=desk.today())
    )  # fmt: skip
    desk.do(touches.remove, logged)
    (promise,) = desk.ask(lambda session: session.scalars(select(Promise)).all())
    assert (promise.text, promise.from_touch_id) == ("A book", None)
    assert [line.title for line in desk.ask(timeline.page, ana, desk.zone).lines] == ["Promised: A book"]
    with pytest.raises(Overtaken):
        desk.ask(touches.of, logged)


def test_a_card_stays_with_what_it_belongs_to(desk: Desk, office: Office) -> None:
    ana = office.contact()
    card = desk.do(touches.log, TouchDraft(ana, desk.now(), kind=TouchKind.CARD, outcome=Outcome.NONE))
    logged = desk.ask(touches.of, card)
    assert not logged.is_free
    with pytest.raises(Refused):
        desk.do(touches.remove, card)
    for changed in (replace(logged.draft, kind=TouchKind.CALL), replace(logged.draft, outcome=Outcome.TALKED)):
        with pytest.raises(Refused):
            desk.do(touches.edit, card, changed)
    desk.do(touches.edit, card, replace(logged.draft, summary="The one with the lake"))
    assert desk.ask(touches.of, card).draft.summary == "The one with the lake"
