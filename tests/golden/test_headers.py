"""Every submission with a known verdict says it in one form: labs, parts, statuses and ids that exist."""

from pathlib import Path
from typing import get_args

import pytest

from autograder.explaining.mistakes import MISTAKES
from autograder.record import PartStatus
from exercises.spec import JUDGED_KINDS, labs
from tests.golden.headers import HEADER, HERE, SAMPLE_CLASS, Verdict, header, name, submissions, verdicts

FORMS = {
    "tf1-optimizer",
    "keras-optimizer",
    "plain-class",
    "update-function",
    "schedule",
    "observed",
    "sampler",
    "training-function",
    "answer",
    "gradient-tape",
    "torch-optimizer",
}
FRAMEWORKS = {"numpy", "tf1", "tf2", "keras", "torch"}
KINDS_OF_MISTAKE = {
    "sign-flipped", "no-bias-correction", "missing-root", "decay-swapped", "time-per-variable", "wrong-hyperparameter",
}  # fmt: skip
STATUSES = set(get_args(PartStatus)) - {"judged"}


@pytest.mark.parametrize("path", submissions(), ids=name)
def test_the_header_names_what_exists(path: Path) -> None:
    """A typing error in a header would make a test of the engine pass or fail for the wrong reason."""
    text = header(path)
    expected = verdicts(text)
    lab = labs()[path.parent.name]
    if expected[0].word == "unreadable":
        assert expected == (Verdict(lab.id, "", "unreadable", ()),)
        return
    assert expected[0].lab == lab.id, "the folder is the first lab's"
    for verdict in expected:
        part = labs()[verdict.lab].part(verdict.part)
        assert part.kind in JUDGED_KINDS
        assert verdict.word in STATUSES | {"passed", "failed"}
        # A wrong answer has a hint, and no name.
        assert bool(verdict.mistakes) == (verdict.word == "failed" and part.kind != "answers")
        assert set(verdict.mistakes) <= set(MISTAKES)
    for one in dict.fromkeys(verdict.lab for verdict in expected):
        named = [verdict.part for verdict in expected if verdict.lab == one]
        order = [part.id for part in labs()[one].parts if part.id in named]
        assert named == order, "the parts of a lab once each, in its order"
    match = HEADER.fullmatch(text)
    assert match
    assert match["form"] in FORMS
    assert match["framework"] in FRAMEWORKS


def test_every_kind_of_mistake_is_there_in_the_class_and_among_the_golden_files() -> None:
    for folder in (HERE, SAMPLE_CLASS):
        files = [path for path in submissions() if path.is_relative_to(folder)]
        named = {one for path in files for verdict in verdicts(header(path)) for one in verdict.mistakes}
        assert named >= KINDS_OF_MISTAKE


def test_each_form_and_framework_has_right_and_wrong_golden_files() -> None:
    seen: dict[str, set[str]] = {}
    for path in submissions():
        match = HEADER.fullmatch(header(path))
        if match and match["form"] and path.is_relative_to(HERE):
            words = {verdict.word for verdict in verdicts(header(path))}
            seen.setdefault(f"{match['form']} {match['framework']}", set()).update(words)
    update_forms = {
        "tf1-optimizer tf1",
        "keras-optimizer keras",
        "gradient-tape tf2",
        "torch-optimizer torch",
        "plain-class numpy",
        "plain-class torch",
        "update-function numpy",
        "update-function torch",
    }
    others = {
        "plain-class tf1",
        "plain-class keras",
        "update-function tf1",
        "schedule numpy",
        "schedule tf1",
        "schedule keras",
    }
    observed = {"observed numpy", "observed tf1", "observed keras", "observed torch"}
    samplers = {"sampler numpy", "sampler tf2", "sampler torch"}
    methods = {"training-function numpy", "training-function torch"}
    assert set(seen) >= update_forms | others | observed | samplers | methods
    both = {"schedule numpy", "sampler numpy", "sampler tf2", "training-function numpy"}
    for form in update_forms | observed | both | {"answer numpy"}:
        assert seen[form] >= {"passed", "failed"}


def test_the_class_is_of_the_size_promised() -> None:
    assert len([path for path in submissions() if path.is_relative_to(SAMPLE_CLASS)]) >= 30


def test_nothing_in_the_class_has_a_size_that_grading_it_would_notice() -> None:
    assert max(path.stat().st_size for path in submissions()) < 16_384
