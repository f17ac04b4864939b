"""Gifts: entered once, never the same one twice, and summed by year."""

from datetime import date, timedelta

import pytest
from office import Office
from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.domain.gifts import GiftDirection, GiftDraft, GiftState
from refdesk.domain.ids import ContactId, GiftId
from refdesk.errors import Refused
from refdesk.services import gifts, households
from refdesk.services.operation import operation
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact, Household
from refdesk.store.tables.work import Touch
from refdesk.store.unit import Unit

TODAY = date(2026, 11, 18)


def share_a_home(unit: Unit, *contact_ids: int) -> None:
    home = unit.add(Household(name_on_envelope="Ana and Bo Diaz"))
    for contact_id in contact_ids:
        unit.get(Contact, contact_id).household_id = home.id


def test_a_gift_stands_in_the_ledger_of_its_year(office: Office) -> None:
    ana, today = office.contact(), office.desk.today()
    honey = GiftDraft(ana, " Linden honey ", today, cost_minor=1200, shipping_minor=460, business_reason="Sent Theo")
    office.desk.do(gifts.log, honey)
    office.desk.do(gifts.log, GiftDraft(ana, "Candle", today - timedelta(days=3), cost_minor=800))
    office.desk.do(gifts.log, GiftDraft(ana, "Tea", date(2025, 5, 1), cost_minor=900))
    office.desk.do(gifts.log, GiftDraft(ana, "Vase", date(2026, 12, 1), cost_minor=99, state=GiftState.PLANNED))
    office.desk.do(gifts.log, GiftDraft(ana, "Jam", today, direction=GiftDirection.RECEIVED))
    found = office.desk.ask(gifts.ledger, 2026)
    assert [(row.gift, row.together_minor) for row in found.rows] == [
        ("Vase", 2000),
        ("Linden honey", 2000),
        ("Candle", 2000),
    ]
    assert (found.count, found.cost_minor, found.shipping_minor) == (2, 2000, 460)
    assert found.rows[1].name == "Ana Diaz"
    assert office.desk.ask(gifts.years, today) == (2026, 2025)
    office.desk.undo()
    office.desk.undo()
    assert [row.gift for row in office.desk.ask(gifts.ledger, 2026).rows] == ["Linden honey", "Candle"]


def test_the_same_gift_twice_is_refused_with_the_day_of_the_first(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Diaz")
    stranger = office.contact("Cleo", "Lind")
    office.desk.do(gifts.log, GiftDraft(ana, "Tulip bulbs", date(2026, 4, 3)))
    with pytest.raises(Refused, match="Ana Diaz had this on Friday, April 3, 2026"):
        office.desk.do(gifts.log, GiftDraft(ana, "TULIP  bulbs", office.desk.today()))
    office.desk.do(gifts.log, GiftDraft(stranger, "Tulip bulbs", office.desk.today()))
    office.desk.start_with(share_a_home, ana, bo)
    with pytest.raises(Refused, match="Ana Diaz had this"):
        office.desk.do(gifts.log, GiftDraft(bo, "Tulip bulbs", office.desk.today()))
    assert len(office.desk.ask(gifts.ledger, 2026).rows) == 2


def test_a_household_is_summed_together(office: Office) -> None:
    ana, bo = office.contact(), office.contact("Bo", "Diaz")
    office.desk.start_with(share_a_home, ana, bo)
    office.desk.do(gifts.log, GiftDraft(ana, "Tea", office.desk.today(), cost_minor=950))
    office.desk.do(gifts.log, GiftDraft(bo, "Candle", office.desk.today(), cost_minor=1200))
    assert {row.together_minor for row in office.desk.ask(gifts.ledger, 2026).rows} == {2150}


def test_who_moves_together_in_a_year_has_one_total_for_it(office: Office) -> None:
    desk = office.desk
    ana, luis = office.contact("Ana"), office.contact("Luis")

    def given_to(contact_id: ContactId, name: str) -> None:
        desk.do(gifts.log, GiftDraft(contact_id=contact_id, name=name, on=desk.today(), cost_minor=1000))

    def totals() -> set[int]:
        return {row.together_minor for row in desk.ask(gifts.ledger, desk.today().year).rows}

    given_to(ana, "Honey")
    desk.do(households.together, [ana, luis])
    given_to(luis, "Book")
    assert totals() == {2000}
    desk.do(households.leave, ana)
    assert totals() == {1000}
    desk.do(households.together, [ana, luis])
    given_to(luis, "Tea")
    assert totals() == {3000}


def test_a_gift_of_tomorrow_is_not_given_yet(office: Office) -> None:
    later = office.desk.today() + timedelta(days=1)
    with pytest.raises(Refused) as refused:
        office.desk.do(gifts.log, GiftDraft(office.contact(), "Tea", later))
    assert [problem.field for problem in refused.value.problems] == ["on"]


def test_a_gift_knows_its_touch_whatever_else_was_given_that_day(office: Office) -> None:
    desk, ana = office.desk, office.contact()
    gift_id = desk.do(gifts.log, GiftDraft(ana, "Honey", TODAY))
    desk.do(gifts.log, GiftDraft(ana, "Honey", TODAY, direction=GiftDirection.RECEIVED, business_reason="came back"))
    first, second = office.desk.ask(_touch_ids)
    desk.do(gifts.move, gift_id, GiftState.PLANNED)
    assert desk.ask(_touch_ids) == [second], "the touch of the other honey stays"
    desk.undo()
    assert desk.ask(_touch_ids) == [first, second]
    desk.do(gifts.remove, gift_id)
    assert desk.ask(_touch_ids) == [second]
    desk.undo()
    assert desk.ask(_touch_ids) == [first, second]


def test_a_gift_of_an_older_file_finds_its_touch_by_person_day_and_name(office: Office) -> None:
    desk, ana = office.desk, office.contact()
    gift_id = desk.do(gifts.log, GiftDraft(ana, "Honey", TODAY))
    desk.do(_forget_touch, gift_id)
    desk.do(gifts.remove, gift_id)
    assert desk.ask(_touch_ids) == []


def test_a_year_that_was_mistyped_is_refused(office: Office) -> None:
    ana = office.contact()
    with pytest.raises(Refused) as found:
        office.desk.do(gifts.log, GiftDraft(ana, "Honey", date(1, 1, 1)))
    assert found.value.problems[0].sentence == "This is more than 50 years ago. Check the year."
    office.desk.do(gifts.log, GiftDraft(ana, "Honey", date(1977, 1, 1)))


@operation("Forget a touch")
def _forget_touch(unit: Unit, gift_id: GiftId) -> None:
    unit.get(Gift, gift_id).touch_id = None


def _touch_ids(session: Session) -> list[int]:
    return list(session.scalars(select(Touch.id).where(Touch.kind == "gift").order_by(Touch.id)))
