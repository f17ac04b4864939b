"""Who could help: found by work, good lead, tags and notes, best first; never somebody who has none of the words."""

import hostile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office import Office

from refdesk.domain import text
from refdesk.domain.contact import Category, ContactDraft, Status
from refdesk.domain.helping import Place
from refdesk.domain.ranking import Rank
from refdesk.errors import Overtaken, Refused
from refdesk.services import contacts, helping
from refdesk.services.helping import Answer


def _ask(office: Office, need: str) -> Answer:
    return office.desk.ask(helping.who_could_help, need)


def _names(answer: Answer) -> list[str]:
    return [each.name for each in answer.people]


def test_best_first_by_where_the_words_stand(office: Office) -> None:
    office.contact("Note", "Only", notes="Has a leaking roof herself")
    office.contact("Tag", "Only", tags=("roofs",))
    office.contact("Title", "Only", job_title="Roofer")
    office.contact("Omar", "Benali", what_they_do="Slate roofs that last")
    office.contact("Nobody", "Here", what_they_do="Bakes bread")
    answer = _ask(office, "Somebody for a roof")
    assert _names(answer) == ["Omar Benali", "Title Only", "Tag Only", "Note Only"]
    assert answer.words == ("roof",)
    (reason,) = answer.people[0].reasons
    assert reason.place is Place.DOES
    assert [reason.words[start:end] for start, end in reason.marks] == ["roofs"]


def test_the_trade_that_is_named_comes_before_a_story_with_a_word_of_the_need(office: Office) -> None:
    office.contact("Kwame", "Asante", profession="Barber", what_they_do="The shop where men talk", tags=("shop",))
    for place in range(3):
        office.contact(f"Sells {place}", "Things", what_they_do="A shop for lamps")
    office.contact("Grace", "Liang", profession="Bookkeeper")
    assert _names(_ask(office, "bookkeeper for her shop"))[0] == "Grace Liang"


def test_more_words_of_the_need_are_better(office: Office) -> None:
    office.contact("One", "Word", what_they_do="Old houses")
    office.contact("Both", "Words", what_they_do="Wiring in old houses")
    assert _names(_ask(office, "wiring of an old house")) == ["Both Words", "One Word"]


def test_a_name_or_a_street_is_no_work(office: Office) -> None:
    office.contact("Ann", "Baker", email="baker@example.com")
    office.contact("Bo", "Lind", profession="Baker")
    assert _names(_ask(office, "a baker")) == ["Bo Lind"]


def test_equal_fits_come_by_rank_and_nobody_is_left_out_for_it(office: Office) -> None:
    for rank in (Rank.D, None, Rank.A_PLUS, Rank.B):
        office.contact(str(rank), "Lawyer", profession="Lawyer", rank=rank)
    assert _names(_ask(office, "lawyers")) == ["A+ Lawyer", "B Lawyer", "None Lawyer", "D Lawyer"]


def test_people_who_left_and_the_person_in_need_are_never_found(office: Office) -> None:
    gone = office.contact("Gone", "Away", profession="Plumber")
    here = office.contact("Still", "Here", profession="Plumber")
    assert len(_ask(office, "plumbing").people) == 2
    office.desk.do(contacts.set_status, gone, Status.DECEASED)
    assert _names(_ask(office, "plumbing")) == ["Still Here"]
    assert office.desk.ask(helping.who_could_help, "plumbing", without=(here,)).people == ()
    office.desk.undo()
    assert len(_ask(office, "plumbing").people) == 2


def test_letters_are_folded_both_ways(office: Office) -> None:
    office.contact("Jörg", "Müller", what_they_do="Küchen und Bäder")
    for need in ("kuchen", "Küche", "KÜCHEN"):
        assert _names(_ask(office, need)) == ["Jörg Müller"]


def test_nothing_typed_finds_nobody_and_a_story_does(office: Office) -> None:
    office.contact("Omar", "Benali", what_they_do="Slate roofs")
    assert _ask(office, "  ") == Answer((), ())
    assert _ask(office, "the of and") == Answer((), ())
    story = "roof " + " ".join(f"nonsense{number}" for number in range(1_000))
    assert _names(_ask(office, story)) == ["Omar Benali"]
    assert _ask(office, '"roof" OR * NEAR( ; DROP TABLE').people


