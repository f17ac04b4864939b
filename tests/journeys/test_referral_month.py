"""A referral month from its plan to next year's, in its last three days and without a mouse."""

from datetime import UTC, datetime

import pytest
from journeys.person import Outdoors, Person
from pypdf import PdfReader

from refdesk.domain.contact import ContactDraft, MayBeCalled
from refdesk.domain.incoming import IncomingPoint
from refdesk.domain.ranking import Rank
from refdesk.services import contacts, data_file

FIRST, SECOND, LAST = (datetime(2026, 12, day, 15, 0, tzinfo=UTC) for day in (29, 30, 31))
NAMES = (
    "Ana Abel", "Bo Bergen", "Cleo Cole", "Dora Dunn", "Emil Eck", "Fay Ford", "Gil Gray", "Hana Holt", "Ivo Ives",
    "Jo Jansen", "Kai Kent", "Lea Lund", "Mia Moss", "Nils Nord", "Oda Olsen", "Per Park",
)  # fmt: skip


def business(outdoors: Outdoors) -> None:
    """Make a file with sixteen people who may be called, and sit down on December 29."""
    outdoors.clock.moment = FIRST
    file = data_file.open_file(outdoors.business("mine"), clock=outdoors.clock)
    for at, name in enumerate(NAMES):
        given, family = name.split()
        phones = (IncomingPoint(f"(614) 555-01{at:02}"),)
        draft = ContactDraft(given=given, family=family, phones=phones, rank=Rank.A, may_be_called=MayBeCalled.YES)
        file.desk.do(contacts.add, draft)
    file.close()


def plans(person: Person) -> None:
    """Look at what the plan would be, and make it."""
    person.presses("Ctrl+5")
    person.sees("No referral month is planned")
    person.presses("Enter")
    person.sees("Plan December 2026", "Tuesday, December 29, 0 of 6 called", "Thursday, December 31, 0 of 5 called")
    person.presses("Ctrl+Enter")
    person.sees("December 2026 is planned", "0 of 16")
    assert person.focus_holds("1, Ana Abel, (614) 555-0100")


def calls_first_day(person: Person) -> None:
    """Call the six of December 29, one for each way in which a call ends."""
    person.presses("Enter")
    assert person.focus_name == "The answer"
    person.sees("The ask opens when you have written down how you can help Ana.")
    person.types("A bookkeeper")
    person.misses("The ask opens when you have written down")
    person.fills_in("Who was named?", "Carl Ames")
    person.fills_in("What they need", "A kitchen")
    person.fills_in("Lead you promised: to whom", "A bookkeeper")
    person.fills_in("By when?", "tomorrow")
    person.presses("Alt+T", "Ctrl+Enter")
    person.sees("Ana Abel: talked", "The ask opens when you have written down how you can help Bo.")
    person.presses("Alt+0")
    person.misses("The ask opens when you have written down")
    person.fills_in("Who was named?", "Vera Wren")
    person.goes_to("from them")
    person.presses("Right", "Space")
    person.presses("Alt+T", "Ctrl+Enter")
    person.sees("Bo Bergen: talked")
    person.presses("Alt+N", "Ctrl+Enter")
    person.sees("Cleo Cole: no answer. Next try on December 30")
    person.presses("Alt+B", "Ctrl+Enter")
    person.sees("Choose a day after this one on which to call back.")
    person.types("tomorrow")
    person.presses("Ctrl+Enter")
    person.sees("Dora Dunn: call back. Next try on December 30")
    person.presses("Alt+W", "Ctrl+Enter")
    person.sees("Emil Eck: wrong number")
    person.presses("Alt+X", "Ctrl+Enter")
    person.sees("Fay Ford: do not call again. That was the last call of the day", "6 of 6 called")


def prints(person: Person, outdoors: Outdoors) -> None:
    """Save the sheet of December 30: five new calls, and the two that come back."""
    person.presses("Ctrl+P")
    person.sees("Print call sheets", "Wednesday, December 30: 7 calls.")
    outdoors.saves = outdoors.folder / "sheet.pdf"
    person.goes_to("Save as PDF")
    person.presses("Enter")
    person.sees("Saved as sheet.pdf")
    words = "".join(page.extract_text() for page in PdfReader(outdoors.saves).pages)
    assert [name for name in NAMES if name in words] == [*NAMES[2:4], *NAMES[6:11]]


