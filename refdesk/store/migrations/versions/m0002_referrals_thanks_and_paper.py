"""Referrals, thanks, conversations, gifts, the referral month and what was printed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("minutes_a_day", sa.Integer(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('planned', 'running', 'closed')", name=op.f("ck_campaign_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "print_job",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("stock", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('cards', 'call_sheets')", name=op.f("ck_print_job_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_job")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("order", sa.Integer(), nullable=False),
        sa.Column("stalled_after_days", sa.Integer(), nullable=True),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.CheckConstraint("meaning IN ('open', 'won', 'lost')", name=op.f("ck_stage_meaning")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "campaign_entry",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'reached', 'stopped', 'exhausted')", name=op.f("ck_campaign_entry_state")
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"],
            ["campaign.id"],
            name=op.f("fk_campaign_entry_campaign_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_campaign_entry_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_entry")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_entry", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_entry_campaign_id"), ["campaign_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_entry_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_entry_planned_on"), ["planned_on"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("need", sa.Text(), nullable=False),
        sa.Column("introduced", sa.Text(), nullable=False),
        sa.Column("preparedness", sa.Integer(), nullable=True),
        sa.Column("expects_call", sa.Boolean(), nullable=False),
        sa.Column("fits", sa.Text(), nullable=True),
        sa.Column("may_share", sa.Boolean(), nullable=False),
        sa.Column("value_expected_minor", sa.Integer(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("lost_reason", sa.Text(), nullable=False),
        sa.Column("work_done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("prospect_id", sa.Integer(), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(direction = 'given') = (recipient_id IS NOT NULL)", name=op.f("ck_referral_recipient")),
        sa.CheckConstraint("direction IN ('received', 'given')", name=op.f("ck_referral_direction")),
        sa.CheckConstraint("fits IN ('yes', 'partly', 'no')", name=op.f("ck_referral_fits")),
        sa.CheckConstraint(
            "introduced IN ('name_only', 'message', 'call', 'meeting', 'letter')", name=op.f("ck_referral_introduced")
        ),
        sa.CheckConstraint("preparedness BETWEEN 1 AND 5", name=op.f("ck_referral_preparedness")),
        sa.ForeignKeyConstraint(
            ["prospect_id"], ["contact.id"], name=op.f("fk_referral_prospect_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["contact.id"],
            name=op.f("fk_referral_recipient_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_referral_stage_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("referral", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_prospect_id"), ["prospect_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_received_at"), ["received_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_recipient_id"), ["recipient_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_stage_id"), ["stage_id"], unique=False)
    op.create_table(
        "campaign_try",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("sheet_number", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("call_back_on", sa.Date(), nullable=True),
        sa.Column("help_answer", sa.Text(), nullable=False),
        sa.Column("lead_for_them", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("code IN ('T', 'M', 'N', 'B', 'W', 'X')", name=op.f("ck_campaign_try_code")),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["campaign_entry.id"],
            name=op.f("fk_campaign_try_entry_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_try")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("campaign_try", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_campaign_try_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_campaign_try_on"), ["on"], unique=False)
    op.create_table(
        "gift",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=False),
        sa.Column("shipping_minor", sa.Integer(), nullable=False),
        sa.Column("business_reason", sa.Text(), nullable=False),
        sa.Column("relationship", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("direction IN ('given', 'received')", name=op.f("ck_gift_direction")),
        sa.CheckConstraint("state IN ('planned', 'bought', 'given')", name=op.f("ck_gift_state")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_gift_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_gift_household_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_gift_referral_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("gift", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gift_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_gift_referral_id"), ["referral_id"], unique=False)
    op.create_table(
        "referral_giver",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contact_id"],
            ["contact.id"],
            name=op.f("fk_referral_giver_contact_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referral.id"],
            name=op.f("fk_referral_giver_referral_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_giver")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("referral_giver", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_referral_giver_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_referral_giver_referral_id"), ["referral_id"], unique=False)
    op.create_table(
        "stage_move",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column("stage_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["referral_id"],
            ["referral.id"],
            name=op.f("fk_stage_move_referral_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["stage_id"], ["stage.id"], name=op.f("fk_stage_move_stage_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_move")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("stage_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stage_move_referral_id"), ["referral_id"], unique=False)
    op.create_table(
        "thanks",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("occasion IN ('referral', 'win', 'other')", name=op.f("ck_thanks_occasion")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_thanks_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_thanks_referral_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thanks")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("thanks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thanks_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thanks_referral_id"), ["referral_id"], unique=False)
    op.create_table(
        "touch",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.Column("campaign_try_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("asked IN ('no', 'lightly', 'directly')", name=op.f("ck_touch_asked")),
        sa.CheckConstraint(
            "kind IN ('call', 'message', 'meeting', 'visit', 'card', 'gift', 'event', 'useful', 'other')",
            name=op.f("ck_touch_kind"),
        ),
        sa.CheckConstraint(
            "purpose IN ('first_contact', 'thanks', 'update', 'ask', 'review', 'keep_in_touch', 'campaign', 'other')",
            name=op.f("ck_touch_purpose"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_try_id"],
            ["campaign_try.id"],
            name=op.f("fk_touch_campaign_try_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_touch_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_touch_referral_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_touch")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("touch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_touch_campaign_try_id"), ["campaign_try_id"], unique=False)
        batch_op.create_index("ix_touch_contact_id_at", ["contact_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_touch_referral_id"), ["referral_id"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("kept_on", sa.Date(), nullable=True),
        sa.Column("dropped_on", sa.Date(), nullable=True),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("from_touch_id", sa.Integer(), nullable=True),
        sa.Column("referral_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_promise_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["from_touch_id"],
            ["touch.id"],
            name=op.f("fk_promise_from_touch_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_promise_referral_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("promise", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_promise_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_due_on"), ["due_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_from_touch_id"), ["from_touch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_promise_referral_id"), ["referral_id"], unique=False)
    op.create_table(
        "thanks_part",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waived_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thanks_id", sa.Integer(), nullable=False),
        sa.Column("touch_id", sa.Integer(), nullable=True),
        sa.Column("gift_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("part IN ('word', 'card', 'gift', 'reward')", name=op.f("ck_thanks_part_part")),
        sa.ForeignKeyConstraint(
            ["gift_id"], ["gift.id"], name=op.f("fk_thanks_part_gift_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["thanks_id"], ["thanks.id"], name=op.f("fk_thanks_part_thanks_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["touch_id"], ["touch.id"], name=op.f("fk_thanks_part_touch_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thanks_part")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("thanks_part", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_thanks_part_gift_id"), ["gift_id"], unique=False)
        batch_op.create_index("ix_thanks_part_open", ["done_at", "waived_at", "due_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_thanks_part_thanks_id"), ["thanks_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_thanks_part_touch_id"), ["touch_id"], unique=False)
    op.create_table(
        "printed",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("mailed_on", sa.Date(), nullable=True),
        sa.Column("print_job_id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("thanks_part_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("state IN ('printed', 'written', 'mailed', 'handed_over')", name=op.f("ck_printed_state")),
        sa.ForeignKeyConstraint(
            ["contact_id"], ["contact.id"], name=op.f("fk_printed_contact_id"), initially="DEFERRED", deferrable=True
        ),
        sa.ForeignKeyConstraint(
            ["print_job_id"],
            ["print_job.id"],
            name=op.f("fk_printed_print_job_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["thanks_part_id"],
            ["thanks_part.id"],
            name=op.f("fk_printed_thanks_part_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printed")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("printed", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_printed_contact_id"), ["contact_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_printed_print_job_id"), ["print_job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_printed_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_printed_thanks_part_id"), ["thanks_part_id"], unique=False)
