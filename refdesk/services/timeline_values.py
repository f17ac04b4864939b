"""What fields of a person held, in words, as the trail kept them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from refdesk import i18n
from refdesk.domain import links, text
from refdesk.domain.contact import CATEGORY_WORDS, Category, MayBeCalled, Status
from refdesk.domain.ids import ContactId
from refdesk.domain.links import LinkKind
from refdesk.domain.merging import STATUS_WORDS
from refdesk.domain.yearly_dates import LEAP_YEAR
from refdesk.i18n import N_, _
from refdesk.services import shown_names
from refdesk.store.tables.people import Contact, ContactLink, ContactTag, Tag

Kept = Mapping[str, Any]
VALUE = 60
_CALLED = {MayBeCalled.UNKNOWN: N_("not known"), MayBeCalled.YES: N_("Yes"), MayBeCalled.NO: N_("No")}
_DATES = {"birthday": N_("Birthday"), "anniversary": N_("Anniversary"), "other": N_("Date")}
_WITHOUT_WORDS = frozenset({"photo_id", "household_id"})
_PLAN = (
    ("benefit", N_("What is good for them")), ("wanted_action", N_("What we ask of them")),
    ("why_we_like_their_kind", N_("Why we like their kind")), ("words", N_("Words to use")),
    ("next_step", N_("Next step")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What the trail has as ids only: tags and the other ends of links; and where the person came from."""

    contact_id: ContactId
    source_of_data: str
    tags: Mapping[int, str]
    people: Mapping[int, str]

    def words(self, table: str, kept: Kept) -> str:
        """Return a row that belongs to the person in words."""
        say: dict[str, Callable[[Kept], str]] = {
            "contact_point": _point, "postal_address": _address, "yearly_date": _day, "contact_tag": self._tag,
            "contact_link": self._link, "household": _household, "plan": _plan,
        }  # fmt: skip
        return text.shorten(say[table](kept), VALUE)

    def _tag(self, kept: Kept) -> str:
        return self.tags.get(kept["tag_id"], "")

    def _link(self, kept: Kept) -> str:
        backward = kept["b_id"] == self.contact_id
        other = self.people.get(kept["a_id"] if backward else kept["b_id"], "")
        return f"{kept['label'] or links.word(LinkKind(kept['kind']), backward=backward)} {other}".strip()


def names(session: Session, contact_id: ContactId) -> Names:
    """Return the names that stand behind the ids in the trail of a person."""
    source = session.scalar(select(Contact.source_of_data).where(Contact.id == contact_id)) or ""
    tags = select(Tag.id, Tag.name).join(ContactTag, ContactTag.tag_id == Tag.id)
    theirs = or_(ContactLink.a_id == contact_id, ContactLink.b_id == contact_id)
    ends = session.execute(select(ContactLink.a_id, ContactLink.b_id).where(theirs))
    others = {each for row in ends for each in row} - {contact_id}
    people = {each: name.usual for each, name in shown_names.by_id(session, others).items()} if others else {}
    tagged = {row[0]: row[1] for row in session.execute(tags.where(ContactTag.contact_id == contact_id))}
    return Names(contact_id, source, tagged, people)


def shown(field: str, value: Any) -> str:  # noqa: ANN401 - what the trail holds of a column
    """Return what a field of the person's own row held, in words; "" for nothing."""
    if value is None or value == "" or field in _WITHOUT_WORDS:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    say: dict[str, Callable[[str], str]] = {
        "may_be_called": lambda kept: _(_CALLED[MayBeCalled(kept)]),
        "status": lambda kept: _(STATUS_WORDS[Status(kept)]),
        "category": lambda kept: _(CATEGORY_WORDS[Category(kept)]),
        "client_since": lambda kept: i18n.day_full(date.fromisoformat(kept)),
    }
    return text.shorten(say.get(field, str)(value), VALUE)


def _point(kept: Kept) -> str:
    return f"{kept['as_typed']} ({kept['label']})" if kept["label"] else str(kept["as_typed"])


def _address(kept: Kept) -> str:
    parts = (*kept["street"].split("\n"), kept["city"], kept["region"], kept["postcode"], kept["country"])
    return ", ".join(part for part in parts if part)


def _day(kept: Kept) -> str:
    on = i18n.day_month(date(LEAP_YEAR, kept["month"], kept["day"]))
    on = on if kept["year"] is None else f"{on}, {kept['year']}"
    return _("{name}: {value}").format(name=kept["label"] or _(_DATES[kept["kind"]]), value=on)


def _household(kept: Kept) -> str:
    return str(kept["name_on_envelope"])


def _plan(kept: Kept) -> str:
    said = next(((title, kept[key]) for key, title in _PLAN if kept.get(key)), None)
    return "" if said is None else _("{name}: {value}").format(name=_(said[0]), value=said[1])
