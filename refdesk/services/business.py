"""The settings of the business: rows of `setting`, read through one typed value."""

import json
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from refdesk.store.tables.office import Setting

ZONE = "zone"
DEFAULT_ZONE = "UTC"


def zone(session: Session) -> ZoneInfo:
    """Return the time zone of the business."""
    return ZoneInfo(values(session).get(ZONE) or DEFAULT_ZONE)


def values(session: Session) -> dict[str, Any]:
    """Return every setting that was ever saved, by its key."""
    return {row.key: json.loads(row.value) for row in session.scalars(select(Setting).order_by(Setting.id))}
