"""What is done with many contacts at once, each as one step; people who are gone in the meantime are passed over."""

from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import select

from refdesk.domain import text
from refdesk.domain.contact import CATEGORY_WORDS, LONGEST_LINE, Category, MayBeCalled, Status, too_long
from refdesk.domain.ids import ContactId
from refdesk.domain.ranking import Rank
from refdesk.errors import Problem, Refused
from refdesk.i18n import N_, _, ngettext, number
from refdesk.progress import SILENT, Progress
from refdesk.services import tags
from refdesk.services.operation import operation
from refdesk.store.tables.people import Contact, ContactTag, Tag
from refdesk.store.unit import Unit

CHUNK = 500


@operation(N_("Tag contacts"))
def add_tag(unit: Unit, contact_ids: Sequence[ContactId], name: str, progress: Progress = SILENT) -> int:
    """Give people a tag, made if nobody had it yet; return how many did not have it. Raises `Refused` by field."""
    kept = text.clean(name)
    if not kept:
        raise Refused(Problem("tag", _("Type a tag.")))
    if len(kept) > LONGEST_LINE:
        raise Refused(Problem("tag", too_long(LONGEST_LINE)))
    tag_id, changed = tags.id_of(unit, kept), 0
    for ids in _parts(contact_ids, progress):
        there = set(unit.session.scalars(select(Contact.id).where(Contact.id.in_(ids))))
        tagged = select(ContactTag.contact_id).where(ContactTag.tag_id == tag_id, ContactTag.contact_id.in_(ids))
        without = there - set(unit.session.scalars(tagged))
        unit.session.add_all(ContactTag(contact_id=each, tag_id=tag_id) for each in ids if each in without)
        unit.session.flush()
        changed += len(without)
    said = ngettext("{n} contact tagged “{tag}”", "{n} contacts tagged “{tag}”", changed)
    unit.say(said.format(n=number(changed), tag=kept))
    return changed


@operation(N_("Take a tag from contacts"))
def remove_tag(unit: Unit, contact_ids: Sequence[ContactId], name: str, progress: Progress = SILENT) -> int:
    """Take a tag from those who have it, and return how many that were; the tag itself stays."""
    wanted = [tag_id for tag_id, each in unit.session.execute(select(Tag.id, Tag.name)) if _same(each, name)]
    changed = 0
    for ids in _parts(contact_ids, progress):
        query = select(ContactTag).where(ContactTag.tag_id.in_(wanted), ContactTag.contact_id.in_(ids))
        rows = unit.session.scalars(query).all()
        for row in rows:
            unit.session.delete(row)
        unit.session.flush()
        changed += len({row.contact_id for row in rows})
    said = ngettext("Tag “{tag}” taken from {n} contact", "Tag “{tag}” taken from {n} contacts", changed)
    unit.say(said.format(n=number(changed), tag=text.clean(name)))
    return changed


@operation(N_("Rank contacts"))
def set_rank(unit: Unit, contact_ids: Sequence[ContactId], rank: Rank | None, progress: Progress = SILENT) -> int:
    """Rank people, or take their ranks away with None; return how many had another one."""
    value = rank.value if rank else None

    def change(row: Contact) -> bool:
        if row.rank == value:
            return False
        row.rank, row.rank_set_on = value, unit.today
        return True

    changed = _change(unit, contact_ids, change, progress)
    if rank is None:
        said = ngettext("{n} contact not ranked any more", "{n} contacts not ranked any more", changed)
    else:
        said = ngettext("{n} contact ranked {rank}", "{n} contacts ranked {rank}", changed)
    unit.say(said.format(n=number(changed), rank=value))
    return changed


@operation(N_("Set the category of contacts"))
def set_category(
    unit: Unit, contact_ids: Sequence[ContactId], category: Category, progress: Progress = SILENT
) -> int:  # fmt: skip
    """Put people into a category; return how many were in another one."""
    changed = _set(unit, contact_ids, "category", category.value, progress)
    said = ngettext("{n} contact is now: {category}", "{n} contacts are now: {category}", changed)
    unit.say(said.format(n=number(changed), category=_(CATEGORY_WORDS[category])))
    return changed


@operation(N_("Mark who may be mailed"))
def set_mail(unit: Unit, contact_ids: Sequence[ContactId], allowed: bool, progress: Progress = SILENT) -> int:
    """Mark people as to be mailed, or not; return how many were marked otherwise."""
    changed = _set(unit, contact_ids, "may_be_mailed", allowed, progress)
    if allowed:
        said = ngettext("{n} contact may be mailed again", "{n} contacts may be mailed again", changed)
    else:
        said = ngettext("{n} contact will not be mailed", "{n} contacts will not be mailed", changed)
    unit.say(said.format(n=number(changed)))
    return changed


@operation(N_("Mark who may be called"))
def set_call(
    unit: Unit, contact_ids: Sequence[ContactId], allowed: MayBeCalled, progress: Progress = SILENT
) -> int:  # fmt: skip
    """Mark people as to be called, or not; return how many were marked otherwise."""
    changed = _set(unit, contact_ids, "may_be_called", allowed.value, progress)
    if allowed is MayBeCalled.NO:
        said = ngettext("{n} contact will not be called", "{n} contacts will not be called", changed)
    else:
        said = ngettext("{n} contact may be called", "{n} contacts may be called", changed)
    unit.say(said.format(n=number(changed)))
    return changed


@operation(N_("Take contacts off the lists"))
def set_status(unit: Unit, contact_ids: Sequence[ContactId], status: Status, progress: Progress = SILENT) -> int:
    """Take people off the lists, or bring them back; return how many it concerned."""
    changed = _set(unit, contact_ids, "status", status.value, progress)
    if status is Status.ACTIVE:
        said = ngettext("{n} contact is back on the lists", "{n} contacts are back on the lists", changed)
    else:
        said = ngettext("{n} contact taken off the lists", "{n} contacts taken off the lists", changed)
    unit.say(said.format(n=number(changed)))
    return changed


def _set(unit: Unit, contact_ids: Sequence[ContactId], field: str, value: object, progress: Progress) -> int:
    def change(row: Contact) -> bool:
        if getattr(row, field) == value:
            return False
        setattr(row, field, value)
        return True

    return _change(unit, contact_ids, change, progress)


def _change(
    unit: Unit, contact_ids: Sequence[ContactId], change: Callable[[Contact], bool], progress: Progress
) -> int:  # fmt: skip
    changed = 0
    for ids in _parts(contact_ids, progress):
        rows = unit.session.scalars(select(Contact).where(Contact.id.in_(ids)).order_by(Contact.id)).all()
        changed += sum(map(change, rows))
        unit.session.flush()
        for row in rows:
            unit.session.expunge(row)
    return changed


def _parts(contact_ids: Sequence[ContactId], progress: Progress) -> Iterator[list[ContactId]]:
    for start in range(0, len(contact_ids), CHUNK):
        progress.say(start, len(contact_ids), _("Changing contacts"))
        yield list(contact_ids[start : start + CHUNK])
    progress.say(len(contact_ids), len(contact_ids), _("Writing them down"))


def _same(one: str, other: str) -> bool:
    return text.fold(one) == text.fold(other)
