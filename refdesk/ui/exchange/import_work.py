"""What an import does away from the window: look into a file, compare everybody, bring them in; and how it is told."""

from dataclasses import dataclass, replace
from pathlib import Path

from refdesk import i18n
from refdesk.domain import addresses
from refdesk.i18n import _, ngettext
from refdesk.progress import Progress
from refdesk.services import data_file, import_files, imports, sorting
from refdesk.services.data_file import OpenFile
from refdesk.services.desk import Desk
from refdesk.services.import_files import Kind, Preview, Target
from refdesk.services.imports import ImportReport, Outcome, Picks, Prepared


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of a file: the newest one counts. `orders` says of columns of dates whether the day is first."""

    path: Path
    country: str
    encoding: str | None = None
    sheet: str = ""
    targets: tuple[tuple[int, Target], ...] = ()
    orders: tuple[tuple[int, bool], ...] = ()

    def with_target(self, position: int, target: Target) -> "Question":
        """Return the question after a person said what a column is."""
        others = tuple(each for each in self.targets if each[0] != position)
        return replace(self, targets=(*others, (position, target)))

    def with_order(self, position: int, day_first: bool) -> "Question":
        """Return the question after a person said how the dates of a column are written."""
        others = tuple(each for each in self.orders if each[0] != position)
        return replace(self, orders=(*others, (position, day_first)))

    def with_sheet(self, sheet: str) -> "Question":
        """Return the question about another sheet, of which nothing is known yet."""
        return replace(self, sheet=sheet, targets=(), orders=())


def look(question: Question, progress: Progress) -> Preview:
    """Look into the file; what a person said about columns holds in another encoding too."""
    addresses.country_code("US")  # reads the names of countries once; the window would wait for it
    asked = (question.path, question.encoding)
    found = import_files.preview(*asked, sheet=question.sheet, country=question.country, progress=progress)
    if found.mapping is None or not (question.targets or question.orders):
        return found
    mapping = found.mapping
    for position, target in question.targets:
        mapping = mapping.with_target(position, target)
    for position, day_first in question.orders:
        mapping = mapping.with_day_first(position, day_first)
    return import_files.preview(*asked, mapping=mapping, country=question.country, progress=progress)


def prepare(desk: Desk, preview: Preview, country: str, progress: Progress) -> Prepared:
    """Read everybody and compare them with who is there."""
    encoding = preview.encoding or None
    read = import_files.read(preview.path, preview.mapping, encoding, country=country, progress=progress)
    return desk.ask(imports.prepare, [read], progress)


def bring_in(file: OpenFile, prepared: Prepared, picks: Picks, progress: Progress) -> ImportReport:
    """Back up what changed since the last time, then import."""
    if data_file.changed_since_backup(file):
        data_file.back_up(file, "before import", progress=progress)
    return file.desk.do(imports.bring_in, prepared, picks, progress)


def counted(preview: Preview) -> str:
    """Return how much is in the file."""
    if preview.kind is Kind.VCARD:
        words = ngettext("{n} card in “{file}”", "{n} cards in “{file}”", preview.rows)
    else:
        words = ngettext("{n} row in “{file}”", "{n} rows in “{file}”", preview.rows)
    return words.format(n=i18n.number(preview.rows), file=preview.path.name)


def nobody(preview: Preview) -> str:
    """Return why nobody would come in, and what to do."""
    if preview.mapping is None:
        return _("Nobody in “{file}” can be read. Choose another file.").format(file=preview.path.name)
    if not preview.rows:
        return _("“{file}” holds no rows. Choose another file.").format(file=preview.path.name)
    return _(
        "Nobody in “{file}” has a name, a company, a phone or an e-mail yet. Say below what the columns are, or choose "
        "another file."
    ).format(file=preview.path.name)


def sure(preview: Preview) -> str:
    """Return what is safe to know before the import."""
    said = []
    if preview.mapping is not None and preview.mapping.source:
        said.append(_("Written by {program}.").format(program=preview.mapping.source))
    said.append(_("People who are already there are not added twice. One click takes the whole import back."))
    return " ".join(said)


def done_words(report: ImportReport) -> str:
    """Return what was done, for the passing line; "" when nothing was."""
    files = ", ".join(file.file for file in report.files)
    added, merged = report.count(Outcome.ADDED), report.count(Outcome.MERGED)
    if merged and not added:
        words = ngettext("{n} contact filled in from {file}", "{n} contacts filled in from {file}", merged)
        return words.format(n=i18n.number(merged), file=files)
    words = ngettext("{n} contact imported from {file}", "{n} contacts imported from {file}", added)
    said = words.format(n=i18n.number(added), file=files) if added else ""
    if added and merged:
        more = ngettext("{n} filled in", "{n} filled in", merged).format(n=i18n.number(merged))
        return f"{said}, {more}"
    return said


def count_unranked(desk: Desk, _progress: Progress) -> int:
    """Return how many have no rank yet."""
    return desk.ask(sorting.waiting)
