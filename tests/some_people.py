"""People for tests of files: two with every field, a firm, and any that can be thought of."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from refdesk.domain import text
from refdesk.domain.addresses import Address
from refdesk.domain.incoming import (
    DateKind,
    IncomingAddress,
    IncomingContact,
    IncomingDate,
    IncomingLink,
    IncomingPoint,
)
from refdesk.domain.names import PersonName
from refdesk.domain.yearly_dates import YearlyDate

ANA = IncomingContact(
    line=0,
    name=PersonName("Dr.", "Ana", "M.", "Díaz; Lee", "Jr.", "Annie", "Díaz, Homes & Co"),
    job_title="Owner",
    department="Sales",
    profession="Realtor",
    phones=(
        IncomingPoint("+1 504-621-8927 ext. 7", "mobile", main=False),
        IncomingPoint("504-845-1427", "work fax", main=True),
    ),
    emails=(IncomingPoint("ana@x.com", "home", main=True), IncomingPoint("diaz@x.com", "school", main=False)),
    sites=(IncomingPoint("https://x.com/?a=1;b=2", "blog", main=True),),
    addresses=(
        IncomingAddress(Address("12 Main St\nApt 4", "Austin", "TX", "08701", "USA"), "home", main=True),
        IncomingAddress(Address("1 Way", "Halle", "", "06108", "DE"), "summer", main=False),
    ),
    dates=(
        IncomingDate(DateKind.BIRTHDAY, YearlyDate(3, 12, 1980)),
        IncomingDate(DateKind.ANNIVERSARY, YearlyDate(6, 2)),
        IncomingDate(DateKind.OTHER, YearlyDate(10, 1, 2015), "Opened the office"),
    ),
    notes="Met at the fair.\n\nLikes: tea; cake\\coffee",
    tags=("Choir, church", "VIP"),
    referred_by=("Bo Lee",),
    links=(IncomingLink("spouse", "Cy"), IncomingLink("Godmother", "Dee")),
)  # fmt: skip
EVERYTHING = replace(
    ANA,
    tags=("Choir, church",),
    may_be_mailed=False,
    may_be_called=True,
    may_accept_gifts=False,
    category="client",
    rank="A+",
    status="active",
    client_since=date(2020, 5, 17),
    what_they_do="Sells homes\nand lots",
    good_lead_for_them="Families moving here",
    best_time="mornings",
    unmapped=(("Hat size", "56"), ("Column 9", "=1+1")),
)
FIRM = IncomingContact(
    line=0, name=PersonName(organisation="Acme Homes"), emails=(IncomingPoint("a@x.com", "", main=True),)
)


ONE_LINE = st.text(max_size=30).map(text.clean)
SOME = ONE_LINE.filter(bool)
LINES = st.text(max_size=60).map(lambda written: text.clean(written, lines=True))
# A mark of the file itself: a star stands before the main one of several.
USUAL = ["home", "work", "mobile", "fax", "work fax", "home fax", "pager", "main", "Cell", "HOME", "Anniversary"]
LABELS = ONE_LINE.filter(lambda word: not word.startswith("*")) | st.sampled_from(USUAL)
DATE_LABELS = ONE_LINE | st.sampled_from(["birthday", "anniversary", "other", "birthday: cat", "other: x", "Wedding"])
ANSWERS = st.sampled_from([None, True, False])
LISTS = st.lists(SOME, max_size=3, unique=True).map(tuple)
YEARLY = st.dates(date(1850, 1, 1), date(2100, 12, 31)).flatmap(
    lambda day: st.sampled_from([YearlyDate(day.month, day.day, day.year), YearlyDate(day.month, day.day)])
)


@st.composite
def points(draw: st.DrawFn) -> tuple[IncomingPoint, ...]:
    values = draw(st.lists(SOME, max_size=3, unique=True))
    main = draw(st.integers(-1, 2))
    return tuple(IncomingPoint(value, draw(LABELS), at == main) for at, value in enumerate(values))


@st.composite
def addresses(draw: st.DrawFn) -> tuple[IncomingAddress, ...]:
    places = draw(st.lists(st.builds(Address, LINES, SOME, ONE_LINE, ONE_LINE, ONE_LINE), max_size=2))
    main = draw(st.integers(-1, 1))
    return tuple(IncomingAddress(place, draw(LABELS), at == main) for at, place in enumerate(places))


@st.composite
def dates(draw: st.DrawFn) -> tuple[IncomingDate, ...]:
    found = [
        IncomingDate(kind, on)
        for kind in (DateKind.BIRTHDAY, DateKind.ANNIVERSARY)
        for on in draw(st.lists(YEARLY, max_size=1))
    ]
    found += draw(st.lists(st.builds(IncomingDate, st.just(DateKind.OTHER), YEARLY, DATE_LABELS), max_size=2))
    named = st.builds(IncomingDate, st.sampled_from(DateKind), YEARLY, DATE_LABELS.filter(bool))
    found += draw(st.lists(named, max_size=2))
    return tuple(dict.fromkeys(found))


@st.composite
def people(draw: st.DrawFn) -> IncomingContact:
    return IncomingContact(
        line=0,
        name=PersonName(*(draw(ONE_LINE) for _part in range(3)), draw(SOME), *(draw(ONE_LINE) for _part in range(3))),
        **{name: draw(ONE_LINE) for name in (
            "job_title", "department", "profession", "best_time", "category", "rank", "status", "household",
            "source_of_data",
        )},
        **{name: draw(LINES) for name in ("notes", "what_they_do", "good_lead_for_them")},
        **{name: draw(ANSWERS) for name in (
            "may_be_mailed", "may_be_called", "may_accept_gifts", "influential", "small_business_owner", "hear_less",
        )},
        **{name: draw(st.none() | st.integers(0, 3)) for name in (
            "satisfaction", "know", "like", "trust", "referrals_remembered",
        )},
        client_since=draw(st.none() | st.dates(date(1850, 1, 1))),
        phones=draw(points()),
        emails=draw(points()),
        sites=draw(points()),
        addresses=draw(addresses()),
        dates=draw(dates()),
        tags=draw(LISTS),
        referred_by=draw(LISTS),
        links=draw(st.lists(st.builds(IncomingLink, ONE_LINE, SOME), max_size=2, unique=True).map(tuple)),
        photo=draw(st.none() | st.binary(min_size=1, max_size=50)),
        unmapped=draw(st.lists(st.tuples(SOME, SOME), max_size=2).map(tuple)),
    )  # fmt: skip
