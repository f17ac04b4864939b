"""For whom cards are made: by occasion, each household once, with who is left out and why."""

from datetime import date, timedelta

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.contact import MayBeCalled, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import YearlyDate
from refdesk.errors import Refused
from refdesk.services import business, card_people, card_texts, cards, contacts, households, mailing, timeline
from refdesk.services.card_people import CardPerson, People
from refdesk.services.card_texts import CardJob
from refdesk.services.clocks import Clocks

HOME = IncomingAddress(Address("12 Quay St", "Columbus", "OH", "43085", "US"))
BIRTHDAY, SEASON = CardOccasion.BIRTHDAY, CardOccasion.SEASON
FIRST = date(2026, 11, 11)
LAST = date(2027, 1, 2)


def born(office: Office, given: str, month: int, day: int, year: int | None = None, **more: object) -> ContactId:
    return office.contact(given, "Diaz", dates=(IncomingDate(DateKind.BIRTHDAY, YearlyDate(month, day, year)),), **more)


def clocks(office: Office) -> Clocks:
    return Clocks(office.desk.now(), office.working)


def birthdays(office: Office, *, also: tuple[int, ...] = ()) -> People:
    return office.desk.ask(card_people.days, clocks(office), BIRTHDAY, FIRST, LAST, also)


def greeted(office: Office, *ids: ContactId) -> People:
    return office.desk.ask(card_people.greeted, clocks(office), SEASON, ids, date(2026, 12, 24))


def test_birthdays_come_in_their_order_with_the_day_to_print(office: Office) -> None:
    office_today = office.desk.today()
    assert office_today == date(2026, 11, 18)
    born(office, "Cleo", 12, 31)
    born(office, "Ana", 11, 30, 1970)
    born(office, "Bo", 11, 12)
    born(office, "Eva", 3, 3)
    found = birthdays(office)
    assert [(each.name, each.on) for each in found.people] == [
        ("Bo Diaz", date(2026, 11, 12)), ("Ana Diaz", date(2026, 11, 30)), ("Cleo Diaz", date(2026, 12, 31)),
    ]  # fmt: skip
    bo, ana, _cleo = found.people
    # Five days before November 30 is a Wednesday, and the working day before it is a Tuesday.
    assert ana.print_by == date(2026, 11, 24)
    assert ana.clock is not None
    assert bo.clock is not None
    assert (bo.clock.words, ana.clock.words) == ("was Nov 12", "print by Nov 24")


def test_those_who_left_or_want_no_mail_are_named(office: Office) -> None:
    gone = born(office, "Ana", 11, 30)
    born(office, "Bo", 11, 30, may_be_mailed=False)
    away = born(office, "Cleo", 11, 30)
    office.desk.do(contacts.set_status, gone, Status.DECEASED)
    office.desk.do(contacts.set_status, away, Status.INACTIVE)
    found = birthdays(office)
    assert found.people == ()
    assert {(each.name, each.reason) for each in found.left_out} == {
        ("Ana Diaz", "deceased"), ("Bo Diaz", "wants no mail"), ("Cleo Diaz", "inactive"),
    }  # fmt: skip
    assert [each.reason for each in greeted(office, gone).left_out] == ["deceased"]


def test_a_leap_day_is_kept_on_the_day_before_and_somebody_asked_for_is_found_far_ahead(office: Office) -> None:
    leap = born(office, "Ana", 2, 29, 1972)
    assert birthdays(office).people == ()
    (ana,) = birthdays(office, also=(leap,)).people
    assert ana.on == date(2027, 2, 28)
    card = CardFor(leap, CardOccasion.ANNIVERSARY, ana.on)
    sheet = office.desk.ask(card_texts.card_sheet, CardJob((card,), "8315", inside="printed"))
    assert "This day is worth a card." in sheet.cards[0].message[0]


def test_a_birthday_is_somebodys_own_and_the_season_is_for_the_household(office: Office) -> None:
    ana = born(office, "Ana", 11, 30, addresses=(HOME,))
    luis = office.contact("Luis")
    office.desk.do(households.together, [ana, luis])
    (birthday,) = birthdays(office).people
    assert (birthday.name, birthday.envelope.name) == ("Ana Diaz", "Ana Diaz")
    assert birthday.envelope.lines == ("12 Quay St", "Columbus, OH 43085")
    (season,) = greeted(office, luis, ana).people
    assert (season.name, season.envelope.name) == ("Ana and Luis Diaz", "Ana and Luis Diaz")
    cards_of = office.desk.ask(card_texts.card_sheet, CardJob((birthday.card, season.card), "8315")).cards
    assert [card.opening for card in cards_of] == ["Dear Ana,", "Dear Ana and Luis,"]
    assert [card.front for card in cards_of] == ["Happy birthday", "Season’s greetings"]


def test_a_member_who_wants_no_mail_is_not_greeted_with_the_others(office: Office) -> None:
    ana, luis, eva = office.contact(), office.contact("Luis"), office.contact("Eva", may_be_mailed=False)
    office.desk.do(households.together, [ana, luis, eva])
    found = greeted(office, eva, ana, luis)
    assert [each.contact_id for each in found.people] == [ana]
    assert [(each.name, each.reason) for each in found.left_out] == [("Eva Diaz", "wants no mail")]
    assert office.desk.ask(card_texts.card_sheet, CardJob((found.people[0].card,), "8315")).cards[0].opening == (
        "Dear Ana and Luis,"
    )


