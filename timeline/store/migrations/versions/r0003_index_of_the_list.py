"""An index in the order of the list, so that a page of ten thousand articles costs what a page of a hundred does.

In SQLite it holds all that list and search look at, so that the texts are not read through; PostgreSQL keeps long
texts apart by itself, and takes no long title into an index.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make it."""
    more: tuple[str, ...] = ()
    if op.get_bind().dialect.name == "sqlite":
        latest, more = sa.text("published DESC"), ("title", "outlet", "url", "added")
    else:
        latest = sa.text("published DESC NULLS LAST")
    op.create_index("articles_listed", "articles", ["removed", "sample", latest, "id", *more])


def downgrade() -> None:
    """Drop it."""
    op.drop_index("articles_listed", "articles")
