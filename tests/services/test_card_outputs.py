"""What goes with cards: the slip says what helps to write, envelopes and labels say where the card goes."""

from datetime import date
from pathlib import Path

import pytest
from desks import TestClock
from office import Office

from refdesk.domain.addresses import Address
from refdesk.domain.contact import ContactDraft
from refdesk.domain.incoming import IncomingAddress
from refdesk.domain.occasions import CardFor, CardId, CardOccasion
from refdesk.domain.profile import starting
from refdesk.domain.referral import Introduced
from refdesk.domain.touches import TouchDraft, TouchKind
from refdesk.errors import DiskFull, Refused
from refdesk.services import business, card_outputs, card_texts, cards, households, paper, referrals, thanks, touches
from refdesk.services import thanks_queue as queue
from refdesk.services.card_outputs import Output, OutputJob
from refdesk.services.card_texts import CardJob
from refdesk.services.cards import PrintedState

HOME = IncomingAddress(Address("12 Quay St", "Columbus", "OH", "43085", "US"))


def parts(office: Office) -> tuple[CardId, ...]:
    return tuple(card.part_id for card in office.desk.ask(cards.owed, office.desk.now(), office.working))


def job(office: Office, what: Output, **more: object) -> OutputJob:
    return OutputJob(what, parts(office), **more)  # type: ignore[arg-type]


def test_a_slip_says_what_helps_to_write(office: Office, clock: TestClock) -> None:
    ana = office.contact(addresses=(HOME,), good_lead_for_them="couples with a first house")
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), TouchKind.MEETING, summary="Moves in May. Long."))
    stages = office.stages()
    clock.forward(minutes=1)
    referral = office.referral(ana, need="stairs", introduced=Introduced.CALL, preparedness=4)
    (row,) = office.desk.ask(queue.queue, office.desk.now(), office.working)
    office.desk.do(thanks.record_word, row.parts[0].part_id)
    clock.forward(days=1)
    office.desk.do(referrals.move, referral, stages["Contacted"])
    office.desk.do(cards.printed, {CardFor(ana, CardOccasion.SEASON): "Warm wishes. And more."}, "8315")
    (slip,) = office.desk.ask(card_outputs.slip_sheet, job(office, Output.SLIPS)).slips
    assert slip.person == "Ana Diaz"
    assert slip.occasion == "Thank you for a referral received Wednesday, November 18"
    assert slip.write_by == "write by Friday, November 20"
    assert slip.mail_to == "Ana Diaz\n12 Quay St\nColumbus, OH 43085"
    assert slip.sent_you == "Theo Marchetti: stairs"
    assert slip.when_how.endswith("Prepared: 4 of 5.")
    assert slip.since_then == "Contacted Nov 19."
    assert slip.you_said == "Thanked on Nov 18 by call"
    assert slip.mention == "Nov 18: Moves in May\nA good lead for them: couples with a first house"
    assert len(slip.sentences) == 3
    assert slip.said_before == ("Nov 19: “Warm wishes”",)
    assert slip.envelope == "label 1"