def test_the_seasons_card_is_one_a_season_and_mailing_it_is_a_touch_for_all_of_the_household(
    office: Office, clock: TestClock
) -> None:
    ana, luis = office.contact(addresses=(HOME,)), office.contact("Luis")
    office.desk.do(households.together, [ana, luis])
    (season,) = greeted(office, ana, luis).people
    office.desk.do(cards.printed, {season.card: "Warm wishes"}, "8315", {season.card: "season_wishes"})
    assert greeted(office, ana, luis).people[0].printed_id is not None
    (waiting,) = office.desk.ask(cards.waiting)
    assert (waiting.occasion, waiting.for_on) == (SEASON, date(2026, 12, 24))
    office.desk.do(mailing.all_sent, [waiting.printed_id])
    for contact_id in (ana, luis):
        assert "Season’s greetings" in str(office.desk.ask(timeline.page, contact_id, office.desk.ask(business.zone)))
    (left,) = greeted(office, ana, luis).left_out
    assert left.reason == "mailed Nov 18"
    clock.forward(days=365)
    assert len(greeted(office, ana, luis).people) == 1


def test_a_spoiled_card_is_put_back_and_printed_again(office: Office) -> None:
    ana = office.contact()
    card = CardFor(ana, CardOccasion.OTHER)
    office.desk.do(cards.printed, {card: "Hello"}, "8315")
    office.desk.do(cards.printed, {card: "Hello again"}, "8315")
    (waiting,) = office.desk.ask(cards.waiting)
    office.desk.do(cards.put_back, [waiting.printed_id])
    assert office.desk.ask(cards.waiting) == ()
    office.desk.undo()
    assert len(office.desk.ask(cards.waiting)) == 1


def owed_now(office: Office) -> tuple[CardPerson, ...]:
    return office.desk.ask(card_people.owed, clocks(office)).people


def test_a_card_that_is_written_is_told_from_one_that_is_only_printed(office: Office) -> None:
    ana, bo = office.contact(), office.contact(given="Bo")
    office.referral(ana)
    (thanked,) = owed_now(office)
    season = CardFor(bo, SEASON, date(2026, 12, 24))
    office.desk.do(cards.printed, {thanked.card: "Thank you", season: "Warm wishes"}, "8315")
    assert [each.is_written for each in (*owed_now(office), *greeted(office, bo).people)] == [False, False]
    office.desk.do(cards.mark, [each.printed_id for each in office.desk.ask(cards.waiting)], cards.PrintedState.WRITTEN)
    assert [each.is_written for each in (*owed_now(office), *greeted(office, bo).people)] == [True, True]


def test_thanks_owed_and_those_for_a_win_alone(office: Office) -> None:
    office.referral(office.contact())
    thanks = office.desk.ask(card_people.owed, clocks(office))
    assert [each.name for each in thanks.people] == ["Ana Diaz"]
    assert thanks.people[0].part_id is not None
    assert office.desk.ask(card_people.owed, clocks(office), CardOccasion.WIN).people == ()


def test_the_words_of_the_search_box_choose_for_the_season(office: Office) -> None:
    office.contact(rank=Rank.A)
    office.contact("Bo", "Lind", rank=Rank.B)
    found = office.desk.ask(card_people.named, clocks(office), SEASON, "rank:A")
    assert [each.name for each in found.people] == ["Ana Diaz"]
    with pytest.raises(Refused):
        office.desk.ask(card_people.named, clocks(office), SEASON, "saved:nobody")


@pytest.mark.parametrize(
    "marked", [{"rank": Rank.D}, {"may_be_called": MayBeCalled.NO}, {"may_accept_gifts": False}], ids=str
)
def test_no_line_about_sending_people_for_those_who_do_not_want_it(office: Office, marked: dict[str, object]) -> None:
    job = CardJob(
        (CardFor(office.contact(), BIRTHDAY), CardFor(office.contact("Bo", "Lind", **marked), BIRTHDAY)), "8315",
        inside="printed",
    )  # fmt: skip
    asks, does_not = office.desk.ask(card_texts.card_sheet, job).cards
    assert (asks.foot_lines, does_not.foot_lines) == (3, 0)
    printed = CardJob(job.cards, "8315", inside="printed", referral_line="print")
    asks, does_not = office.desk.ask(card_texts.card_sheet, printed).cards
    assert asks.postscript.startswith("P.S. ")
    assert (asks.foot_lines, does_not.postscript) == (0, "")
    helped = [office.desk.ask(card_texts.writing_help, card).referral_line for card in job.cards]
    assert bool(helped[0]) > bool(helped[1])


def test_a_card_is_left_all_blank(office: Office) -> None:
    card = office.desk.ask(
        card_texts.card_sheet, CardJob((CardFor(office.contact(), BIRTHDAY),), "8315", "empty")
    ).cards[0]  # fmt: skip
    assert (card.opening, card.sign_off, card.name_line, card.foot_lines) == ("", "", "", 0)


def test_what_came_before_today_by_more_than_a_week_is_not_missed(office: Office, clock: TestClock) -> None:
    born(office, "Ana", 11, 11)
    clock.forward(days=8)
    today = office.desk.today()
    found = office.desk.ask(card_people.days, clocks(office), BIRTHDAY, today - timedelta(days=7), LAST)
    assert found.people == ()
