"""The business itself: settings shared by everybody who opens the file."""

from sqlalchemy.orm import Mapped

from refdesk.store.base import Row, table_args


class Setting(Row):
    """One setting; `value` is JSON, read through one typed reader."""

    __tablename__ = "setting"
    __table_args__ = table_args()
    key: Mapped[str]
    value: Mapped[str]
