"""One submission's results for other graders' systems: shape, sums, and that nothing undecided gets a number."""

from __future__ import annotations

import base64
import io
import json
import unittest
from pathlib import Path
from typing import Any

import junitparser
import pytest
from gradescope_utils.autograder_utils.decorators import number, visibility, weight
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
from lxml import etree

from autograder.record import Grade
from exercises.spec import labs
from reports.exporting import github, gradescope, prairielearn
from reports.exporting.junit import junit
from tests.exporting.classes import mixed, of, results
from tests.reports import records

SCHEMA = Path(__file__).parent / "junit.xsd"
STATUSES = ("judged", "unreadable", "open", "fault")


def graded(kind: str) -> Grade:
    decided, open_, unreadable, fault = mixed("a", "b", "c", "d")
    return {"judged": decided, "open": open_, "unreadable": unreadable, "fault": fault}[kind]


def loaded(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(data)
    return found


class Sample(unittest.TestCase):
    """What Gradescope's own library makes of a passed and of a failed test."""

    __test__ = False

    def test_right(self) -> None:
        """Right."""

    def test_wrong(self) -> None:
        """Wrong."""
        self.fail("not so")


for told in (number("1.1"), weight(2), visibility("visible")):
    told(Sample.test_right)
for told in (number("1.2"), weight(3), visibility("visible")):
    told(Sample.test_wrong)


def theirs() -> dict[str, Any]:
    stream = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Sample)
    JSONTestRunner(stream=stream, visibility="visible").run(suite)
    return loaded(stream.getvalue().encode())


def test_gradescopes_own_library_writes_the_same_fields() -> None:
    expected, ours = theirs(), loaded(gradescope.results_json([graded("judged")], labs(), "en"))
    assert expected.keys() - {"leaderboard"} <= ours.keys()
    known = {name: type(value) for test in expected["tests"] for name, value in test.items()}
    for test in ours["tests"]:
        assert test.keys() == known.keys()
        for name in ("name", "number", "output", "visibility", "status"):
            assert isinstance(test[name], known[name])
        assert {type(test["score"]), type(test["max_score"])} <= {int, float}
        assert test["status"] == ("passed" if test["score"] >= test["max_score"] else "failed")
    assert {test["status"] for test in expected["tests"]} == {"passed", "failed"}


def test_gradescope_sums_up_what_is_decided_and_says_that_it_is_not_final() -> None:
    ours = loaded(gradescope.results_json([graded("judged"), graded("open")], labs(), "en"))
    scores = [test["score"] for test in ours["tests"] if "score" in test]
    assert ours["score"] == sum(scores) == records.wrong_adam().points
    assert "Not final" in ours["output"]
    assert ours["extra_data"]["final"] is False
    open_ = [test for test in ours["tests"] if "score" not in test]
    assert len(open_) == 2
    assert not any({"max_score", "status"} & test.keys() for test in open_)


def test_gradescope_gets_no_score_where_nothing_is_decided_and_zero_where_the_file_is_unreadable() -> None:
    """Without a score Gradescope says that the autograder failed: that is so, and is no zero."""
    fault = loaded(gradescope.results_json([graded("fault")], labs(), "en"))
    assert "score" not in fault
    assert all("score" not in test for test in fault["tests"])
    unreadable = loaded(gradescope.results_json([graded("unreadable")], labs(), "en"))
    assert (unreadable["score"], unreadable["output"]) == (0, "")
    assert "never closed" in unreadable["tests"][0]["output"]


@pytest.mark.parametrize("kind", STATUSES)
def test_prairielearn_gets_a_share_or_nothing(kind: str) -> None:
    grade = graded(kind)
    ours = loaded(prairielearn.results_json([grade], labs(), "en"))
    assert ours["gradable"] is (kind in {"judged", "unreadable"})
    assert ("score" in ours) is ours["gradable"]
    if grade.points is not None:
        assert ours["score"] == pytest.approx(grade.points / grade.max_points, abs=1e-6)
        assert sum(test["points"] for test in ours["tests"]) == grade.points
    else:
        assert "Not final" in ours["format_errors"][0]
    assert ("points" in ours["tests"][-1]) is (kind in {"judged", "unreadable"})


def test_prairielearn_takes_no_more_than_a_megabyte() -> None:
    """The longest record that a lab can give is far below it."""
    assert len(prairielearn.results_json([records.hostile(), records.every_status()], labs(), "en")) < 1 << 16


def classroom(*grades: Grade) -> dict[str, Any]:
    line = github.result_line(grades, labs(), "en").decode("ascii")
    name, _, encoded = line.partition("=")
    assert (name, line.count("\n")) == ("result", 1)
    return loaded(base64.b64decode(encoded.rstrip("\n"), validate=True))


@pytest.mark.parametrize(
    ("kind", "status"), [("judged", "fail"), ("open", "fail"), ("fault", "error"), ("unreadable", "error")]
)
def test_classrooms_reporter_adds_up_what_is_decided(kind: str, status: str) -> None:
    """It adds ``score`` of all tests, shows it beside ``max_score``, and shows nothing where that is 0."""
    grade = graded(kind)
    ours = classroom(grade)
    decided = [part for part in grade.parts if part.points is not None]
    assert ours["status"] == status
    assert sum(test["score"] for test in ours["tests"]) == sum(part.points or 0 for part in decided)
    expected = sum(part.max_points for part in decided) if grade.parts else grade.max_points
    assert ours["max_score"] == (0 if kind == "fault" else expected)
    assert {test["status"] for test in ours["tests"]} <= {"pass", "fail", "error"}
    assert classroom(records.all_right())["status"] == "pass"


def validated(data: bytes) -> etree._Element:
    document = etree.fromstring(data)
    etree.XMLSchema(etree.parse(SCHEMA)).assertValid(document)
    return document


def test_junit_holds_the_schema_and_counts_as_its_readers_do() -> None:
    data = junit(results(*mixed("a", "b", "c", "d"), of(records.hostile(), records.HOSTILE))).files[
        "junit.xml"
    ]
    validated(data)
    read = junitparser.JUnitXml.fromstring(data)
    suites = list(read)
    before = [(one.tests, one.failures, one.errors, one.skipped) for one in suites]
    for suite in suites:
        suite.update_statistics()
    assert [(one.tests, one.failures, one.errors, one.skipped) for one in suites] == before
    assert [one[1:] for one in before[1:4]] == [(2, 4, 2), (0, 1, 0), (0, 0, 1)]
    properties = [{one.name: one.value for one in suite.properties()} for suite in suites]
    assert ["points" in one for one in properties] == [True, False, True, False, True]


def test_junit_can_be_read_whatever_students_write() -> None:
    hostile = "\x00\x1b[31m]]>\ufffe\ud800<a>&\u202e"
    data = junit(results(of(records.wrong_adam(), hostile))).files["junit.xml"]
    document = validated(data)
    assert document.find("testsuite").get("name", "").startswith("lab6 ")
