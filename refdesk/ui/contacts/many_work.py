"""What runs beside the window for many contacts: a backup before a change of more than a hundred, then the change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from refdesk.domain.ids import ContactId, ThanksPartId
from refdesk.progress import Progress
from refdesk.services import business, cards, data_file
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk

BACKUP_ABOVE = 100


@dataclass(frozen=True, slots=True)
class Changed:
    """How many contacts were changed, and the sentence under which it is undone."""

    contacts: int
    said: str


def change(
    file: OpenFile,
    act: Callable[..., int],
    contact_ids: Sequence[ContactId],
    values: Sequence[object],
    progress: Progress,
) -> Changed:
    """Do one operation with these contacts; a writing job."""
    if len(contact_ids) > BACKUP_ABOVE and data_file.changed_since_backup(file):
        data_file.back_up(file, "before a change of many", progress=progress)
    changed = file.desk.do(act, contact_ids, *values, progress)
    step = file.desk.undo_state().undo if changed else None
    return Changed(changed, step.label if step else "")


def cards_owed(desk: Desk, contact_ids: Sequence[ContactId], _progress: Progress) -> list[ThanksPartId]:
    """Return the thank-you cards that are owed to these contacts."""
    people = set(contact_ids)
    owed = desk.ask(cards.owed, desk.now(), desk.ask(business.working_time))
    return [card.part_id for card in owed if card.contact_id in people]
