"""Referrals, conversations and gifts into files, a line each: as CSV that is safe to open, or for Excel."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from refdesk.domain import money
from refdesk.domain.profile import Profile
from refdesk.errors import BadFile
from refdesk.exchange import csv_writer, xlsx_writer
from refdesk.exchange.csv_writer import Flavour
from refdesk.exchange.xlsx_writer import Cell, Sheet
from refdesk.i18n import _
from refdesk.progress import SILENT, Progress
from refdesk.services import board, business, shown_names, whole_files
from refdesk.store.tables.gifts import Gift
from refdesk.store.tables.people import Contact
from refdesk.store.tables.referrals import Referral, Stage, Win
from refdesk.store.tables.work import Touch

_CSV, _EXCEL = ".csv", ".xlsx"
Lines = Iterator[list[Cell]]


class Records(StrEnum):
    """What is written, as the command line names it."""

    REFERRALS = "referrals"
    TOUCHES = "touches"
    GIFTS = "gifts"


COLUMNS: Mapping[Records, tuple[str, ...]] = MappingProxyType(
    {
        Records.REFERRALS: (
            "Received", "At", "Direction", "Person", "From", "To", "Need", "Introduced", "Prepared", "Expects call",
            "Fits", "May share", "Stage", "Value expected", "Value won", "Next step", "Next step on", "Reason lost",
        ),
        Records.TOUCHES: ("On", "At", "With", "Kind", "Purpose", "Outcome", "Asked", "What was said", "About"),
        Records.GIFTS: (
            "On", "Direction", "Person", "Gift", "State", "Cost", "Shipping", "Business reason", "Relationship",
            "About",
        ),
    }
)  # fmt: skip


def write(session: Session, path: Path, what: Records, *, progress: Progress = SILENT) -> int:
    """Write all of these to a file of the kind that its suffix names, and return how many lines.

    Raises `BadFile` for another kind of file, `StoreFault` when it cannot be written, and `Cancelled`.
    """
    suffix = path.suffix.lower()
    if suffix not in (_CSV, _EXCEL):
        raise BadFile(_("These are written as .csv (other programs) or .xlsx (Excel)."))
    lines = list(progress.over(_READ[what](session, business.load(session))))
    if suffix == _CSV:
        words = [[_word(cell) for cell in line] for line in lines]
        whole_files.write(path, lambda out: csv_writer.rows(COLUMNS[what], words, out, flavour=Flavour.SPREADSHEET))
    else:
        sheet = Sheet(what.value.capitalize(), COLUMNS[what], lines)
        whole_files.write(path, lambda out: xlsx_writer.write([sheet], out, progress=progress))
    return len(lines)


def _word(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _referrals(session: Session, profile: Profile) -> Lines:
    recipient = aliased(Contact)
    won = select(func.sum(Win.value_minor)).where(Win.referral_id == Referral.id).scalar_subquery()
    query = (
        select(
            Referral, Stage.name.label("stage"), won.label("won"), shown_names.columns(Contact),
            shown_names.columns(recipient, "recipient"),
        )
        .join(Contact, Contact.id == Referral.prospect_id)
        .join(Stage, Stage.id == Referral.stage_id)
        .outerjoin(recipient, recipient.id == Referral.recipient_id)
        .order_by(Referral.received_at, Referral.id)
    )  # fmt: skip
    rows = session.execute(query).all()
    senders = board.senders(session, [row.Referral.id for row in rows])
    for row in rows:
        each = row.Referral
        at = each.received_at.astimezone(ZoneInfo(profile.zone))
        yield [
            at.date(), at.strftime("%H:%M"), each.direction, shown_names.of(row.person).usual,
            senders.get(each.id, ""), _name(row.recipient), each.need, each.introduced, each.preparedness,
            _yes(each.expects_call), each.fits, _yes(each.may_share), row.stage,
            _amount(each.value_expected_minor, profile), _amount(row.won, profile), each.next_step,
            each.next_step_on, each.lost_reason,
        ]  # fmt: skip


def _touches(session: Session, profile: Profile) -> Lines:
    for row in session.execute(_with_people(Touch).order_by(Touch.at, Touch.id)):
        each = row.Touch
        at = each.at.astimezone(ZoneInfo(profile.zone))
        yield [
            at.date(), at.strftime("%H:%M"), shown_names.of(row.person).usual, each.kind, each.purpose, each.outcome,
            each.asked, each.summary, _name(row.prospect),
        ]  # fmt: skip


def _gifts(session: Session, profile: Profile) -> Lines:
    for row in session.execute(_with_people(Gift).order_by(Gift.on, Gift.id)):
        each = row.Gift
        yield [
            each.on, each.direction, shown_names.of(row.person).usual, each.name, each.state,
            _amount(each.cost_minor, profile), _amount(each.shipping_minor, profile), each.business_reason,
            each.relationship, _name(row.prospect),
        ]  # fmt: skip


def _with_people(table: type[Touch] | type[Gift]) -> Any:  # noqa: ANN401 - a select of many columns
    """Return the rows with whom they are about, and whose referral they belong to."""
    prospect = aliased(Contact)
    return (
        select(table, shown_names.columns(Contact), shown_names.columns(prospect, "prospect"))
        .join(Contact, Contact.id == table.contact_id)
        .outerjoin(Referral, Referral.id == table.referral_id)
        .outerjoin(prospect, prospect.id == Referral.prospect_id)
    )


def _name(parts: Any) -> str:  # noqa: ANN401 - the columns of a person who may not be there
    return shown_names.of(parts).usual if parts is not None and parts[0] is not None else ""


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _amount(minor: int | None, profile: Profile) -> Cell:
    return None if minor is None else money.from_minor(int(minor), profile.currency)


_READ: Mapping[Records, Callable[[Session, Profile], Lines]] = MappingProxyType(
    {Records.REFERRALS: _referrals, Records.TOUCHES: _touches, Records.GIFTS: _gifts}
)
