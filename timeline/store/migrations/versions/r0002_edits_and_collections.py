"""The log of edits, collections of articles, and articles that are removed but can be brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the three tables and the column."""
    op.add_column("articles", sa.Column("removed", sa.DateTime(timezone=True)))
    op.create_table(
        "edits",
        sa.Column("scope", sa.String, primary_key=True),
        sa.Column("subject", sa.String, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("event", sa.String),
        sa.Column("anchor_start", sa.Integer),
        sa.Column("anchor_end", sa.Integer),
        sa.Column("anchor_text", sa.Text),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("field", sa.String, nullable=False),
        sa.Column("old", sa.Text),
        sa.Column("new", sa.Text),
        sa.Column("words", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("undoes", sa.Integer),
        sa.Column("snapshot", sa.Text),
    )
    op.create_table(
        "collections",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )
    op.create_table(
        "collection_articles",
        sa.Column("collection", sa.String, sa.ForeignKey("collections.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("article", sa.String, sa.ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("added", sa.DateTime(timezone=True), nullable=False, server_default=sa.func.now()),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("collection_articles")
    op.drop_table("collections")
    op.drop_table("edits")
    op.drop_column("articles", "removed")
