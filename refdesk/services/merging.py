"""Two contacts that are one person become one: shown side by side, joined field by field, taken back as one step."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from refdesk.domain import merging as rules
from refdesk.domain.contact import ContactDraft
from refdesk.domain.ids import ContactId, HouseholdId
from refdesk.domain.merging import FIELD_WORDS, Choices
from refdesk.domain.names import PersonName
from refdesk.domain.uniting import Choice
from refdesk.errors import Overtaken, Problem, Refused
from refdesk.i18n import N_, _, ngettext, number
from refdesk.progress import SILENT, Progress
from refdesk.services import business, contacts, households, merging_rows
from refdesk.services.operation import operation
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.office import Picture
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, ReferralGiver
from refdesk.store.tables.work import Promise, Touch
from refdesk.store.unit import Unit

LISTS = frozenset({"phones", "emails", "sites", "addresses", "dates", "tags", "notes"})
"""Fields of which both are kept unless somebody chooses otherwise."""
SETTLED = frozenset({"client_since", "referrals_remembered"})
"""Fields that nobody has to choose: a client since the earlier day, with the higher number remembered."""
NAME = frozenset({"prefix", "given", "middle", "family", "suffix", "nickname"})
_QUIET = frozenset({"may_be_called", "may_be_mailed", "may_accept_gifts", "hear_less", "status"})
"""Fields that are shown only where the two differ."""
_NOTHING = ContactDraft()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, with what belongs to them in words; `version` goes back with `merge`."""

    contact_id: ContactId
    name: str
    draft: ContactDraft
    version: int
    belongings: tuple[str, ...]
    last_contact: date | None
    has_photo: bool


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field of both in words; `differs` where there is something to choose, `both` where both can be kept."""

    field: str
    title: str
    mine: str
    theirs: str
    differs: bool
    usual: Choice
    both: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two contacts side by side; phones without a country code are dialed in `country`."""

    kept: Side
    gone: Side
    fields: tuple[FieldRow, ...]
    country: str


def compare(session: Session, kept_id: ContactId, gone_id: ContactId) -> Comparison:
    """Return two contacts side by side; raises `Overtaken` if one of them is gone."""
    country = business.load(session).country
    kept, gone = _side(session, kept_id), _side(session, gone_id)
    return Comparison(kept, gone, tuple(_field_rows(kept.draft, gone.draft, country)), country)


def joined(mine: ContactDraft, theirs: ContactDraft, choices: Choices, country: str) -> ContactDraft:
    """Return the one contact that the two become with these choices; lists are joined where nothing was chosen."""
    chosen = dict.fromkeys(LISTS, Choice.KEEP_BOTH) | dict(choices)
    draft = rules.combine(mine, theirs, choices=chosen, country=country)
    since = [day for day in (mine.client_since, theirs.client_since) if day is not None]
    remembered = [count for count in (mine.referrals_remembered, theirs.referrals_remembered) if count is not None]
    return replace(draft, client_since=min(since, default=None), referrals_remembered=max(remembered, default=None))


def preview(comparison: Comparison, choices: Choices) -> tuple[tuple[str, str], ...]:
    """Return the one contact that the two become, as (title, words) of every field that holds something."""
    draft = joined(comparison.kept.draft, comparison.gone.draft, choices, comparison.country)
    shown = (field for field in FIELD_WORDS if field not in NAME and _says(draft, field))
    lines = ((_(FIELD_WORDS[field]), rules.field_words(draft, field)) for field in shown)
    return (
        (_("Name"), PersonName(**{part: getattr(draft, part) for part in (*sorted(NAME), "organisation")}).full),
        *(line for line in lines if line[1]),
    )


@operation(N_("Merge two contacts"))
def merge(
    unit: Unit,
    kept_id: ContactId,
    gone_id: ContactId,
    draft: ContactDraft,
    *,
    versions: tuple[int, int] | None = None,
    photo_of_gone: bool = False,
) -> None:
    """Make one contact of two: `draft` is what is kept of their fields, everything else goes over.

    Raises `Refused` with the problems of the draft, or when one sent the other; `Overtaken` when one of the two has
    moved on from `versions` (of the kept and the other).
    """
    if kept_id == gone_id:
        raise Refused(Problem("", _("This is one contact.")))
    kept, gone = unit.get(Contact, kept_id), unit.get(Contact, gone_id)
    if versions is not None and contacts.draft_of(unit.session, gone_id).version != versions[1]:
        raise Overtaken(_("This was changed in the meantime."))
    if merging_rows.is_referral_between(unit, kept_id, gone_id):
        raise Refused(Problem("", _sent(contacts.name_of(kept), contacts.name_of(gone))))
    name, ranked_on = contacts.name_of(gone), gone.rank_set_on if gone.rank == draft.rank else None
    had_rank = kept.rank
    contacts.save(unit, kept_id, draft, version=None if versions is None else versions[0])
    if ranked_on is not None and had_rank != kept.rank:
        kept.rank_set_on = ranked_on
    _join_photos(unit, kept, gone, of_gone=photo_of_gone)
    _join_households(unit, kept, gone)
    merging_rows.move(unit, kept_id, gone_id)
    unit.session.delete(gone)
    unit.say(said(name, contacts.name_of(kept)), "contact", kept_id)


