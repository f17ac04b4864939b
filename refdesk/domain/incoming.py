"""One person read from a file, as a plain value: what readers yield and writers take."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from refdesk.domain.addresses import Address
from refdesk.domain.names import PersonName
from refdesk.domain.yearly_dates import YearlyDate


@dataclass(frozen=True, slots=True)
class IncomingPoint:
    """A phone, an e-mail address or a site as written; `label` is "work", "mobile" ... or the file's own word."""

    value: str
    label: str = ""
    main: bool = False


@dataclass(frozen=True, slots=True)
class IncomingAddress:
    """A postal address with its label."""

    address: Address
    label: str = ""
    main: bool = False


class DateKind(StrEnum):
    """What comes back on a yearly date."""

    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class IncomingDate:
    """A yearly date; `label` says what an "other" one is."""

    kind: DateKind
    on: YearlyDate
    label: str = ""


@dataclass(frozen=True, slots=True)
class IncomingLink:
    """Someone related to the person, by name: label "spouse", name "Petra"."""

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class IncomingContact:
    """One person or organisation of a file; at most one phone, e-mail, site and address is the main one.

    `household` is the name on the envelope of those who share an address. `photo` is what the file holds, unchecked:
    whoever keeps it sends it through the gate for pictures.
    """

    line: int
    name: PersonName
    job_title: str = ""
    department: str = ""
    profession: str = ""
    phones: tuple[IncomingPoint, ...] = ()
    emails: tuple[IncomingPoint, ...] = ()
    sites: tuple[IncomingPoint, ...] = ()
    addresses: tuple[IncomingAddress, ...] = ()
    dates: tuple[IncomingDate, ...] = ()
    notes: str = ""
    tags: tuple[str, ...] = ()
    referred_by: tuple[str, ...] = ()
    links: tuple[IncomingLink, ...] = ()
    may_be_mailed: bool | None = None
    may_be_called: bool | None = None
    may_accept_gifts: bool | None = None
    category: str = ""
    rank: str = ""
    status: str = ""
    client_since: date | None = None
    what_they_do: str = ""
    good_lead_for_them: str = ""
    best_time: str = ""
    influential: bool | None = None
    small_business_owner: bool | None = None
    hear_less: bool | None = None
    satisfaction: int | None = None
    know: int | None = None
    like: int | None = None
    trust: int | None = None
    referrals_remembered: int | None = None
    household: str = ""
    source_of_data: str = ""
    photo: bytes | None = field(default=None, repr=False)
    unmapped: tuple[tuple[str, str], ...] = field(default=())

    @property
    def is_organisation(self) -> bool:
        """Say whether it is a firm without a person."""
        return not self.name.has_person and bool(self.name.organisation)

    @property
    def whole_notes(self) -> str:
        """Return the notes, and below them what had no field of its own, each as "name: value"."""
        rest = "\n".join(f"{name}: {value}" for name, value in self.unmapped)
        return "\n\n".join(filter(None, (self.notes, rest)))


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one row or card of a file: a person, or None and the reason why not."""

    line: int
    contact: IncomingContact | None
    reason: str = ""
