"""Brings a database to the newest revision, and refuses one that a newer program wrote."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from timeline.errors import StoreError
from timeline.store.engine import can_write

MIGRATING = 7_461_092_351
"""What PostgreSQL locks while tables are made: any number, the same in every program of this kind."""


def ready(engine: sa.Engine) -> bool:
    """Make or upgrade the tables where needed; False where the database can be read and not written."""
    with engine.connect() as connection:
        if is_up_to_date(connection):
            connection.rollback()
            return can_write(connection)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":  # two programs that start together would both make the tables
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
        bring_up_to_date(connection)
    return True


def is_up_to_date(connection: sa.Connection) -> bool:
    """Has the database had every revision? StoreError where it has had one this program does not know."""
    scripts = ScriptDirectory.from_config(_config())
    known = {revision.revision for revision in scripts.walk_revisions()}
    had = set(MigrationContext.configure(connection).get_current_heads())
    if had - known:
        raise StoreError(
            f"the database was written by a newer Timeline (revision {', '.join(sorted(had - known))}); "
            "upgrade this program, or name another database in TIMELINE_DATABASE_URL. Nothing was changed"
        )
    return had == set(scripts.get_heads())


def bring_up_to_date(connection: sa.Connection) -> None:
    """Run the revisions the database has not had; StoreError as `is_up_to_date`."""
    if not is_up_to_date(connection):
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "timeline.store:migrations")
    return config
