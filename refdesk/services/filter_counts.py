"""How many people stand behind each filter of the panel; read by a job, for some of it walks over everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from refdesk.domain import text
from refdesk.domain.contact import Category
from refdesk.domain.ranking import Rank
from refdesk.domain.search import Trait
from refdesk.progress import SILENT, Progress
from refdesk.services import conditions, contact_list, contact_traits
from refdesk.services.contact_list import Filter
from refdesk.store.tables.people import Contact, ContactTag, Tag


@dataclass(frozen=True, slots=True)
class FilterCounts:
    """Hold the numbers of active people; `tags` stand in the order of the alphabet, each with its name."""

    traits: Mapping[Trait, int]
    ranks: Mapping[Rank | None, int]
    categories: Mapping[Category, int]
    tags: Mapping[str, int]
    inactive: int


def read(session: Session, today: date, progress: Progress = SILENT) -> FilterCounts:
    """Return the numbers behind all filters; raises `Cancelled`."""
    active = contact_traits.is_on_lists()
    quick = contact_list.counts(session, today)
    traits = {Trait.SOURCE: quick.sources, Trait.CLIENT: quick.clients, Trait.DUE: quick.due}
    for trait in Trait:
        progress.check()
        if trait not in traits:
            traits[trait] = contact_list.count(session, Filter(trait.value), today)
    ranks = session.execute(select(Contact.rank, func.count()).where(active).group_by(Contact.rank))
    categories = session.execute(select(Contact.category, func.count()).where(active).group_by(Contact.category))
    return FilterCounts(
        traits=traits,
        ranks={Rank(rank) if rank else None: people for rank, people in ranks},
        categories={Category(category): people for category, people in categories},
        tags=_tags(session),
        inactive=quick.inactive,
    )


def _tags(session: Session) -> dict[str, int]:
    counted = (
        select(ContactTag.tag_id, func.count().label("people"))
        .join(Contact, Contact.id == ContactTag.contact_id)
        .where(conditions.is_active())
        .group_by(ContactTag.tag_id)
        .subquery()
    )
    query = select(Tag.name, func.coalesce(counted.c.people, 0)).outerjoin(counted, counted.c.tag_id == Tag.id)
    return {row[0]: row[1] for row in sorted(session.execute(query), key=lambda row: text.fold(row[0]))}
