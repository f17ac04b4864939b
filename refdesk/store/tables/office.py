"""The business itself: settings shared by everybody who opens the file."""

from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import Row, table_args


class Setting(Row):
    """One setting; `value` is JSON, read through one typed reader."""

    __tablename__ = "setting"
    __table_args__ = table_args()
    key: Mapped[str]
    value: Mapped[str]


class Picture(Row):
    """A picture as it went through the image gate; never changed, only replaced by another."""

    __tablename__ = "picture"
    __table_args__ = table_args()
    content: Mapped[bytes] = mapped_column("bytes")
    mime: Mapped[str]
