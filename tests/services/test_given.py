"""Referrals that we gave: logged, brought together by a letter, asked about after ten days."""

from datetime import timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.contact import ContactDraft, MayBeCalled, Status
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.profile import starting
from refdesk.domain.referral import Direction, Introduced, ReferralDraft
from refdesk.domain.touches import Outcome, TouchKind
from refdesk.errors import Overtaken, Refused
from refdesk.services import business, contacts, evidence, given
from refdesk.services.clocks import Clocks
from refdesk.services.given import CheckBack, ToCheck
from refdesk.store.tables.referrals import Referral
from refdesk.store.tables.work import Touch


@pytest.fixture
def omar(office: Office) -> ContactId:
    office.stages()
    return office.contact(
        "Omar", "Benali", what_they_do="Roofs that last", email="omar@example.com", phone="(614) 555-0112"
    )


def _give(office: Office, omar: ContactId, *, both_agreed: bool = True, unexpected: bool = False) -> ReferralId:
    draft = ReferralDraft(
        office.desk.now(), Direction.GIVEN, new_prospect=ContactDraft(given="Eva", family="Lind"),
        recipient_id=omar, need="A roof that leaks", introduced=Introduced.LETTER,
    )  # fmt: skip
    return office.desk.do(given.log, draft, both_agreed=both_agreed, unexpected=unexpected)


def _to_check(office: Office) -> tuple[ToCheck, ...]:
    return office.desk.ask(given.to_check, Clocks(office.desk.now(), office.working))


def _kept(session: Session, referral_id: ReferralId) -> tuple[bool, bool, bool, str]:
    row = session.get(Referral, referral_id)
    assert row is not None
    return row.both_agreed, row.unexpected, row.checked_back_on is not None, row.need


def _touches(session: Session) -> list[tuple[int, str, str]]:
    rows = session.execute(select(Touch.contact_id, Touch.kind, Touch.summary).order_by(Touch.id))
    return [(row[0], row[1], row[2]) for row in rows]


def test_a_referral_given_keeps_what_was_agreed_and_is_one_step(office: Office, omar: ContactId) -> None:
    referral_id = _give(office, omar, unexpected=True)
    assert office.desk.ask(_kept, referral_id) == (True, True, False, "A roof that leaks")
    step = office.desk.undo()
    assert step is not None
    assert "Omar Benali" in step.label
    with pytest.raises(Overtaken):
        office.desk.ask(given.given, referral_id)


def test_nobody_is_sent_to_themselves(office: Office, omar: ContactId) -> None:
    draft = ReferralDraft(office.desk.now(), Direction.GIVEN, prospect_id=omar, recipient_id=omar)
    with pytest.raises(Refused) as refused:
        office.desk.do(given.log, draft)
    assert [problem.field for problem in refused.value.problems] == ["recipient"]


def test_the_letter_is_logged_as_a_touch_to_the_recipient(office: Office, omar: ContactId) -> None:
    office.desk.do(business.save, starting("US", business_name="Fernhollow", owner="Nadia Fern"))
    referral_id = _give(office, omar)
    found = office.desk.ask(given.given, referral_id)
    letter = found.letter(office.desk.ask(business.load))
    assert "Eva Lind is looking for: A roof that leaks." in letter
    assert "Omar Benali: (614) 555-0112, omar@example.com" in letter
    assert (found.subject, found.emails) == ("Eva Lind, meet Omar Benali", ("omar@example.com",))
    office.desk.do(given.log_letter, referral_id, letter)
    assert office.desk.ask(_touches) == [(omar, "message", letter)]
    office.desk.undo()
    assert office.desk.ask(_touches) == []


def test_whoever_may_not_be_called_keeps_their_number_to_themselves(office: Office) -> None:
    office.stages()
    quiet = office.contact("Quiet", "Person", phone="(614) 555-0113", may_be_called=MayBeCalled.NO)
    found = office.desk.ask(given.given, _give(office, quiet))
    assert found.recipient.phone == ""


