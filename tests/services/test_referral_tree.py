"""Who begot whom, read from the file: names, what was won, who else sent somebody, and rows for other programs."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from desks import TestClock
from office import Office
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.orm import Session

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, ReferralId
from refdesk.errors import BadFile, Refused
from refdesk.services import referral_tree, referral_tree_files, referrals, wins
from refdesk.services.desk import Desk
from refdesk.services.referral_tree import Grown
from refdesk.store.tables.referrals import Referral


def sent(
    office: Office, clock: TestClock, *givers: ContactId, name: str = "", who: ContactId | None = None
) -> Referral:
    """Log a referral an hour after the one before, and return it."""
    clock.forward(hours=1)
    given, _space, family = name.partition(" ")
    draft = ContactDraft(given=given, family=family)
    made = office.referral(*givers, prospect_id=who, prospect=None if who else draft)
    return office.desk.ask(lambda session: session.get_one(Referral, made))


@pytest.fixture
def grown_office(office: Office, clock: TestClock) -> Office:
    """Ana sent Ben; Ben sent Cleo and Dan; Eve, and later Ana, sent Fay."""
    ana, eve = office.contact("Ana", "Diaz"), office.contact("Eve", "Østby", organisation="Østby Tiles")
    ben = sent(office, clock, ana, name="Ben Ito")
    cleo = sent(office, clock, ContactId(ben.prospect_id), name="Cleo Ruiz")
    sent(office, clock, ContactId(ben.prospect_id), name="Dan Wu")
    fay = sent(office, clock, eve, name="Fay Oak")
    sent(office, clock, ana, who=ContactId(fay.prospect_id))
    for referral, value in ((ben, 120000), (cleo, 34050), (cleo, 100)):
        win = wins.add_business if value == 100 else wins.win
        office.desk.do(win, ReferralId(referral.id), value_minor=value)
    return office


def facts(grown: Grown) -> dict[str, tuple[str, ...]]:
    return {grown.name(each.contact_id): (grown.facts(each), *grown.notes(each)) for each in grown.tree.members}


def test_each_person_stands_under_whoever_sent_them_first(grown_office: Office) -> None:
    grown = grown_office.desk.ask(referral_tree.of)
    placed = [(grown.name(each.contact_id), each.row, each.column) for each in grown.tree.members]
    assert placed == [
        ("Ana Diaz", 0, 0), ("Ben Ito", 0, 1), ("Cleo Ruiz", 0, 2), ("Dan Wu", 1, 2), ("Eve Østby", 2, 0),
        ("Fay Oak", 2, 1),
    ]  # fmt: skip


def test_numbers_stand_with_everybody_and_money_only_when_asked_for(grown_office: Office) -> None:
    assert facts(grown_office.desk.ask(referral_tree.of)) == {
        "Ana Diaz": ("sent 1, 3 in all · 2 won", "also sent Fay Oak"), "Ben Ito": ("sent 2 · 2 won",),
        "Cleo Ruiz": ("won",), "Dan Wu": ("",), "Eve Østby": ("sent 1",), "Fay Oak": ("", "also from Ana Diaz"),
    }  # fmt: skip
    money = facts(grown_office.desk.ask(referral_tree.of, amounts=True))
    assert money["Ana Diaz"][0] == "sent 1, 3 in all · won $1,541.50"
    assert money["Cleo Ruiz"] == ("won $341.50",)


def test_what_is_won_in_lines_is_what_the_store_adds_up(grown_office: Office) -> None:
    grown = grown_office.desk.ask(referral_tree.of)
    stored = grown_office.desk.ask(lambda session: session.execute(text("SELECT SUM(value_minor) FROM win")).scalar())
    assert sum(each.line.value_minor for each in grown.tree.roots) == stored


def test_who_was_moved_to_a_won_column_is_won_and_who_was_moved_back_is_not(grown_office: Office) -> None:
    desk, stages = grown_office.desk, grown_office.stages()
    (dan,) = desk.ask(_referrals_of("Dan"))
    (ben,) = desk.ask(_referrals_of("Ben"))
    desk.do(referrals.move, dan, stages["Won"])
    desk.do(referrals.move, ben, stages["Meeting"])
    told = facts(desk.ask(referral_tree.of, amounts=True))
    assert (told["Dan Wu"], told["Ben Ito"]) == (("won",), ("sent 2 · won $341.50",))


def _referrals_of(given: str) -> Callable[[Session], list[ReferralId]]:
    asked = "SELECT r.id FROM referral r JOIN contact c ON c.id = r.prospect_id WHERE c.given = :given"
    return lambda session: [ReferralId(row) for row in session.scalars(text(asked), {"given": given})]


def test_everything_about_a_person_can_be_said_in_one_line(grown_office: Office) -> None:
    grown = grown_office.desk.ask(referral_tree.of)
    said = {grown.name(each.contact_id): grown.spoken(each) for each in grown.tree.members}
    assert said["Cleo Ruiz"] == "Cleo Ruiz, sent by Ben Ito, won"
    assert said["Eve Østby"] == "Eve Østby, Østby Tiles, sent 1"


def test_a_circle_of_an_old_import_is_cut_and_named(office: Office, clock: TestClock) -> None:
    ana = office.contact("Ana", "Diaz")
    ben = sent(office, clock, ana, name="Ben Ito")
    sent(office, clock, ContactId(ben.prospect_id), who=ana)
    grown = office.desk.ask(referral_tree.of)
    assert facts(grown) == {"Ana Diaz": ("sent 1", "circle with Ben Ito, cut here"), "Ben Ito": ("",)}
    page = PdfReader(io.BytesIO(referral_tree_files.render(office.desk).pdf)).pages[0].extract_text()
    assert "1 circle is cut and named." in " ".join(page.split())


def test_of_people_who_sent_each_other_the_tree_starts_from_the_earlier_referral(office: Office) -> None:
    """The earlier is the one that came earlier, also when it was typed in later."""
    ana, ben = office.contact("Ana", "Diaz"), office.contact("Ben", "Ito")
    now = office.desk.now()
    office.referral(ana, prospect_id=ben, received_at=now - timedelta(days=1))
    office.referral(ben, prospect_id=ana, received_at=now - timedelta(days=9))
    grown = office.desk.ask(referral_tree.of)
    assert [each.contact_id for each in grown.tree.roots] == [ben]
    assert {each.contact_id: each.giver for each in grown.tree.members} == {ben: None, ana: ben}
    assert [each.contact_id for each in grown.tree.cut] == [ben]


def test_many_givers_are_counted_beside_a_person_and_named_in_whole_by_ear(office: Office) -> None:
    givers = [office.contact(f"Giver{n}", "Longname-Featherstonehaugh") for n in range(4)]
    office.referral(*givers)
    grown = office.desk.ask(referral_tree.of)
    (theo,) = (each for each in grown.tree.members if each.also_from)
    assert grown.notes(theo) == ("also from 3 people",)
    assert "Giver3 Longname-Featherstonehaugh" in grown.spoken(theo)


def test_referrals_that_we_gave_and_those_of_nobody_known_are_not_in_the_tree(office: Office) -> None:
    office.contact("Ana", "Diaz")
    assert office.desk.ask(referral_tree.of).tree.members == ()


def test_the_table_has_a_row_for_everybody(grown_office: Office, tmp_path: Path) -> None:
    written = referral_tree_files.write(grown_office.desk, tmp_path / "tree.csv", amounts=True)
    rows = list(csv.DictReader(io.StringIO(written.path.read_text(encoding="utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["Ana Diaz", "Ben Ito", "Cleo Ruiz", "Dan Wu", "Eve Østby", "Fay Oak"]
    assert (rows[1]["Sent by"], rows[1]["Level"], rows[1]["Won value"]) == ("Ana Diaz", "1", "1200.00")
    assert (rows[0]["In the line"], rows[0]["Won value in the line"]) == ("3", "1541.50")
    assert rows[5]["Also from"] == "Ana Diaz"
    plain = referral_tree_files.write(grown_office.desk, tmp_path / "plain.csv").path.read_text(encoding="utf-8-sig")
    assert "value" not in plain


def test_pages_are_the_same_on_screen_and_in_the_file(grown_office: Office, tmp_path: Path) -> None:
    rendered = referral_tree_files.render(grown_office.desk)
    written = referral_tree_files.write(grown_office.desk, tmp_path / "tree.pdf")
    assert written.path.read_bytes() == rendered.pdf
    assert (written.pages, len(written.printed), written.sentences) == (1, 6, ())


def test_an_empty_business_is_told_how_the_tree_begins(desk: Desk, tmp_path: Path) -> None:
    rendered = referral_tree_files.render(desk)
    assert (rendered.pdf, rendered.pages) == (b"", 0)
    assert "Log the first referral" in rendered.sentences[0]
    with pytest.raises(Refused):
        referral_tree_files.write(desk, tmp_path / "tree.pdf")


def test_another_kind_of_file_is_refused(grown_office: Office, tmp_path: Path) -> None:
    with pytest.raises(BadFile):
        referral_tree_files.write(grown_office.desk, tmp_path / "tree.docx")
