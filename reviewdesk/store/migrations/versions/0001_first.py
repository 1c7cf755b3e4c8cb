"""The first schema: reviews, replies on their way, drafts, the diary."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_WORDS = ("author", "title", "text", "translation", "standing_text")


def upgrade() -> None:
    _tables()
    _search()


def _tables() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("secrets", sa.Text(), nullable=False),
        sa.Column("identity", sa.String(), nullable=True),
        sa.Column("may", sa.String(), nullable=False),
        sa.Column("keep_seconds", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.Column("problem_kind", sa.String(), nullable=True),
        sa.Column("added_at", sa.String(27), nullable=False),
        sa.Column("checked_at", sa.String(27), nullable=True),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("fetched_at", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("road", sa.String(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("due_at", sa.String(27), nullable=False),
        sa.Column("loud", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("lease_until", sa.String(27), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.String(27), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "alert_due",
        "alert",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('waiting', 'sending')"),
    )
    op.create_index("alert_identity", "alert", ["kind", "subject", "road"], unique=True)
    op.create_table(
        "away",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("since", sa.String(27), nullable=False),
        sa.Column("until", sa.String(27), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("seen_at", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "bell",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("listing", sa.String(), nullable=True),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("mail", sa.String(), nullable=False),
        sa.Column("gone_at", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("mail"),
    )
    op.create_index("bell_open", "bell", ["platform"], unique=False, sqlite_where=sa.text("gone_at IS NULL"))
    op.create_table(
        "bucket",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.Float(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "fact",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "location",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=True),
        sa.Column("hours", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("page", sa.String(), nullable=True),
        sa.Column("ignored", sa.Boolean(), nullable=False),
        sa.Column("fetched", sa.Boolean(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=True),
        sa.Column("walk", sa.Integer(), nullable=False),
        sa.Column("walking", sa.Boolean(), nullable=False),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("walked_at", sa.String(27), nullable=True),
        sa.Column("full_at", sa.String(27), nullable=True),
        sa.Column("imported_at", sa.String(27), nullable=True),
        sa.Column("problem", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_listing_account_id"), "listing", ["account_id"], unique=False)
    op.create_index(op.f("ix_listing_location_id"), "listing", ["location_id"], unique=False)
    op.create_index("listing_identity", "listing", ["platform", "external_id"], unique=True)
    op.create_table(
        "aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("aside_identity", "aside", ["listing_id", "fingerprint"], unique=True)
    op.create_table(
        "joined_page",
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
        ),
        sa.PrimaryKeyConstraint("platform", "external_id"),
    )
    op.create_index(op.f("ix_joined_page_listing_id"), "joined_page", ["listing_id"], unique=False)
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pub", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("location_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("id_space", sa.String(), nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("half_stars", sa.Integer(), nullable=True),
        sa.Column("rating_value", sa.Float(), nullable=True),
        sa.Column("rating_scale", sa.Integer(), nullable=True),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("positive", sa.String(), nullable=True),
        sa.Column("negative", sa.String(), nullable=True),
        sa.Column("translation", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("guessed", sa.String(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.Column("precision", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("updated_at", sa.String(27), nullable=True),
        sa.Column("last_word_at", sa.String(27), nullable=False),
        sa.Column("born", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("answerable", sa.Boolean(), nullable=False),
        sa.Column("reply_known", sa.Boolean(), nullable=False),
        sa.Column("words_kept", sa.Boolean(), nullable=False),
        sa.Column("words_until", sa.String(27), nullable=True),
        sa.Column("damaged", sa.Boolean(), nullable=False),
        sa.Column("standing_text", sa.String(), nullable=True),
        sa.Column("standing_at", sa.String(27), nullable=True),
        sa.Column("standing", sa.String(), nullable=True),
        sa.Column("standing_origin", sa.String(), nullable=True),
        sa.Column("standing_by", sa.String(), nullable=True),
        sa.Column("standing_reason", sa.String(), nullable=True),
        sa.Column("claimed_until", sa.String(27), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("live", sa.String(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("outcome_reason", sa.String(), nullable=True),
        sa.Column("drafted", sa.Boolean(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("history", sa.Boolean(), nullable=False),
        sa.Column("back", sa.Boolean(), nullable=False),
        sa.Column("skipped", sa.String(), nullable=True),
        sa.Column("snoozed_until", sa.String(27), nullable=True),
        sa.Column("snooze_why", sa.String(), nullable=True),
        sa.Column("asleep", sa.String(), nullable=True),
        sa.Column("removed_at", sa.String(27), nullable=True),
        sa.Column("missing_at", sa.String(27), nullable=True),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.Column("seen_walk", sa.Integer(), nullable=False),
        sa.Column("first_seen_at", sa.String(27), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("word_order", sa.Integer(), nullable=False),
        sa.Column("desk_key", sa.Integer(), nullable=False),
        sa.Column("low_key", sa.Integer(), nullable=False),
        sa.Column("inbox_key", sa.Integer(), nullable=True),
        sa.Column("indexed", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
        ),
        sa.ForeignKeyConstraint(
            ["location_id"],
            ["location.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pub"),
    )
    op.create_index(
        "inbox_desk",
        "review",
        [
            sa.literal_column("inbox_key DESC"),
            sa.literal_column("word_order DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
        sqlite_where=sa.text("inbox_key IS NOT NULL"),
    )
    op.create_index(
        "inbox_desk_at",
        "review",
        [
            "location_id",
            sa.literal_column("inbox_key DESC"),
            sa.literal_column("word_order DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
        sqlite_where=sa.text("inbox_key IS NOT NULL"),
    )
    op.create_index(
        "inbox_late",
        "review",
        ["last_word_at", "precision", "day", "listing_id"],
        unique=False,
        sqlite_where=sa.text("inbox_key IS NOT NULL"),
    )
    op.create_index(
        "inbox_lowest",
        "review",
        [
            sa.literal_column("low_key DESC"),
            sa.literal_column("word_order DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
        sqlite_where=sa.text("inbox_key IS NOT NULL"),
    )
    op.create_index(
        "inbox_lowest_at",
        "review",
        [
            "location_id",
            sa.literal_column("low_key DESC"),
            sa.literal_column("word_order DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
        sqlite_where=sa.text("inbox_key IS NOT NULL"),
    )
    op.create_index(
        "inbox_newest",
        "review",
        [sa.literal_column("word_order DESC"), sa.literal_column("id DESC")],
        unique=False,
        sqlite_where=sa.text("inbox_key IS NOT NULL"),
    )
    op.create_index(
        "inbox_newest_at",
        "review",
        ["location_id", sa.literal_column("word_order DESC"), sa.literal_column("id DESC")],
        unique=False,
        sqlite_where=sa.text("inbox_key IS NOT NULL"),
    )
    op.create_index("review_author", "review", ["location_id", "author"], unique=False)
    op.create_index("review_born", "review", ["listing_id", "born"], unique=False)
    op.create_index(
        "review_desk",
        "review",
        [
            sa.literal_column("desk_key DESC"),
            sa.literal_column("word_order DESC"),
            sa.literal_column("id DESC"),
            "location_id",
            "half_stars",
            "platform",
            "listing_id",
        ],
        unique=False,
    )
    op.create_index("review_indexed", "review", ["indexed"], unique=False)
    op.create_index(
        "review_lowest",
        "review",
        [
            sa.literal_column("low_key DESC"),
            sa.literal_column("word_order DESC"),
            sa.literal_column("id DESC"),
        ],
        unique=False,
    )
    op.create_index(
        "review_newest",
        "review",
        [sa.literal_column("word_order DESC"), sa.literal_column("id DESC")],
        unique=False,
    )
    op.create_index(
        "review_same", "review", ["same_as"], unique=False, sqlite_where=sa.text("same_as IS NOT NULL")
    )
    op.create_index(
        "review_snoozed",
        "review",
        ["snoozed_until"],
        unique=False,
        sqlite_where=sa.text("snoozed_until IS NOT NULL"),
    )
    op.create_index("review_state", "review", ["state", sa.literal_column("word_order DESC")], unique=False)
    op.create_index(
        "review_unguessed", "review", ["id"], unique=False, sqlite_where=sa.text("guessed IS NULL")
    )
    op.create_index(
        "review_unsure", "review", ["state", "kind"], unique=False, sqlite_where=sa.text("reply_known = 0")
    )
    op.create_index(
        "review_words",
        "review",
        ["words_until"],
        unique=False,
        sqlite_where=sa.text("words_until IS NOT NULL"),
    )
    op.create_table(
        "alias",
        sa.Column("listing_id", sa.Integer(), nullable=False),
        sa.Column("id_space", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["listing_id"],
            ["listing.id"],
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("listing_id", "id_space", "external_id"),
    )
    op.create_index(op.f("ix_alias_review_id"), "alias", ["review_id"], unique=False)
    op.create_table(
        "diary",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("details", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("diary_at", "diary", ["at"], unique=False)
    op.create_index("diary_kind", "diary", ["kind", "id"], unique=False)
    op.create_index("diary_told", "diary", ["id"], unique=False, sqlite_where=sa.text("kind <> 'quiet'"))
    op.create_index(op.f("ix_diary_review_id"), "diary", ["review_id"], unique=False)
    op.create_table(
        "draft",
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("review_id", "person"),
    )
    op.create_table(
        "draft_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("saved_at", sa.String(27), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_draft_version_review_id"), "draft_version", ["review_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_note_review_id"), "note", ["review_id"], unique=False)
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("over", sa.String(), nullable=True),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("replace", sa.Boolean(), nullable=False),
        sa.Column("token", sa.String(), nullable=True),
        sa.Column("holder", sa.String(), nullable=True),
        sa.Column("lease_until", sa.String(27), nullable=True),
        sa.Column("due_at", sa.String(27), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("code", sa.String(), nullable=True),
        sa.Column("found", sa.String(), nullable=True),
        sa.Column("settle_until", sa.String(27), nullable=True),
        sa.Column("tried_at", sa.String(27), nullable=True),
        sa.Column("looked_at", sa.String(27), nullable=True),
        sa.Column("made_at", sa.String(27), nullable=False),
        sa.Column("sent_at", sa.String(27), nullable=True),
        sa.Column("ended_at", sa.String(27), nullable=True),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_reply_review_id"), "reply", ["review_id"], unique=False)
    op.create_index(
        "reply_due",
        "reply",
        ["state", "due_at"],
        unique=False,
        sqlite_where=sa.text(
            "state IN ('queued', 'sending', 'unknown', 'parked', 'conflict', 'withdrawing', 'handed_off', 'sent')"
        ),
    )
    op.create_index(
        "reply_live",
        "reply",
        ["review_id"],
        unique=True,
        sqlite_where=sa.text(
            "state IN ('queued', 'sending', 'unknown', 'parked', 'conflict', 'withdrawing', 'handed_off', 'sent')"
        ),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.String(27), nullable=False),
        sa.Column("half_stars", sa.Integer(), nullable=True),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["review.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_version_review_id"), "version", ["review_id"], unique=False)


def _search() -> None:
    names = ", ".join(_WORDS)
    old = ", ".join(f"old.{name}" for name in _WORDS)
    op.execute(
        "CREATE VIRTUAL TABLE review_fts USING fts5(words, content='', detail=none, prefix='2 3', tokenize='ascii')"
    )
    op.execute("CREATE VIRTUAL TABLE review_fts_words USING fts5vocab(review_fts, row)")
    # A row that changes is taken out with its old words, and indexed again behind the owner's back.
    op.execute(
        f"CREATE TRIGGER review_fts_update AFTER UPDATE OF {names} ON review WHEN old.indexed <> 0 BEGIN "
        f"INSERT INTO review_fts(review_fts, rowid, words) VALUES ('delete', old.indexed, search_words({old})); "
        "UPDATE review SET indexed = 0 WHERE id = new.id; END"
    )
