"""What a group handed in as one bears a name, so that its members aren't taken for students whose work is alike."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the name; what was recorded before bears none."""
    op.add_column("attempts", sa.Column("together", sa.String, nullable=False, server_default=""))
