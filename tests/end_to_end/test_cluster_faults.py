"""``grade --scheduler`` where certificates, the scheduler or every worker in turn let it down."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.sandbox.tiers import probe
from tests.end_to_end.clusters import PATIENCE_S, Cluster, class_of, grade, until

needs_sandbox = pytest.mark.skipif(not probe().isolates, reason=probe().reason)
needs_openssl = pytest.mark.skipif(
    shutil.which("openssl") is None, reason="no openssl to make certificates with"
)
Started = Callable[[Cluster], Cluster]


@pytest.fixture
def opened() -> Iterator[Started]:
    """Ends what a test began."""
    begun: list[Cluster] = []

    def begin(cluster: Cluster) -> Cluster:
        begun.append(cluster)
        return cluster

    yield begin
    for cluster in begun:
        cluster.close()


def certificate(folder: Path, name: str, authority: str = "") -> Path:
    """A certificate that is its own authority, or one that another signs."""
    signed = ["-CA", f"{authority}.pem", "-CAkey", f"{authority}.key"] if authority else []
    line = [
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.pem", *signed,
    ]  # fmt: skip
    subprocess.run(line, cwd=folder, check=True, capture_output=True)
    return folder / f"{name}.pem"


def tls(authority: Path, own: Path) -> dict[str, str]:
    """Dask's own settings, as its configuration takes them from the environment."""
    start = "DASK_DISTRIBUTED__COMM__"
    settings = {f"{start}REQUIRE_ENCRYPTION": "true", f"{start}TLS__CA_FILE": str(authority)}
    for role in ("CLIENT", "SCHEDULER", "WORKER"):
        settings |= {
            f"{start}TLS__{role}__CERT": str(own),
            f"{start}TLS__{role}__KEY": str(own.with_suffix(".key")),
        }
    return settings


@needs_sandbox
@needs_openssl
def test_over_tls_and_not_without_a_certificate_that_the_scheduler_knows(
    tmp_path: Path, opened: Started
) -> None:
    authority = certificate(tmp_path, "school")
    settings = tls(authority, certificate(tmp_path, "member", "school"))
    cluster = opened(Cluster(tmp_path, settings))
    cluster.open("tls")
    cluster.worker()
    assert cluster.address.startswith("tls://")
    class_of(tmp_path, 2)
    stranger = tls(authority, certificate(tmp_path, "stranger"))
    for others in ({}, stranger):
        run = grade(cluster, tmp_path, others)
        told, talk = run.communicate(timeout=PATIENCE_S)
        assert (run.returncode, told) == (3, ""), talk
        assert len(talk.strip().splitlines()) == 1, talk
        assert f"--scheduler {cluster.address}: " in talk
    run = grade(cluster, tmp_path)
    told, talk = run.communicate(timeout=PATIENCE_S)
    assert run.returncode == 0, talk
    grades = [json.loads(line) for line in told.splitlines()]
    assert [one["parts"][0]["passed"] for one in grades] == [False, True]


@needs_sandbox
def test_a_scheduler_that_dies_in_mid_run_loses_nothing_and_the_same_command_goes_on(
    tmp_path: Path, opened: Started
) -> None:
    students = 12
    cluster = opened(Cluster(tmp_path))
    cluster.open()
    cluster.worker()
    run = grade(cluster, class_of(tmp_path, students))
    records = tmp_path / "out" / "grades" / "lab6"
    until(lambda: len(list(records.glob("s*.json"))) > 1)
    cluster.scheduler.kill()
    told, talk = run.communicate(timeout=PATIENCE_S)
    assert run.returncode == 3, talk
    assert told == ""
    said = [line for line in talk.splitlines() if "--scheduler" in line]
    assert len(said) == 1, talk
    assert "goes on from there" in said[0]
    assert "Traceback" not in talk
    done = recorded(tmp_path)
    assert 1 < len(done) < students
    assert {path.stem for path in records.glob("s*.json")} <= set(done)

    again = grade(cluster, tmp_path)
    _, talk = again.communicate(timeout=PATIENCE_S)
    assert again.returncode == 3, talk
    assert "no scheduler answers there" in talk
    assert recorded(tmp_path) == done

    cluster.close()
    (tmp_path / "scheduler.json").unlink()
    second = opened(Cluster(tmp_path))
    second.open()
    second.worker()
    last = grade(second, tmp_path)
    told, talk = last.communicate(timeout=PATIENCE_S)
    assert last.returncode == 0, talk
    grades = [json.loads(line) for line in told.splitlines()]
    assert [one["parts"][0]["passed"] for one in grades] == [number % 4 != 0 for number in range(students)]
    assert recorded(tmp_path) == [f"s{number:02}" for number in range(students)]


def recorded(folder: Path) -> list[str]:
    """Who is in the gradebook, once per attempt."""
    with sqlite3.connect(folder / "out" / "gradebook.sqlite") as book:
        return [student for (student,) in book.execute("select student from attempts order by student")]


_POISON = """
import os
from autograder.grading import students

judge = getattr(students.grade_student, "judge", students.grade_student)  # a preload may be read twice


def grade_student(work, task):
    if work.student == "s02":
        with open({deaths!r}, "a") as file:
            file.write("died\\n")
        os._exit(1)
    return judge(work, task)


grade_student.judge = judge
students.grade_student = grade_student
"""
"""What the sandbox keeps from happening: a submission ends the worker itself."""


@needs_sandbox
@pytest.mark.parametrize("allowed", [0, 2])
def test_a_submission_that_ends_every_worker_is_left_to_a_person_and_the_others_are_graded(
    tmp_path: Path, opened: Started, allowed: int
) -> None:
    """Each of its two tries ends as many workers as Dask allows, and one more."""
    deaths = tmp_path / "deaths"
    preload = tmp_path / "poison.py"
    preload.write_text(_POISON.format(deaths=str(deaths)))
    cluster = opened(Cluster(tmp_path, {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(allowed)}))
    cluster.open()
    for _ in range(2):
        cluster.worker(1, "--nanny", f"--preload={preload}")
    run = grade(cluster, class_of(tmp_path, 6))
    told, talk = run.communicate(timeout=2 * PATIENCE_S)
    assert run.returncode == 3, talk
    grades = {record["student"]: record for record in map(json.loads, told.splitlines())}
    poisoned = grades.pop("s02")
    assert (poisoned["status"], poisoned["points"], poisoned["passed"]) == ("grader_fault", None, None)
    assert "ended twice" in poisoned["message"]
    assert {student: one["parts"][0]["passed"] for student, one in grades.items()} == {
        "s00": False, "s01": True, "s03": True, "s04": False, "s05": True,
    }  # fmt: skip
    assert deaths.read_text() == "died\n" * 2 * (allowed + 1)
