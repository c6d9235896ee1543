"""Attempts are only added; what counts is derived: the latest or the best, decisions, lateness."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from autograder.course import Course, LabDates, LatePolicy
from autograder.errors import CourseError, StorageFault
from autograder.gradebook.book import Gradebook, _row
from autograder.gradebook.current import current
from autograder.gradebook.decisions import Override
from autograder.gradebook.opening import HEAD, _connected, open_store
from autograder.gradebook.tables import attempts, metadata
from autograder.identity import Handed
from autograder.record import Grade
from tests.gradebook.records import again, entry, grade
from tests.postgres import Server

MIGRATIONS = Path(__file__).resolve().parents[2] / "autograder" / "gradebook" / "migrations"
BEST = Course(attempts="best")


def counts(book: Gradebook, course: Course = Course()) -> dict[str, float | None]:  # noqa: B008 - frozen
    return {one.grade.student or "": one.grade.points for one in current(book, course)}


def numbers(book: Gradebook) -> list[int]:
    return [attempt.number for group in book.attempts() for attempt in group]


def decision(record: Grade, points: float) -> Override:
    return Override(
        record.student or "", record.lab, "adam", record.submission.sha256, points, "因为", "王", "2026-01-01"
    )


def test_a_record_comes_back_as_it_was(book: Gradebook) -> None:
    record = grade(student="张三 '\"\U0001f600", text="学习率 = 0.1\n")
    book.record([entry(record)])
    assert [one.record for one in current(book, Course())] == [record]


def test_the_same_result_twice_is_one_attempt(book: Gradebook) -> None:
    """Time and memory differ from run to run and are no news; another verdict is."""
    book.record([entry(grade())])
    book.record([entry(grade(wall_s=0.2)), again(grade())])
    assert numbers(book) == [1]
    book.record([entry(grade(status="timed_out", points=0.0))])
    assert numbers(book) == [1, 2]


def test_what_can_change_by_itself_is_not_known(book: Gradebook) -> None:
    book.record([entry(grade("a")), entry(grade("b", status="timed_out", points=0.0))])
    assert set(book.known()) == {"a"}


def test_a_file_that_comes_back_counts_again_and_is_not_run(book: Gradebook) -> None:
    first, second = grade(points=4.0), grade(text="y", points=8.0)
    for one in (entry(first), entry(second), again(first)):
        book.record([one])
    assert numbers(book) == [1, 2, 3]
    assert counts(book) == {"s1": 4.0}
    assert counts(book, BEST) == {"s1": 8.0}


def test_of_one_file_the_last_judgement_is_meant_also_by_the_best(book: Gradebook) -> None:
    """A better engine that takes points away takes them away."""
    book.record([entry(grade(points=8.0))])
    book.record([entry(grade(points=4.0, engine="2"))])
    assert counts(book, BEST) == {"s1": 4.0}


def test_what_waits_for_a_person_may_be_the_best(book: Gradebook) -> None:
    waiting = grade(text="y", points=None, status="needs_person")
    book.record([entry(waiting)])
    book.record([entry(grade(points=6.0))])
    assert counts(book, BEST) == {"s1": None}
    book.decide([decision(waiting, 5.0)])
    assert counts(book, BEST) == {"s1": 6.0}
    book.decide([decision(waiting, 7.0)])
    assert counts(book, BEST) == {"s1": 7.0}
    assert [one.points for one in book.decisions()] == [5.0, 7.0]


def test_all_or_nothing_is_recorded(book: Gradebook) -> None:
    """A result that can't be kept takes the others of its student back."""
    unknown = msgspec.structs.replace(grade(), lab="lab3")
    with pytest.raises(StorageFault):
        book.record([entry(grade()), again(unknown)])
    assert numbers(book) == []


@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = NULL", "DELETE FROM {}"])
@pytest.mark.parametrize(
    ("table", "column"), [("attempts", "points"), ("decisions", "reason"), ("batches", "purpose")]
)
def test_the_database_itself_refuses_to_change_a_row(
    book: Gradebook, url: str, statement: str, table: str, column: str
) -> None:
    book.record([entry(grade())])
    book.decide([decision(grade(), 3.0)])
    book.open_batch("all")
    store = open_store(url)
    with pytest.raises(DBAPIError, match="only grows"), store.engine.begin() as connection:
        connection.execute(text(statement.format(table, column)))
    store.close()
    assert counts(book) == {"s1": 3.0}


def test_a_regrade_counts_once_it_is_accepted(book: Gradebook) -> None:
    book.record([entry(grade(points=4.0))])
    batch = book.open_batch("all")
    book.record([entry(grade(points=8.0, engine="2"))], batch)
    assert counts(book) == {"s1": 4.0}
    assert book.open_batch("all") == batch, "a regrade that was killed goes on"
    assert set(book.done(batch)) == {"s1"}
    book.close_batch(batch, accepted=True)
    assert counts(book) == {"s1": 8.0}
    refused = book.open_batch("all")
    assert refused != batch
    book.record([entry(grade(points=0.0, engine="3"))], refused)
    book.close_batch(refused, accepted=False)
    assert counts(book) == {"s1": 8.0}


