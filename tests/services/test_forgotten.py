"""People one may have forgotten are asked for by what they do, and made on the spot."""

import pytest
from office import Office

from refdesk.domain import forgotten as walks
from refdesk.domain.contact import Category, Status
from refdesk.domain.ranking import Rank
from refdesk.errors import Refused
from refdesk.services import contacts, forgotten
from refdesk.services.desk import Desk
from refdesk.services.forgotten import Answer, Question


def of(desk: Desk, key: str) -> Question:
    return next(each for each in desk.ask(forgotten.questions) if each.walk.key == key)


@pytest.mark.parametrize(
    ("words", "key", "told"),
    [
        ("Certified Public Accountant", "accountant", True),
        ("Tax adviser", "accountant", True),
        ("Syntax Studio", "accountant", False),
        ("Insurance Agent", "insurer", True),
        ("Commercial real  estate", "broker", True),
        ("Taxi rides", "accountant", False),
        ("Lawn care", "attorney", False),
        ("Law", "attorney", True),
        ("Velvet upholstery", "vet", False),
        ("Médica", "doctor", True),
        ("", "friend", False),
    ],
)
def test_words_about_somebody_tell_their_walk_of_life(words: str, key: str, told: bool) -> None:
    assert walks.tells(walks.BY_KEY[key], words) is told


def test_every_walk_has_a_key_of_its_own() -> None:
    assert len(walks.BY_KEY) == len(walks.WALKS)


def test_who_is_there_answers_the_question(desk: Desk, office: Office) -> None:
    assert of(desk, "banker") == Question(walks.BY_KEY["banker"], (), 0, nobody=False)
    office.contact("Bo", "Bell", job_title="Personal banker")
    office.contact("Gone", "Away", profession="Insurance", status=Status.INACTIVE)
    assert (of(desk, "banker").names, of(desk, "banker").is_open) == (("Bo Bell",), False)
    assert of(desk, "insurer").is_open
    assert [each.is_open for each in desk.ask(forgotten.questions)][-1] is False


def test_an_answer_makes_a_contact(desk: Desk) -> None:
    made = desk.do(forgotten.answer, Answer("attorney", "Lou", "Lamb", phone="(614) 555-0142", rank=Rank.B))
    draft = desk.ask(contacts.draft_of, made).draft
    assert (draft.profession, draft.category, draft.rank) == ("Attorney", Category.PROFESSIONAL, Rank.B)
    assert draft.phones[0].value == "(614) 555-0142"
    assert of(desk, "attorney").names == ("Lou Lamb",)
    desk.undo()
    assert of(desk, "attorney").is_open


def test_nobody_is_an_answer_too(desk: Desk) -> None:
    desk.do(forgotten.nobody, "landlord")
    assert not of(desk, "landlord").is_open
    desk.do(forgotten.answer, Answer("landlord", "Lou"))
    assert not of(desk, "landlord").nobody
    desk.undo()
    assert of(desk, "landlord").nobody
    desk.undo()
    assert of(desk, "landlord").is_open


def test_somebody_without_a_name_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.do(forgotten.answer, Answer("banker", " "))
    assert of(desk, "banker").is_open


def test_of_many_the_first_are_named_and_all_are_counted(
    desk: Desk, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgotten, "CHUNK", 2)
    for family in ("Eve", "Dow", "Cox", "Bell", "Ash"):
        office.contact("Bo", family, job_title="Personal banker")
    found = of(desk, "banker")
    assert (found.names, found.known) == (("Bo Ash", "Bo Bell", "Bo Cox"), 5)
