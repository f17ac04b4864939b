"""Every table, imported in one place so that the metadata is whole."""

from refdesk.store.base import Base, Row
from refdesk.store.tables import campaign, gifts, office, paper, people, referrals, trail, work

MODULES = (campaign, gifts, office, paper, people, referrals, trail, work)
METADATA = Base.metadata


def row_classes() -> dict[str, type[Row]]:
    """Return the row class of each table by the table's name."""
    return {mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers}
