"""Thank-yous of which nothing is owed any more, the latest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, null, select
from sqlalchemy.orm import Session

from refdesk.domain.working_time import WorkingTime
from refdesk.services import thanks_queue
from refdesk.services.clocks import Clocks
from refdesk.services.thanks_queue import ThanksRow
from refdesk.store.tables.referrals import Thanks, ThanksPart

LATELY_DAYS = 30


@dataclass(frozen=True, slots=True)
class Finished:
    """Hold the latest thank-yous that are finished, and how many there are in all."""

    rows: tuple[ThanksRow, ...]
    count: int


def finished(
    session: Session, now: datetime, working: WorkingTime, *, since: datetime | None = None, most: int
) -> Finished:  # fmt: skip
    """Return what was finished since a moment, or ever; at most so many, the latest first. Who left is there too."""
    closed = _closed(since)
    found = session.execute(select(closed.c.thanks_id).order_by(closed.c.at.desc(), closed.c.thanks_id.desc()))
    ids = [row.thanks_id for row in found.all()]
    shown = ids[:most]
    rows = thanks_queue.read(session, Clocks(now, working), _thanks(shown), _parts(shown))
    place = {thanks_id: at for at, thanks_id in enumerate(shown)}
    return Finished(tuple(sorted(rows, key=lambda row: place[row.thanks_id])), len(ids))


def lately(now: datetime) -> datetime:
    """Return since when a thank-you counts as done lately."""
    return now - timedelta(days=LATELY_DAYS)


def _closed(since: datetime | None) -> Any:  # noqa: ANN401 - a subquery
    """Return the thanks without an open part, with the moment at which the last part was done or left out."""
    still = select(ThanksPart.thanks_id).where(ThanksPart.done_at.is_(None), ThanksPart.waived_at.is_(None))
    at = func.max(func.coalesce(ThanksPart.done_at, ThanksPart.waived_at))
    query = (
        select(ThanksPart.thanks_id, at.label("at"))
        .where(ThanksPart.thanks_id.not_in(still))
        .group_by(ThanksPart.thanks_id)
    )
    return (query if since is None else query.having(at >= since)).subquery()


def _thanks(ids: list[int]) -> Any:  # noqa: ANN401 - a select of many columns
    return thanks_queue.thanks_of(null()).where(Thanks.id.in_(ids))


def _parts(ids: list[int]) -> Select[Any]:
    return thanks_queue.parts_of(ThanksPart.thanks_id.in_(ids))
