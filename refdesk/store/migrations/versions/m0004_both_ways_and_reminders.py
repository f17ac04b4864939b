"""Wins, introductions, reminders, goals, what was put off, and what a given referral tells."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OPEN_INTRODUCTIONS = "happened_on IS NULL AND dropped_on IS NULL"


def upgrade() -> None:
    _make_wins_and_introductions()
    _make_reminders_and_goals()
    # Said by hand: the table would else be made anew, with everything that refers to it.
    op.execute("ALTER TABLE referral ADD COLUMN both_agreed BOOLEAN DEFAULT FALSE NOT NULL")
    op.execute("ALTER TABLE referral ADD COLUMN unexpected BOOLEAN DEFAULT FALSE NOT NULL")
    op.add_column("referral", sa.Column("checked_back_on", sa.Date(), nullable=True))
    op.create_index("ix_touch_at", "touch", ["at", "kind", "outcome", "asked"], unique=False)
    op.create_index(
        "ix_referral_work_done",
        "referral",
        ["work_done_on"],
        unique=False,
        sqlite_where=sa.text("work_done_on IS NOT NULL"),
        postgresql_where=sa.text("work_done_on IS NOT NULL"),
    )


def _make_wins_and_introductions() -> None:
    op.create_table(
        "win",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value_minor", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_win_referral_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_win")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_win_on"), "win", ["on"], unique=False)
    op.create_index(op.f("ix_win_referral_id"), "win", ["referral_id"], unique=False)

    op.create_table(
        "introduction",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("how IN ('message', 'call', 'meeting')", name=op.f("ck_introduction_how")),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_introduction_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referral.id"],
            name=op.f("fk_introduction_referral_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introduction")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_introduction_contact_id"), "introduction", ["contact_id"], unique=False)
    op.create_index(op.f("ix_introduction_referral_id"), "introduction", ["referral_id"], unique=False)
    op.create_index(
        "ix_introduction_awaited",
        "introduction",
        ["asked_on"],
        unique=False,
        sqlite_where=sa.text(OPEN_INTRODUCTIONS),
        postgresql_where=sa.text(OPEN_INTRODUCTIONS),
    )


def _make_reminders_and_goals() -> None:
    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("repeat_rule", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_reminder_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_reminder_contact_id"), "reminder", ["contact_id"], unique=False)
    op.create_index(
        "ix_reminder_open",
        "reminder",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("done_at IS NULL"),
        postgresql_where=sa.text("done_at IS NULL"),
    )

    op.create_table(
        "snooze",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("line_key", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_snooze_line_key"), "snooze", ["line_key"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("target", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.CheckConstraint("period IN ('week', 'month')", name=op.f("ck_goal_period")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_goal")),
        sqlite_autoincrement=True,
    )
