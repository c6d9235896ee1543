"""The gradebook: attempts are added, never changed; of what is there, what counts is derived (``current.py``)."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select

from autograder.errors import StorageFault
from autograder.gradebook.decisions import Override
from autograder.gradebook.opening import Store, one_writer, open_store
from autograder.gradebook.tables import attempts, batches, closings, decisions
from autograder.identity import Entry, Handed, Identity, lasting
from autograder.record import Grade, Usage, decode, encode

_AT_A_TIME = 64
"""Rows asked from the database: a class of thousands doesn't fit into memory."""
_NO_USAGE = Usage(0.0, 0.0, 0.0)
_counted = or_(
    attempts.c.batch.is_(None),
    attempts.c.batch.in_(select(closings.c.batch).where(closings.c.accepted)),
)
"""Rows that count: of a regrade only once it was accepted."""


@dataclass(frozen=True)
class Attempt:
    """One row that counts."""

    number: int
    grade: Grade
    handed: Handed


class Gradebook:
    """An open gradebook."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, where: str | Path) -> Self:
        """Open it by path or URL; ``StorageFault`` where it can't be read and written."""
        return cls(open_store(where))

    @property
    def place(self) -> str:
        """Where it lies, as people are told."""
        return self._store.place

    def close(self) -> None:
        """Let go of it."""
        self._store.close()

    def known(self) -> dict[str, frozenset[str]]:
        """Per student the identities of results that another run could not change."""
        return self._identities(and_(_counted, attempts.c.lasting))

    def done(self, batch: int) -> dict[str, frozenset[str]]:
        """Per student the identities that a regrade has done already."""
        return self._identities(attempts.c.batch == batch)

    def _identities(self, condition: ColumnElement[bool]) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        with self._store.reading() as connection:
            for student, identity in connection.execute(
                select(attempts.c.student, attempts.c.identity).where(condition)
            ):
                found.setdefault(student, set()).add(identity)
        return {student: frozenset(identities) for student, identities in found.items()}

    def record(self, entries: Sequence[Entry], batch: int | None = None) -> None:
        """Keep what is new, all of it or nothing: what the last row says already is not written again."""
        with self._store.writing() as connection:
            for entry in entries:
                self._record(connection, entry, batch)

    def _record(self, connection: Connection, entry: Entry, batch: int | None) -> None:
        one_writer(connection, f"{entry.lab} {entry.student}")
        mine = and_(attempts.c.student == entry.student, attempts.c.lab == entry.lab)
        counts = _counted if batch is None else attempts.c.batch == batch
        last = connection.execute(
            select(attempts).where(mine, counts).order_by(attempts.c.number.desc()).limit(1)
        ).first()
        if last is not None and last.identity == entry.identity and entry.grade is None:
            return
        if entry.grade is None:
            row = self._again(connection, mine, entry)
        else:
            row = _row(entry, entry.grade)
            if last is not None and (last.identity, last.substance) == (row["identity"], row["substance"]):
                return
        number = connection.execute(select(func.max(attempts.c.number)).where(mine)).scalar() or 0
        row |= {"number": number + 1, "recorded_at": now(), "batch": batch}
        connection.execute(insert(attempts).values(row))

    def _again(self, connection: Connection, mine: ColumnElement[bool], entry: Entry) -> dict[str, object]:
        """Return the row of a file that was handed in before, then another, and now the first one again."""
        old = connection.execute(
            select(attempts)
            .where(mine, _counted, attempts.c.identity == entry.identity)
            .order_by(attempts.c.number.desc())
            .limit(1)
        ).first()
        if old is None:
            raise StorageFault(
                f"{self.place}: a result of {entry.student} is gone; give the same command again"
            )
        row = dict(old._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
        del row["id"]
        return row | _handed(entry.handed)

    def labs(self) -> list[tuple[str, str]]:
        """Return who has an attempt that counts, and in which lab."""
        query = select(attempts.c.student, attempts.c.lab).where(_counted).distinct()
        with self._store.reading() as connection:
            return [(row.student, row.lab) for row in connection.execute(query)]

    def attempts(self, student: str | None = None, lab: str | None = None) -> Iterator[list[Attempt]]:
        """Yield the attempts that count, oldest first, per student and lab, in the order of students."""
        return self._attempts(_counted, student, lab)

    def proposed(self, batch: int) -> Iterator[list[Attempt]]:
        """Yield the attempts of a regrade that is not closed yet."""
        return self._attempts(attempts.c.batch == batch, None, None)

    def _attempts(
        self, condition: ColumnElement[bool], student: str | None, lab: str | None
    ) -> Iterator[list[Attempt]]:
        query = select(attempts).where(condition)
        if student is not None:
            query = query.where(attempts.c.student == student)
        if lab is not None:
            query = query.where(attempts.c.lab == lab)
        group: list[Attempt] = []
        key = None
        with self._store.reading() as connection:
            order = (attempts.c.student, attempts.c.lab, attempts.c.number)
            few = connection.execution_options(yield_per=_AT_A_TIME)
            for row in few.execute(query.order_by(*order)):
                if key not in {None, (row.student, row.lab)}:
                    yield group
                    group = []
                key = (row.student, row.lab)
                group.append(self._attempt(row))
        if group:
            yield group

    def _attempt(self, row: Row[tuple[object, ...]]) -> Attempt:
        try:
            grade = decode(zlib.decompress(row.record))
        except (zlib.error, msgspec.DecodeError, ValueError) as error:
            raise StorageFault(
                f"{self.place}: attempt {row.number} of {row.student} in {row.lab} is damaged ({error}); "
                "restore the gradebook from a copy"
            ) from error
        return Attempt(row.number, grade, Handed(row.submitted_at, row.marked_late, row.together))

    def decide(self, decided: Sequence[Override]) -> None:
        """Keep decisions, all or none."""
        with self._store.writing() as connection:
            for one in decided:
                row = msgspec.structs.asdict(one)
                row["decided_at"] = row.pop("when")
                connection.execute(insert(decisions).values(row))

    def decisions(self, student: str | None = None, lab: str | None = None) -> list[Override]:
        """Return decisions in the order in which they were made; all, or those about a student or a lab."""
        query = select(decisions)
        if student is not None:
            query = query.where(decisions.c.student == student)
        if lab is not None:
            query = query.where(decisions.c.lab == lab)
        with self._store.reading() as connection:
            rows = connection.execute(query.order_by(decisions.c.id)).all()
        return [
            Override(
                row.student, row.lab, row.part, row.sha256, row.points, row.reason, row.who, row.decided_at
            )
            for row in rows
        ]

    def open_batch(self, purpose: str) -> int:
        """Begin a regrade, or go on with one of the same purpose that was not closed."""
        with self._store.writing() as connection:
            one_writer(connection, "batch")
            left = connection.execute(
                select(batches.c.id)
                .where(batches.c.purpose == purpose, batches.c.id.not_in(select(closings.c.batch)))
                .order_by(batches.c.id.desc())
                .limit(1)
            ).scalar()
            if left is not None:
                return int(left)
            made = connection.execute(insert(batches).values(purpose=purpose, opened_at=now()))
            (key,) = made.inserted_primary_key or (0,)
            return int(key)

    def close_batch(self, batch: int, *, accepted: bool) -> None:
        """End a regrade: what it found counts from now on, or never."""
        with self._store.writing() as connection:
            connection.execute(insert(closings).values(batch=batch, accepted=accepted, closed_at=now()))


def now() -> str:
    """UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _row(entry: Entry, grade: Grade) -> dict[str, object]:
    substance = msgspec.structs.replace(grade, usage=_NO_USAGE, stdout="")
    return {
        "student": entry.student,
        "lab": entry.lab,
        "sha256": grade.submission.sha256,
        "identity": Identity.of(grade).digest(),
        "substance": hashlib.sha256(encode(substance)).hexdigest(),
        "lasting": lasting(grade),
        "status": grade.status,
        "points": grade.points,
        "max_points": grade.max_points,
        "record": zlib.compress(encode(grade)),
        **_handed(entry.handed),
    }


def _handed(handed: Handed) -> dict[str, object]:
    return {
        "submitted_at": handed.at,
        "marked_late": handed.marked_late,
        "together": handed.together,
    }
