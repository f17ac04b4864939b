"""What was printed, and what became of it."""

from datetime import date, datetime

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import Row, ref, states, table_args


class PrintJob(Row):
    """One file or printer run."""

    __tablename__ = "print_job"
    __table_args__ = table_args(states("kind", "cards", "call_sheets"))
    at: Mapped[datetime]
    kind: Mapped[str]
    stock: Mapped[str] = mapped_column(default="")


class Printed(Row):
    """One card of a print job, on its way to the letter box."""

    __tablename__ = "printed"
    __table_args__ = table_args(states("state", "printed", "written", "mailed", "handed_over"))
    print_job_id: Mapped[int] = ref("print_job")
    contact_id: Mapped[int] = ref("contact")
    thanks_part_id: Mapped[int | None] = ref("thanks_part")
    text: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="printed", index=True)
    mailed_on: Mapped[date | None] = mapped_column(Date)
