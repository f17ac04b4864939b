"""What each column of a table means, as a person can see and change it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from refdesk.i18n import N_, _


class Field(StrEnum):
    """What a cell can be."""

    NOTE = "note"
    SKIP = "skip"
    PREFIX = "prefix"
    GIVEN = "given"
    MIDDLE = "middle"
    FAMILY = "family"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    NAME = "name"
    ORGANISATION = "organisation"
    JOB_TITLE = "job_title"
    DEPARTMENT = "department"
    PROFESSION = "profession"
    PHONE = "phone"
    PHONE_LABEL = "phone_label"
    EMAIL = "email"
    EMAIL_LABEL = "email_label"
    SITE = "site"
    SITE_LABEL = "site_label"
    STREET = "street"
    HOUSE_NUMBER = "house_number"
    EXTENDED = "extended"
    PO_BOX = "po_box"
    CITY = "city"
    REGION = "region"
    POSTCODE = "postcode"
    COUNTRY = "country"
    ADDRESS_LABEL = "address_label"
    ADDRESS = "address"
    ADDRESS_LINE = "address_line"
    BIRTHDAY = "birthday"
    BIRTH_YEAR = "birth_year"
    BIRTH_MONTH = "birth_month"
    BIRTH_DAY = "birth_day"
    ANNIVERSARY = "anniversary"
    EVENT = "event"
    EVENT_LABEL = "event_label"
    LINK = "link"
    LINK_LABEL = "link_label"
    CUSTOM = "custom"
    CUSTOM_LABEL = "custom_label"
    NOTES = "notes"
    TAGS = "tags"
    REFERRED_BY = "referred_by"
    NO_MAIL = "no_mail"
    NO_CALLS = "no_calls"
    NO_CONTACT = "no_contact"
    OPT_IN = "opt_in"
    MAY_BE_CALLED = "may_be_called"
    MAY_ACCEPT_GIFTS = "may_accept_gifts"
    CATEGORY = "category"
    RANK = "rank"
    STATUS = "status"
    CLIENT_SINCE = "client_since"
    WHAT_THEY_DO = "what_they_do"
    GOOD_LEAD_FOR_THEM = "good_lead_for_them"
    BEST_TIME = "best_time"
    INFLUENTIAL = "influential"
    SMALL_BUSINESS_OWNER = "small_business_owner"
    HEAR_LESS = "hear_less"
    SATISFACTION = "satisfaction"
    KNOW = "know"
    LIKE = "like"
    TRUST = "trust"
    REFERRALS_REMEMBERED = "referrals_remembered"
    HOUSEHOLD = "household"
    SOURCE_OF_DATA = "source_of_data"
    PHOTO = "photo"


DATE_FIELDS = frozenset({Field.BIRTHDAY, Field.ANNIVERSARY, Field.EVENT, Field.CLIENT_SINCE})
ADDRESS_PARTS = frozenset({
    Field.STREET, Field.EXTENDED, Field.PO_BOX, Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY, Field.ADDRESS,
    Field.ADDRESS_LINE, Field.ADDRESS_LABEL, Field.HOUSE_NUMBER,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """Where the cells of a column go: a field, its label ("home"), and which one of several (their number)."""

    field: Field
    label: str = ""
    number: int = 1
    line: int = 1


class Certainty(StrEnum):
    """How sure a mapping is: a known name, a likely one, or none."""

    KNOWN = "known"
    LIKELY = "likely"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file: its name, some of its cells, and what it is taken for.

    `day_first` says how its dates are written (None: nothing to decide); `order_is_open` that they could also be read
    the other way, so that a person is asked.
    """

    position: int
    name: str
    target: Target
    certainty: Certainty = Certainty.NONE
    samples: tuple[str, ...] = ()
    day_first: bool | None = None
    order_is_open: bool = False


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read; `source` names the program that made it ("" when not known), `sheet` one of a workbook."""

    columns: tuple[Column, ...]
    delimiter: str = ","
    header_line: int = 0
    source: str = ""
    sheet: str = ""

    def with_target(self, position: int, target: Target) -> "Mapping":
        """Return the mapping after a person has said what the column at `position` is."""
        changed = tuple(
            replace(column, target=target, certainty=Certainty.KNOWN, day_first=None, order_is_open=False)
            if column.position == position
            else column
            for column in self.columns
        )
        return replace(self, columns=changed)

    def with_day_first(self, position: int, day_first: bool) -> "Mapping":
        """Return the mapping after a person has said how the dates of the column at `position` are written."""
        changed = tuple(
            replace(column, day_first=day_first) if column.position == position else column for column in self.columns
        )
        return replace(self, columns=changed)

    @property
    def open_orders(self) -> tuple[Column, ...]:
        """Return the columns of dates of which every one could be read in two ways."""
        return tuple(column for column in self.columns if column.order_is_open)

    @property
    def unknown(self) -> tuple[Column, ...]:
        """Return the columns that will be kept as notes because nobody knows what they are."""
        return tuple(column for column in self.columns if column.target.field is Field.NOTE)


_CHOICES: tuple[tuple[Target, str], ...] = (
    (Target(Field.NOTE), N_("Keep in the notes")),
    (Target(Field.SKIP), N_("Leave out")),
    (Target(Field.NAME), N_("Whole name")),
    (Target(Field.PREFIX), N_("Prefix (Dr., Ms.)")),
    (Target(Field.GIVEN), N_("First name")),
    (Target(Field.MIDDLE), N_("Middle name")),
    (Target(Field.FAMILY), N_("Last name")),
    (Target(Field.SUFFIX), N_("Suffix (Jr.)")),
    (Target(Field.NICKNAME), N_("Nickname")),
    (Target(Field.ORGANISATION), N_("Company")),
    (Target(Field.JOB_TITLE), N_("Job title")),
    (Target(Field.DEPARTMENT), N_("Department")),
    (Target(Field.PROFESSION), N_("Profession")),
    (Target(Field.PHONE), N_("Phone")),
    (Target(Field.PHONE, "mobile"), N_("Phone, mobile")),
    (Target(Field.PHONE, "home"), N_("Phone, home")),
    (Target(Field.PHONE, "work"), N_("Phone, work")),
    (Target(Field.PHONE, "fax"), N_("Fax")),
    (Target(Field.EMAIL), N_("E-mail")),
    (Target(Field.EMAIL, "home"), N_("E-mail, home")),
    (Target(Field.EMAIL, "work"), N_("E-mail, work")),
    (Target(Field.SITE), N_("Website")),
    (Target(Field.ADDRESS), N_("Whole address")),
    (Target(Field.STREET), N_("Street")),
    (Target(Field.STREET, line=2), N_("Street, second line")),
    (Target(Field.CITY), N_("City")),
    (Target(Field.REGION), N_("State or region")),
    (Target(Field.POSTCODE), N_("ZIP or postal code")),
    (Target(Field.COUNTRY), N_("Country")),
    (Target(Field.BIRTHDAY), N_("Birthday")),
    (Target(Field.ANNIVERSARY), N_("Anniversary")),
    (Target(Field.REFERRED_BY), N_("Referred by")),
    (Target(Field.LINK, "spouse"), N_("Spouse")),
    (Target(Field.TAGS), N_("Tags")),
    (Target(Field.NOTES), N_("Notes")),
    (Target(Field.NO_MAIL), N_("Does not want mail")),
    (Target(Field.NO_CALLS), N_("Does not want calls")),
    (Target(Field.NO_CONTACT), N_("Wants neither mail nor calls")),
    (Target(Field.CATEGORY), N_("Category")),
    (Target(Field.RANK), N_("Rank")),
    (Target(Field.CLIENT_SINCE), N_("Client since")),
    (Target(Field.WHAT_THEY_DO), N_("What they do")),
    (Target(Field.GOOD_LEAD_FOR_THEM), N_("A good lead for them")),
    (Target(Field.BEST_TIME), N_("Best time to reach")),
    (Target(Field.HOUSEHOLD), N_("Household")),
)


def choices() -> tuple[tuple[Target, str], ...]:
    """Return what a person can choose for a column, with the words for each."""
    return tuple((target, _(words)) for target, words in _CHOICES)
