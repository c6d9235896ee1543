"""``grade --scheduler``: a real scheduler and real workers, each a process of its own, on the loopback."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.errors import AutograderError, ClusterFault, CourseError
from autograder.grading.cluster import ClusterWorkers
from autograder.grading.engine import engine_and_labs
from autograder.loading.folder import handins
from autograder.sandbox.tiers import probe
from tests.end_to_end.clusters import PATIENCE_S, WRONG, Cluster, class_of, grade, has_sandbox, until

STUDENTS = 12
needs_sandbox = pytest.mark.skipif(not probe().isolates, reason=probe().reason)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        found.open()
        yield found
    finally:
        found.close()


@needs_sandbox
def test_a_worker_killed_in_mid_run_loses_nothing(cluster: Cluster, tmp_path: Path) -> None:
    first, second = cluster.worker(), cluster.worker()
    run = grade(cluster, class_of(tmp_path, STUDENTS))
    records = tmp_path / "out" / "grades" / "lab6"
    until(lambda: has_sandbox(first) and has_sandbox(second) and len(list(records.glob("s*.json"))) > 1)
    first.kill()
    assert len(list(records.glob("s*.json"))) < STUDENTS, "killed too late to prove anything"
    told, talk = run.communicate(timeout=PATIENCE_S)
    assert run.returncode == 0, talk
    assert "2 workers" in talk
    grades = {record["student"]: record for record in map(json.loads, told.splitlines())}
    assert len(told.splitlines()) == len(grades) == STUDENTS
    for number in range(STUDENTS):
        grade_of_one = grades[f"s{number:02}"]
        assert grade_of_one["parts"][0]["passed"] is (number % 4 != 0)
        assert grade_of_one["sandbox_tier"] == probe().tier
    with sqlite3.connect(tmp_path / "out" / "gradebook.sqlite") as book:
        ((attempts,),) = book.execute("select count(*) from attempts")
    assert attempts == STUDENTS
    assert (tmp_path / "out" / "students" / "s00.html").is_file()
    assert second.poll() is None


def test_workers_with_another_engine_judge_nothing(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    cluster.only(threads=1)
    monkeypatch.setattr("autograder.grading.cluster.engine_and_labs", lambda: "1.0, 00000000")
    with (
        ClusterWorkers(cluster.address) as workers,
        pytest.raises(ClusterFault, match="another engine") as told,
    ):
        list(workers.each(str, [1], lambda _: None))
    assert told.value.exit_code == 3
    assert engine_and_labs() in str(told.value)


def test_a_worker_of_many_threads_judges_nothing(cluster: Cluster) -> None:
    """Its sandboxes serve one submission at a time."""
    cluster.only(threads=2)
    with ClusterWorkers(cluster.address) as workers, pytest.raises(ClusterFault, match="--nthreads 1"):
        list(workers.each(str, [1], lambda _: None))


def test_content_travels(tmp_path: Path) -> None:
    """What was carried is read where its file isn't; what couldn't be read says why there."""
    class_of(tmp_path, 1)
    (found,) = handins(tmp_path / "class", ["lab6"])
    carried = found.carried()
    found.source.unlink()
    assert carried.read() == WRONG
    lost = found.carried()
    found.source.write_bytes(WRONG)
    with pytest.raises(CourseError, match="can't be read"):
        lost.read()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("tcp://192.0.2.1:8786", "use tls://"),
        ("tcp://127.example:8786", "use tls://"),
        ("127.0.0.1:8786", "give the scheduler's address"),
        ("tcp://127.0.0.1:9", "no scheduler answers"),
    ],
)
def test_an_address_that_cannot_be_used_is_one_line(
    address: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.grading.cluster._CONNECT_S", 0.3)
    with pytest.raises(AutograderError, match=said):
        ClusterWorkers(address)
