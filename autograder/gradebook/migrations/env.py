"""Alembic's entry: migrates over the connection that the gradebook opened."""

from __future__ import annotations

from alembic import context

from autograder.gradebook.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
