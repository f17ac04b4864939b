"""A directory of contacts, on paper or as rows for other programs: who is on the lists, with how to reach them."""

import io
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import addresses
from refdesk.domain import directory as rules
from refdesk.domain.addresses import Address
from refdesk.domain.contact import PointKind
from refdesk.domain.directory import Listing, Order, Section
from refdesk.domain.ids import ContactId
from refdesk.domain.names import PersonName
from refdesk.domain.ranking import Rank
from refdesk.domain.yearly_dates import LEAP_YEAR, YearlyDate
from refdesk.errors import BadFile, Problem, Refused
from refdesk.exchange import csv_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.i18n import _, ngettext
from refdesk.progress import SILENT, Progress
from refdesk.services import business, conditions, contact_list, contacts, shown_names, whole_files
from refdesk.services.desk import Desk
from refdesk.services.paper import Begun, Rendered, Written
from refdesk.store.tables.people import Contact, ContactPoint, ContactTag, PostalAddress, Tag
from refdesk.store.tables.people import YearlyDate as YearlyRow

if TYPE_CHECKING:
    from typing import BinaryIO

    from refdesk.documents.directory_text import DirectorySheet, Entry
    from refdesk.documents.report import Made

PDF, CSV = ".pdf", ".csv"
CHUNK = 900
FIRST_ON_SCREEN = 100
"""Of a long directory so many places are drawn to begin with: three pages, and some to fill the last of them."""
MOST_ON_SCREEN, SHOWN_OF_MORE = 10_000, 1_000
"""Of a directory of more people than anybody turns pages for, the screen shows the beginning; paper and tables hold
all of it."""
MOST_POINTS = 4
"""Of each kind so many numbers and addresses of one person are printed; all of them stand on screen."""
COLUMNS = (
    "Listed as", "Name", "Organization", "Phone", "Other phones", "E-mail", "Other e-mails", "Street", "City",
    "State or region", "ZIP or postcode", "Country", "Birthday",
)  # fmt: skip
RANK, TAG = "Rank", "Tag"


@dataclass(frozen=True, slots=True)
class DirectoryJob:
    """Hold what to make: `who` are words of the search box, "" for everybody; `among` are the only ones, if any.

    Ranks are told only where they are the order and `with_ranks` is set.
    """

    order: Order = Order.NAME
    who: str = ""
    with_ranks: bool = False
    among: tuple[ContactId, ...] = ()

    @property
    def tells_ranks(self) -> bool:
        """Say whether ranks are printed."""
        return self.with_ranks and self.order is Order.RANK


@dataclass(frozen=True, slots=True)
class Person:
    """Hold what a directory says of somebody; the main number and address stand first."""

    contact_id: ContactId
    name: PersonName
    rank: Rank | None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    address: Address = field(default_factory=Address)
    birthday: YearlyDate | None = None


@dataclass(frozen=True, slots=True)
class Directory:
    """Hold the people of a directory and their order; all of them are `count`, even where only the first are held."""

    people: dict[ContactId, Person]
    sections: tuple[Section, ...]
    count: int


def of(session: Session, job: DirectoryJob, today: date, *, most: int | None = None) -> Directory:
    """Return everybody on the lists whom the words mean, in the order wanted; people who left are never there.

    With `most`, only the first so many of them are read. Raises `Refused` for words that name nothing.
    """
    sections, count = _sections(session, job, today, most)
    wanted = list(dict.fromkeys(each for section in sections for each in section.people))
    return Directory({each.contact_id: each for each in _people(session, wanted)}, sections, count)


def render_first(desk: Desk, job: DirectoryJob, progress: Progress = SILENT) -> Begun:
    """Return the first pages at once, the very ones that the whole directory begins with, but for their numbers.

    Where there are so few people that the whole is there as soon, that is returned.
    """
    found = desk.ask(of, job, desk.today(), most=FIRST_ON_SCREEN)
    if found.count < 2 * FIRST_ON_SCREEN:
        return Begun(render(desk, job, progress), is_whole=True)
    return Begun(_rendered(_draw(desk, job, found, progress, goes_on=True)), is_whole=False)


def render_on_screen(desk: Desk, job: DirectoryJob, progress: Progress = SILENT) -> Rendered:
    """Return all pages to look at, or of very many people those that the directory begins with."""
    if desk.ask(_count, job, desk.today()) <= MOST_ON_SCREEN:
        return render(desk, job, progress)
    found = desk.ask(of, job, desk.today(), most=SHOWN_OF_MORE)
    return replace(_rendered(_draw(desk, job, found, progress, goes_on=True)), is_beginning=True)


def render(desk: Desk, job: DirectoryJob, progress: Progress = SILENT) -> Rendered:
    """Return the very pages that would be printed; none, and a sentence, for nobody."""
    found = _of(desk, job)
    if not found.people:
        return Rendered(b"", 0, (_nobody(job),))
    return _rendered(_draw(desk, job, found, progress))


