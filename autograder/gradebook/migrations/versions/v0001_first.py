"""Attempts, batches of a regrade, decisions; and that no row is ever changed or taken away."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ALL = ("batches", "closings", "attempts", "decisions")
_FUNCTION = """
CREATE FUNCTION gradebook_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the gradebook only grows'; END $$
"""


def upgrade() -> None:
    """Make the tables and lock their rows."""
    op.create_table(
        "batches",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("opened_at", sa.String, nullable=False),
        sa.Column("purpose", sa.String, nullable=False),
    )
    op.create_table(
        "closings",
        sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id"), primary_key=True),
        sa.Column("accepted", sa.Boolean, nullable=False),
        sa.Column("closed_at", sa.String, nullable=False),
    )
    op.create_table(
        "attempts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("student", sa.String, nullable=False),
        sa.Column("lab", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("identity", sa.String, nullable=False),
        sa.Column("substance", sa.String, nullable=False),
        sa.Column("lasting", sa.Boolean, nullable=False),
        sa.Column("status", sa.String, nullable=False),
        sa.Column("points", sa.Float),
        sa.Column("max_points", sa.Float, nullable=False),
        sa.Column("submitted_at", sa.String),
        sa.Column("marked_late", sa.Boolean, nullable=False),
        sa.Column("recorded_at", sa.String, nullable=False),
        sa.Column("batch", sa.Integer, sa.ForeignKey("batches.id")),
        sa.Column("record", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("student", "lab", "number", name="attempts_in_order"),
    )
    op.create_index("attempts_by_identity", "attempts", ["identity"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("student", sa.String, nullable=False),
        sa.Column("lab", sa.String, nullable=False),
        sa.Column("part", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("points", sa.Float, nullable=False),
        sa.Column("reason", sa.String, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("decided_at", sa.String, nullable=False),
    )
    op.create_index("decisions_by_student", "decisions", ["student", "lab"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(_FUNCTION)
    for table in _ALL:
        _lock(table)


def _lock(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_keeps BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION gradebook_keeps()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_keeps_{event.lower()} BEFORE {event} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the gradebook only grows'); END"
        )
