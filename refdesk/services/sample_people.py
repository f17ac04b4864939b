"""The people of the made-up business: those whom its owner knows, and those who were sent on the way."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from refdesk.domain import yearly_dates
from refdesk.domain.addresses import Address
from refdesk.domain.contact import Category, ContactDraft, MayBeCalled, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.incoming import DateKind, IncomingAddress, IncomingDate, IncomingPoint
from refdesk.domain.rank_proposals import HAPPY_FROM
from refdesk.domain.ranking import Rank
from refdesk.services import contact_rows, households, sample_files, tags
from refdesk.services.sample_files import Row
from refdesk.store.tables.people import Contact, ContactPoint, PostalAddress, YearlyDate
from refdesk.store.unit import Unit

COUNTRY = "US"
NOT_CALLED = "nocall"
TAKES_NO_GIFTS = "nogift"
SOURCE_AFTER_DAYS = 30
UNKNOWN_EVERY = 4
"""Of every fourth person nobody has asked yet whether they may be called."""


def add_all(unit: Unit, today: date) -> dict[str, ContactId]:
    """Add everybody, those to be sent as prospects; returns their ids by name."""
    known, sent = sample_files.rows("people"), sample_files.rows("sent_people")
    drafts = [_known(row, number, today) for number, row in enumerate(known)]
    drafts += [ContactDraft(category=Category.PROSPECT, **_facts(row)) for row in sent]
    ids = _add(unit, [contact_rows.cleaned(draft) for draft in drafts])
    found = {_name(row): contact_id for row, contact_id in zip([*known, *sent], ids, strict=True)}
    _households(unit, known, found)
    return found


def rank_clients(unit: Unit, found: Mapping[str, ContactId]) -> None:
    """Rank those who were sent and became clients a while ago; who is new waits for a rank, as in every business."""
    sent = [found[_name(row)] for row in sample_files.rows("sent_people")]
    unranked = select(Contact).where(Contact.id.in_(sent), Contact.rank.is_(None))
    for person in unit.session.scalars(unranked.where(Contact.category == Category.CLIENT.value)).all():
        _rank_client(unit, person)


def _rank_client(unit: Unit, person: Contact) -> None:
    since = person.client_since or unit.today
    if (unit.today - since).days >= SOURCE_AFTER_DAYS:
        person.rank = (Rank.B if (person.satisfaction or 0) >= HAPPY_FROM else Rank.C).value
        person.rank_set_on = since + timedelta(days=SOURCE_AFTER_DAYS)


def _add(unit: Unit, drafts: list[ContactDraft]) -> list[ContactId]:
    # All of a table in one flush: one by one, as the editor adds them, a hundred people would take seconds.
    people = [Contact(**contact_rows.contact_values(draft), rank_set_on=_ranked_on(unit, draft)) for draft in drafts]
    unit.session.add_all(people)
    unit.session.flush()
    for person, draft in zip(people, drafts, strict=True):
        whose: Mapping[str, Any] = {"contact_id": person.id}
        unit.session.add_all(ContactPoint(**whose, **values) for values in contact_rows.point_values(draft, COUNTRY))
        unit.session.add_all(PostalAddress(**whose, **values) for values in contact_rows.address_values(draft))
        unit.session.add_all(YearlyDate(**whose, **values) for values in contact_rows.date_values(draft))
    unit.session.flush()
    ids = [ContactId(person.id) for person in people]
    for contact_id, draft in zip(ids, drafts, strict=True):
        if draft.tags:
            tags.set_of(unit, contact_id, draft.tags)
    return ids


def _households(unit: Unit, known: list[Row], ids: Mapping[str, ContactId]) -> None:
    homes: dict[str, list[ContactId]] = {}
    for row in known:
        if row["household"]:
            homes.setdefault(row["household"], []).append(ids[_name(row)])
    for members in homes.values():
        households.together(unit, members)


def _known(row: Row, number: int, today: date) -> ContactDraft:
    marks = row["marks"].split()
    know, like, trust = (int(digit) for digit in row["know_like_trust"])
    callable_now = MayBeCalled.UNKNOWN if number % UNKNOWN_EVERY == 0 else MayBeCalled.YES
    return ContactDraft(
        organisation=row["organisation"],
        category=Category(row["category"]),
        rank=Rank(row["rank"]) if row["rank"] else None,
        tags=tuple(filter(None, row["tags"].split(";"))),
        know=know,
        like=like,
        trust=trust,
        client_since=_months_before(today, int(row["client_months"])) if row["client_months"] else None,
        best_time=row["best_time"],
        good_lead_for_them=row["good_lead_for_them"],
        influential="influential" in marks,
        small_business_owner="small" in marks,
        may_accept_gifts=TAKES_NO_GIFTS not in marks,
        may_be_called=MayBeCalled.NO if NOT_CALLED in marks else callable_now,
        status=next((status for status in Status if status.value in marks), Status.ACTIVE),
        **_facts(row),
    )


def _facts(row: Row) -> dict[str, Any]:
    place = Address(street=row["street"], city=row["city"], region="OH", postcode=row["postcode"])
    born = yearly_dates.read(row["birthday"]) or yearly_dates.read(f"--{row['birthday']}")
    return {
        "given": row["given"],
        "family": row["family"],
        "job_title": row["job_title"],
        "what_they_do": row["what_they_do"],
        "phones": (IncomingPoint(row["phone"], "mobile", main=True),),
        "emails": (IncomingPoint(row["email"], main=True),) if row["email"] else (),
        "addresses": (IncomingAddress(place, "home", main=True),),
        "dates": (IncomingDate(DateKind.BIRTHDAY, born),) if born else (),
    }


def _ranked_on(unit: Unit, draft: ContactDraft) -> date | None:
    return unit.today if draft.rank else None


def _name(row: Row) -> str:
    return f"{row['given']} {row['family']}"


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, 1)
