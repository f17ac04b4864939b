"""The measure of the referral tree: how long it takes to lay it out and to paint it, beside the most it may take."""

import random
import time
from typing import Any

from bench_figures import Figure

LIMIT = 0.3
PEOPLE = 2_000
_SENT_BY_ONE_OF_THEM = 0.7
SIZE = 940, 780


def tree_measures(people: int, runs: int) -> list[Figure]:
    """Return the time from who sent whom to a painted picture, the whole of it after its beginning."""
    from PySide6.QtWidgets import QApplication, QWidget

    from refdesk.ui import fonts, theme
    from refdesk.ui.reports.tree_area import TreeArea

    app = QApplication([])
    fonts.load()
    theme.apply(app, theme.Mode.LIGHT, motion=False)
    many = min(people, PEOPLE)
    window = QWidget()
    area = TreeArea(window, name="tree")
    area.resize(*SIZE)
    taken = min(_once(area, many) for _run in range(runs))
    return [Figure(f"referral tree of {many:,} laid out and painted", many, taken, LIMIT, goal=1)]


def _once(area: Any, many: int) -> float:  # noqa: ANN401
    """Return the processor time of one tree."""
    from refdesk.domain import referral_tree
    from refdesk.services.referral_tree import Grown

    sent, names = _referrals(many)
    begun = time.process_time()
    area.show_grown(Grown(referral_tree.grow(sent, {}), names, "USD"))
    area.show_first()
    area.grab()
    area.show_whole()
    area.grab()
    return time.process_time() - begun


def _referrals(many: int) -> tuple[list[Any], dict[Any, Any]]:
    """Return who sent whom: most come from somebody who was sent, as in a practice that lives of it."""
    from refdesk.domain.ids import ContactId
    from refdesk.domain.names import PersonName
    from refdesk.domain.referral_tree import Sent

    chance = random.Random(1)  # noqa: S311 - the same tree each time
    sent = []
    for number in range(1, many):
        inside = chance.random() < _SENT_BY_ONE_OF_THEM
        giver = chance.randrange(number) if inside else many + number % (many // 10)
        sent.append(Sent(ContactId(giver), ContactId(number)))
    people = {person for each in sent for person in (each.giver, each.prospect)}
    return sent, {person: PersonName(given=f"Given{person}", family=f"Family{person % 37}") for person in people}