def write(desk: Desk, job: DirectoryJob, path: Path) -> Written:
    """Write the directory, as PDF or CSV by the suffix of the file.

    Raises `Refused` for nobody and for words that name nothing, `BadFile` for another kind of file, and `StoreFault`.
    """
    found = _of(desk, job)
    if not found.people:
        raise Refused(Problem("who", _nobody(job)))
    if path.suffix.lower() == CSV:
        names, cells = table(found, job)
        whole_files.write(path, lambda out: csv_writer.rows(names, cells, out, flavour=Flavour.SPREADSHEET))
        return Written(path, 0, tuple(str(each) for each in found.people), ())
    if path.suffix.lower() != PDF:
        raise BadFile(_("A directory is written as .pdf (paper) or .csv (other programs)."))
    made = whole_files.write(path, _draw(desk, job, found))
    return Written(path, made.pages, made.printed, made.sentences())


def table(found: Directory, job: DirectoryJob) -> tuple[list[str], list[list[str]]]:
    """Return the names of the columns and a row for each place where somebody stands."""
    told = [RANK] if job.tells_ranks else [TAG] if job.order is Order.TAG else []
    rows = []
    for section in found.sections:
        for each in section.people:
            person = found.people[each]
            more = [person.rank.value if person.rank else ""] if job.tells_ranks else [section.head]
            rows.append([*_cells(person), *(more if told else [])])
    return [*COLUMNS, *told], rows


def _of(desk: Desk, job: DirectoryJob) -> Directory:
    return desk.ask(of, job, desk.today())


def _count(session: Session, job: DirectoryJob, today: date) -> int:
    found = _meant(session, job, today)
    if found is not None:
        return len(found)
    return session.scalar(select(func.count(Contact.id)).where(conditions.is_active())) or 0


def _meant(session: Session, job: DirectoryJob, today: date) -> Sequence[int] | None:
    """Return who is meant, some of whom may have left; None for everybody. Raises `Refused` as `of` does."""
    if not job.who.strip():
        return job.among or None
    found = contact_list.who(session, job.who, today)
    return found if not job.among else [*set(job.among).intersection(found)]


def _nobody(job: DirectoryJob) -> str:
    if job.among:
        return _("Nobody of those you chose is on your lists any more.")
    if job.who:
        return _("“{words}” names nobody who is on your lists.").format(words=job.who)
    return _("There is nobody to list yet. Add a contact, or bring your contacts in, and the directory stands here.")


def _sections(
    session: Session, job: DirectoryJob, today: date, most: int | None
) -> tuple[tuple[Section, ...], int]:  # fmt: skip
    """Return where everybody stands, or the first so many, and of how many people the directory is."""
    listings = _listings(session, job, today)
    if most is not None:
        return rules.beginning(listings, job.order, most, with_ranks=job.with_ranks)
    known = list(listings)
    return rules.sections(known, job.order, with_ranks=job.with_ranks), len(known)


def _listings(session: Session, job: DirectoryJob, today: date) -> Iterator[Listing]:
    """Yield what decides where each stands."""
    everybody = select(Contact.id, Contact.sort_key, Contact.rank).where(conditions.is_active())
    meant = _meant(session, job, today)
    if job.order is not Order.TAG and meant is None:
        yield from _listed(session, everybody, {})
        return
    ids = _all_ids(session) if meant is None else meant
    for start in range(0, len(ids), CHUNK):
        some = list(ids[start : start + CHUNK])
        tags = _tags(session, some) if job.order is Order.TAG else {}
        yield from _listed(session, everybody.where(Contact.id.in_(some)), tags)


def _listed(
    session: Session, query: Select[int, str, str | None], tags: Mapping[int, Sequence[str]]
) -> Iterator[Listing]:  # fmt: skip
    for contact_id, sort_key, rank in session.execute(query, execution_options={"yield_per": CHUNK}):
        yield Listing(ContactId(contact_id), sort_key, Rank(rank) if rank else None, tuple(tags.get(contact_id, ())))


def _all_ids(session: Session) -> Sequence[int]:
    query = select(Contact.id).where(conditions.is_active())
    return array("q", session.scalars(query, execution_options={"yield_per": CHUNK}))


def _people(session: Session, ids: Sequence[int]) -> Iterator[Person]:
    for start in range(0, len(ids), CHUNK):
        some = list(ids[start : start + CHUNK])
        query = select(Contact.id, Contact.rank, Contact.household_id, shown_names.columns(Contact)).where(
            Contact.id.in_(some)
        )
        rows = session.execute(query).all()
        points, places = _points(session, some), _places(session, some)
        shared = _shared(session, [row.household_id for row in rows if row.household_id])
        born = _birthdays(session, some)
        for row in rows:
            yield Person(
                ContactId(row.id), shown_names.of(row.person), Rank(row.rank) if row.rank else None,
                tuple(points[row.id, PointKind.PHONE.value]), tuple(points[row.id, PointKind.EMAIL.value]),
                places.get(row.id) or shared.get(row.household_id) or Address(), born.get(row.id),
            )  # fmt: skip


