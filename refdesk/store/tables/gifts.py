"""Gifts given and received."""

from datetime import date

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import Row, ref, states, table_args


class Gift(Row):
    """A gift to or from a contact; amounts are minor units of the file's currency."""

    __tablename__ = "gift"
    __table_args__ = table_args(states("direction", "given", "received"), states("state", "planned", "bought", "given"))
    contact_id: Mapped[int] = ref("contact")
    household_id: Mapped[int | None] = ref("household")
    name: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    direction: Mapped[str] = mapped_column(default="given")
    occasion: Mapped[str] = mapped_column(default="")
    referral_id: Mapped[int | None] = ref("referral")
    on: Mapped[date] = mapped_column(Date)
    cost_minor: Mapped[int] = mapped_column(default=0)
    shipping_minor: Mapped[int] = mapped_column(default=0)
    business_reason: Mapped[str] = mapped_column(default="")
    relationship: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="given")