@operation(N_("Merge contacts"))
def merge_many(unit: Unit, pairs: Sequence[tuple[ContactId, ContactId]], progress: Progress = SILENT) -> int:
    """Merge each pair into its first contact, as one step; returns how many were merged.

    Somebody who was merged before stands for both; a pair that cannot be merged is left as it is.
    """
    country = business.load(unit.session).country
    stands_for: dict[ContactId, ContactId] = {}
    merged = 0
    for pair in progress.over(pairs, note=_("Merging contacts")):
        kept_id, gone_id = (_root(stands_for, contact_id) for contact_id in pair)
        if kept_id == gone_id:
            continue
        mine, theirs = (contacts.draft_of(unit.session, contact_id).draft for contact_id in (kept_id, gone_id))
        try:
            merge(unit, kept_id, gone_id, joined(mine, theirs, {}, country))
        except Refused:
            continue
        stands_for[gone_id] = kept_id
        merged += 1
    unit.say(ngettext("{n} contact merged", "{n} contacts merged", merged).format(n=number(merged)))
    return merged


def _root(stands_for: Mapping[ContactId, ContactId], contact_id: ContactId) -> ContactId:
    while contact_id in stands_for:
        contact_id = stands_for[contact_id]
    return contact_id


def _sent(one: str, other: str) -> str:
    return _(
        "{one} and {other} stand in one referral as two people. Correct that referral first, or say that these are two "
        "people."
    ).format(one=one, other=other)


def said(gone: str, kept: str) -> str:
    """Return the sentence for a merge that was done."""
    if gone == kept:
        return _("Two contacts of {name} merged").format(name=kept)
    return _("{gone} merged into {kept}").format(gone=gone, kept=kept)


def _join_photos(unit: Unit, kept: Contact, gone: Contact, *, of_gone: bool) -> None:
    if gone.photo_id is None:
        return
    if kept.photo_id is None or of_gone:
        kept.photo_id, gone.photo_id = gone.photo_id, kept.photo_id
    if gone.photo_id is not None:
        unit.session.delete(unit.get(Picture, gone.photo_id))


def _join_households(unit: Unit, kept: Contact, gone: Contact) -> None:
    """Keep the household of the one who stays; without one, they take the other's place in theirs."""
    if gone.household_id is None:
        return
    if kept.household_id is None:
        households.join(unit, HouseholdId(gone.household_id), ContactId(kept.id))
        unit.session.flush()
    households.let_go(unit, gone)


def _side(session: Session, contact_id: ContactId) -> Side:
    edited = contacts.draft_of(session, contact_id)
    contact = session.get(Contact, contact_id)
    assert contact is not None, "its draft was read just now"
    return Side(
        contact_id, contacts.name_of(contact), edited.draft, edited.version, tuple(_belongings(session, contact_id)),
        contact.last_touch_on, contact.photo_id is not None,
    )  # fmt: skip


def _belongings(session: Session, contact_id: ContactId) -> Iterator[str]:
    """Yield what belongs to somebody besides their fields: "3 conversations", "1 referral"."""
    given = select(ReferralGiver.referral_id).where(ReferralGiver.contact_id == contact_id)
    stands_in = or_(Referral.prospect_id == contact_id, Referral.recipient_id == contact_id, Referral.id.in_(given))
    for count, one, many in (
        (_count(session, Touch, Touch.contact_id == contact_id), N_("{n} conversation"), N_("{n} conversations")),
        (_count(session, Referral, stands_in), N_("{n} referral"), N_("{n} referrals")),
        (_count(session, Gift, Gift.contact_id == contact_id), N_("{n} gift"), N_("{n} gifts")),
        (_count(session, Promise, Promise.contact_id == contact_id), N_("{n} promise"), N_("{n} promises")),
    ):
        if count:
            yield ngettext(one, many, count).format(n=number(count))


def _count(session: Session, row_class: type[Touch | Referral | Gift | Promise], condition: object) -> int:
    return session.scalar(select(func.count()).select_from(row_class).where(condition)) or 0  # type: ignore[arg-type]


def _field_rows(mine: ContactDraft, theirs: ContactDraft, country: str) -> Iterator[FieldRow]:
    usual = joined(mine, theirs, {}, country)
    for field, title in FIELD_WORDS.items():
        if field in SETTLED or not (_says(mine, field) or _says(theirs, field)):
            continue
        one, other = rules.field_words(mine, field), rules.field_words(theirs, field)
        if field in _QUIET and one == other:
            continue
        differs = bool(one and other) and not _same(mine, theirs, field, country)
        kept = rules.field_words(usual, field)
        choice = Choice.KEEP_MINE if kept == one else Choice.TAKE_THEIRS if kept == other else Choice.KEEP_BOTH
        yield FieldRow(field, _(title), one, other, differs, choice, field in LISTS)


def _says(draft: ContactDraft, field: str) -> bool:
    return bool(getattr(draft, field) != getattr(_NOTHING, field))


def _same(mine: ContactDraft, theirs: ContactDraft, field: str, country: str) -> bool:
    """Tell whether it makes no difference which of the two is kept."""
    kept, taken = (
        rules.combine(mine, theirs, choices={field: choice}, country=country)
        for choice in (Choice.KEEP_MINE, Choice.TAKE_THEIRS)
    )
    return bool(rules.field_words(kept, field) == rules.field_words(taken, field))
