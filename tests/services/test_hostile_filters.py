"""Any text as the name of a saved filter, and as what it looks for."""

import hostile
import pytest

from refdesk.domain import text
from refdesk.errors import Refused
from refdesk.services import contact_list, saved_filters
from refdesk.services.contact_list import Filter
from refdesk.services.desk import Desk
from refdesk.services.saved_filters import SavedFilter


def test_filters_keep_any_name_and_words(file_desk: Desk) -> None:
    for number, word in enumerate(hostile.WORDS):
        name = f"{number} {word[:40]}"
        file_desk.do(saved_filters.save, SavedFilter(name, word[:200]))
        assert text.clean(name.replace('"', " ")) in {each.name for each in file_desk.ask(saved_filters.kept)}, ascii(
            word
        )
        file_desk.ask(contact_list.matching_ids, Filter(text=f'saved:"{name}"'), file_desk.today())
    with pytest.raises(Refused):
        file_desk.do(saved_filters.save, SavedFilter("\u200b", "x"))
