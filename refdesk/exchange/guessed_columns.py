"""The columns of a table without a header: what is plain to see from the cells, and else notes."""

from collections.abc import Sequence
from dataclasses import replace

from refdesk.exchange import labels
from refdesk.exchange.columns import Certainty, Column, Field, Target

SAMPLES = 3
LONGEST_NAME = 60
MOST_WORDS_OF_A_NAME = 5


def of_cells(rows: Sequence[Sequence[str]], width: int) -> tuple[Column, ...]:
    """Return a column for each place, taken for what most of its cells look like."""
    guessed = []
    worded = []
    for position in range(width):
        cells = [row[position].strip() for row in rows if position < len(row) and row[position].strip()]
        target = Target(_guess(cells))
        certainty = Certainty.NONE if target.field is Field.NOTE else Certainty.LIKELY
        guessed.append(Column(position, labels.column_name(position), target, certainty, tuple(cells[:SAMPLES])))
        if target.field is Field.NOTE and cells and all(map(_is_name_like, cells)):
            worded.append((position, all(" " not in cell for cell in cells)))
    return _with_names(guessed, worded)


def _guess(cells: list[str]) -> Field:
    if not cells:
        return Field.NOTE
    half = len(cells) / 2
    if sum("@" in cell and "." in cell.rpartition("@")[2] for cell in cells) > half:
        return Field.EMAIL
    if sum(cell.casefold().startswith(("http://", "https://", "www.")) for cell in cells) > half:
        return Field.SITE
    if sum(_is_phone_like(cell) for cell in cells) > half:
        return Field.PHONE
    return Field.NOTE


def _is_phone_like(cell: str) -> bool:
    digits = sum(letter.isdigit() for letter in cell)
    return digits >= 7 and all(letter.isdigit() or letter in "+-./() '" for letter in cell)


def _with_names(guessed: list[Column], worded: list[tuple[int, bool]]) -> tuple[Column, ...]:
    """Take the first columns of words for the name: one is the whole name, two of single words first and last name."""
    if not worded:
        return tuple(guessed)
    two = len(worded) > 1 and worded[1][0] == worded[0][0] + 1 and worded[0][1] and worded[1][1]
    fields = (Field.GIVEN, Field.FAMILY) if two else (Field.NAME,)
    for (position, _single), field in zip(worded, fields, strict=False):
        guessed[position] = replace(guessed[position], target=Target(field), certainty=Certainty.LIKELY)
    return tuple(guessed)


def _is_name_like(cell: str) -> bool:
    if len(cell) > LONGEST_NAME or len(cell.split()) > MOST_WORDS_OF_A_NAME:
        return False
    return any(letter.isalpha() for letter in cell) and not any(letter.isdigit() for letter in cell)
