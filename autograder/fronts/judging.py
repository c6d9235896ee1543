"""Judging one's own work, for the command line and for the notebook: which lab it is, public seeds, which sandbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.errors import AutograderError, CourseError, DeviceUnavailable
from autograder.explaining.messages import say
from autograder.grading.one import Request, grade_submission
from autograder.loading.submission import Submission
from autograder.loading.which import labs_in_sections, labs_of
from autograder.record import Grade
from autograder.sandbox.gpu import Lacking
from autograder.sandbox.slots import Slots, usable_gpu
from autograder.sandbox.tiers import probe
from exercises.spec import JUDGED_KINDS, Lab, labs

Talk = Callable[[str], None]


@dataclass(frozen=True)
class Question:
    """What is asked about a submission."""

    lab: str | None
    part: str | None
    language: Literal["zh", "en"]
    device: Literal["cpu", "gpu"] = "cpu"


def known_lab(name: str) -> Lab:
    """Return a lab by its id; ``CourseError`` names the known ones."""
    if name not in labs():
        raise CourseError(f"--lab {name}: no such lab; labs are {', '.join(labs())}")
    return labs()[name]


def asked_lab(options: Question) -> Lab | None:
    """Return the lab that was named, if any; ``CourseError`` where lab or part can't be judged."""
    if options.lab is None:
        return None
    lab = known_lab(options.lab)
    if options.part is not None:
        _require_part(lab, options.part)
    if not any(part.kind in JUDGED_KINDS for part in lab.parts):
        raise CourseError(f"--lab {lab.id}: none of its parts can be judged by this version yet")
    return lab


def _require_part(lab: Lab, name: str) -> None:
    parts = {part.id: part for part in lab.parts}
    if name not in parts:
        raise CourseError(f"--part {name}: {lab.id} has the parts {', '.join(parts)}")
    if parts[name].kind not in JUDGED_KINDS:
        raise CourseError(
            f"--part {name}: this version can't judge it yet; leave --part out to check the others"
        )


def request(options: Question, lab: Lab, raw: bytes) -> Request:
    """Return what to grade: with public seeds, for nobody."""
    return Request(
        lab,
        SeedSource(PUBLIC_SECRET, lab.id, raw),
        options.language,
        part=options.part,
        device=options.device,
    )


def open_slots(talk: Talk, device: Literal["cpu", "gpu"] = "cpu") -> Slots:
    """The sandbox where there is one; else a limited process for one's own file, and a word about it."""
    tier = probe()
    if tier.tier == "bubblewrap" or (tier.isolates and device == "cpu"):
        return Slots()
    lacking = f"none that lends a GPU, {tier.tier}" if tier.isolates else tier.reason
    talk(f"no sandbox here ({lacking}); your file runs in a limited process")
    return Slots(unsafe=True)


def required_device(
    asked: Literal["cpu", "gpu", "auto"], language: Literal["zh", "en"], *, isolated: bool
) -> Literal["cpu", "gpu"]:
    """Return where student code computes; ``auto`` is the GPU where one can be lent.

    Args:
        asked: On the command line.
        language: Of the line that says what is missing.
        isolated: Strangers' code: only a GPU that the sandbox can lend counts.

    Raises:
        DeviceUnavailable: A GPU was asked for, and there is none to lend.
    """
    if asked == "cpu":
        return "cpu"
    found = usable_gpu(unsafe=not isolated)
    if not isinstance(found, Lacking):
        return "gpu"
    if asked == "auto":
        return "cpu"
    raise DeviceUnavailable(say(f"device.{found.why}", {"what": found.what}, language))


def graded(options: Question, submission: Submission, lab: Lab | None, slots: Slots) -> list[Grade]:
    """Judge for the lab that was named; for all that a file has sections for; else for the one that most speaks for."""
    if lab is not None:
        return [grade_submission(submission, request(options, lab, submission.raw), slots)]
    named = [labs()[name] for name in labs_in_sections(submission)]
    sections = [one for one in named if _judgeable(one, options.part)]
    if len(sections) > 1:
        return [
            grade_submission(submission, request(options, one, submission.raw), slots) for one in sections
        ]
    possible = [labs()[name] for name in labs_of(submission) if _judgeable(labs()[name], options.part)]
    possible = possible or [one for one in labs().values() if _judgeable(one, options.part)]
    if not possible:
        raise CourseError(
            f"--part {options.part}: no lab has such a part that can be judged; see: autograder exercises"
        )
    grades = [grade_submission(submission, request(options, one, submission.raw), slots) for one in possible]
    ranked = sorted(grades, key=_evidence, reverse=True)
    if submission.refused is not None:
        return grades[:1]  # the same line for any lab
    if len(ranked) > 1 and _evidence(ranked[0]) == _evidence(ranked[1]):
        tied = [grade.lab for grade in ranked if _evidence(grade) == _evidence(ranked[0])]
        names = ", ".join(f"--lab {name}" for name in tied)
        raise AutograderError(f"{submission.name}: can't tell which lab this is; say one of {names}")
    return ranked[:1]


def _judgeable(lab: Lab, part: str | None) -> bool:
    return any(one.kind in JUDGED_KINDS and part in (None, one.id) for one in lab.parts)


def _evidence(grade: Grade) -> tuple[int, int, int]:
    """How much speaks for a lab: parts passed, mistakes named, deliverables found."""
    named = sum(bool(diagnosis.mistakes) for part in grade.parts for diagnosis in part.diagnoses)
    found = sum(part.status != "not_found" for part in grade.parts)
    return sum(part.passed is True for part in grade.parts), named, found
