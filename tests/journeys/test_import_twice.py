"""The same people come in twice: whoever is there is filled in as chosen, and nobody comes again."""

from pathlib import Path

from journeys.person import Outdoors, Person

from refdesk.services import contacts, data_file
from refdesk.services.data_file import OpenFile

CSV = """First Name,Last Name,Job Title,Phone,Email,Referred By
Samuel,Okafor,Broker,(518) 555-0142,samuel@okafor.example,Walter Brandt
Walter,Brandt,Builder,518-555-0100,walter@brandt.example,
Theo,Marchetti,Gardener,518 555 0101,theo@marchetti.example,
"""
LATER = CSV.replace("Gardener", "Florist").replace("Broker", "Insurer")


def chooses_file(person: Person, outdoors: Outdoors, words: str) -> None:
    outdoors.opens = outdoors.folder / "people.csv"
    outdoors.opens.write_text(words)
    person.presses("Ctrl+I")
    person.clicks("Choose a file…")
    person.sees("3 rows in “people.csv”")
    person.presses("Ctrl+Enter")


def test_a_file_twice_and_once_more_with_news(person: Person, outdoors: Outdoors) -> None:
    path = outdoors.business("mine", "Walter Brandt")
    person.starts(path, width=1024, height=700)
    chooses_file(person, outdoors, CSV)
    person.sees("1 person is already there", "Walter Brandt", "same name", "Builder")
    person.presses("Ctrl+Enter")
    person.sees("2 contacts added, 1 filled in", "Added: Job title, Phones, E-mails.")
    person.presses("Ctrl+Enter")
    person.sees("2 contacts imported from people.csv, 1 filled in")
    chooses_file(person, outdoors, CSV)
    person.sees("0 contacts added", "Nothing new.")
    person.presses("Esc")
    chooses_file(person, outdoors, LATER)
    person.sees("2 people are already there", "Samuel Okafor", "Insurer")
    person.presses("T")
    person.presses("B")
    person.presses("Ctrl+Enter")
    person.sees("0 contacts added, 2 filled in")
    person.presses("Ctrl+Enter")
    person.presses("Ctrl+2")
    person.presses("Ctrl+Z")
    person.presses("Ctrl+Z")
    person.misses("Samuel Okafor", "Theo Marchetti")
    person.sees("Walter Brandt")
    person.presses("Ctrl+Shift+Z")
    person.presses("Ctrl+Shift+Z")
    person.sees("Samuel Okafor")
    person.closes()
    assert kept(path, outdoors) == {
        "Samuel Okafor": ("Insurer", ""), "Theo Marchetti": ("Gardener", "Job title: Florist"),
        "Walter Brandt": ("Builder", ""),
    }  # fmt: skip


def kept(path: Path, outdoors: Outdoors) -> dict[str, tuple[str, str]]:
    from refdesk.services import contact_list
    from refdesk.services.contact_list import Filter

    file: OpenFile = data_file.open_file(path, clock=outdoors.clock)
    desk = file.desk
    ids = desk.ask(contact_list.matching_ids, Filter(), desk.today())
    drafts = [desk.ask(contacts.draft_of, each).draft for each in ids]
    file.close()
    return {f"{each.given} {each.family}": (each.job_title, each.notes) for each in drafts}
