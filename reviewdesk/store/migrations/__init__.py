"""Alembic's folder: one file a schema, never changed once released."""