def _points(session: Session, ids: list[int]) -> dict[tuple[int, str], list[str]]:
    query = (
        select(ContactPoint.contact_id, ContactPoint.kind, ContactPoint.as_typed)
        .where(ContactPoint.contact_id.in_(ids), ContactPoint.label != contacts.WRONG_NUMBER)
        .order_by(ContactPoint.main.desc(), ContactPoint.id)
    )
    found = defaultdict[tuple[int, str], list[str]](list)
    for contact_id, kind, typed in session.execute(query):
        found[contact_id, kind].append(typed)
    return found


def _places(session: Session, ids: list[int]) -> dict[int, Address]:
    return _first_addresses(session, PostalAddress.contact_id, ids)


def _shared(session: Session, household_ids: list[int]) -> dict[int, Address]:
    return _first_addresses(session, PostalAddress.household_id, household_ids) if household_ids else {}


def _first_addresses(session: Session, whose: Any, ids: list[int]) -> dict[int, Address]:  # noqa: ANN401 - a column
    place = PostalAddress
    query: Select[Any] = select(whose, place.street, place.city, place.region, place.postcode, place.country)
    found: dict[int, Address] = {}
    for owner, *parts in session.execute(query.where(whose.in_(ids)).order_by(place.main.desc(), place.id)):
        address = Address(*parts)
        if not address.is_empty:
            found.setdefault(owner, address)
    return found


def _birthdays(session: Session, ids: list[int]) -> dict[int, YearlyDate]:
    query = (
        select(YearlyRow.contact_id, YearlyRow.month, YearlyRow.day, YearlyRow.year)
        .where(YearlyRow.contact_id.in_(ids), YearlyRow.kind == "birthday")
        .order_by(YearlyRow.id.desc())
    )
    return {contact_id: YearlyDate(month, day, year) for contact_id, month, day, year in session.execute(query)}


def _tags(session: Session, ids: list[int]) -> dict[int, list[str]]:
    query = select(ContactTag.contact_id, Tag.name).join(Tag, Tag.id == ContactTag.tag_id)
    found = defaultdict[int, list[str]](list)
    for contact_id, name in session.execute(query.where(ContactTag.contact_id.in_(ids)).order_by(ContactTag.id)):
        found[contact_id].append(name)
    return found


def _rendered(draw: "Callable[[BinaryIO], Made]") -> Rendered:
    out = io.BytesIO()
    made = draw(out)
    return Rendered(out.getvalue(), made.pages, made.sentences())


def _draw(
    desk: Desk, job: DirectoryJob, found: Directory, progress: Progress = SILENT, *, goes_on: bool = False
) -> "Callable[[BinaryIO], Made]":  # fmt: skip
    from refdesk.documents import directory

    progress.check()
    filled = replace(_sheet(desk, job, found), goes_on=goes_on)
    return lambda out: directory.render(filled, out, progress=progress)


def _sheet(desk: Desk, job: DirectoryJob, found: Directory) -> "DirectorySheet":
    from refdesk.documents.directory_text import DirectorySheet, EntrySection
    from refdesk.documents.sheets import Paper

    profile = desk.ask(business.load)
    entries = {each: _entry(person, profile.country) for each, person in found.people.items()}
    return DirectorySheet(
        firm=profile.business_name or profile.owner,
        title=_("Contact directory"),
        line=_line(job, found.count),
        foot=_("As of {day}. It holds what people told you: keep it where you keep their trust.").format(
            day=i18n.day_full(desk.today())
        ),
        sections=tuple(
            EntrySection(section.head, tuple(entries[each] for each in section.people)) for section in found.sections
        ),
        paper=Paper(profile.paper.value),
        author=profile.owner or profile.business_name,
        language=i18n.code(),
    )  # fmt: skip


def _line(job: DirectoryJob, count: int) -> str:
    chosen = ngettext("{n} chosen contact", "{n} chosen contacts", count)
    people = (chosen if job.among else ngettext("{n} contact", "{n} contacts", count)).format(n=i18n.number(count))
    if job.who.strip():
        people = _("{people}: {words}").format(people=people, words=job.who)
    if job.order is Order.TAG:
        return _("{people}. Somebody with several tags stands below each of them.").format(people=people)
    return _("{people}.").format(people=people)


def _entry(person: Person, country: str) -> "Entry":
    from refdesk.documents.directory_text import Entry

    return Entry(
        key=str(person.contact_id),
        name=person.name.listed,
        organisation=person.name.organisation if person.name.has_person else "",
        phones=_printed(person.phones),
        emails=_printed(person.emails),
        address=addresses.envelope_lines(person.address, country),
        birthday=i18n.day_short(date(LEAP_YEAR, person.birthday.month, person.birthday.day)) if person.birthday else "",
    )


def _printed(points: Sequence[str]) -> tuple[str, ...]:
    more = len(points) - MOST_POINTS
    if more <= 1:
        return tuple(points)
    return (*points[:MOST_POINTS], _("and {n} more on screen").format(n=more))


def _cells(person: Person) -> list[str]:
    place = person.address
    return [
        person.name.listed, person.name.usual, person.name.organisation, person.phones[0] if person.phones else "",
        "; ".join(person.phones[1:]), person.emails[0] if person.emails else "", "; ".join(person.emails[1:]),
        place.street, place.city, place.region, place.postcode, place.country,
        person.birthday.iso if person.birthday else "",
    ]  # fmt: skip
