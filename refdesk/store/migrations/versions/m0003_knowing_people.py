"""Plans, lessons, evidence, links between people, pictures, and people told apart."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "picture",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("mime", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_picture")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "contact_link",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("b_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('partner', 'parent', 'sibling', 'relative', 'friend', 'colleague', 'employer', 'assistant', "
            "'neighbor', 'referred', 'other')",
            name=op.f("ck_contact_link_kind"),
        ),
        sa.CheckConstraint("a_id <> b_id", name=op.f("ck_contact_link_two_people")),
        sa.ForeignKeyConstraint(
            ["a_id"], ["contact.id"], name=op.f("fk_contact_link_a_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["b_id"], ["contact.id"], name=op.f("fk_contact_link_b_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_link")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_contact_link_a_id"), "contact_link", ["a_id"], unique=False)
    op.create_index(op.f("ix_contact_link_b_id"), "contact_link", ["b_id"], unique=False)

    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("of", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("of IN ('know', 'like', 'trust', 'happy')", name=op.f("ck_evidence_of")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_evidence_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_evidence_contact_id"), "evidence", ["contact_id"], unique=False)

    op.create_table(
        "lesson_taught",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("lesson_key", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("can_repeat", sa.Boolean(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_lesson_taught_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_taught")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_lesson_taught_contact_id"), "lesson_taught", ["contact_id"], unique=False)

    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.Column("wanted_action", sa.Text(), nullable=False),
        sa.Column("why_we_like_their_kind", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_plan_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_plan_contact_id"), "plan", ["contact_id"], unique=False)
    op.create_index(op.f("ix_plan_next_step_on"), "plan", ["next_step_on"], unique=False)

    op.create_table(
        "told_apart",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("b_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("a_id < b_id", name=op.f("ck_told_apart_in_order")),
        sa.ForeignKeyConstraint(
            ["a_id"], ["contact.id"], name=op.f("fk_told_apart_a_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["b_id"], ["contact.id"], name=op.f("fk_told_apart_b_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_told_apart")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_told_apart_a_id"), "told_apart", ["a_id"], unique=False)
    op.create_index(op.f("ix_told_apart_b_id"), "told_apart", ["b_id"], unique=False)

    # Said by hand: a table that is made anew would lose the triggers of its search index.
    op.execute(
        "ALTER TABLE contact ADD COLUMN photo_id INTEGER"
        " CONSTRAINT fk_contact_photo_id REFERENCES picture (id) DEFERRABLE INITIALLY DEFERRED"
    )
    op.create_index("ix_contact_category", "contact", ["status", "category"], unique=False)
    op.create_index(
        "ix_contact_clients",
        "contact",
        ["client_since"],
        unique=False,
        sqlite_where=sa.text("client_since IS NOT NULL"),
        postgresql_where=sa.text("client_since IS NOT NULL"),
    )
    op.create_index(
        "ix_contact_not_mailed",
        "contact",
        ["id"],
        unique=False,
        sqlite_where=sa.text("NOT may_be_mailed"),
        postgresql_where=sa.text("NOT may_be_mailed"),
    )
    op.create_index(
        "ix_touch_reviews",
        "touch",
        ["contact_id", "at", "purpose", "outcome"],
        unique=False,
        sqlite_where=sa.text("purpose = 'review'"),
        postgresql_where=sa.text("purpose = 'review'"),
    )
    op.create_index(
        "ix_touch_asks",
        "touch",
        ["contact_id", "at", "asked"],
        unique=False,
        sqlite_where=sa.text("asked <> 'no'"),
        postgresql_where=sa.text("asked <> 'no'"),
    )

    op.create_index("ix_yearly_date_in_year", "yearly_date", ["kind", "month", "day"], unique=False)
    op.create_index(
        "ix_row_change_erased",
        "row_change",
        ["operation_id"],
        unique=False,
        sqlite_where=sa.text("before = '{}' OR after = '{}'"),
        postgresql_where=sa.text("before = '{}' OR after = '{}'"),
    )
    op.create_index(
        "ix_operation_subject",
        "operation",
        ["subject_id"],
        unique=False,
        sqlite_where=sa.text("subject_id IS NOT NULL"),
        postgresql_where=sa.text("subject_id IS NOT NULL"),
    )
    op.create_index(
        "ix_row_change_range",
        "row_change",
        ["table", "row_id"],
        unique=False,
        sqlite_where=sa.text("last_row_id IS NOT NULL"),
        postgresql_where=sa.text("last_row_id IS NOT NULL"),
    )