def test_a_card_that_waits_to_be_written_was_not_said_before(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    office.referral(ana)
    (thanks_card,) = parts(office)
    wishes = CardFor(ana, CardOccasion.SEASON)
    office.desk.do(cards.printed, {thanks_card: "Thank you. And more."}, "8315")
    office.desk.do(cards.printed, {wishes: "Warm wishes. And more."}, "8315")
    slips = office.desk.ask(card_outputs.slip_sheet, OutputJob(Output.SLIPS, (thanks_card, wishes))).slips
    assert [slip.said_before for slip in slips] == [("Nov 18: “Warm wishes”",), ("Nov 18: “Thank you”",)]
    waiting = office.desk.ask(cards.waiting)
    office.desk.do(cards.mark, [each.printed_id for each in waiting], PrintedState.HANDED_OVER)
    clock.forward(days=365)
    (again,) = office.desk.ask(card_outputs.slip_sheet, OutputJob(Output.SLIPS, (wishes,))).slips
    assert len(again.said_before) == 2, "last year’s wishes were said"


def test_where_nothing_may_be_told_the_slip_tells_nothing(office: Office, clock: TestClock) -> None:
    stages = office.stages()
    referral = office.referral(office.contact(), need="stairs", may_share=False, preparedness=5)
    clock.forward(days=1)
    office.desk.do(referrals.move, referral, stages["Contacted"])
    (slip,) = office.desk.ask(card_outputs.slip_sheet, job(office, Output.SLIPS)).slips
    assert (slip.sent_you, slip.since_then) == ("", "")
    assert "Theo" not in str(slip)
    assert "Prepared" not in slip.when_how
    assert slip.mail_to == "hand it over: no address is known"


def test_a_note_of_a_megabyte_and_a_long_name_leave_the_slip_whole(office: Office, tmp_path: Path) -> None:
    ana = office.contact("A" * 100, "B" * 99)
    office.desk.do(touches.log, TouchDraft(ana, office.desk.now(), TouchKind.CALL, summary="word " * 3_900))
    office.referral(ana)
    made = card_outputs.written(office.desk, job(office, Output.SLIPS), tmp_path / "slips.pdf")
    assert made.pages == 1
    long = CardJob(parts(office), "8315", inside="printed", own_texts={parts(office)[0]: "word " * 210_000})
    with pytest.raises(Refused, match="over"):
        paper.write_cards(office.desk, long, tmp_path / "cards.pdf")
    assert not (tmp_path / "cards.pdf").exists()


def test_labels_begin_where_the_sheet_is_free_and_name_who_has_no_address(office: Office, tmp_path: Path) -> None:
    office.referral(office.contact(addresses=(HOME,)), office.contact("Bo", "Lind"))
    labels = job(office, Output.LABELS, stock="5160", start=30)
    sheet = office.desk.ask(card_outputs.label_sheet, labels)
    assert (sheet.start, sheet.labels[0].lines) == (30, ("Ana Diaz", "12 Quay St", "Columbus, OH 43085"))
    made = card_outputs.written(office.desk, labels, tmp_path / "labels.pdf")
    assert (made.pages, len(made.printed)) == (1, 1)
    assert "Bo Lind" in made.sentences[0]
    with pytest.raises(Refused):
        office.desk.ask(card_outputs.label_sheet, job(office, Output.LABELS, stock="8315"))
    with pytest.raises(Refused):
        office.desk.ask(card_outputs.envelope_job, job(office, Output.ENVELOPES, stock="5160"))


def test_envelopes_bear_sender_and_household(office: Office) -> None:
    office.desk.do(business.save, starting("US", business_name="Halloran & Daughters", owner="Ines Halloran"))
    ana, luis = office.contact(addresses=(HOME,)), office.contact("Luis")
    office.desk.do(households.together, [ana, luis])
    office.referral(ana)
    made = office.desk.ask(card_outputs.envelope_job, job(office, Output.ENVELOPES))
    assert made.sender[0] == "Halloran & Daughters"
    assert made.initials == "HD"
    assert made.envelopes[0].lines[0] == "Ana and Luis Diaz"
    birthday = OutputJob(Output.ENVELOPES, (CardFor(ana, CardOccasion.BIRTHDAY, date(2026, 11, 30)),))
    assert office.desk.ask(card_outputs.envelope_job, birthday).envelopes[0].lines[0] == "Ana Diaz"


def test_a_postcard_bears_its_address(office: Office) -> None:
    office.referral(office.contact(addresses=(HOME,)))
    (card,) = office.desk.ask(card_texts.card_sheet, CardJob(parts(office), "8387")).cards
    assert card.address == ("Ana Diaz", "12 Quay St", "Columbus, OH 43085")


def test_a_full_disk_is_said_and_nothing_is_noted(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import errno
    import os

    office.referral(new_prospect=ContactDraft(given="Theo"))

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull, match="the disk is full"):
        paper.write_cards(office.desk, CardJob(parts(office), "8315"), tmp_path / "cards.pdf")
    assert office.desk.ask(cards.waiting) == ()
    assert list(tmp_path.glob("*.pdf")) == []


def test_initials_are_whole_characters(office: Office) -> None:
    office.desk.do(business.save, starting("US", owner="Zoe", business_name="E\u0301clair नि Zoe\u0308 Q"))
    profile = office.desk.ask(business.load)
    assert card_texts.initials(profile) == "E\u0301निZ" or card_texts.initials(profile) == "\u00c9निZ"


def test_a_slip_names_the_label_that_lies_beside_it_on_a_part_used_sheet(office: Office) -> None:
    office.referral(office.contact(addresses=(HOME,)), office.contact("Bo", "Lind"))
    office.referral(office.contact("Cleo", "Berg", addresses=(HOME,)))
    slips = office.desk.ask(card_outputs.slip_sheet, job(office, Output.SLIPS, start=7)).slips
    assert [slip.envelope for slip in slips] == ["label 7", "", "label 8"]
    whole = parts(office)
    last = office.desk.ask(card_outputs.slip_sheet, OutputJob(Output.SLIPS, whole[2:], batch=whole))
    assert ([slip.envelope for slip in last.slips], last.first, last.count) == (["label 2"], 3, 3)


@pytest.mark.parametrize(
    ("country", "card", "envelope"),
    [
        ("US", "", "A2"),
        ("US", "plain-letter", "A2"),
        ("US", "C2352", "A6"),
        ("US", "8316", "A9"),
        ("US", "8387", "A2"),
        ("DE", "plain-a4", "C6"),
        ("DE", "half-a4", "C5"),
    ],
)
def test_the_envelope_that_is_offered_takes_the_folded_card(
    office: Office, country: str, card: str, envelope: str
) -> None:
    office.desk.do(business.save, starting(country, business_name="Fernhollow", owner="Nadia Fern"))
    assert office.desk.ask(card_outputs.envelope_stocks, card)[1] == envelope


def test_a_slip_names_the_envelope_of_its_card_and_none_for_a_postcard(office: Office) -> None:
    office.referral(office.contact(addresses=(HOME,)))
    for card, words in (("8315", "A2 envelope · label 1"), ("8387", "label 1")):
        (slip,) = office.desk.ask(card_outputs.slip_sheet, job(office, Output.SLIPS, card_stock=card)).slips
        assert slip.envelope == words
