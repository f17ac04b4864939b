"""Gifts with a catalog, limits and rewards; wordings, stock and printers of the owner's own."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _make_gifts()
    _make_paper()
    # Said by hand: these tables would else be made anew, with everything that refers to them.
    for name in ("is_consumable", "is_voucher", "carries_our_mark"):
        op.execute(f"ALTER TABLE gift ADD COLUMN {name} BOOLEAN DEFAULT FALSE NOT NULL")
    for name in ("wording_key", "occasion"):
        op.execute(f"ALTER TABLE printed ADD COLUMN {name} TEXT DEFAULT '' NOT NULL")
    op.add_column("printed", sa.Column("for_on", sa.Date(), nullable=True))
    for table, column, target in (
        ("gift", "item_id", "gift_item"),
        ("printed", "wording_id", "wording"),
        ("thanks_part", "reward_id", "reward"),
    ):
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} "
            f"REFERENCES {target} (id) DEFERRABLE INITIALLY DEFERRED"
        )
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _make_gifts() -> None:
    op.create_table(
        "gift_item",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=False),
        sa.Column("shipping_minor", sa.Integer(), nullable=False),
        sa.Column("we_sell_this", sa.Boolean(), nullable=False),
        sa.Column("is_consumable", sa.Boolean(), nullable=False),
        sa.Column("is_voucher", sa.Boolean(), nullable=False),
        sa.Column("carries_our_mark", sa.Boolean(), nullable=False),
        sa.Column("in_stock", sa.Integer(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("picture_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["picture_id"], ["picture.id"], name=op.f("fk_gift_item_picture_id"), initially="DEFERRED", deferrable=True
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_item")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "gift_limit",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gift_limit")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "reward",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("earned_on", sa.Text(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("earned_on IN ('referral', 'win')", name=op.f("ck_reward_earned_on")),
        sa.CheckConstraint("kind IN ('money_off', 'points', 'thing')", name=op.f("ck_reward_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reward")),
        sqlite_autoincrement=True,
    )


def _make_paper() -> None:
    op.create_table(
        "wording",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("lang", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wording")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "stock",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("geometry", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock")),
        sqlite_autoincrement=True,
    )

    op.create_table(
        "printer_position",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("printer", sa.Text(), nullable=False),
        sa.Column("tray", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("dx", sa.Float(), nullable=False),
        sa.Column("dy", sa.Float(), nullable=False),
        sa.Column("scale", sa.Float(), nullable=False),
        sa.CheckConstraint("side IN ('front', 'back')", name=op.f("ck_printer_position_side")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printer_position")),
        sqlite_autoincrement=True,
    )
