"""Rewards that are promised to everybody: earned with a referral or a win, owed, given, and apart from gifts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from office import Office
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.contact import ContactDraft, Status
from refdesk.domain.rewards import EarnedOn, RewardDraft, RewardKind
from refdesk.errors import Refused
from refdesk.services import contacts, gifts, merging, referrals, rewards
from refdesk.services.clocks import Clocks
from refdesk.services.referrals import Attempt
from refdesk.services.rewards import OwedReward
from refdesk.store.tables.referrals import ThanksPart
from refdesk.store.tables.work import Touch

DINNER = RewardDraft("Dinner for two", RewardKind.THING, EarnedOn.REFERRAL, date(2026, 1, 1), amount_minor=6000)
OFF = RewardDraft("the next job", RewardKind.MONEY_OFF, EarnedOn.WIN, date(2026, 1, 1), amount_minor=5000)


def owed(office: Office) -> tuple[OwedReward, ...]:
    return office.desk.ask(rewards.owed, Clocks(office.desk.now(), office.working))


def summaries(session: Session) -> list[str]:
    return list(session.scalars(select(Touch.summary).where(Touch.kind == "other")))


def test_a_reward_is_owed_with_the_referral_and_given_apart_from_gifts(office: Office) -> None:
    desk = office.desk
    desk.do(rewards.add, DINNER)
    desk.do(rewards.add, OFF)
    desk.do(rewards.add, replace(DINNER, name="Over by now", until_on=desk.today() - timedelta(days=1)))
    ana = office.contact()
    office.referral(ana, prospect=ContactDraft(given="Theo", family="Marchetti"))
    [line] = owed(office)
    assert (line.name, line.prospect, line.words) == ("Ana Diaz", "Theo Marchetti", "Dinner for two")
    desk.do(rewards.give, line.part_id, note="With thanks from Nadia")
    assert owed(office) == ()
    assert desk.ask(summaries) == ["Dinner for two\nWith thanks from Nadia"]
    assert desk.ask(gifts.ledger, 2026).rows == ()
    assert [(row.words, row.owed, row.given) for row in desk.ask(rewards.rows, desk.today())] == [
        ("Over by now", 0, 0), ("$50.00 off: the next job", 0, 0), ("Dinner for two", 0, 1),
    ]  # fmt: skip
    with pytest.raises(Refused):
        desk.do(rewards.give, line.part_id)
    desk.undo()
    assert [each.part_id for each in owed(office)] == [line.part_id]
    desk.do(rewards.waive, line.part_id)
    assert owed(office) == ()


def test_a_reward_for_a_win_is_owed_when_it_is_won(office: Office) -> None:
    desk = office.desk
    desk.do(rewards.add, OFF)
    referral = office.referral(office.contact())
    assert owed(office) == ()
    desk.do(referrals.log_first_contact, referral, Attempt(summary="Spoke"))
    desk.do(referrals.move, referral, office.stages()["Won"])
    assert [each.words for each in owed(office)] == ["$50.00 off: the next job"]
    desk.undo()
    assert owed(office) == ()


def test_what_was_earned_stays_owed_when_the_promise_ends(office: Office) -> None:
    desk = office.desk
    dinner, points = (
        desk.do(rewards.add, DINNER),
        desk.do(rewards.add, replace(OFF, kind=RewardKind.POINTS, points=200)),
    )
    office.referral(office.contact())
    desk.do(rewards.end, dinner)
    desk.do(rewards.end, points)
    [row] = desk.ask(rewards.rows, desk.today())
    assert (row.reward_id, row.holds, row.owed, row.draft.until_on) == (dinner, False, 1, date(2026, 11, 17))
    assert len(owed(office)) == 1
    office.referral(office.contact("Bo"), prospect=ContactDraft(given="Cleo", family="Lind"))
    assert len(owed(office)) == 1, "nothing new is earned"
    desk.do(rewards.edit, dinner, replace(row.draft, name="Dinner for three"), version=row.version)
    assert owed(office)[0].words == "Dinner for three"
    with pytest.raises(Refused):
        desk.do(rewards.add, replace(OFF, amount_minor=0))


def test_two_promises_are_both_kept_when_people_are_merged(office: Office) -> None:
    desk = office.desk
    first, second = desk.do(rewards.add, DINNER), desk.do(rewards.add, replace(DINNER, name="A book"))
    ana, double = office.contact(), office.contact("Anna")
    office.referral(ana, double, prospect=ContactDraft(given="Theo", family="Marchetti"))
    assert len(owed(office)) == 4
    desk.do(merging.merge, ana, double, desk.ask(contacts.draft_of, ana).draft)
    assert len(owed(office)) == 2
    kept = desk.ask(lambda session: set(session.scalars(select(ThanksPart.reward_id))))
    assert kept == {None, first, second}


def test_who_is_off_the_lists_is_owed_none(office: Office) -> None:
    desk = office.desk
    desk.do(rewards.add, DINNER)
    ana = office.contact()
    office.referral(ana)
    draft = desk.ask(contacts.draft_of, ana).draft
    desk.do(contacts.save, ana, replace(draft, status=Status.INACTIVE))
    assert owed(office) == ()
