"""Rule 13 at the desk: wins, repeat business, work that is done, and new clients who may become sources."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.contact import Category, Status
from refdesk.domain.evidence import Of
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.domain.ranking import Rank
from refdesk.domain.referral import Direction, ReferralDraft
from refdesk.domain.thanks import Occasion
from refdesk.domain.today import Look
from refdesk.domain.touches import Purpose
from refdesk.domain.wins import HowWeDid, WinDraft
from refdesk.errors import Refused
from refdesk.services import (
    board,
    business,
    contacts,
    erasing,
    evidence,
    new_sources,
    ranks,
    referral_detail,
    referrals,
    today,
    wins,
)
from refdesk.services.clocks import Clocks
from refdesk.services.new_sources import NewSource
from refdesk.services.referral_detail import Detail
from refdesk.services.wins import ReviewWanted, Won
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Win

WEDNESDAY = date(2026, 11, 18)


def clocks(office: Office) -> Clocks:
    return Clocks(office.desk.now(), office.working)


def won(office: Office, referral_id: ReferralId) -> Won:
    return office.desk.ask(wins.of, referral_id, clocks(office))


def to_review(office: Office) -> tuple[ReviewWanted, ...]:
    return office.desk.ask(wins.to_review, clocks(office))


def proposed(office: Office) -> tuple[NewSource, ...]:
    return office.desk.ask(new_sources.proposed, clocks(office))


def detail(office: Office, referral_id: ReferralId) -> Detail:
    return office.desk.ask(referral_detail.detail, referral_id, office.desk.now(), office.working)


def undo_label(office: Office) -> str:
    undo = office.desk.undo_state().undo
    assert undo is not None
    return undo.label


def prospect(session: Session, referral_id: ReferralId) -> tuple[str, date | None]:
    """Return the category of the person of a referral, and since when they are a client."""
    person = session.get_one(Contact, referral_detail._found(session, referral_id)[0].prospect_id)
    return person.category, person.client_since


def test_a_win_moves_the_referral_keeps_its_value_and_opens_the_second_thanks(office: Office) -> None:
    referral_id = office.referral(office.contact())
    office.desk.do(wins.win, referral_id, on=WEDNESDAY, value_minor=2_400_000, note="A new kitchen")
    found = won(office, referral_id)
    assert found.is_won
    assert [(each.on, each.value_minor, each.note) for each in found.wins] == [(WEDNESDAY, 2_400_000, "A new kitchen")]
    assert detail(office, referral_id).stage_name == "Won"
    assert [step.occasion for step in detail(office, referral_id).thanks].count(Occasion.WIN) == 2
    assert office.desk.ask(prospect, referral_id) == (Category.CLIENT, WEDNESDAY)
    assert undo_label(office) == "Business with Theo Marchetti won"
    office.desk.undo()
    assert won(office, referral_id).wins == ()
    assert detail(office, referral_id).stage_name == "New"
    assert all(step.occasion is Occasion.REFERRAL for step in detail(office, referral_id).thanks)
    assert office.desk.ask(prospect, referral_id) == (Category.PROSPECT, None)


def test_a_win_of_last_week_makes_a_client_of_last_week(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    clock.forward(days=10)
    office.desk.do(wins.win, referral_id, on=WEDNESDAY + timedelta(days=3))
    assert office.desk.ask(prospect, referral_id) == (Category.CLIENT, WEDNESDAY + timedelta(days=3))


def test_a_referral_dragged_to_won_gets_its_win_later_without_more_thanks(office: Office) -> None:
    referral_id = office.referral()
    office.desk.do(referrals.move, referral_id, office.stages()["Won"])
    thanks = len(detail(office, referral_id).thanks)
    office.desk.do(wins.win, referral_id, value_minor=100)
    assert won(office, referral_id).value_minor == 100
    assert len(detail(office, referral_id).thanks) == thanks
    with pytest.raises(Refused, match="won already"):
        office.desk.do(wins.win, referral_id, value_minor=200)


def test_repeat_business_is_added_to_the_same_referral_and_opens_no_thanks(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id, value_minor=100)
    thanks = len(detail(office, referral_id).thanks)
    clock.forward(days=40)
    office.desk.do(wins.add_business, referral_id, value_minor=250, note="The bathroom too")
    assert [each.value_minor for each in won(office, referral_id).wins] == [100, 250]
    assert won(office, referral_id).value_minor == 350
    assert len(detail(office, referral_id).thanks) == thanks
    office.desk.undo()
    assert won(office, referral_id).value_minor == 100


def test_repeat_business_needs_a_win(office: Office) -> None:
    referral_id = office.referral()
    with pytest.raises(Refused, match="that was won"):
        office.desk.do(wins.add_business, referral_id, value_minor=250)


def test_moved_back_the_win_is_kept_and_won_again_it_is_corrected(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id, value_minor=100)
    office.desk.do(wins.add_business, referral_id, value_minor=50)
    office.desk.do(referrals.move, referral_id, office.stages()["Proposal"])
    assert not won(office, referral_id).is_won
    assert len(won(office, referral_id).wins) == 2, "nothing goes silently"
    clock.forward(days=3)
    office.desk.do(wins.win, referral_id, on=WEDNESDAY, value_minor=120)
    assert [each.value_minor for each in won(office, referral_id).wins] == [120, 50]
    office.desk.undo()
    assert [each.value_minor for each in won(office, referral_id).wins] == [100, 50]


def test_wins_are_corrected_and_taken_out(office: Office) -> None:
    referral_id = office.referral()
    win_id = office.desk.do(wins.win, referral_id, value_minor=100)
    office.desk.do(wins.change, win_id, WinDraft(WEDNESDAY, 90, "less"))
    assert won(office, referral_id).value_minor == 90
    office.desk.do(wins.remove, win_id)
    assert won(office, referral_id).wins == ()
    assert won(office, referral_id).is_won
    office.desk.undo()
    office.desk.undo()
    assert won(office, referral_id).value_minor == 100


def test_what_cannot_be_is_refused_by_field(office: Office) -> None:
    referral_id = office.referral()
    for wrong, field in (
        ({"on": WEDNESDAY + timedelta(days=1)}, "on"),
        ({"on": WEDNESDAY - timedelta(days=1)}, "on"),
        ({"value_minor": -1}, "value_minor"),
    ):
        with pytest.raises(Refused) as refused:
            office.desk.do(wins.win, referral_id, **wrong)
        assert [problem.field for problem in refused.value.problems] == [field]
    with pytest.raises(Refused):
        office.desk.do(wins.win, referral_id, stage_id=office.stages()["Lost"])
    assert detail(office, referral_id).stage_name == "New"


def test_what_comes_of_a_referral_that_we_gave_is_not_ours(office: Office) -> None:
    office.stages()
    draft = ReferralDraft(
        received_at=office.desk.now(), direction=Direction.GIVEN, prospect_id=office.contact("Theo"),
        recipient_id=office.contact("Ben"),
    )  # fmt: skip
    referral_id = office.desk.do(referrals.log_given, draft)
    for operation in (wins.win, wins.add_business, wins.finish_work):
        with pytest.raises(Refused, match="theirs"):
            office.desk.do(operation, referral_id)


def done(office: Office, *, on: date = WEDNESDAY) -> ReferralId:
    referral_id = office.referral(office.contact())
    office.desk.do(wins.win, referral_id, on=WEDNESDAY)
    office.desk.do(wins.finish_work, referral_id, on)
    return referral_id


def test_rule_13_when_the_work_is_done_we_ask_how_we_did(office: Office) -> None:
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id)
    assert to_review(office) == ()
    assert won(office, referral_id).has_work_to_finish
    office.desk.do(wins.finish_work, referral_id)
    assert not won(office, referral_id).has_work_to_finish
    (found,) = to_review(office)
    assert (found.referral_id, found.name, found.done_on) == (referral_id, "Theo Marchetti", WEDNESDAY)
    assert office.working.date_of(found.clock.due_at) == date(2026, 11, 23), "the weekend does not count"
    office.desk.undo()
    assert to_review(office) == ()


def test_rule_13_an_answer_is_kept_and_the_line_leaves(office: Office, clock: TestClock) -> None:
    referral_id = done(office)
    clock.forward(hours=2)
    answer = HowWeDid(referral_id, office.desk.now(), satisfaction=5, happy_moment="Showed it to the neighbors")
    office.desk.do(wins.log_review, answer)
    assert to_review(office) == ()
    person = won(office, referral_id).contact_id
    facts = office.desk.ask(evidence.of, person)
    assert facts.satisfaction == 5
    assert [line.text for line in facts.lines_of(Of.HAPPY)] == ["Showed it to the neighbors"]
    (talk,) = detail(office, referral_id).conversations
    assert talk.purpose is Purpose.REVIEW
    assert undo_label(office) == "How we did for Theo Marchetti logged"
    office.desk.undo()
    assert len(to_review(office)) == 1
    assert office.desk.ask(evidence.of, person).satisfaction is None
    assert detail(office, referral_id).conversations == ()


def test_an_answer_from_before_the_work_was_done_does_not_count(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id)
    office.desk.do(wins.log_review, HowWeDid(referral_id, office.desk.now(), satisfaction=3))
    clock.forward(days=1)
    office.desk.do(wins.finish_work, referral_id)
    assert len(to_review(office)) == 1
    office.desk.do(wins.log_review, HowWeDid(referral_id, office.desk.now(), satisfaction=3))
    assert to_review(office) == ()


def test_repeat_business_is_asked_about_once_it_is_done_again(office: Office, clock: TestClock) -> None:
    referral_id = done(office)
    office.desk.do(wins.log_review, HowWeDid(referral_id, office.desk.now(), satisfaction=4))
    clock.forward(days=60)
    office.desk.do(wins.add_business, referral_id)
    assert to_review(office) == ()
    assert won(office, referral_id).has_work_to_finish
    office.desk.do(wins.finish_work, referral_id)
    assert [each.referral_id for each in to_review(office)] == [referral_id]


def test_nobody_is_asked_who_left_or_whose_business_was_none_after_all(office: Office) -> None:
    first, second = done(office), done(office)
    office.desk.do(contacts.set_status, won(office, first).contact_id, Status.DECEASED)
    office.desk.do(referrals.move, second, office.stages()["Meeting"])
    assert to_review(office) == ()


def test_work_is_done_only_for_what_was_won_and_not_tomorrow(office: Office) -> None:
    referral_id = office.referral()
    with pytest.raises(Refused):
        office.desk.do(wins.finish_work, referral_id)
    office.desk.do(wins.win, referral_id)
    with pytest.raises(Refused):
        office.desk.do(wins.finish_work, referral_id, WEDNESDAY + timedelta(days=1))
    office.desk.do(wins.finish_work, referral_id)
    office.desk.undo()
    assert to_review(office) == ()


def test_a_win_alone_keeps_the_currency_with_its_decimals(office: Office) -> None:
    office.desk.do(wins.win, office.referral(), value_minor=2500)
    profile = office.desk.ask(business.load)
    with pytest.raises(Refused) as refused:
        office.desk.do(business.save, replace(profile, currency="JPY"))
    assert "currency" in [problem.field for problem in refused.value.problems]


def test_who_is_erased_takes_their_wins_along(office: Office) -> None:
    referral_id = office.referral(prospect_id=(theo := office.contact("Theo")))
    office.desk.do(wins.win, referral_id, value_minor=2500, note="Theo’s kitchen")
    giver = detail(office, referral_id).givers[0].contact_id
    office.desk.do(erasing.erase, giver)
    office.desk.do(erasing.erase, theo)
    kept = office.desk.ask(lambda session: [row.note for row in session.scalars(select(Win))])
    assert not any("Theo" in note for note in kept)


def test_rule_13_thirty_days_after_the_win_they_may_become_a_source(office: Office, clock: TestClock) -> None:
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id)
    clock.forward(days=29, hours=13.99)  # a moment before midnight
    assert proposed(office) == ()
    clock.forward(hours=0.02)
    (found,) = proposed(office)
    assert (found.referral_id, found.name, found.won_on) == (referral_id, "Theo Marchetti", WEDNESDAY)
    office.desk.do(wins.make_source, found.contact_id, Rank.B)
    assert proposed(office) == ()
    assert undo_label(office) == "Theo Marchetti is a source now, ranked B"
    office.desk.undo()
    office.desk.do(wins.make_source, found.contact_id, Rank.D)
    assert undo_label(office) == "Theo Marchetti will not be asked"
    assert proposed(office) == (), "not asked again either"


def test_who_came_to_won_without_a_word_about_it_is_proposed_by_the_day_of_the_move(
    office: Office, clock: TestClock
) -> None:
    referral_id = office.referral()
    clock.forward(days=5)
    office.desk.do(referrals.move, referral_id, office.stages()["Won"])
    clock.forward(days=29)
    assert proposed(office) == ()
    clock.forward(days=1)
    assert [each.won_on for each in proposed(office)] == [WEDNESDAY + timedelta(days=5)]


def test_somebody_won_twice_is_proposed_once(office: Office, clock: TestClock) -> None:
    theo = office.contact("Theo", "Marchetti")
    for _time in range(2):
        office.desk.do(wins.win, office.referral(prospect_id=theo))
        clock.forward(days=31)
    assert [(each.contact_id, each.won_on) for each in proposed(office)] == [(theo, WEDNESDAY)]


def test_a_win_of_another_year_is_named_with_its_year(office: Office, clock: TestClock) -> None:
    office.desk.do(wins.win, office.referral())
    clock.forward(days=60)
    found = office.desk.ask(today.lines, office.desk.now(), office.working)
    said = next(line.text for line in found if line.look is Look.NEW_SOURCE)
    assert said == "A client since Nov 18, 2026. Would they send somebody?"


def test_who_was_not_happy_is_no_source_before_that_is_put_right(office: Office, clock: TestClock) -> None:
    theo = office.contact("Theo", "Marchetti", satisfaction=1)
    office.desk.do(wins.win, office.referral(prospect_id=theo))
    clock.forward(days=31)
    found = office.desk.ask(today.lines, office.desk.now(), office.working)
    said = next(line.text for line in found if line.look is Look.NEW_SOURCE)
    assert said == "A client since Nov 18, and not happy. Put that right before you ask."
    proposed_rank = office.desk.ask(ranks.proposals_of, [theo], today=office.desk.today(), zone=office.desk.zone)[theo]
    assert proposed_rank.rank is Rank.D


def test_who_is_ranked_or_left_is_not_proposed(office: Office, clock: TestClock) -> None:
    people: list[ContactId] = []
    for _time in range(2):
        referral_id = office.referral()
        office.desk.do(wins.win, referral_id)
        people.append(won(office, referral_id).contact_id)
    clock.forward(days=31)
    assert len(proposed(office)) == 2
    office.desk.do(contacts.set_rank, people[0], Rank.C)
    office.desk.do(contacts.set_status, people[1], Status.INACTIVE)
    assert proposed(office) == ()


def test_the_board_follows(office: Office) -> None:
    referral_id = office.referral()
    office.desk.do(wins.win, referral_id)
    columns = office.desk.ask(board.board, Direction.RECEIVED, office.desk.now(), office.working).columns
    assert [card.referral_id for column in columns if column.name == "Won" for card in column.cards] == [referral_id]


def test_no_win_is_left_without_its_referral(office: Office) -> None:
    office.desk.do(wins.win, office.referral())
    office.desk.undo()
    assert office.desk.ask(lambda session: list(session.scalars(select(Win.id)))) == []
