"""Opens a gradebook, SQLite in a file or PostgreSQL by URL, and brings it to this version's form.

SQLite keeps a write-ahead log and waits for the disk at every commit: what was recorded survives ``kill -9`` and a
power cut. A transaction that writes takes the lock at its beginning, so that no two can decide on the same state.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from autograder.errors import CourseError, StorageFault

HEAD = "0002"
"""The version of this program's gradebook: the last of ``migrations/versions``."""
FILE_NAME = "gradebook.sqlite"
_MIGRATIONS = Path(__file__).parent / "migrations"
_WAIT_S = 30


@dataclass(frozen=True)
class Store:
    """An open database."""

    engine: Engine
    place: str
    """As people are told, without a password."""
    file: Path | None
    _opened: list[tuple[int, int]] = field(default_factory=list)
    """Device and inode of the file that was opened."""

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection to read with."""
        with self._told("can't be read"), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose work is kept whole at the end of the block, or not at all."""
        with self._told("does not take what is to be kept"):
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                yield connection
            self._require_same_file()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    @contextlib.contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Make one line of whatever the database says."""
        try:
            yield
        except (SQLAlchemyError, OSError) as error:
            raise StorageFault(
                f"{self.place}: the gradebook {what} ({_reason(error)}); everything recorded before stays: "
                "when it can be reached and written again, give the same command"
            ) from error

    def _require_same_file(self) -> None:
        """A file that was deleted or replaced under an open connection takes writes into nowhere."""
        if self.file is None:
            return
        status = self.file.stat()
        if not self._opened:
            self._opened.append((status.st_dev, status.st_ino))
        if self._opened[0] != (status.st_dev, status.st_ino):
            raise OSError("the file was replaced by another while it was open")


def one_writer(connection: Connection, what: str) -> None:
    """Wait until nobody else writes what bears this name, until the transaction's end; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:what, 0))"), {"what": what})


def open_store(where: str | Path) -> Store:
    """Open a gradebook by path or URL; it is made where there is none."""
    store = _connected(where)
    try:
        _make_ready(store)
    except BaseException:
        store.close()
        raise
    return store


def _make_ready(store: Store) -> None:
    if store.file is not None:
        with store._told("can't be made"):  # noqa: SLF001 - its own constructor
            store.file.parent.mkdir(parents=True, exist_ok=True)
    with store.reading() as connection:
        version = _version(connection)
    if version != HEAD:
        _migrate(store)
    with store.writing():
        pass  # a place that can be read only is told now, not after an hour's work


def _connected(where: str | Path) -> Store:
    if isinstance(where, Path) or "://" not in where:
        file = Path(where)
        engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": _WAIT_S})
        _prepare_sqlite(engine)
        return Store(engine, str(file), file)
    try:
        url = make_url(where)
        if url.get_backend_name() == "sqlite":
            return _connected(Path(url.database or ""))
        if url.drivername in {"postgresql", "postgres"}:
            url = url.set(drivername="postgresql+psycopg")
        place = url.render_as_string(hide_password=True)
        if url.get_backend_name() != "postgresql":
            raise CourseError(f"{place}: a gradebook is a SQLite file or a PostgreSQL URL (postgresql://…)")
        # psycopg's own pipeline of statements is left alone: a lost connection is told at the next use.
        return Store(create_engine(url, pool_pre_ping=True), place, None)
    except (ArgumentError, NoSuchModuleError) as error:
        raise CourseError(f"--db: no URL of a database ({_reason(error)})") from error
    except ImportError as error:
        raise CourseError(
            f"{place}: PostgreSQL needs the extra [class]: pip install 'optimizer-autograder[class]'"
        ) from error


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:  # noqa: ANN401 - sqlite3's, behind SQLAlchemy's wrapper
        connection.isolation_level = None  # transactions begin where SQLAlchemy says, see below
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(store: Store) -> None:
    from alembic import command  # noqa: PLC0415 - takes longer than opening a gradebook that needs nothing
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with store.writing() as connection:
        one_writer(connection, "migration")
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StorageFault(
                f"{store.place}: made by another version of this program ({_reason(error)}); use that one"
            ) from error


def _reason(error: BaseException) -> str:
    """First line of what a database or the system says."""
    said = getattr(error, "orig", None) or error
    if isinstance(said, OSError) and said.strerror:
        return said.strerror
    lines = str(said).strip().splitlines()
    return lines[0][:300] if lines else type(said).__name__
