"""The first day with RefDesk, as one story: from an empty folder to thanks in the mail and calls made."""

from datetime import UTC, datetime
from pathlib import Path

from journeys.person import Outdoors, Person
from pypdf import PdfReader

CSV = """First Name,Last Name,Company,Phone,Email,Street,City,State,Zip
Samuel,Okafor,Okafor Insurance,(518) 555-0142,samuel@okafor.example,12 Mill Street,Albany,NY,12207
Priya,Raman,Raman Legal,518-555-0177,priya@raman.example,4 Hill Road,Troy,NY,12180
Theo,Marchetti,,518 555 0101,theo@marchetti.example,9 Lake Avenue,Saratoga Springs,NY,12866
Lena,Vogt,Vogt Garden Design,518.555.0133,lena@vogt.example,,,,
"""


def begins(person: Person, outdoors: Outdoors) -> Path:
    """Answer the three first questions by keyboard alone; returns the card that was saved."""
    person.starts()
    person.sees("Welcome to RefDesk")
    person.presses("Enter")
    person.types("Nadia Ostrow")
    person.fills_in("Business name", "Fernhollow Kitchens")
    person.picks("Country", "United States")
    person.presses("Ctrl+Enter")
    person.sees("Who sent you somebody last?")
    person.types("Walter Brandt")
    person.fills_in("Whom they sent", "Rafael Quintero")
    person.fills_in("What was needed", "A new kitchen")
    person.presses("Ctrl+Enter")
    person.sees("Your first thank-you card", "Rafael Quintero")
    outdoors.saves = outdoors.folder / "first card.pdf"
    person.presses("Ctrl+Enter")
    person.waits_for("Saved as “first card.pdf”.")
    person.presses("Enter")
    person.waits_for("Call: Rafael Quintero")
    return outdoors.saves


def test_the_first_card_is_saved_in_the_first_minutes(person: Person, outdoors: Outdoors) -> None:
    card = begins(person, outdoors)
    assert card.read_bytes().startswith(b"%PDF")
    assert outdoors.suggested == ["Thank-you card for Walter Brandt.pdf"]
    person.sees("Walter Brandt", "Rafael Quintero")


def goes_on(person: Person, outdoors: Outdoors) -> None:
    """Sit down at a file in which the first referral is logged: Walter Brandt sent Rafael Quintero."""
    from refdesk.domain.contact import Category, ContactDraft
    from refdesk.domain.referral import ReferralDraft
    from refdesk.services import data_file, referrals

    path = outdoors.business("mine")
    file = data_file.open_file(path, clock=outdoors.clock)
    giver = ContactDraft(given="Walter", family="Brandt")
    sent = ContactDraft(given="Rafael", family="Quintero", category=Category.PROSPECT)
    draft = ReferralDraft(
        received_at=outdoors.clock(), new_givers=(giver,), new_prospect=sent, need="A new kitchen", may_share=True
    )
    file.desk.do(referrals.log_received, draft)
    file.close()
    outdoors.clock.forward(minutes=20)
    person.starts(path)


def imports(person: Person, outdoors: Outdoors) -> None:
    outdoors.opens = outdoors.folder / "people.csv"
    outdoors.opens.write_text(CSV)
    person.presses("Ctrl+I")
    person.clicks("Choose a file…")
    person.sees("4 rows in “people.csv”", "Lena Vogt")
    person.presses("Ctrl+Enter")
    person.sees("4 contacts added", "Priya Raman")
    person.presses("Ctrl+Enter")
    person.sees("4 contacts imported from people.csv")


