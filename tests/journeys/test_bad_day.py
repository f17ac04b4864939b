"""A bad day: broken files, a full disk, a second start. A plain sentence each time, and nothing is lost."""

import shutil
from pathlib import Path

import pytest
from desks import TestClock
from journeys.person import Outdoors, Person
from sqlalchemy import event
from sqlcipher3 import dbapi2

from refdesk import settings
from refdesk.services import contact_list, data_file
from refdesk.services.desk import Desk

CODE_WORDS = ("Traceback", "Error(", "sqlite", "Exception", "0x")
BROKEN = {
    "empty.csv": b"",
    "blank.csv": b"\n\n  \n",
    "picture.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8,
    "workbook.csv": b"PK\x03\x04" + bytes(400),
    "cut.vcf": b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:An",
    "zeros.vcf": bytes(5000),
    "page.csv": b"<!DOCTYPE html><html><body>Not signed in</body></html>",
}


def people(desk: Desk) -> int:
    return desk.ask(contact_list.counts, desk.today()).all


def desk_of(person: Person) -> Desk:
    assert person.window.opened is not None
    return person.window.opened.workplace.desk


def is_plain(sentence: str) -> bool:
    return bool(sentence) and not any(word in sentence for word in CODE_WORDS)


def test_files_that_are_no_list_of_people_are_said_in_place(person: Person, outdoors: Outdoors) -> None:
    person.starts(outdoors.business("mine", "Ana Diaz"))
    person.presses("Ctrl+I")
    (dialog,) = person.dialogs()
    for name, content in BROKEN.items():
        outdoors.opens = outdoors.folder / name
        outdoors.opens.write_bytes(content)
        before = content
        person.clicks(dialog.pick.words())  # type: ignore[attr-defined]
        shown = dialog.fault.isVisible() or not dialog.main_button.isEnabled()  # type: ignore[attr-defined]
        said = [words for words in person.reads() if name in words or "file" in words]
        assert shown, f"{name} could be imported"
        assert said, f"nothing is said about {name}"
        assert all(is_plain(words) for words in said)
        assert outdoors.opens.read_bytes() == before
    person.presses("Esc")
    assert people(desk_of(person)) == 1


def test_a_huge_file_comes_in_and_goes_back(person: Person, outdoors: Outdoors) -> None:
    person.starts(outdoors.business("mine", "Ana Diaz"))
    outdoors.opens = outdoors.folder / "huge.csv"
    rows = "\n".join(f"Person{n},Family{n},p{n}@example.org,{'note ' * 20}" for n in range(4000))
    outdoors.opens.write_text(f"First Name,Last Name,Email,Notes\n{rows}\n")
    person.presses("Ctrl+I")
    person.clicks("Choose a file…")
    person.sees("4,000 rows in “huge.csv”")
    person.presses("Ctrl+Enter")
    person.sees("4,000 contacts added")
    person.presses("Ctrl+Enter", "Ctrl+Z")
    person.waits_until(lambda: people(desk_of(person)) == 1, "the import is taken back")


def foreign(path: Path) -> None:
    made = dbapi2.connect(str(path))
    made.execute("CREATE TABLE song (title TEXT)")
    made.commit()
    made.close()


def newer(path: Path) -> None:
    made = dbapi2.connect(str(path))
    made.execute("UPDATE alembic_version SET version_num = '9999'")
    made.commit()
    made.close()


@pytest.mark.parametrize("kind", ["missing", "empty", "newer", "foreign", "broken"])
def test_a_file_that_cannot_be_opened_is_named_at_the_start(person: Person, outdoors: Outdoors, kind: str) -> None:
    path = outdoors.folder / f"{kind}.refdesk"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "broken":
        path.write_bytes(b"not a file of ours " * 300)
    elif kind == "foreign":
        foreign(path)
    elif kind == "newer":
        newer(Path(shutil.move(outdoors.business("new", "Ana Diaz"), path)))
    before = path.read_bytes() if path.exists() else None
    settings.save(settings.with_opened(settings.load(), path))
    person.starts()
    (sentence,) = person.faults()
    assert is_plain(sentence)
    assert path.name in sentence or kind == "newer"
    assert (path.read_bytes() if path.exists() else None) == before
    person.presses("Esc")
    person.sees("Welcome to RefDesk")


def test_a_file_that_is_open_in_another_window_is_refused_in_words(person: Person, outdoors: Outdoors) -> None:
    path = outdoors.business("mine", "Ana Diaz")
    elsewhere = data_file.open_file(path, clock=TestClock())
    person.starts(path)
    (sentence,) = person.faults()
    assert "another window" in sentence
    elsewhere.close()


def test_a_second_start_comes_to_the_window_that_is_open(person: Person, outdoors: Outdoors) -> None:
    window = person.starts(outdoors.business("mine", "Ana Diaz"))
    window.showMinimized()
    window.raise_with("")
    assert not window.isMinimized()
    assert people(desk_of(person)) == 1


def test_a_full_disk_keeps_the_form_and_what_was_typed(person: Person, outdoors: Outdoors) -> None:
    person.starts(outdoors.business("mine", "Ana Diaz"))
    engine = desk_of(person).engine
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()

    def no_room(connection: dbapi2.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    engine.dispose()
    event.listen(engine, "connect", no_room)
    person.presses("Ctrl+Shift+N")
    person.types("Bea")
    person.fills_in("Last name", "Lindqvist")
    person.goes_to("Notes")
    person.focus.setPlainText("a long story " * 600)  # type: ignore[attr-defined]
    person.presses("Ctrl+Enter")
    assert len(person.dialogs()) == 1
    person.sees("disk")
    person.sees("Bea", "Lindqvist")
    event.remove(engine, "connect", no_room)
    engine.dispose()
    person.presses("Ctrl+Enter")
    assert person.dialogs() == []
    person.sees("Bea Lindqvist added")
    assert people(desk_of(person)) == 2


def test_what_is_typed_holds_the_window_until_it_is_settled(person: Person, outdoors: Outdoors) -> None:
    person.starts(outdoors.business("mine", "Ana Diaz"))
    person.presses("Ctrl+Shift+N")
    person.types("Bea")
    person.fills_in("Last name", "Lindqvist")
    person.window.close()
    person.sees("Something typed here is not saved yet.", "Lindqvist")
    assert person.window.isVisible()
    assert person.focus_name == "Save and close"
    person.presses("Esc")
    assert person.dialogs() == []
    assert person.window.isVisible()
    person.presses("Ctrl+Shift+N")
    person.types("Bea")
    person.window.close()
    closing = person.window
    person.presses_and_leaves("Enter")
    assert not closing.isVisible()
    kept = data_file.open_file(outdoors.folder / "mine.refdesk", clock=outdoors.clock)
    assert people(kept.desk) == 2
    kept.close()


def test_an_untouched_form_holds_nothing(person: Person, outdoors: Outdoors) -> None:
    person.starts(outdoors.business("mine", "Ana Diaz"))
    for keys in ("Ctrl+R", "Ctrl+Shift+N", "Ctrl+L", "Ctrl+I"):
        person.presses(keys)
        (dialog,) = person.dialogs()
        assert not dialog.holds_typed(), f"{keys} holds what nobody typed"
        person.presses("Esc")
