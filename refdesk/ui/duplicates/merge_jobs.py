"""What the window of duplicates lets run beside it: the search, and merges after a backup."""

from collections.abc import Sequence

from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId
from refdesk.progress import Progress
from refdesk.services import data_file, duplicates, merging
from refdesk.services.data_file import OpenFile
from refdesk.services.duplicates import PairRow
from refdesk.services.merging import Comparison


def find(file: OpenFile, progress: Progress) -> tuple[PairRow, ...]:
    """Return the pairs of the whole file; a reading job."""
    return file.desk.ask(duplicates.find, progress)


def these(file: OpenFile, one_id: ContactId, other_id: ContactId, progress: Progress) -> tuple[PairRow, ...]:  # noqa: ARG001 - quick enough
    """Return the one pair of two contacts that are known to be one person; a reading job. Raises `Overtaken`."""
    return file.desk.ask(duplicates.of_two, one_id, other_id)


def compare(file: OpenFile, pair: PairRow, progress: Progress) -> Comparison:  # noqa: ARG001 - quick enough
    """Return a pair side by side; a reading job. Raises `Overtaken` if one of the two is gone."""
    return file.desk.ask(merging.compare, pair.a_id, pair.b_id)


def still_there(
    file: OpenFile, pairs: Sequence[PairRow], progress: Progress  # noqa: ARG001 - quick enough
) -> tuple[PairRow, ...]:  # fmt: skip
    """Return those of many pairs of whom both are there, as they are named now; a reading job."""
    return file.desk.ask(duplicates.still_there, pairs)


def merge_two(
    file: OpenFile, compared: Comparison, draft: ContactDraft, progress: Progress, *, photo_of_gone: bool, again: bool
) -> None:
    """Merge one pair; a backup is made before the first of a sitting, each one can be taken back alone."""
    if not again:
        _back_up(file, progress)
    kept, gone = compared.kept, compared.gone
    file.desk.do(
        merging.merge, kept.contact_id, gone.contact_id, draft, versions=(kept.version, gone.version),
        photo_of_gone=photo_of_gone,
    )  # fmt: skip


def merge_many(file: OpenFile, pairs: Sequence[tuple[ContactId, ContactId]], progress: Progress) -> int:
    """Merge many pairs as one step, after a backup; returns how many were merged."""
    _back_up(file, progress)
    return file.desk.do(merging.merge_many, pairs, progress)


def _back_up(file: OpenFile, progress: Progress) -> None:
    if data_file.changed_since_backup(file):
        data_file.back_up(file, "before merge", progress=progress)