def test_a_file_comes_in_is_searched_and_goes_back_as_one_step(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    imports(person, outdoors)
    person.presses("Ctrl+2")
    person.sees("Samuel Okafor", "Theo Marchetti")
    person.presses("Ctrl+F")
    person.types("raman")
    person.sees("Priya Raman")
    person.misses("Theo Marchetti")
    person.presses("Esc")
    person.sees("Theo Marchetti")
    person.clicks("Clients 0")
    person.sees("Nobody stands behind this filter now.")
    person.clicks("All 6")
    person.goes_to("Contacts")
    person.presses("Home")
    person.sees("Theo Marchetti")
    person.presses("Ctrl+Z")
    person.misses("Samuel Okafor", "Theo Marchetti")
    person.sees("Walter Brandt")


def test_the_list_is_sorted_by_keys(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    imports(person, outdoors)
    person.presses("Ctrl+2")
    person.sees("Lena Vogt")
    orders = []
    for _time in range(2):
        person.goes_to("More about the list")
        person.presses("Enter")
        person.chooses("Sort by: Name")
        orders.append(names(person))
    first, second = orders
    assert len(first) == 6
    assert second == first[::-1]
    assert [name.split()[-1] for name in first] == sorted(name.split()[-1] for name in first)


def names(person: Person) -> list[str]:
    """Return the people of the list from top to bottom."""
    people = {"Samuel Okafor", "Priya Raman", "Theo Marchetti", "Lena Vogt", "Walter Brandt", "Rafael Quintero"}
    met = [line for line in person.lines_of("Contacts") if line in people]
    return list(dict.fromkeys(met))


def test_a_mistake_in_a_contact_is_told_beside_its_field_and_corrected(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    imports(person, outdoors)
    person.presses("Ctrl+K")
    person.types("vogt")
    person.presses("Enter")
    person.sees("lena@vogt.example")
    person.presses("F2")
    person.fills_in("Day: Birthday", "someday")
    person.presses("Ctrl+Enter")
    assert list(person.errors()) == ["Day: Birthday"]
    person.fills_in("Day: Birthday", "May 4")
    person.fills_in("Profession", "Garden designer")
    person.presses("Ctrl+Enter")
    assert person.dialogs() == []
    person.sees("Lena Vogt saved", "Garden designer")
    person.presses("Ctrl+Z")
    person.misses("Garden designer")


def test_a_conversation_is_logged_and_is_the_last_contact(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    imports(person, outdoors)
    person.presses("Ctrl+K")
    person.types("5550101")
    person.presses("Enter")
    person.sees("theo@marchetti.example")
    person.presses("Ctrl+L")
    person.fills_in("What was said", "Looks for a bookkeeper")
    person.fills_in("Promised anything?", "Send the name of a bookkeeper")
    person.fills_in("By when?", "today")
    person.presses("Ctrl+Enter")
    person.sees("Call with Theo Marchetti logged", "Looks for a bookkeeper")
    person.presses("Ctrl+1")
    person.sees("Send the name of a bookkeeper")
    person.closes()
    person.starts()
    person.presses("Ctrl+Z")
    person.misses("Send the name of a bookkeeper")


def test_a_referral_goes_over_the_board_and_is_not_lost_before_a_call(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    person.presses("Ctrl+R")
    person.types("Bea Lindqvist")
    person.presses("Tab")
    person.fills_in("Who was sent?", "Carl Ames")
    person.fills_in("What do they need?", "A kitchen for a bakery")
    person.presses("Ctrl+Enter")
    person.sees("Referral from Bea Lindqvist logged", "Call: Carl Ames", "Call: Rafael Quintero")
    person.presses("Ctrl+3")
    person.sees("Carl Ames", "A kitchen for a bakery")
    person.steps_to("Carl Ames", key="Down")
    person.presses("Ctrl+Right")
    person.sees("Carl Ames moved to Contacted")
    assert person.list_with("Carl Ames").startswith("Contacted")
    person.presses("Ctrl+Z")
    person.sees("Taken back")
    assert person.list_with("Carl Ames").startswith("New")
    for _stage in range(4):
        person.presses("Ctrl+Right")
    person.sees("Carl Ames moved to Won", "What does it bring?")
    person.presses("Esc")
    person.presses("Ctrl+Right")
    person.sees("Not before a call to Carl Ames", "Try to reach this person once")
    person.presses("Enter")
    person.sees("With whom?", "Carl Ames")
    person.fills_in("What was said", "Comes on Friday")
    person.presses("Ctrl+Enter")
    assert person.dialogs() == []
    person.presses("Ctrl+1")
    person.misses("Call: Carl Ames")
    person.presses("Ctrl+3")
    person.steps_to("Carl Ames", key="Right")
    person.presses("Ctrl+Right")
    person.sees("Why, in a few words?")
    person.types("Found somebody nearer")
    person.presses("Ctrl+Enter")
    person.sees("Carl Ames moved to Lost")


def test_a_word_of_thanks_leaves_today_and_comes_back_after_a_restart(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    person.sees("Say thank you: Walter Brandt")
    person.clicks("Say thank you: Walter Brandt")
    person.fills_in("Note", "Called on the way home")
    person.presses("Ctrl+Enter")
    person.sees("Thank-you to Walter Brandt logged")
    person.misses("Say thank you: Walter Brandt")
    person.closes()
    person.starts()
    person.misses("Say thank you: Walter Brandt")
    person.presses("Ctrl+Z")
    person.sees("Say thank you: Walter Brandt")
    person.presses("Ctrl+Shift+Z")
    person.misses("Say thank you: Walter Brandt")


def test_the_same_gift_twice_is_refused_with_the_date_of_the_first(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)

    def give() -> None:
        person.clicks("More to add")
        person.chooses("Gift")
        person.types("Walter")
        person.presses("Tab")
        person.fills_in("What is it?", "Linden honey")
        person.fills_in("Cost", "12.50")
        person.presses("Ctrl+Enter")

    give()
    person.sees("Gift to Walter Brandt logged")
    outdoors.clock.forward(days=2)
    give()
    person.sees("Walter Brandt had this on Wednesday, November 18, 2026")
    assert list(person.errors()) == ["What is it?"]
    person.presses("Esc")
    person.presses("Ctrl+4")
    person.sees("Linden honey", "$12.50")
    person.presses("Ctrl+Z")
    person.misses("Linden honey")


def test_a_card_is_saved_written_mailed_and_taken_back(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    person.sees("Print the card: Walter Brandt")
    person.clicks("Print the card: Walter Brandt")
    person.sees("Card studio", "Save 1 card as PDF")
    outdoors.saves = outdoors.folder / "cards.pdf"
    person.clicks("Save 1 card as PDF")
    person.sees("1 card saved as cards.pdf")
    assert outdoors.saves.read_bytes().startswith(b"%PDF")
    assert person.focus_name == "All written"
    person.presses("Enter")
    person.sees("Card to Walter Brandt written")
    person.clicks("All handed over")
    person.sees("Card to Walter Brandt handed over")
    person.presses("Ctrl+1")
    person.misses("Print the card: Walter Brandt")
    for _act in ("handed over", "written", "saved"):
        person.presses("Ctrl+Z")
    person.sees("Print the card: Walter Brandt")


def test_a_referral_month_is_planned_printed_and_entered_by_number_and_code(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    imports(person, outdoors)
    outdoors.clock.moment = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)
    person.presses("Ctrl+5")
    person.sees("No referral month is planned")
    person.presses("Enter")
    person.sees("Plan December 2026")
    person.presses("Ctrl+Enter")
    person.sees("December 2026 is planned", "Print the day’s sheet", "Samuel Okafor")
    outdoors.saves = outdoors.folder / "sheet.pdf"
    person.clicks("Print the day’s sheet")
    person.sees("Print call sheets", "Tuesday, December 1: 1 call.")
    person.presses("Ctrl+Enter")
    person.sees("Print Call sheet December 1", "No printer is set up on this computer.")
    person.presses("Ctrl+Enter")
    person.sees("Saved as sheet.pdf. Print it at 100%, without “Fit to page”.")
    assert outdoors.saves.read_bytes().startswith(b"%PDF")
    person.presses("Ctrl+1")
    person.sees("Samuel Okafor")
    person.presses("Ctrl+5")
    person.clicks("Enter results")
    person.sees("Enter the sheet of")
    person.types("1")
    person.presses("Enter")
    person.types("t")
    person.presses("Enter", "Enter")
    person.types("A bookkeeper")
    person.presses("Ctrl+Enter")
    person.sees(": talked")
    person.presses("Ctrl+Z")
    person.sees("Taken back")


def test_settings_are_changed_and_stand_on_the_next_card(person: Person, outdoors: Outdoors) -> None:
    goes_on(person, outdoors)
    person.presses("Ctrl+,")
    person.fills_in("Business name", "Fernhollow & Daughters")
    person.presses("Tab")
    person.sees("Fernhollow & Daughters, File menu")
    person.presses("Ctrl+6")
    outdoors.saves = outdoors.folder / "cards.pdf"
    person.clicks("Save 1 card as PDF")
    person.sees("1 card saved as cards.pdf")
    assert "Fernhollow & Daughters" in words_of(outdoors.saves)


def words_of(pdf: Path) -> str:
    return " ".join(page.extract_text() for page in PdfReader(pdf).pages)


def test_five_hundred_people_come_in_from_a_real_file(person: Person, outdoors: Outdoors, samples: Path) -> None:
    goes_on(person, outdoors)
    outdoors.opens = samples / "size-us500" / "us-500.csv"
    person.presses("Ctrl+I")
    person.clicks("Choose a file…")
    person.sees("500 rows in “us-500.csv”")
    person.presses("Ctrl+Enter")
    person.sees("500 contacts added")
    person.presses("Ctrl+Enter")
    person.presses("Ctrl+2")
    person.sees("All 502")
    person.presses("Ctrl+Z")
    person.sees("All 2")
