"""People, the settings of the business, the trail, and on a data file the index that finds people."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# As `search_index` made them when this was written: a migration does not change when the program does.
_INDEXES = {
    "contact_trigram": "search_text, content='contact', content_rowid='id', tokenize='trigram', detail='none'",
    "contact_prefix": "search_text, content='contact', content_rowid='id', prefix='1 2', detail='none'",
}


def upgrade() -> None:
    _tables()
    if op.get_bind().dialect.name == "sqlite":
        for name, shape in _INDEXES.items():
            _make_index(name, shape)


def _make_index(name: str, shape: str) -> None:
    gone = f"INSERT INTO {name}({name}, rowid, search_text) VALUES ('delete', old.id, old.search_text)"  # noqa: S608
    come = f"INSERT INTO {name}(rowid, search_text) VALUES (new.id, new.search_text)"  # noqa: S608
    moved = "UPDATE OF search_text ON contact WHEN old.search_text IS NOT new.search_text"
    op.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({shape})")
    op.execute(f"INSERT INTO {name}({name}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
    op.execute(f"CREATE TRIGGER {name}_insert AFTER INSERT ON contact BEGIN {come}; END")
    op.execute(f"CREATE TRIGGER {name}_delete AFTER DELETE ON contact BEGIN {gone}; END")
    op.execute(f"CREATE TRIGGER {name}_update AFTER {moved} BEGIN {gone}; {come}; END")


def _tables() -> None:
    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name_on_envelope", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undoes_id"], ["operation.id"], name=op.f("fk_operation_undoes_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("operation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_operation_undoes_id"), ["undoes_id"], unique=False)
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_setting")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("middle", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("nickname", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("job_title", sa.Text(), nullable=False),
        sa.Column("what_they_do", sa.Text(), nullable=False),
        sa.Column("good_lead_for_them", sa.Text(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("influential", sa.Boolean(), nullable=False),
        sa.Column("small_business_owner", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=True),
        sa.Column("rank_set_on", sa.Date(), nullable=True),
        sa.Column("referrals_remembered", sa.Integer(), nullable=True),
        sa.Column("client_since", sa.Date(), nullable=True),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("know", sa.Integer(), nullable=False),
        sa.Column("like", sa.Integer(), nullable=False),
        sa.Column("trust", sa.Integer(), nullable=False),
        sa.Column("may_be_called", sa.Text(), nullable=False),
        sa.Column("may_be_mailed", sa.Boolean(), nullable=False),
        sa.Column("may_accept_gifts", sa.Boolean(), nullable=False),
        sa.Column("best_time", sa.Text(), nullable=False),
        sa.Column("hear_less", sa.Boolean(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("source_of_data", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("last_touch_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "category IN ('client', 'professional', 'business_owner', 'friend', 'community', 'prospect', 'other')",
            name=op.f("ck_contact_category"),
        ),
        sa.CheckConstraint("kind IN ('person', 'organisation')", name=op.f("ck_contact_kind")),
        sa.CheckConstraint("may_be_called IN ('unknown', 'yes', 'no')", name=op.f("ck_contact_may_be_called")),
        sa.CheckConstraint("rank IN ('A+', 'A', 'B', 'C', 'D')", name=op.f("ck_contact_rank")),
        sa.CheckConstraint("status IN ('active', 'inactive', 'deceased')", name=op.f("ck_contact_status")),
        sa.CheckConstraint(
            'know BETWEEN 0 AND 3 AND "like" BETWEEN 0 AND 3 AND trust BETWEEN 0 AND 3',
            name=op.f("ck_contact_closeness"),
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_contact_household_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("ix_contact_by_name", ["status", "sort_key", "id"], unique=False)
        batch_op.create_index("ix_contact_by_rank", ["status", "rank", "sort_key", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_household_id"), ["household_id"], unique=False)
        batch_op.create_index("ix_contact_standing", ["status", "rank", "last_touch_on", "client_since"], unique=False)
    op.create_table(
        "row_change",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("table", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("last_row_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("operation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operation.id"],
            name=op.f("fk_row_change_operation_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_row_change")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("row_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_row_change_operation_id"), ["operation_id"], unique=False)
        batch_op.create_index("ix_row_change_row", ["table", "row_id"], unique=False)
    op.create_table(
        "contact_point",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("as_typed", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('phone', 'email', 'site')", name=op.f("ck_contact_point_kind")),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_point_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_point")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact_point", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_point_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index("ix_contact_point_value", ["kind", "value"], unique=False)
    op.create_table(
        "contact_tag",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_contact_tag_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tag.id"], name=op.f("fk_contact_tag_tag_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_tag")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("contact_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_tag_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_tag_tag_id"), ["tag_id"], unique=False)
    op.create_table(
        "postal_address",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("street", sa.Text(), nullable=False),
        sa.Column("city", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("postcode", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(contact_id IS NULL) <> (household_id IS NULL)", name=op.f("ck_postal_address_whose")),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_postal_address_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["household_id"],
            ["household.id"],
            name=op.f("fk_postal_address_household_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postal_address")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("postal_address", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_postal_address_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_postal_address_household_id"), ["household_id"], unique=False)
    op.create_table(
        "yearly_date",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind IN ('birthday', 'anniversary', 'other')", name=op.f("ck_yearly_date_kind")),
        sa.CheckConstraint("month BETWEEN 1 AND 12 AND day BETWEEN 1 AND 31", name=op.f("ck_yearly_date_day_of_year")),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_yearly_date_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_yearly_date")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("yearly_date", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_yearly_date_contact_id"), ["contact_id"], unique=False)