def test_only_the_best_are_shown_and_the_rest_counted(office: Office) -> None:
    for number in range(5):
        office.contact(f"P{number}", "X", profession="Painter")
    answer = office.desk.ask(helping.who_could_help, "painting", limit=3)
    assert (len(answer.people), answer.more) == (3, 2)


def test_of_very_many_the_rarest_words_and_best_ranks_are_read(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helping, "MOST_READ", 2)
    for number in range(4):
        office.contact(f"P{number}", "X", what_they_do="Houses")
    office.contact("Best", "Rank", what_they_do="Houses", rank=Rank.A)
    office.contact("Rare", "Word", what_they_do="Thatched houses")
    assert _names(_ask(office, "a thatched house")) == ["Rare Word", "Best Rank"]


def test_who_would_be_a_good_lead_for_somebody(office: Office) -> None:
    ana = office.contact("Ana", "Diaz", good_lead_for_them="Owners of restaurants", what_they_do="Restaurant kitchens")
    office.contact("Leo", "Costa", what_they_do="Runs two restaurants")
    office.contact("Other", "Seller", good_lead_for_them="Restaurants too")
    office.contact("Noted", "Friend", notes="Wants to open a restaurant")
    answer = office.desk.ask(helping.leads_for, ana)
    assert _names(answer) == ["Leo Costa", "Noted Friend"]
    assert office.desk.ask(helping.wish, ana).good_lead == "Owners of restaurants"
    assert office.desk.ask(helping.leads_for, office.contact("No", "Wish")) == Answer((), ())
    with pytest.raises(Overtaken):
        office.desk.ask(helping.leads_for, 999_999)


def test_somebody_met_becomes_a_contact_with_the_need_and_it_is_one_step(office: Office) -> None:
    eva = office.desk.do(helping.meet, ContactDraft(given="Eva", family="Lind"), "A roof that leaks")
    draft = office.desk.ask(contacts.draft_of, eva).draft
    assert (draft.category, draft.notes) == (Category.PROSPECT, "Needs: A roof that leaks")
    office.desk.undo()
    with pytest.raises(Overtaken):
        office.desk.ask(helping.wish, eva)


@pytest.mark.parametrize(("name", "need"), [("", "A roof"), ("Eva", " "), ("Eva", "x" * 30_000)])
def test_a_name_and_a_need_are_wanted(office: Office, name: str, need: str) -> None:
    with pytest.raises(Refused):
        office.desk.do(helping.meet, ContactDraft(given=name), need)


WORDS = st.lists(st.sampled_from(["roof", "Roofs", "Küchen", "kuchen", "tax", "taxes", "bread", "ox"]), max_size=4)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(works=st.lists(WORDS, min_size=1, max_size=4), need=WORDS)
def test_never_somebody_without_a_word_and_always_everybody_with_one(
    office: Office, works: list[list[str]], need: list[str]
) -> None:
    sign = {"roof": "roof", "roofs": "roof", "taxes": "tax"}
    made = {office.contact("Some", "One", what_they_do=" ".join(work)): work for work in works}
    found = {each.contact_id for each in office.desk.ask(helping.who_could_help, " ".join(need), limit=9_999).people}

    def signs(words: list[str]) -> set[str]:
        return {sign.get(text.fold(word), text.fold(word)) for word in words}

    for contact_id, work in made.items():
        assert (contact_id in found) == bool(signs(work) & signs(need))


def test_any_text_can_be_asked(office: Office) -> None:
    omar = office.contact("Omar", "Benali", what_they_do="Slate roofs")
    for words in hostile.WORDS:
        assert omar in {each.contact_id for each in _ask(office, f"roof {words[:200]}").people}


@given(
    worth=st.dictionaries(st.integers(1, 40), st.sampled_from([1.0, 2.0, 3.5]), min_size=1),
    ranked=st.lists(st.integers(1, 40), unique=True),
    most=st.integers(1, 12),
)
def test_of_very_many_the_rarest_words_and_then_the_best_ranks_are_read(
    worth: dict[int, float], ranked: list[int], most: int
) -> None:
    ranked = [each for each in ranked if each in worth][:most]
    place = {each: at for at, each in enumerate(ranked)}
    plain = sorted(worth, key=lambda each: (-worth[each], place.get(each, most), each))[:most]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(helping, "MOST_READ", most)
        assert helping._best(worth, ranked) == plain
