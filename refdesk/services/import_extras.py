"""What belongs to people and is no field of theirs: links, households and photos that came with a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field

from sqlalchemy import or_, select

from refdesk.domain import links as rules
from refdesk.domain import text
from refdesk.domain.addresses import Address
from refdesk.domain.links import LinkKind
from refdesk.errors import BadFile
from refdesk.exchange import pictures
from refdesk.i18n import _
from refdesk.progress import Progress
from refdesk.services.import_merging import Decided
from refdesk.services.import_outcomes import Outcome
from refdesk.services.import_plan import Picks, Prepared, Way
from refdesk.services.import_ties import Home, Somebody, Tie
from refdesk.services.import_verdicts import Match, Newcomer, RowAt
from refdesk.store.tables.office import Picture
from refdesk.store.tables.people import Contact, ContactLink, Household, PostalAddress
from refdesk.store.unit import Unit

AT_ONCE = 500
LinkKey = tuple[int, int, str, str]


@dataclass(slots=True)
class Extras:
    """What was added to somebody already there, and what is to be told, by row."""

    added: dict[RowAt, list[str]] = field(default_factory=dict)
    told: dict[RowAt, list[str]] = field(default_factory=dict)

    def note_added(self, at: RowAt, what: str) -> None:
        """Note that a row brought something new."""
        known = self.added.setdefault(at, [])
        if what not in known:
            known.append(what)


def photos_of_newcomers(
    unit: Unit, prepared: Prepared, decided: Decided, extras: Extras, progress: Progress
) -> dict[int, int]:
    """Keep the photos of those who will be added; returns the picture of each place. A bad one stops nobody."""
    made: dict[int, int] = {}
    rows = [each for each in _targets(prepared, decided) if each[2] is not None and each[1].place is not None]
    for at, target, photo in progress.over(rows, total=len(rows), note=_("Looking at photos")):
        assert target.place is not None, "only newcomers"
        assert photo is not None, "only those with one"
        if target.place in made:
            continue
        if (picture_id := _kept(unit, at, photo, extras)) is not None:
            made[target.place] = picture_id
    return made


def photos_of_known(unit: Unit, prepared: Prepared, decided: Decided, picks: Picks, extras: Extras) -> None:
    """Give photos to those already there who have none, or whose photo was to be taken from the file.

    Of several photos of one person the first counts, however often the files come in.
    """
    taken: set[int] = set()
    rows = [each for each in _targets(prepared, decided) if each[1].contact_id is not None and each[2] is not None]
    for start in range(0, len(rows), AT_ONCE):
        chunk = rows[start : start + AT_ONCE]
        ids = {target.contact_id for _at, target, _photo in chunk}
        people = {row.id: row for row in unit.session.scalars(select(Contact).where(Contact.id.in_(ids)))}
        for at, target, photo in chunk:
            assert photo is not None, "only those with one"
            assert target.contact_id is not None, "only those in the store"
            contact = people[target.contact_id]
            wanted = contact.photo_id is None or picks.way_of(at) is Way.TAKE_THEIRS
            if wanted and contact.id not in taken and _set_photo(unit, contact, at, photo, extras):
                taken.add(contact.id)
        unit.session.flush()


def links(unit: Unit, prepared: Prepared, decided: Decided, ids: range, extras: Extras) -> None:
    """Link people as the files say; a link that is there already is not made twice."""
    if not prepared.ties.links:
        return
    targets = {at: target for at, target, _photo in _targets(prepared, decided)}
    wanted: dict[LinkKey, RowAt] = {}
    for tie in prepared.ties.links:
        target = targets.get(tie.at)
        if target is not None and (key := _link_key(tie, _id(target, ids), _id(tie.other, ids))):
            wanted.setdefault(key, tie.at)
    there = _links_there(unit, {key[0] for key in wanted} | {key[1] for key in wanted}) if wanted else set()
    new = [key for key in wanted if key not in there]
    first = unit.next_id(ContactLink)
    rows = [
        {"id": first + at, "a_id": a_id, "b_id": b_id, "kind": kind, "label": label}
        for at, (a_id, b_id, kind, label) in enumerate(new)
    ]
    unit.insert_in_bulk(ContactLink, rows)
    for key in new:
        extras.note_added(wanted[key], _("Links"))


def homes_of_newcomers(unit: Unit, prepared: Prepared, decided: Decided) -> tuple[dict[int, int], dict[str, int]]:
    """Make the households that rows share; returns that of each place to be added, and all by folded name.

    Where nobody is left to move in, since all were skipped or live elsewhere, none is made.
    """
    made: dict[str, int] = {}
    at_place: dict[int, int] = {}
    for home, target in _moving_in(unit, prepared, decided):
        name = text.fold(home.name)
        if name not in made:
            made[name] = home.household_id or unit.add(Household(name_on_envelope=home.name)).id
        if target.place is not None:
            at_place[target.place] = made[name]
    return at_place, made


def homes_of_known(unit: Unit, prepared: Prepared, decided: Decided, made: Mapping[str, int], extras: Extras) -> None:
    """Take those already there who live nowhere into the households of the files, and give new ones their address."""
    for home, target in _moving_in(unit, prepared, decided):
        contact = None if target.contact_id is None else unit.get(Contact, target.contact_id)
        if contact is not None and contact.household_id is None:  # two rows may name two households
            contact.household_id = made[text.fold(home.name)]
            extras.note_added(home.at, _("Household"))
    unit.session.flush()
    new: dict[int, Address | None] = {}
    for home in prepared.ties.homes:
        if home.household_id is None and (household_id := made.get(text.fold(home.name))):
            new[household_id] = new.get(household_id) or home.address
    for household_id, address in new.items():
        _give_address(unit, household_id, address)


def _moving_in(unit: Unit, prepared: Prepared, decided: Decided) -> list[tuple[Home, Somebody]]:
    """Return who moves where: rows that are taken in, of people who live in no household yet."""
    if not prepared.ties.homes:
        return []
    targets = {at: target for at, target, _photo in _targets(prepared, decided)}
    wanted = [(home, targets[home.at]) for home in prepared.ties.homes if home.at in targets]
    ids = sorted({target.contact_id for _home, target in wanted if target.contact_id is not None})
    settled: set[int] = set()
    for start in range(0, len(ids), AT_ONCE):
        of = Contact.id.in_(ids[start : start + AT_ONCE])
        settled.update(unit.session.scalars(select(Contact.id).where(of, Contact.household_id.is_not(None))))
    return [(home, target) for home, target in wanted if target.contact_id not in settled]


def _give_address(unit: Unit, household_id: int, address: Address | None) -> None:
    """Give a new household the address that the file says it has, or else that of a member."""
    if address is not None:
        unit.session.add(PostalAddress(household_id=household_id, **asdict(address), main=True))
        return
    query = select(PostalAddress).join(Contact, Contact.id == PostalAddress.contact_id)
    query = query.where(Contact.household_id == household_id).order_by(PostalAddress.main.desc(), PostalAddress.id)
    place = unit.session.scalars(query.limit(1)).first()
    if place is not None:
        values = {name: getattr(place, name) for name in ("street", "city", "region", "postcode", "country", "label")}
        unit.session.add(PostalAddress(household_id=household_id, **values, main=True))


def _targets(prepared: Prepared, decided: Decided) -> Iterator[tuple[RowAt, Somebody, bytes | None]]:
    """Yield each row that is taken in, whom it is about after all, and its photo."""
    for file_at, verdicts in enumerate(prepared.verdicts):
        for row_at, verdict in enumerate(verdicts):
            at = (file_at, row_at)
            if isinstance(verdict, Newcomer):
                yield at, Somebody(place=verdict.place), prepared.arrivals[verdict.place].person.photo
            elif isinstance(verdict, Match) and not decided.rows[at].is_left_out:
                place = decided.rows[at].place
                target = Somebody(place=place) if place is not None else Somebody(verdict.contact_id, verdict.place)
                yield at, target, verdict.arrival.person.photo


def _id(who: Somebody, ids: range) -> int:
    if who.contact_id is not None:
        return who.contact_id
    assert who.place is not None, "somebody is in the store or among the arrivals"
    return ids[who.place]


def _link_key(tie: Tie, this: int, other: int) -> LinkKey | None:
    a_id, b_id = (other, this) if tie.backward else (this, other)
    if a_id == b_id:
        return None
    if rules.is_mutual(tie.kind):
        a_id, b_id = sorted((a_id, b_id))
    return a_id, b_id, tie.kind.value, tie.label


def _links_there(unit: Unit, ids: set[int]) -> set[LinkKey]:
    found: set[LinkKey] = set()
    every = sorted(ids)
    for start in range(0, len(every), AT_ONCE):
        chunk = every[start : start + AT_ONCE]
        query = select(ContactLink.a_id, ContactLink.b_id, ContactLink.kind, ContactLink.label)
        for a_id, b_id, kind, label in unit.session.execute(
            query.where(or_(ContactLink.a_id.in_(chunk), ContactLink.b_id.in_(chunk)))
        ):
            pair = tuple(sorted((a_id, b_id))) if rules.is_mutual(LinkKind(kind)) else (a_id, b_id)
            found.add((pair[0], pair[1], kind, label if kind == LinkKind.OTHER.value else ""))
    return found


def _kept(unit: Unit, at: RowAt, photo: bytes, extras: Extras) -> int | None:
    try:
        picture = pictures.gated(photo)
    except BadFile as fault:
        extras.told.setdefault(at, []).append(_("The photo was left out: {reason}").format(reason=fault.sentence))
        return None
    return unit.add(Picture(content=picture.content, mime=picture.mime)).id


def _set_photo(unit: Unit, contact: Contact, at: RowAt, photo: bytes, extras: Extras) -> bool:
    """Tell whether the photo passed the gate; it is then the contact's."""
    former = unit.session.get(Picture, contact.photo_id) if contact.photo_id is not None else None
    try:
        picture = pictures.gated(photo)
    except BadFile as fault:
        extras.told.setdefault(at, []).append(_("The photo was left out: {reason}").format(reason=fault.sentence))
        return False
    if former is None or former.content != picture.content:
        contact.photo_id = unit.add(Picture(content=picture.content, mime=picture.mime)).id
        if former is not None:
            unit.session.delete(former)
        extras.note_added(at, _("Photo"))
    return True


def outcome_with(outcome: Outcome, reason: str, at: RowAt, extras: Extras) -> tuple[Outcome, str]:
    """Return what became of a row when what is no field is counted too."""
    told: Sequence[str] = extras.told.get(at, ())
    if added := extras.added.get(at):
        words = _("Added: {fields}.").format(fields=", ".join(added))
        if outcome is Outcome.SKIPPED:
            outcome = Outcome.MERGED
        if outcome is Outcome.MERGED:
            told = (words, *told)
    return outcome, " ".join(filter(None, (reason, *told)))
