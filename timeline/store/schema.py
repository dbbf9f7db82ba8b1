"""Brings a database to the newest revision, and refuses one that a newer program wrote."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from timeline.errors import StoreError


def bring_up_to_date(connection: Connection) -> None:
    """Run the revisions the database has not had; StoreError where it has had one this program does not know."""
    config = Config()
    config.set_main_option("script_location", "timeline.store:migrations")
    scripts = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in scripts.walk_revisions()}
    had = set(MigrationContext.configure(connection).get_current_heads())
    if had - known:
        raise StoreError(
            f"the database was written by a newer Timeline (revision {', '.join(sorted(had - known))}); "
            "upgrade this program, or name another database in TIMELINE_DATABASE_URL. Nothing was changed"
        )
    if had != set(scripts.get_heads()):
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
