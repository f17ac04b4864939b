"""The properties of one vCard become a person."""

from collections.abc import Callable
from email.utils import parseaddr
from typing import ClassVar

from refdesk.domain import names, text, yearly_dates
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
from refdesk.exchange import labels, own_properties, vcard_groups, vcard_lines, vcard_names, vcard_photos
from refdesk.exchange.address_lines import taken_apart
from refdesk.exchange.csv_people import tags
from refdesk.exchange.points import named_somehow, points
from refdesk.exchange.vcard_lines import Property
from refdesk.i18n import _

LONGEST_KEPT = 2000
LONGEST_BOX = 40
MOST_OF_A_KIND = 200
SEVERAL_TAGS = " ::: "

_FULL_CONTACT = "X-FCENCODED-"
_ANDROID = "vnd.android.cursor.item/"


class Draft:
    """Collects what the properties of one card say, then makes the person."""

    def __init__(self, line: int, fallback: str) -> None:
        self._line = line
        self._fallback = fallback
        self._props: list[Property] = []
        self._labels: dict[str, str] = {}
        self.is_list = False
        self.uid = ""
        self._is_own = False
        self._own: dict[str, str] = {}
        self._photo: bytes | None = None
        self._n: list[str] = []
        self._nickname = ""
        self._one: dict[str, str] = {}
        self._organisation = ""
        self._department = ""
        self._phones: list[tuple[str, str, bool]] = []
        self._emails: list[tuple[str, str, bool]] = []
        self._sites: list[tuple[str, str, bool]] = []
        self._addresses: list[tuple[Address, str, bool]] = []
        self._dates: list[IncomingDate] = []
        self._notes: list[str] = []
        self._tags: list[str] = []
        self._referred_by: list[str] = []
        self._links: list[IncomingLink] = []
        self._unmapped: list[tuple[str, str]] = []

    def take(self, prop: Property) -> None:
        """Note a property; labels of a group are known only when all have been seen."""
        if prop.name == "X-ABLABEL" and prop.group:
            self._labels[prop.group] = self._text(prop)
        if prop.name in vcard_names.KINDS and self._text(prop).casefold() == "group":
            self.is_list = True
        if prop.name == "UID":
            self.uid = vcard_groups.id_of(prop, self._fallback)
        if prop.name == "PRODID":
            self._is_own = self._text(prop) == own_properties.MAKER
        self._props.append(prop)

    def contact(self) -> IncomingContact | None:
        """Return the person, or None if the card names nobody and holds no way to reach anybody."""
        for prop in self._props:
            self._read(prop)
        self._addresses_from_labels()
        phones, emails = self._points(self._phones), self._points(self._emails)
        name = named_somehow(self._name(), emails, phones)
        if name.is_empty:
            return None
        return IncomingContact(
            line=self._line,
            name=name,
            job_title=self._one.get("TITLE", ""),
            department=self._department,
            profession=self._one.get("ROLE", ""),
            phones=phones,
            emails=emails,
            sites=self._points(self._sites),
            addresses=self._made_addresses(),
            dates=tuple(dict.fromkeys(self._dates)),
            notes="\n\n".join(dict.fromkeys(self._notes)),
            tags=tuple(dict.fromkeys(self._tags)),
            referred_by=tuple(dict.fromkeys(self._referred_by)),
            links=tuple(dict.fromkeys(self._links)),
            unmapped=tuple(dict.fromkeys(self._unmapped)),
            photo=self._photo,
            **own_properties.fields(self._own),
        )

    def _points(self, found: list[tuple[str, str, bool]]) -> tuple[IncomingPoint, ...]:
        return tuple(IncomingPoint(*each) for each in found) if self._is_own else points(found)

    def _read(self, prop: Property) -> None:
        reader = self._readers.get(prop.name)
        if reader is not None:
            reader(self, prop)
        elif prop.name in vcard_names.RELATIONS:
            self._link(vcard_names.RELATIONS[prop.name], self._text(prop))
        elif prop.name in vcard_names.ANNIVERSARIES:
            self._date(prop, DateKind.ANNIVERSARY, self._labels.get(prop.group, "") if self._is_own else "")
        elif prop.name.startswith(_FULL_CONTACT):
            self._read_full_contact(prop)
        elif own_properties.is_known(prop.name):
            self._own[prop.name] = self._text(prop, lines=True)
        elif prop.name not in vcard_names.TECHNICAL:
            self._keep(vcard_names.title_of(prop.name), self._text(prop, lines=True))

    # Text

    def _text(self, prop: Property, *, lines: bool = False) -> str:
        return text.clean(vcard_lines.text_of(prop, self._fallback), lines=lines)

    def _keep(self, name: str, value: str) -> None:
        if value and len(self._unmapped) < MOST_OF_A_KIND:
            self._unmapped.append((name, value[:LONGEST_KEPT]))

    def _label(self, prop: Property) -> str:
        if own := self._labels.get(prop.group, ""):
            return self._known(own)
        words = [
            vcard_names.WORDS.get(each.lower(), each) for each in prop.types if each.lower() not in vcard_names.NO_LABEL
        ]
        small = [each.lower() for each in words]
        if "fax" in small and {"home", "work"} & set(small):
            return "home fax" if "home" in small else "work fax"
        for word in vcard_names.ORDER:
            if word in small:
                return word
        return labels.known(words[0][2:] if small[0].startswith("x-") else words[0]) if words else ""

    def _known(self, label: str) -> str:
        return label if self._is_own else labels.known(label)

    # One property each

    def _read_n(self, prop: Property) -> None:
        raw = vcard_lines.raw_fields_of(prop, self._fallback)
        parts = []
        for at, part in enumerate(raw[:5]):
            joined = (", " if at == 4 else " ").join(one.strip() for one in vcard_lines.split_list(part) if one.strip())
            parts.append(text.clean(joined))
        if any(parts) and not any(self._n):
            self._n = parts + [""] * (5 - len(parts))

    def _read_fn(self, prop: Property) -> None:
        self._first("FN", prop)

    def _read_nickname(self, prop: Property) -> None:
        self._nickname = self._nickname or ", ".join(
            filter(None, map(text.clean, vcard_lines.fields_of(prop, self._fallback, ",")))
        )

    def _read_org(self, prop: Property) -> None:
        parts = [text.clean(part) for part in vcard_lines.fields_of(prop, self._fallback)]
        if not self._is_own:
            parts = [part for part in parts if part]
        if not parts:
            return
        if self._organisation:
            self._keep(_("Company"), " / ".join(parts))
            return
        self._organisation, self._department = parts[0], " / ".join(parts[1:])

    def _read_title(self, prop: Property) -> None:
        self._first(prop.name, prop)

    def _first(self, name: str, prop: Property) -> None:
        value = self._text(prop)
        if name not in self._one and value:
            self._one[name] = value
        elif value != self._one.get(name, ""):
            self._keep(vcard_names.title_of(name), value)

    def _read_tel(self, prop: Property) -> None:
        value = self._text(prop)
        if self._is_own:
            self._add(self._phones, value, prop)
            return
        if value.casefold().startswith("sip:"):
            self._keep("SIP", value)
            return
        number = value[4:] if value[:4].casefold() == "tel:" else value
        number, _mark, rest = number.partition(";ext=")
        if extension := rest.partition(";")[0].strip():
            number = f"{number} ext. {extension}"
        self._add(self._phones, number, prop)

    def _read_email(self, prop: Property) -> None:
        value = self._text(prop)
        if self._is_own:
            self._add(self._emails, value, prop)
            return
        if "<" in value:
            value = parseaddr(value[:LONGEST_KEPT])[1] or value
        self._add(self._emails, value.removeprefix("mailto:"), prop)

    def _read_url(self, prop: Property) -> None:
        self._add(self._sites, self._text(prop), prop)

    def _add(self, points_: list[tuple[str, str, bool]], value: str, prop: Property) -> None:
        if value and len(points_) < MOST_OF_A_KIND:
            points_.append((value, self._label(prop), prop.is_preferred))

    def _read_adr(self, prop: Property) -> None:
        parts = [text.clean(part, lines=True) for part in vcard_lines.fields_of(prop, self._fallback)]
        box, extended, street, city, region, postcode, country = (parts + [""] * 7)[:7]
        if self._is_own:
            self._addresses.append(
                (Address(street, city, region, postcode, country), self._label(prop), prop.is_preferred)
            )
            return
        if "\n" in box or len(box) > LONGEST_BOX:
            self._keep(_("Address"), box)
            box = ""
        box = f"PO Box {box}" if box.isdigit() else box
        lines = "\n".join(part.strip(" :") for part in (extended, street, box) if part.strip(" :"))
        one_line = [" ".join(part.split()) for part in (city, region, postcode, country)]
        address = Address(lines, *one_line)
        if "\n" in lines and not any(one_line):
            address = taken_apart(lines)
        if not (address.is_empty and not address.country) and len(self._addresses) < MOST_OF_A_KIND:
            self._addresses.append((address, self._label(prop), prop.is_preferred))

    def _addresses_from_labels(self) -> None:
        for prop in self._props if not self._addresses else ():
            if prop.name == "LABEL" and (whole := self._text(prop, lines=True)):
                self._addresses.append((taken_apart(whole), self._label(prop), prop.is_preferred))

    def _made_addresses(self) -> tuple[IncomingAddress, ...]:
        if self._is_own:
            return tuple(IncomingAddress(*each) for each in self._addresses)
        unique = list({(address, label): main for address, label, main in self._addresses}.items())
        main_at = next((at for at, (_address, main) in enumerate(unique) if main), 0)
        return tuple(
            IncomingAddress(address, label, at == main_at) for at, ((address, label), _main) in enumerate(unique)
        )

    def _read_bday(self, prop: Property) -> None:
        self._date(prop, DateKind.BIRTHDAY, self._labels.get(prop.group, "") if self._is_own else "")

    def _read_abdate(self, prop: Property) -> None:
        label = self._labels.get(prop.group, "")
        if self._is_own:
            plain = label == labels.APPLE_ANNIVERSARY
            self._date(prop, DateKind.ANNIVERSARY if plain else DateKind.OTHER, "" if plain else label)
        else:
            self._date(prop, labels.date_kind(label), labels.known(label))

    def _date(self, prop: Property, kind: DateKind, label: str) -> None:
        omitted = prop.parameters.get("X-APPLE-OMIT-YEAR", "")
        self._add_date(
            self._text(prop), kind, label, int(omitted) if omitted.isdecimal() else yearly_dates.APPLE_NO_YEAR
        )

    def _add_date(self, written: str, kind: DateKind, label: str, omitted: int = yearly_dates.APPLE_NO_YEAR) -> None:
        if not written or yearly_dates.is_blank(written):
            return
        on = yearly_dates.read(written, omit_year=omitted)
        if on is None:
            shown = {DateKind.BIRTHDAY: labels.birthday(), DateKind.ANNIVERSARY: _("Anniversary")}.get(kind, label)
            self._keep(shown or _("Date"), written)
        elif len(self._dates) < MOST_OF_A_KIND:
            self._dates.append(IncomingDate(kind, on, label if self._is_own or kind is DateKind.OTHER else ""))

    def _read_note(self, prop: Property) -> None:
        if value := self._text(prop, lines=True):
            self._notes.append(value)

    def _read_categories(self, prop: Property) -> None:
        items = vcard_lines.fields_of(prop, self._fallback, ",")
        if self._is_own:
            self._tags.extend(filter(None, map(text.clean, items)))
            return
        # Thunderbird escapes the commas between its categories as if they were one.
        self._tags.extend(tags(items[0]) if len(items) == 1 else tags(SEVERAL_TAGS.join(items)))

    def _read_related(self, prop: Property) -> None:
        label = self._labels.get(prop.group, "") or next(iter(prop.types), "")
        self._link(label, self._text(prop))

    def _link(self, label: str, name: str) -> None:
        if not name or len(self._links) >= MOST_OF_A_KIND:
            return
        if label == labels.REFERRED_BY or (labels.is_referrer(label) and not self._is_own):
            self._referred_by.append(name)
        else:
            self._links.append(IncomingLink(self._known(label), name))

    def _read_android(self, prop: Property) -> None:
        kind, *rest = vcard_lines.fields_of(prop, self._fallback)
        value, type_, label = (text.clean(part) for part in [*rest, "", "", ""][:3])
        if kind == f"{_ANDROID}nickname":
            self._nickname = self._nickname or value
        elif kind == f"{_ANDROID}contact_event":
            date_kind = {"1": DateKind.ANNIVERSARY, "3": DateKind.BIRTHDAY}.get(type_, DateKind.OTHER)
            self._add_date(value, date_kind, label)
        elif kind == f"{_ANDROID}relation":
            self._link(label, value)
        elif value:
            self._keep(kind.removeprefix(_ANDROID), " ".join(text.clean(part) for part in rest if part))

    def _read_agent(self, prop: Property) -> None:
        """Read an assistant whose whole card stands in one line; a card on lines of its own is a person by itself."""
        written = self._text(prop, lines=True)
        shown = [line[3:] for line in written.split("\n") if line[:3].upper() == "FN:"]
        if shown:
            self._link("assistant", text.clean(shown[0]))
        else:
            self._keep(_("Assistant"), written)

    def _read_full_contact(self, prop: Property) -> None:
        """Read a property whose name is written in hexadecimal: "X-FC-RelatedNames:Mother"."""
        try:
            name = bytes.fromhex(prop.name.removeprefix(_FULL_CONTACT)).decode("utf-8", "replace")
        except ValueError:
            name = prop.name
        what, _colon, label = name.partition(":")
        if what.endswith("RelatedNames"):
            self._link(label, self._text(prop))
        elif what.endswith("Dates"):
            self._add_date(self._text(prop), labels.date_kind(label), label)
        else:
            self._keep(label or what, self._text(prop))

    def _read_photo(self, prop: Property) -> None:
        """Take the first photo; where a card only says on which page it stands, that is kept as a note."""
        if address := text.clean(vcard_photos.address(prop, self._fallback)):
            self._keep(_("Photo"), address)
        elif self._photo is None:
            self._photo = vcard_photos.content(prop)

    def _read_nothing_named(self, prop: Property) -> None:
        self._keep(_("Unreadable line {line}").format(line=prop.line), self._text(prop))

    # The name

    def _name(self) -> PersonName:
        shown = self._one.get("FN", "")
        nickname, organisation = self._nickname, self._organisation
        if self._is_own:
            family, given, middle, prefix, suffix = self._n or [""] * 5
            return PersonName(prefix, given, middle, family, suffix, nickname, organisation)
        if any(self._n[:3]):
            family, given, middle, prefix, suffix = self._n
            name = PersonName(prefix, given, middle, family, suffix, nickname, organisation)
            if shown:
                labels.keep_shown_name(shown, name, self._unmapped)
            return name
        if shown and text.fold(shown) != text.fold(organisation):
            split = names.split(shown)
            return PersonName(
                split.prefix, split.given, split.middle, split.family, split.suffix,
                nickname or split.nickname, organisation or split.organisation,
            )  # fmt: skip
        return PersonName(nickname=nickname, organisation=organisation)

    _readers: ClassVar[dict[str, Callable[["Draft", Property], None]]] = {
        "N": _read_n,
        "FN": _read_fn,
        "NICKNAME": _read_nickname,
        "X-NICKNAME": _read_nickname,
        "ORG": _read_org,
        "TITLE": _read_title,
        "ROLE": _read_title,
        "TEL": _read_tel,
        "X-MS-TEL": _read_tel,
        "EMAIL": _read_email,
        "URL": _read_url,
        "ADR": _read_adr,
        "AGENT": _read_agent,
        "BDAY": _read_bday,
        "X-ABDATE": _read_abdate,
        "NOTE": _read_note,
        "PHOTO": _read_photo,
        "CATEGORIES": _read_categories,
        "X-ABRELATEDNAMES": _read_related,
        "RELATED": _read_related,
        "X-ANDROID-CUSTOM": _read_android,
        "": _read_nothing_named,
    }
