"""The catalog, gifts given and received, the limits they are held against, and rewards promised to everybody."""

from datetime import date

from sqlalchemy import false
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import DERIVED, Day, Row, ref, states, table_args


class GiftItem(Row):
    """An entry of the catalog; amounts are minor units; `in_stock` is None if not counted."""

    __tablename__ = "gift_item"
    __table_args__ = table_args()
    name: Mapped[str]
    category: Mapped[str] = mapped_column(default="")
    cost_minor: Mapped[int] = mapped_column(default=0)
    shipping_minor: Mapped[int] = mapped_column(default=0)
    we_sell_this: Mapped[bool] = mapped_column(default=False)
    is_consumable: Mapped[bool] = mapped_column(default=False)
    is_voucher: Mapped[bool] = mapped_column(default=False)
    carries_our_mark: Mapped[bool] = mapped_column(default=False)
    in_stock: Mapped[int | None]
    notes: Mapped[str] = mapped_column(default="")
    picture_id: Mapped[int | None] = ref("picture", index=False)
    retired_on: Mapped[date | None] = mapped_column(Day)
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


class GiftLimit(Row):
    """A rule set of the owner's own: in force from a day on, until a later one of the same name; `rules` is JSON."""

    __tablename__ = "gift_limit"
    __table_args__ = table_args()
    name: Mapped[str]
    from_on: Mapped[date] = mapped_column(Day)
    rules: Mapped[str]


class Reward(Row):
    """Something promised to everybody who refers: money off or a thing in minor units, or points."""

    __tablename__ = "reward"
    __table_args__ = table_args(states("kind", "money_off", "points", "thing"), states("earned_on", "referral", "win"))
    name: Mapped[str]
    kind: Mapped[str]
    amount_minor: Mapped[int] = mapped_column(default=0)
    points: Mapped[int] = mapped_column(default=0)
    earned_on: Mapped[str]
    from_on: Mapped[date] = mapped_column(Day)
    until_on: Mapped[date | None] = mapped_column(Day)
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


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
    on: Mapped[date] = mapped_column(Day)
    cost_minor: Mapped[int] = mapped_column(default=0)
    shipping_minor: Mapped[int] = mapped_column(default=0)
    business_reason: Mapped[str] = mapped_column(default="")
    relationship: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="given")
    item_id: Mapped[int | None] = ref("gift_item")
    is_consumable: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_voucher: Mapped[bool] = mapped_column(default=False, server_default=false())
    carries_our_mark: Mapped[bool] = mapped_column(default=False, server_default=false())
    touch_id: Mapped[int | None] = ref("touch")
