"""The words of the articles, for a search that does not read them through; those stored before are indexed too."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from timeline.store.searching import put

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_AT_ONCE = 100


def upgrade() -> None:
    """Make the index and fill it."""
    connection = op.get_bind()
    server = connection.dialect.name == "postgresql"
    op.create_table(
        "article_words",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("article", sa.String, sa.ForeignKey("articles.id", ondelete="CASCADE"), nullable=False, unique=True),
        *([sa.Column("words", postgresql.TSVECTOR, nullable=False)] if server else []),
    )
    if server:
        op.create_index("article_words_words", "article_words", ["words"], postgresql_using="gin")
    else:
        # "ascii" parts words at spaces alone in what `searching` makes; nobody asks where in the article a word stands.
        op.execute(
            "CREATE VIRTUAL TABLE article_search USING fts5(words, tokenize = 'ascii', detail = 'none', "
            "columnsize = 0, prefix = '1 2 3 4 5 6 7 8')"
        )
        op.execute(
            "CREATE TRIGGER article_words_deleted AFTER DELETE ON article_words BEGIN "
            "DELETE FROM article_search WHERE rowid = old.number; END"
        )
    articles = sa.table("articles", *(sa.column(name) for name in ("id", "title", "outlet", "url", "text", "removed")))
    ids = list(connection.execute(sa.select(articles.c.id).where(articles.c.removed.is_(None))).scalars())
    columns = (articles.c.id, articles.c.title, articles.c.outlet, articles.c.url, articles.c.text)
    for first in range(0, len(ids), _AT_ONCE):
        some = sa.select(*columns).where(articles.c.id.in_(ids[first : first + _AT_ONCE]))
        for id, *parts in connection.execute(some).all():
            put(connection, id, parts)


def downgrade() -> None:
    """Drop it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE article_search")
    op.drop_table("article_words")
