"""A page to give away that lacks words: a button leads to each of them in Settings, and back it is filled."""

from journeys.person import Outdoors, Person


def test_a_hand_out_leads_by_keys_to_what_it_lacks_and_is_filled_afterwards(person: Person, outdoors: Outdoors) -> None:
    person.starts(outdoors.business("mine", "Ana Diaz"))
    person.presses("Ctrl+7")
    person.steps_to("Who I can help", key="Down")
    person.sees("Fill in “Tagline” in Settings first", "Fill in “Your ideal client” in Settings first")
    person.presses("F6")
    assert person.focus_name == "Fill in “Tagline”"
    person.presses("Space")
    assert person.focus_name == "Tagline"
    person.types("I find the leak that nobody finds")
    person.presses("Ctrl+7", "F6")
    assert person.focus_name == "Fill in “Your ideal client”"
    person.presses("Space")
    assert person.focus_name == "Your ideal client"
    person.types("Owners of old houses")
    person.presses("Ctrl+7")
    person.misses("in Settings first")
    person.sees("I find the leak that nobody finds")
    assert person.finds("Save as PDF").isEnabled()
