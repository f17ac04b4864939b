"""A fresh import is ranked by keys, left in the middle, and gone on with on another day."""

from pathlib import Path

from journeys.person import Outdoors, Person

CSV = """First Name,Last Name,Company,Phone
Samuel,Okafor,Okafor Insurance,(518) 555-0142
Priya,Raman,Raman Legal,518-555-0177
Theo,Marchetti,,518 555 0101
Lena,Vogt,Vogt Garden Design,518.555.0133
Ana,Diaz,,518 555 0102
Bo,Bell,Bell Roofing,518 555 0103
Cy,Young,,518 555 0104
"""


def imports(person: Person, outdoors: Outdoors) -> None:
    outdoors.opens = outdoors.folder / "people.csv"
    outdoors.opens.write_text(CSV)
    person.presses("Ctrl+I")
    person.clicks("Choose a file…")
    person.sees("7 rows in “people.csv”")
    person.presses("Ctrl+Enter")
    person.sees("7 contacts added")


def ranks_of(person: Person) -> dict[str, str]:
    """Return the ranks as the list says them."""
    from refdesk.services import contact_list

    assert person.window.opened is not None
    desk = person.window.opened.workplace.desk
    people = [desk.ask(contact_list.suggest, name)[0] for name in ("Okafor", "Raman", "Marchetti", "Vogt", "Diaz")]
    return {each.name.family: each.rank.value if each.rank else "" for each in people}


def test_a_fresh_import_is_sorted_left_and_resumed(person: Person, outdoors: Outdoors) -> None:
    mine = outdoors.business("mine")
    person.starts(mine)
    imports(person, outdoors)
    person.clicks("Sort 7 new")
    person.sees("Sort the new ones", "1 of 7", "Samuel Okafor", "people.csv", "No contact yet")
    person.presses("2")
    person.sees("Proposed: you remember 2 in two years", "Accept A")
    person.presses("Enter")
    person.sees("Priya Raman", "2 of 7", "6 to go")
    person.presses("4", "Enter", "Space")
    person.sees("Lena Vogt", "4 of 7", "5 to go")
    person.presses("1", "B", "D")
    person.sees("Bo Bell", "6 of 7")
    person.presses("Backspace")
    person.sees("Ana Diaz", "5 of 7", "4 to go")
    person.presses("Ctrl+Z")
    person.sees("Lena Vogt", "Proposed: you remember 1 in two years")
    person.presses("B", "C")
    person.presses("Esc")
    assert person.dialogs() == []
    assert person.told() == "4 people ranked, 3 to go"
    assert ranks_of(person) == {"Okafor": "A", "Raman": "A+", "Marchetti": "", "Vogt": "B", "Diaz": "C"}
    resumes(person, mine)


def resumes(person: Person, mine: Path) -> None:
    """Close the window, start again, and go on where it was left: who was skipped comes last."""
    person.closes()
    person.starts(mine)
    person.presses("Ctrl+2")
    person.waits_for("Sort 3 new")
    person.clicks("Sort 3 new")
    person.sees("1 of 2", "Bo Bell", "3 to go")
    person.presses("+", "D")
    person.sees("2 people ranked in this round", "The one left for later")
    person.presses("Enter")
    person.sees("Theo Marchetti", "1 of 1")
    person.presses("Enter")
    person.sees("Everybody has a rank.")
    person.presses("Enter")
    assert person.dialogs() == []
    person.misses("Sort 1 new")
    person.presses("Ctrl+Z")
    person.waits_for("Sort 1 new")


def test_the_menu_of_the_list_leads_to_everything_about_ranks(person: Person, made_up: Path) -> None:
    person.starts(made_up)
    person.presses("Ctrl+2")
    person.waits_for("Sort 10 new")
    for line, seen in (
        ("Look at ranks again…", "No rank needs a look"),
        ("People you may have forgotten…", "Whom do you pay your rent to?"),
    ):
        person.clicks("More about the list")
        person.chooses(line)
        person.sees(seen)
        person.presses("Esc")
        assert person.dialogs() == []
    person.clicks("More about the list")
    person.chooses("Top sources…")
    person.sees("the 20% of all sources")
    person.presses("Down", "Enter")
    assert person.dialogs() == []
    person.sees("Ingrid Solheim")
