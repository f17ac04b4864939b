"""Wordings, what was printed and what became of it, the owner's own stock, and where each printer puts its ink."""

from datetime import date, datetime

from sqlalchemy import Float
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import DERIVED, Day, Row, ref, states, table_args


class Wording(Row):
    """A text of the owner's own for an occasion, with fields; `retired_on` keeps it for what was printed with it."""

    __tablename__ = "wording"
    __table_args__ = table_args()
    occasion: Mapped[str]
    title: Mapped[str]
    body: Mapped[str]
    lang: Mapped[str] = mapped_column(default="en")
    retired_on: Mapped[date | None] = mapped_column(Day)
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


class PrintJob(Row):
    """One file or printer run."""

    __tablename__ = "print_job"
    __table_args__ = table_args(states("kind", "cards", "call_sheets"))
    at: Mapped[datetime]
    kind: Mapped[str]
    stock: Mapped[str] = mapped_column(default="")


class Printed(Row):
    """One card of a print job, on its way to the letter box.

    Its words are one of the owner's wordings (`wording_id`) or one that RefDesk brings (`wording_key`); `for_on` is the
    birthday or anniversary it was made for.
    """

    __tablename__ = "printed"
    __table_args__ = table_args(states("state", "printed", "written", "mailed", "handed_over"))
    print_job_id: Mapped[int] = ref("print_job")
    contact_id: Mapped[int] = ref("contact")
    thanks_part_id: Mapped[int | None] = ref("thanks_part")
    wording_id: Mapped[int | None] = ref("wording")
    wording_key: Mapped[str] = mapped_column(default="", server_default="")
    occasion: Mapped[str] = mapped_column(default="", server_default="")
    for_on: Mapped[date | None] = mapped_column(Day)
    text: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="printed", index=True)
    mailed_on: Mapped[date | None] = mapped_column(Day)


class OwnStock(Row):
    """Stock that the owner measured: cards, labels or envelopes; `geometry` is JSON, in points."""

    __tablename__ = "stock"
    __table_args__ = table_args()
    maker: Mapped[str]
    code: Mapped[str]
    geometry: Mapped[str]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


class PrinterPosition(Row):
    """How far a printer's tray and side must be moved, in points to the right and up, and its scale (1 is true)."""

    __tablename__ = "printer_position"
    __table_args__ = table_args(states("side", "front", "back"))
    printer: Mapped[str]
    tray: Mapped[str] = mapped_column(default="")
    side: Mapped[str]
    dx: Mapped[float] = mapped_column(Float, default=0.0)
    dy: Mapped[float] = mapped_column(Float, default=0.0)
    scale: Mapped[float] = mapped_column(Float, default=1.0)
