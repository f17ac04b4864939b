"""Referral months whole: for whom they were planned, rows typed in part, what came of a call; a gift's own touch."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Said by hand: these tables would else be made anew, with everything that refers to them.
    op.execute("ALTER TABLE campaign ADD COLUMN who TEXT DEFAULT '' NOT NULL")
    op.execute("ALTER TABLE campaign ADD COLUMN one_a_household BOOLEAN DEFAULT FALSE NOT NULL")
    op.add_column("campaign", sa.Column("closed_on", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE campaign_try ADD COLUMN referral_direction TEXT DEFAULT '' NOT NULL "
        "CONSTRAINT ck_campaign_try_referral_direction CHECK (referral_direction IN ('', 'received', 'given'))"
    )
    for name in ("lead_to", "referral_name", "referral_need", "notes", "more"):
        op.execute(f"ALTER TABLE campaign_try ADD COLUMN {name} TEXT DEFAULT '' NOT NULL")
    op.add_column("campaign_try", sa.Column("lead_by", sa.Date(), nullable=True))
    op.execute("ALTER TABLE campaign_try ADD COLUMN nothing_needed BOOLEAN DEFAULT FALSE NOT NULL")
    for table, column, target in (
        ("referral", "campaign_try_id", "campaign_try"),
        ("promise", "campaign_try_id", "campaign_try"),
        ("gift", "touch_id", "touch"),
    ):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} "
            f"REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
        )
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    op.execute(
        "UPDATE promise SET campaign_try_id = "
        "(SELECT touch.campaign_try_id FROM touch WHERE touch.id = promise.from_touch_id) "
        "WHERE from_touch_id IS NOT NULL"
    )
