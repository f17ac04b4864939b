"""Offers people of the open file to fields that ask who it is."""

from functools import partial

from refdesk.services import contact_list
from refdesk.services.desk import Desk
from refdesk.ui.jobs import JobLanes
from refdesk.ui.widgets.person_picker import Beside, Suggest, Suggestion


def people(desk: Desk, *, jobs: JobLanes | None = None, with_left: bool = False) -> Suggest:
    """Return what a `PersonPicker` asks: letters of a name or work, or digits of a phone number.

    People off the lists are found only `with_left`: where somebody is looked up, and nothing begun. With `jobs` they
    are looked for beside the window.
    """
    suggest = partial(_suggest, desk, with_left)
    return suggest if jobs is None else Beside(suggest, jobs)


def shown(person: contact_list.Suggestion) -> Suggestion:
    """Return a person as the picker shows them."""
    return Suggestion(
        person.contact_id, person.name.usual, detail=person.second_line, rank=person.rank.value if person.rank else ""
    )


def _suggest(desk: Desk, with_left: bool, typed: str) -> list[Suggestion]:
    return [shown(person) for person in desk.ask(contact_list.suggest, typed, with_left=with_left)]
