"""People: contacts with their phones, addresses, dates and tags, and the households they share."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from refdesk.store.base import DERIVED, Day, Row, derived, partial_index, ref, states, table_args


class Household(Row):
    """Contacts that share one address: one envelope, one gift total."""

    __tablename__ = "household"
    __table_args__ = table_args()
    name_on_envelope: Mapped[str]
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


class Contact(Row):
    """A person or an organisation."""

    __tablename__ = "contact"
    __table_args__ = table_args(
        states("kind", "person", "organisation"),
        states("category", "client", "professional", "business_owner", "friend", "community", "prospect", "other"),
        states("rank", "A+", "A", "B", "C", "D"),
        states("may_be_called", "unknown", "yes", "no"),
        states("status", "active", "inactive", "deceased"),
        CheckConstraint('know BETWEEN 0 AND 3 AND "like" BETWEEN 0 AND 3 AND trust BETWEEN 0 AND 3', name="closeness"),
        Index("ix_contact_by_name", "status", "sort_key", "id"),
        Index("ix_contact_by_rank", "status", "rank", "sort_key", "id"),
        Index("ix_contact_standing", "status", "rank", "last_touch_on", "client_since"),
        Index("ix_contact_category", "status", "category"),
        partial_index("ix_contact_clients", "client_since", where="client_since IS NOT NULL"),
        partial_index("ix_contact_not_mailed", "id", where="NOT may_be_mailed"),
    )
    household_id: Mapped[int | None] = ref("household")
    photo_id: Mapped[int | None] = ref("picture", index=False)
    kind: Mapped[str] = mapped_column(default="person")
    prefix: Mapped[str] = mapped_column(default="")
    given: Mapped[str] = mapped_column(default="")
    middle: Mapped[str] = mapped_column(default="")
    family: Mapped[str] = mapped_column(default="")
    suffix: Mapped[str] = mapped_column(default="")
    nickname: Mapped[str] = mapped_column(default="")
    organisation: Mapped[str] = mapped_column(default="")
    job_title: Mapped[str] = mapped_column(default="")
    what_they_do: Mapped[str] = mapped_column(default="")
    good_lead_for_them: Mapped[str] = mapped_column(default="")
    profession: Mapped[str] = mapped_column(default="")
    category: Mapped[str] = mapped_column(default="other")
    influential: Mapped[bool] = mapped_column(default=False)
    small_business_owner: Mapped[bool] = mapped_column(default=False)
    rank: Mapped[str | None]
    rank_set_on: Mapped[date | None] = mapped_column(Day)
    referrals_remembered: Mapped[int | None]
    client_since: Mapped[date | None] = mapped_column(Day)
    satisfaction: Mapped[int | None]
    know: Mapped[int] = mapped_column(default=0)
    like: Mapped[int] = mapped_column(default=0)
    trust: Mapped[int] = mapped_column(default=0)
    may_be_called: Mapped[str] = mapped_column(default="unknown")
    may_be_mailed: Mapped[bool] = mapped_column(default=True)
    may_accept_gifts: Mapped[bool] = mapped_column(default=True)
    best_time: Mapped[str] = mapped_column(default="")
    hear_less: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(default="active")
    notes: Mapped[str] = mapped_column(default="")
    source_of_data: Mapped[str] = mapped_column(default="")
    search_text: Mapped[str] = derived()
    sort_key: Mapped[str] = derived()
    last_touch_on: Mapped[date | None] = mapped_column(Day, info=DERIVED)
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


class ContactPoint(Row):
    """A phone, an e-mail address or a site of a contact: `value` for comparing, `as_typed` for showing."""

    __tablename__ = "contact_point"
    __table_args__ = table_args(
        states("kind", "phone", "email", "site"), Index("ix_contact_point_value", "kind", "value")
    )
    contact_id: Mapped[int] = ref("contact")
    kind: Mapped[str]
    value: Mapped[str]
    as_typed: Mapped[str]
    label: Mapped[str] = mapped_column(default="")
    main: Mapped[bool] = mapped_column(default=False)


class PostalAddress(Row):
    """An address of a contact or of a household; `street` may hold several lines."""

    __tablename__ = "postal_address"
    __table_args__ = table_args(
        CheckConstraint("(contact_id IS NULL) <> (household_id IS NULL)", name="whose"),
    )
    contact_id: Mapped[int | None] = ref("contact")
    household_id: Mapped[int | None] = ref("household")
    street: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    postcode: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="")
    label: Mapped[str] = mapped_column(default="")
    main: Mapped[bool] = mapped_column(default=False)


class YearlyDate(Row):
    """A day that comes back each year, with or without the year it began."""

    __tablename__ = "yearly_date"
    __table_args__ = table_args(
        states("kind", "birthday", "anniversary", "other"),
        CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name="day_of_year"),
        Index("ix_yearly_date_in_year", "kind", "month", "day"),
    )
    contact_id: Mapped[int] = ref("contact")
    kind: Mapped[str]
    month: Mapped[int]
    day: Mapped[int]
    year: Mapped[int | None]
    label: Mapped[str] = mapped_column(default="")


class Tag(Row):
    """A word that the owner sorts people by."""

    __tablename__ = "tag"
    __table_args__ = table_args()
    name: Mapped[str]


class ContactTag(Row):
    """A tag on a contact."""

    __tablename__ = "contact_tag"
    __table_args__ = table_args()
    contact_id: Mapped[int] = ref("contact")
    tag_id: Mapped[int] = ref("tag")


class ContactLink(Row):
    """How two contacts belong together, said from `a` to `b`: `parent` means that `a` is the parent of `b`."""

    __tablename__ = "contact_link"
    __table_args__ = table_args(
        states(
            "kind", "partner", "parent", "sibling", "relative", "friend", "colleague", "employer", "assistant",
            "neighbor", "referred", "other",
        ),
        CheckConstraint("a_id <> b_id", name="two_people"),
    )  # fmt: skip
    a_id: Mapped[int] = ref("contact")
    b_id: Mapped[int] = ref("contact")
    kind: Mapped[str]
    label: Mapped[str] = mapped_column(default="")


class ToldApart(Row):
    """Two contacts that look alike and are two people: they are not offered for merging again."""

    __tablename__ = "told_apart"
    __table_args__ = table_args(CheckConstraint("a_id < b_id", name="in_order"))
    a_id: Mapped[int] = ref("contact")
    b_id: Mapped[int] = ref("contact")


class Evidence(Row):
    """What shows how well a person knows, likes or trusts us, or when they were happy with us."""

    __tablename__ = "evidence"
    __table_args__ = table_args(states("of", "know", "like", "trust", "happy"))
    contact_id: Mapped[int] = ref("contact")
    of: Mapped[str]
    on: Mapped[date] = mapped_column(Day)
    text: Mapped[str]


class Plan(Row):
    """What we do for one source and want of them; one row a contact."""

    __tablename__ = "plan"
    __table_args__ = table_args()
    contact_id: Mapped[int] = ref("contact")
    benefit: Mapped[str] = mapped_column(default="")
    wanted_action: Mapped[str] = mapped_column(default="")
    why_we_like_their_kind: Mapped[str] = mapped_column(default="")
    words: Mapped[str] = mapped_column(default="")
    next_step: Mapped[str] = mapped_column(default="")
    next_step_on: Mapped[date | None] = mapped_column(Day, index=True)
    version: Mapped[int] = mapped_column(default=1, info=DERIVED)


class LessonTaught(Row):
    """A lesson about us that a person was taught, and whether they can repeat it."""

    __tablename__ = "lesson_taught"
    __table_args__ = table_args()
    contact_id: Mapped[int] = ref("contact")
    lesson_key: Mapped[str]
    on: Mapped[date] = mapped_column(Day)
    can_repeat: Mapped[bool] = mapped_column(default=False)
