"""What the window and the command line ask of files to be imported: a look inside, the choices, the people."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from refdesk import heap, paths
from refdesk.errors import BadFile
from refdesk.exchange import columns, date_order, encodings, files
from refdesk.exchange.columns import Certainty, Column, Mapping, Target
from refdesk.exchange.files import Preview
from refdesk.exchange.sniffing import Kind
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services.imports import FileRead

# A window names these types, and does not know where files are read.
__all__ = [
    "Certainty", "Column", "Kind", "Mapping", "Preview", "Target", "encoding_titles", "preview", "read", "read_all",
    "targets",
]  # fmt: skip

HOME = "US"


def preview(
    path: Path,
    encoding: str | None = None,
    *,
    mapping: Mapping | None = None,
    sheet: str = "",
    country: str = HOME,
    progress: Progress = SILENT,
) -> Preview:
    """Look into a file without importing it; raises `BadFile` with a sentence, and `Cancelled`.

    `sheet` is one of a workbook; dates that read both ways are read as `country` writes them.
    """
    _not_a_business(path)
    day_first = date_order.of_country(country)
    return files.preview(
        path, encoding, mapping=mapping, sheet=sheet, day_first=day_first, country=country, progress=progress
    )


@heap.rush()
def read(
    path: Path,
    mapping: Mapping | None = None,
    encoding: str | None = None,
    *,
    country: str = HOME,
    progress: Progress = SILENT,
) -> FileRead:
    """Read everybody in a file for `imports.prepare`; raises `BadFile`, and `Cancelled`."""
    _not_a_business(path)
    day_first = date_order.of_country(country)
    reads = files.read(path, mapping, encoding, day_first=day_first, country=country, progress=progress)
    return FileRead(path.name, tuple(reads))


def read_all(paths: Sequence[Path], *, country: str = HOME, progress: Progress = SILENT) -> tuple[FileRead, ...]:
    """Read several files, each as its preview understands it."""
    return tuple(read(path, country=country, progress=progress) for path in paths)


def targets() -> tuple[tuple[Target, str], ...]:
    """Return what a column may become, each with its words for the box in the preview."""
    return columns.choices()


def encoding_titles(shown: Preview) -> Iterator[tuple[str, str]]:
    """Yield the encodings for the box, the likely ones first, each with its words."""
    for name in dict.fromkeys((*shown.encodings, *encodings.everything())):
        yield name, encodings.title(name)


def _not_a_business(path: Path) -> None:
    # Opening the file that is open by any way but the database's own would drop the locks that guard it.
    if path.suffix.lower() == paths.FILE_SUFFIX:
        sentence = _("“{file}” is a RefDesk file. Open it with File, Open; it cannot be imported.")
        raise BadFile(sentence.format(file=path.name))