def test_two_writers_at_once_record_each_result_once(book: Gradebook, url: str) -> None:
    """Each has its own connection, as two commands on one gradebook have."""
    records = [entry(grade(f"s{number}")) for number in range(20)]

    def write() -> None:
        mine = Gradebook.open(url)
        for one in records:
            mine.record([one])
        mine.close()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(book) == [1] * 20


LATE = LatePolicy(per_day=0.1, at_most=0.25, grace_minutes=10)


@pytest.mark.parametrize(
    ("at", "marked", "points"),
    [
        ("2026-03-20T15:59:00+00:00", False, 8.0),
        ("2026-03-20T16:09:00+00:00", False, 8.0),
        ("2026-03-20T16:11:00+00:00", False, 7.2),
        ("2026-03-21T16:00:00+00:00", False, 7.2),
        ("2026-03-21T16:00:01+00:00", False, 6.4),
        ("2027-01-01T00:00:00+00:00", False, 6.0),
        (None, True, 7.2),
        (None, False, 8.0),
    ],
)
def test_each_day_begun_costs_its_share(
    book: Gradebook, at: str | None, *, marked: bool, points: float
) -> None:
    """The deadline is midnight in Beijing; what nothing tells costs nothing."""
    labs = {"lab6": msgspec.convert({"deadline": "2026-03-21T00:00:00+08:00"}, LabDates)}
    book.record([entry(grade(points=8.0), at, marked_late=marked)])
    (one,) = current(book, Course(late=LATE, labs=labs))
    assert one.grade.points == points
    assert (one.grade.late is not None) == (points < 8.0)
    assert one.record.points == 8.0
    assert any("deadline" in note.message for note in one.grade.notes) == (points < 8.0)


def test_who_handed_in_together_is_known_where_it_counts(book: Gradebook) -> None:
    book.record([replace(entry(grade()), handed=Handed(together="submission_7"))])
    (one,) = current(book, Course())
    assert (one.record.together, one.grade.together) == ("", "submission_7")


def test_the_migrations_make_the_tables_that_the_code_uses(url: str) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory

    store = open_store(url)
    with store.reading() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
    store.close()
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_a_gradebook_of_the_first_version_is_brought_on_with_its_records(url: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    store = _connected(url)
    if store.file is not None:
        store.file.parent.mkdir()
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        old = _row(entry(grade()), grade()) | {"number": 1, "recorded_at": "2026-01-01", "batch": None}
        del old["together"]
        connection.execute(insert(attempts).values(old))
    store.close()
    book = Gradebook.open(url)
    assert [(one.record, one.grade.together) for one in current(book, Course())] == [(grade(), "")]
    with pytest.raises(StorageFault, match="only grows"), book._store.writing() as connection:
        connection.execute(text("UPDATE attempts SET together = 'x'"))
    book.close()


def test_a_gradebook_of_a_later_version_is_left_alone(url: str) -> None:
    store = open_store(url)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StorageFault, match="another version"):
        Gradebook.open(url)


@pytest.mark.parametrize("where", ["mysql://x/y", "nonsense://x", "postgresql://u:geheim@127.0.0.1:1/none"])
def test_what_is_no_gradebook_is_said_in_one_line_without_a_password(where: str) -> None:
    with pytest.raises((CourseError, StorageFault), match=r"^[^\n]+$") as caught:
        Gradebook.open(where)
    assert "geheim" not in str(caught.value)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("hello, this is no database at all", encoding="utf-8")
    with pytest.raises(StorageFault, match=r"x\.sqlite"):
        Gradebook.open(tmp_path / "x.sqlite")


@pytest.mark.parametrize("how", ["deleted", "replaced"])
def test_a_file_that_goes_away_under_an_open_gradebook_is_noticed(tmp_path: Path, how: str) -> None:
    path = tmp_path / "g.sqlite"
    book = Gradebook.open(path)
    book.record([entry(grade("a"))])
    path.unlink()
    if how == "replaced":
        path.write_bytes(b"")
    with pytest.raises(StorageFault, match=r"g\.sqlite"):
        book.record([entry(grade("b"))])
    book.close()


def test_a_server_that_goes_away_loses_nothing(server: Server) -> None:
    book = Gradebook.open(server.database())
    book.record([entry(grade("a"))])
    server.stop()
    try:
        with pytest.raises(StorageFault, match=r"^postgresql[^\n]*give the same command$"):
            book.record([entry(grade("b"))])
    finally:
        server.start()
    book.record([entry(grade("b"))])
    assert counts(book) == {"a": 4.0, "b": 4.0}
    book.close()