def types_back(person: Person) -> None:
    """Type the filled sheet: rows in a hurry, a row that is not there, one twice, and one without its day."""
    person.presses("Ctrl+E")
    person.sees("Enter the sheet of Wednesday, December 30", "0 of 7 rows are in")
    person.types("1")
    person.presses("Enter")
    person.types("t")
    person.presses("Enter")
    person.types("A new website")
    person.presses("Ctrl+Enter")
    person.sees("Gil Gray: talked", "1 of 7 rows are in")
    person.types("99")
    person.sees("There is no row 99 on this sheet.")
    person.presses("Ctrl+A")
    person.types("1")
    person.sees("Row 1, Gil Gray, is already entered.")
    person.presses("Ctrl+A")
    for number, code in enumerate("tmbtnt", 2):
        person.types(str(number))
        person.presses("Enter")
        person.types(code)
        person.presses("Ctrl+Enter")
    person.sees("6 of 7 rows are in", "Draft", "Type the day on which to call back.")


def plans_anew(person: Person) -> None:
    """Give the call that was left another day, take that back, and do it again."""
    person.sees("1 call of a day gone by has no result.")
    person.goes_to("Re-plan the rest of the month")
    person.presses("Enter")
    person.sees("1 is left from days gone by.")
    person.presses("Ctrl+Enter")
    person.sees("December 2026: 1 call has another day")
    person.misses("1 call of a day gone by has no result.")
    person.presses("Ctrl+Z")
    person.sees("1 call of a day gone by has no result.", "Thursday, December 31, 0 of 7 called")
    person.presses("Ctrl+Shift+Z")
    person.sees("Thursday, December 31, 0 of 8 called")


def calls_last_day(person: Person) -> None:
    """Talk to everybody who is left; Cleo does not answer for the third time."""
    for _call in range(8):
        person.presses("N" if "Cleo Cole" in person.focus_name else "T", "Ctrl+Enter")
    person.sees("Done: 13 people reached.")
    person.goes_to("Who was not reached?")
    person.presses("Enter")
    listed = person.lines_of("People of the month")
    assert [name for name in NAMES if name in listed] == ["Cleo Cole", "Emil Eck", "Fay Ford"]
    person.presses("Esc")


def keeps_promise(person: Person) -> None:
    person.goes_to("Follow through")
    person.presses("Enter")
    person.sees("0 of 1 promises kept", "Vera Wren", "Carl Ames")
    assert person.focus_holds("Ana Abel, Lead promised: A bookkeeper")
    person.presses("K")
    person.sees("Promise to Ana Abel kept", "1 of 1 promises kept")


def closes_month(person: Person, outdoors: Outdoors) -> None:
    """Read in the report what was done, close the month, and plan the next."""
    person.goes_to("Closing report")
    person.presses("Enter")
    person.sees("December 2026: everybody is called")
    outdoors.saves = outdoors.folder / "closing.pdf"
    person.goes_to("Save as PDF")
    person.presses("Enter")
    person.sees("Closing report written to “closing.pdf”")
    words = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(outdoors.saves).pages)
    for said in (
        "Of 16 people on the list you called 16 and reached 13; 2 told you what would help.",
        "1 referral came of the calls; you gave 1 lead.", "20 calls, 13 of them talks.",
        "1 of 1 promise kept, 0 on time.", "Something was done for 2 people.", "3 people of 16 not talked to.",
    ):  # fmt: skip
        assert said in words, words
    person.goes_to("Close the month")
    person.presses("Enter")
    person.sees("December 2026 closed", "Next: December 2027.")
    person.goes_to("Plan it now")
    person.presses("Enter")
    person.sees("Plan December 2027")
    person.presses("Ctrl+Enter")
    person.sees("December 2027 is planned")


def next_day(person: Person, outdoors: Outdoors, moment: datetime) -> None:
    person.closes()
    outdoors.clock.moment = moment
    person.starts()
    person.presses("Ctrl+5")


@pytest.mark.timeout(180)
def test_a_month_goes_from_its_plan_to_the_plan_of_the_next(person: Person, outdoors: Outdoors) -> None:
    business(outdoors)
    person.starts(outdoors.folder / "mine.refdesk")
    plans(person)
    calls_first_day(person)
    next_day(person, outdoors, SECOND)
    prints(person, outdoors)
    types_back(person)
    next_day(person, outdoors, LAST)
    plans_anew(person)
    calls_last_day(person)
    keeps_promise(person)
    closes_month(person, outdoors)
