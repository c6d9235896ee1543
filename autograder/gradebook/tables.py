"""The gradebook's tables. Rows are only ever added; the migrations put a lock on everything else."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

metadata = MetaData()

batches = Table(
    "batches",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("opened_at", String, nullable=False),
    # Engine, labs and language of a regrade: who gives the same command again goes on with it.
    Column("purpose", String, nullable=False),
)
"""Regrades: their attempts count once the batch is closed as accepted."""

closings = Table(
    "closings",
    metadata,
    Column("batch", Integer, ForeignKey("batches.id"), primary_key=True),
    Column("accepted", Boolean, nullable=False),
    Column("closed_at", String, nullable=False),
)

attempts = Table(
    "attempts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("student", String, nullable=False),
    Column("lab", String, nullable=False),
    # Counts a student's rows in a lab: two writers can't both write the next one.
    Column("number", Integer, nullable=False),
    Column("sha256", String, nullable=False),
    Column("identity", String, nullable=False),
    # Hash of the record without time, memory and printed text: whether a second run said anything new.
    Column("substance", String, nullable=False),
    Column("lasting", Boolean, nullable=False),
    Column("status", String, nullable=False),
    Column("points", Float),
    Column("max_points", Float, nullable=False),
    # UTC, ISO 8601; null where nothing tells when it was handed in.
    Column("submitted_at", String),
    # The course system's own word for a file that came late, where it says no more than that.
    Column("marked_late", Boolean, nullable=False),
    # The course system's name of what a group handed in as one; empty for one student's.
    Column("together", String, nullable=False, server_default=""),
    Column("recorded_at", String, nullable=False),
    Column("batch", Integer, ForeignKey("batches.id")),
    # The record as JSON, compressed by zlib.
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("student", "lab", "number", name="attempts_in_order"),
    Index("attempts_by_identity", "identity"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("student", String, nullable=False),
    Column("lab", String, nullable=False),
    Column("part", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("points", Float, nullable=False),
    Column("reason", String, nullable=False),
    Column("who", String, nullable=False),
    Column("decided_at", String, nullable=False),
    Index("decisions_by_student", "student", "lab"),
)
