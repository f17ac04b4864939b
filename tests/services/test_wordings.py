"""The library of wordings: what RefDesk brings, our own, and which one somebody has not had yet."""

from datetime import date

import pytest
from desks import TestClock
from office import Office

from refdesk.domain import default_wordings
from refdesk.domain.occasions import CardFor, CardOccasion
from refdesk.errors import Refused
from refdesk.services import card_texts, cards, wordings
from refdesk.services.card_texts import CardJob
from refdesk.services.wordings import WordingDraft

BIRTHDAY = CardOccasion.BIRTHDAY


def titles(office: Office, occasion: CardOccasion = BIRTHDAY) -> list[str]:
    return [row.title for row in office.desk.ask(wordings.all_for, occasion)]


def test_our_own_stand_behind_those_that_come_along(office: Office) -> None:
    before = titles(office)
    assert before == ["A kind year", "Glad to know you", "All good things"]
    made = office.desk.do(wordings.add, WordingDraft(BIRTHDAY, "Cake", "Dear {{ first_name }}, eat cake."))
    assert titles(office) == [*before, "Cake"]
    row = office.desk.ask(wordings.find, f"own-{made}")
    assert row is not None
    assert (row.is_own, row.lang, row.occasion) == (True, "en", BIRTHDAY)
    office.desk.undo()
    assert titles(office) == before


def test_one_is_copied_changed_and_removed_and_each_is_undone(office: Office) -> None:
    made = office.desk.do(wordings.copy, "birthday_kind")
    assert titles(office)[-1] == "A kind year (my words)"
    office.desk.do(wordings.edit, made, WordingDraft(BIRTHDAY, "Kind", "A kind year to you."))
    assert titles(office)[-1] == "Kind"
    office.desk.do(wordings.retire, made)
    assert "Kind" not in titles(office)
    assert office.desk.ask(wordings.find, f"own-{made}") is not None
    office.desk.undo()
    assert titles(office)[-1] == "Kind"
    office.desk.undo()
    assert titles(office)[-1] == "A kind year (my words)"


def test_what_is_wrong_is_said_by_field_and_place(office: Office) -> None:
    with pytest.raises(Refused) as caught:
        office.desk.do(wordings.add, WordingDraft(BIRTHDAY, " ", "Hello {{ frist_name }}"))
    assert [problem.field for problem in caught.value.problems] == ["title", "body"]
    assert "Line 1, character 10" in caught.value.problems[1].sentence
    with pytest.raises(Refused, match="too long"):
        office.desk.do(wordings.add, WordingDraft(BIRTHDAY, "Long", "x" * (1 << 20)))
    with pytest.raises(Refused):
        office.desk.do(wordings.add, WordingDraft(BIRTHDAY, "t" * 201, ""))
    with pytest.raises(Refused, match="no longer there"):
        office.desk.do(wordings.copy, "nothing")


def test_nobody_reads_the_same_words_twice_while_there_are_others(office: Office, clock: TestClock) -> None:
    ana = office.contact()
    seen = []
    for year in range(2026, 2031):
        card = CardFor(ana, BIRTHDAY, date(year, 11, 30))
        ready = office.desk.ask(card_texts.prepared, CardJob((card,), "8315", inside="printed"))
        seen.append(ready.wordings[card.key])
        office.desk.do(cards.printed, {card: "words"}, "8315", {card: seen[-1]})
        clock.forward(days=365)
    assert seen == ["birthday_kind", "birthday_glad", "birthday_short", "birthday_kind", "birthday_glad"]
    assert set(office.desk.ask(wordings.used, [ana])[ana]) == set(seen)


def test_where_nothing_may_be_told_a_wording_for_that_is_picked(office: Office) -> None:
    rows = office.desk.ask(wordings.all_for, CardOccasion.THANKS)
    assert wordings.pick(rows, discreet=True, had={}).ref == "thanks_referral_discreet"
    had = {"thanks_referral_discreet": office.desk.now()}
    assert wordings.pick(rows, discreet=True, had=had).ref == "thanks_thought"
    assert wordings.pick(rows, discreet=False, had={}).ref == "thanks_referral"
    assert not wordings.pick(rows, discreet=False, had={}).is_discreet


@pytest.mark.parametrize("occasion", list(CardOccasion))
def test_each_occasion_has_words_a_greeting_and_sentences(occasion: CardOccasion) -> None:
    assert [each for each in default_wordings.ALL if each.occasion is occasion]
    assert default_wordings.FRONTS[occasion]
    assert len(default_wordings.openings(occasion, discreet=True)) == 3