def test_it_is_asked_about_from_the_tenth_day_on(office: Office, omar: ContactId, clock: TestClock) -> None:
    referral_id = _give(office, omar)
    clock.forward(days=9, hours=13, minutes=59)  # one minute before midnight of the ninth day in New York
    assert _to_check(office) == ()
    clock.forward(minutes=1)
    (line,) = _to_check(office)
    assert (line.referral_id, line.name, line.prospect, line.need) == (
        referral_id, "Omar Benali", "Eva Lind", "A roof that leaks",
    )  # fmt: skip


def test_an_answer_moves_the_stage_and_settles_the_question(office: Office, omar: ContactId, clock: TestClock) -> None:
    stages = office.stages()
    referral_id = _give(office, omar)
    clock.forward(days=11)
    answer = CheckBack(omar, note="Signed on Monday", stage_id=stages["Won"], satisfied=True)
    office.desk.do(given.check_back, referral_id, answer)
    assert _to_check(office) == ()
    assert office.desk.ask(_touches) == [(omar, "call", "Signed on Monday")]
    found = office.desk.ask(given.given, referral_id)
    assert (found.is_open, found.checked_back) == (False, True)
    assert [line.text for line in office.desk.ask(evidence.lines, omar)] == ["Happy to have met Eva Lind"]
    office.desk.undo()
    assert [line.referral_id for line in _to_check(office)] == [referral_id]
    assert office.desk.ask(_touches) == []
    assert office.desk.ask(given.given, referral_id).is_open
    assert office.desk.ask(evidence.lines, omar) == ()


def test_still_open_settles_it_too_and_no_answer_does_not(office: Office, omar: ContactId, clock: TestClock) -> None:
    referral_id = _give(office, omar)
    clock.forward(days=11)
    office.desk.do(given.check_back, referral_id, CheckBack(omar, outcome=Outcome.NO_ANSWER))
    assert len(_to_check(office)) == 1
    office.desk.do(given.check_back, referral_id, CheckBack(omar, kind=TouchKind.MESSAGE, satisfied=False))
    assert _to_check(office) == ()
    assert office.desk.ask(_touches)[-1] == (omar, "message", "Not happy with it.")


def test_lost_asks_for_a_reason_and_others_are_not_asked(office: Office, omar: ContactId, clock: TestClock) -> None:
    stages, referral_id = office.stages(), _give(office, omar)
    clock.forward(days=11)
    with pytest.raises(Refused) as refused:
        office.desk.do(given.check_back, referral_id, CheckBack(omar, stage_id=stages["Lost"]))
    assert [problem.field for problem in refused.value.problems] == ["lost_reason"]
    stranger = office.contact("Some", "Body")
    with pytest.raises(Refused, match="one of the two"):
        office.desk.do(given.check_back, referral_id, CheckBack(stranger))
    with pytest.raises(Refused):
        office.desk.do(given.check_back, office.referral(), CheckBack(omar))
    assert len(_to_check(office)) == 1


def test_whom_nobody_can_ask_is_not_asked(office: Office, omar: ContactId, clock: TestClock) -> None:
    referral_id = _give(office, omar)
    clock.forward(days=11)
    _leave(office, omar)
    (line,) = _to_check(office)
    assert (line.name, line.recipient) == ("Eva Lind", "Omar Benali")
    _leave(office, office.desk.ask(given.given, referral_id).prospect_id)
    assert _to_check(office) == ()


def test_the_oldest_comes_first(office: Office, omar: ContactId, clock: TestClock) -> None:
    first = _give(office, omar)
    clock.forward(days=1)
    second = _give(office, omar)
    clock.forward(days=20)
    found = _to_check(office)
    assert [line.referral_id for line in found] == [first, second]
    assert found[1].clock.due_at - found[0].clock.due_at >= timedelta(0)


def _leave(office: Office, contact_id: ContactId) -> None:
    office.desk.do(contacts.set_status, contact_id, Status.INACTIVE)
