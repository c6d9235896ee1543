"""Every submission with a known verdict says it in one form: labs, parts, statuses and ids that exist."""

import json
import re
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from autograder.record import PartStatus
from exercises.spec import JUDGED_KINDS, labs

HERE = Path(__file__).resolve().parent
SAMPLE_CLASS = HERE.parents[1] / "autograder" / "sample_class"
FORMS = {"tf1-optimizer", "keras-optimizer", "plain-class", "update-function", "schedule"}
FRAMEWORKS = {"numpy", "tf1", "keras"}
KINDS_OF_MISTAKE = {
    "sign-flipped", "no-bias-correction", "missing-root", "decay-swapped", "time-per-variable", "wrong-hyperparameter",
}  # fmt: skip
OTHER_MISTAKES = {
    "ema-momentum", "lookahead-sign", "accumulator-not-kept", "bias-correction-constant", "decay-from-stable-rate",
    "decay-not-stopped", "decay-compounds",
}  # fmt: skip
STATUSES = set(get_args(PartStatus)) - {"judged"}
HEADER = re.compile(r"# expect: (?P<verdicts>[^|]+?)(?: \| (?P<form>\S+) (?P<framework>\S+))?")


class Verdict(NamedTuple):
    """What is expected of one part ('' where the whole file can't be read)."""

    lab: str
    part: str
    word: str
    mistakes: tuple[str, ...]


def header(path: Path) -> str:
    """Read a submission's expectation; nobody can write one into an empty file."""
    raw = path.read_bytes()
    if not raw:
        return f"# expect: {path.parent.name} unreadable"
    if path.suffix == ".ipynb":
        found = json.loads(raw)["metadata"]["autograder_expect"]
        assert isinstance(found, str)
        return found
    return raw.split(b"\n", 1)[0].strip().decode("ascii")


def verdicts(text: str) -> tuple[Verdict, ...]:
    """Take a header apart."""
    match = HEADER.fullmatch(text)
    assert match, f"{text!r} is not '# expect: LAB.PART WORD [MISTAKES]; ... | FORM FRAMEWORK'"
    found = []
    for item in match["verdicts"].split("; "):
        where, word, *mistakes = item.split()
        lab, _, part = where.partition(".")
        found.append(Verdict(lab, part, word, tuple(mistakes[0].split(",")) if mistakes else ()))
    return tuple(found)


def submissions() -> list[Path]:
    """All files with an expectation, the sample class included."""
    found = [
        path
        for folder in (HERE, SAMPLE_CLASS)
        for path in sorted(folder.glob("**/*"))
        if path.suffix in {".py", ".ipynb"} and path.parent.name in labs()
    ]
    assert found
    return found


def name(path: Path) -> str:
    return "/".join(path.parts[-3:])


@pytest.mark.parametrize("path", submissions(), ids=name)
def test_the_header_names_what_exists(path: Path) -> None:
    """A typing error in a header would make a test of the engine pass or fail for the wrong reason."""
    text = header(path)
    expected = verdicts(text)
    lab = labs()[path.parent.name]
    if expected[0].word == "unreadable":
        assert expected == (Verdict(lab.id, "", "unreadable", ()),)
        return
    for verdict in expected:
        assert verdict.lab == lab.id
        assert verdict.word in STATUSES | {"passed", "failed"}
        assert bool(verdict.mistakes) == (verdict.word == "failed")
        assert set(verdict.mistakes) <= KINDS_OF_MISTAKE | OTHER_MISTAKES
    judged = [part.id for part in lab.parts if part.kind in JUDGED_KINDS]
    assert [verdict.part for verdict in expected] == judged, "every judged part of the lab, in its order"
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
        "plain-class numpy",
        "update-function numpy",
    }
    assert set(seen) == update_forms | {"schedule numpy", "schedule tf1", "schedule keras"}
    for form in update_forms | {"schedule numpy"}:
        assert seen[form] >= {"passed", "failed"}


def test_the_class_is_of_the_size_promised() -> None:
    assert len([path for path in submissions() if path.is_relative_to(SAMPLE_CLASS)]) >= 30


def test_nothing_in_the_class_has_a_size_that_grading_it_would_notice() -> None:
    assert max(path.stat().st_size for path in submissions()) < 16_384
