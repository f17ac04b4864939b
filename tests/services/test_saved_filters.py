"""Saved filters: kept with the business, renamed, removed, opened by name."""

import pytest
from office import Office

from refdesk.domain.ranking import Rank
from refdesk.errors import Refused
from refdesk.services import contact_list, saved_filters
from refdesk.services.contact_list import Column, Filter
from refdesk.services.desk import Desk
from refdesk.services.saved_filters import SavedFilter

GOLFERS = SavedFilter("Golfers", "tag:golf rank:A", Column.NAME, descending=True)


def kept(desk: Desk) -> list[str]:
    return [each.name for each in desk.ask(saved_filters.kept)]


def test_a_filter_is_kept_and_taken_back(desk: Desk) -> None:
    desk.do(saved_filters.save, GOLFERS)
    assert desk.ask(saved_filters.kept) == (GOLFERS,)
    desk.do(saved_filters.save, SavedFilter(" golfers ", "tag:golf"))
    assert [(each.name, each.words) for each in desk.ask(saved_filters.kept)] == [("golfers", "tag:golf")]
    desk.undo()
    assert desk.ask(saved_filters.kept) == (GOLFERS,)
    desk.undo()
    assert kept(desk) == []


def test_a_filter_is_renamed_and_removed(desk: Desk) -> None:
    desk.do(saved_filters.save, GOLFERS)
    desk.do(saved_filters.save, SavedFilter("Clients", "is:client"))
    desk.do(saved_filters.rename, "Golfers", "Spring round")
    assert kept(desk) == ["Spring round", "Clients"]
    with pytest.raises(Refused):
        desk.do(saved_filters.rename, "Clients", "spring  round")
    with pytest.raises(Refused):
        desk.do(saved_filters.save, SavedFilter('""', "is:client"))
    desk.do(saved_filters.remove, "Spring round")
    assert kept(desk) == ["Clients"]
    desk.undo()
    assert kept(desk) == ["Spring round", "Clients"]


def test_a_saved_filter_is_typed_by_its_name(desk: Desk, office: Office) -> None:
    ana = office.contact("Ana", "Diaz", rank=Rank.A, tags=("golf",))
    bo = office.contact("Bo", "Lind", rank=Rank.A, tags=("golf",))
    office.contact("Cy", "Zhou", rank=Rank.A)
    desk.do(saved_filters.save, GOLFERS)
    today = desk.today()
    assert list(desk.ask(contact_list.who, "saved:golfers", today)) == [bo, ana]
    assert list(desk.ask(contact_list.who, "saved:golfers diaz", today)) == [ana]
    assert list(desk.ask(contact_list.matching_ids, Filter("saved:nobody"), today)) == []
    for wrong in ("saved:nobody", "rank:q", "no:fun"):
        with pytest.raises(Refused):
            desk.ask(contact_list.who, wrong, today)


def test_a_filter_of_a_saved_filter_keeps_what_that_one_looked_for(desk: Desk) -> None:
    desk.do(saved_filters.save, GOLFERS)
    desk.do(saved_filters.save, SavedFilter("Golfing clients", "saved:golfers is:client"))
    assert desk.ask(saved_filters.kept)[1].words == "tag:golf rank:A is:client"
