"""Alembic revisions of the store, packed with the program and run when a store is opened."""
