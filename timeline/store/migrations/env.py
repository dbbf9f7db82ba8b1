"""Alembic's entry: runs on the connection that `timeline.store.schema` hands over."""

from alembic import context

from timeline.store.tables import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("migrations run when a store is opened: timeline.store.Store.open(url)")
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
