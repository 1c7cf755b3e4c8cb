"""Goodwill: offers, cases, vouchers and what happened to each; the words of the search one by one."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TERMS = (
    "name", "version", "title", "kind", "percent", "value_minor", "value_currency", "cost_minor",
    "cost_currency", "valid_days", "places", "small_print", "per_person", "per_person_days", "issuer",
)  # fmt: skip


def upgrade() -> None:
    _tables()
    _contact_lines()
    _forgotten()
    _kept_as_told()
    _searched_words()


def _tables() -> None:
    op.create_table(
        "budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month_count", sa.Integer(), nullable=True),
        sa.Column("month_cost", sa.Integer(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("person_count", sa.Integer(), nullable=True),
        sa.Column("set_at", sa.String(27), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("value_minor", sa.Integer(), nullable=True),
        sa.Column("value_currency", sa.String(), nullable=True),
        sa.Column("cost_minor", sa.Integer(), nullable=True),
        sa.Column("cost_currency", sa.String(), nullable=True),
        sa.Column("valid_days", sa.Integer(), nullable=False),
        sa.Column("places", sa.String(), nullable=False),
        sa.Column("small_print", sa.String(), nullable=False),
        sa.Column("per_person", sa.Integer(), nullable=False),
        sa.Column("per_person_days", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("month_limit", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("retired_at", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("offer_identity", "offer", ["name", "version"], unique=True)
    op.create_table(
        "goodwill_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=True),
        sa.Column("guest", sa.String(), nullable=True),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("day", sa.String(27), nullable=True),
        sa.Column("ordered", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_goodwill_case_review_id"), "goodwill_case", ["review_id"], unique=False)
    op.create_table(
        "goodwill_person",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["goodwill_case.id"],
        ),
        sa.PrimaryKeyConstraint("case_id", "person"),
    )
    op.create_index(op.f("ix_goodwill_person_person"), "goodwill_person", ["person"], unique=False)
    op.create_table(
        "voucher",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("offer_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("signs", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("house", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("cost_minor", sa.Integer(), nullable=True),
        sa.Column("cost_currency", sa.String(), nullable=True),
        sa.Column("month", sa.String(), nullable=False),
        sa.Column("booked_at", sa.String(27), nullable=False),
        sa.Column("additional", sa.String(), nullable=True),
        sa.Column("override", sa.String(), nullable=True),
        sa.Column("prepared_at", sa.String(27), nullable=False),
        sa.Column("prepared_by", sa.String(), nullable=False),
        sa.Column("held_until", sa.String(27), nullable=False),
        sa.Column("issued_at", sa.String(27), nullable=True),
        sa.Column("issued_by", sa.String(), nullable=True),
        sa.Column("valid_from", sa.String(27), nullable=True),
        sa.Column("expires_on", sa.String(27), nullable=True),
        sa.Column("channel", sa.String(), nullable=True),
        sa.Column("delivered_at", sa.String(27), nullable=True),
        sa.Column("redeemed_at", sa.String(27), nullable=True),
        sa.Column("redeemed_on", sa.String(27), nullable=True),
        sa.Column("redeemed_place", sa.String(), nullable=True),
        sa.Column("redeemed_by", sa.String(), nullable=True),
        sa.Column("voided_at", sa.String(27), nullable=True),
        sa.Column("email", sa.String(), nullable=True),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("contact_until", sa.String(27), nullable=True),
        sa.Column("to_tell", sa.String(), nullable=True),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("lease_until", sa.String(27), nullable=True),
        sa.Column("tried_at", sa.String(27), nullable=True),
        sa.Column("settle_until", sa.String(27), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["goodwill_case.id"],
        ),
        sa.ForeignKeyConstraint(
            ["offer_id"],
            ["offer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index(op.f("ix_voucher_case_id"), "voucher", ["case_id"], unique=False)
    op.create_index(op.f("ix_voucher_offer_id"), "voucher", ["offer_id"], unique=False)
    op.create_index(
        "voucher_contact",
        "voucher",
        ["contact_until"],
        unique=False,
        sqlite_where=sa.text("contact_until IS NOT NULL"),
    )
    op.create_index("voucher_month", "voucher", ["month"], unique=False)
    op.create_index(
        "voucher_signs", "voucher", ["signs"], unique=True, sqlite_where=sa.text("account_id IS NULL")
    )
    op.create_index("voucher_state", "voucher", ["state"], unique=False)
    op.create_index("voucher_typed", "voucher", ["signs"], unique=False)
    op.create_table(
        "voucher_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("voucher_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("details", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["voucher_id"],
            ["voucher.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_voucher_event_voucher_id"), "voucher_event", ["voucher_id"], unique=False)


def _contact_lines() -> None:
    op.create_table(
        "contact_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("ask_for", sa.String(), nullable=False),
        sa.Column("reach", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_contact_line_location_id"), "contact_line", ["location_id"], unique=False)


def _forgotten() -> None:
    op.create_table(
        "forgotten",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("review_id"),
    )


def _kept_as_told() -> None:
    """What happened to a voucher stays as it was told, and so do the terms on which one was given."""
    for change in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER voucher_event_{change.lower()} BEFORE {change} ON voucher_event "
            "BEGIN SELECT RAISE(ABORT, 'the events of a voucher are append-only'); END"
        )
    terms = ", ".join(_TERMS)
    op.execute(
        f"CREATE TRIGGER offer_used BEFORE UPDATE OF {terms} ON offer "
        "WHEN EXISTS (SELECT 1 FROM voucher WHERE offer_id = old.id) "
        "BEGIN SELECT RAISE(ABORT, 'an offer that was used is never changed'); END"
    )


def _searched_words() -> None:
    """Each word where it stands: to list the words, no review need be counted."""
    op.execute("DROP TABLE review_fts_words")
    op.execute("CREATE VIRTUAL TABLE review_fts_terms USING fts5vocab(review_fts, instance)")
