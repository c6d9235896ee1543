"""The page of one student: what is right, what to fix next, and why, with charts of what the code did."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from autograder.explaining import words
from autograder.explaining.numbers import number, points
from autograder.record import Grade, LeftOut, Note
from exercises.spec import Lab
from reports import verdict
from reports.html.both import Both, both, joined, t, worded
from reports.html.environment import render
from reports.html.listing import MOST_BYTES, Listing
from reports.html.parts import PartView, part_view
from reports.inert import bounded, inert, one_line

_OUTPUT = 8_000
"""Characters of the student's own output on the page."""


@dataclass(frozen=True)
class GradeView:
    """One lab's record."""

    anchor: str
    title: Both
    ours: bool
    status: Both
    score: Both
    share: float | None
    """Of the points, 0 to 1; null where there are none to give."""
    right: Both
    next: Both
    next_hint: Both
    next_anchor: str
    parts: tuple[PartView, ...]
    left_out: tuple[tuple[Both, Both], ...]
    notes: tuple[Both, ...]
    listing: Listing
    output: str
    output_shortened: bool
    receipt: tuple[tuple[Both, str | Both], ...]


def student_page(
    grades: Sequence[Grade],
    labs: Mapping[str, Lab],
    *,
    asset: str = "",
    above: str = "",
    code: int = MOST_BYTES,
) -> str:
    """Return the page of one student's records, as one HTML file; labs in the order of the mapping.

    ``asset`` is the style sheet that it shares with others, ``above`` the page over all labs, ``code`` how many bytes
    of the student's own code it may show.
    """
    order = list(labs)
    grades = sorted(grades, key=lambda grade: order.index(grade.lab))
    language = grades[0].language
    return render(
        "student.html.j2",
        asset=asset,
        above=above,
        language=language,
        name=verdict.name_of(grades[0], language),
        # A file of the whole course is shown with each lab: what it may take is shared out among them.
        grades=[
            grade_view(grade, labs[grade.lab], f"g{i}", code // len(grades)) for i, grade in enumerate(grades)
        ],
        total=total(grades),
    )


def total(grades: Sequence[Grade]) -> Both:
    """Say how many points some records have together."""
    return _score(
        verdict.total([grade.points for grade in grades]), sum(grade.max_points for grade in grades)
    )


def grade_view(grade: Grade, lab: Lab, anchor: str, code: int = MOST_BYTES) -> GradeView:
    """Put one record into what the templates read; ``anchor`` begins all ids."""
    parts = tuple(part_view(part, lab, f"{anchor}p{i}", anchor) for i, part in enumerate(grade.parts))
    fix = verdict.to_fix(grade)
    lines = [part.source_line for part in grade.parts if part.source_line is not None]
    lines += [
        one.source_line
        for part in grade.parts
        for diagnosis in part.diagnoses
        for one in diagnosis.suspects
        if one.source_line is not None
    ]
    printed = inert(grade.stdout)
    by_line, shortened = bounded(printed, len, _OUTPUT)
    return GradeView(
        anchor=anchor,
        title=both(lambda language: verdict.lab_title(lab, language)),
        ours=grade.status == "grader_fault",
        status=Both("", "") if grade.status == "judged" else worded(words.STATUSES, grade.status),
        score=_score(grade.points, grade.max_points),
        share=None if grade.points is None or not grade.max_points else grade.points / grade.max_points,
        right=_right(grade, lab),
        next=_next(grade, lab),
        next_hint=both(lambda language: verdict.hint(fix, language)) if fix else Both("", ""),
        next_anchor=parts[grade.parts.index(fix)].anchor if fix else "",
        parts=parts,
        left_out=tuple(_left_out(left, lab) for left in grade.left_out),
        notes=tuple(_note(note) for note in grade.notes),
        listing=Listing(grade.source, lines, anchor, code),
        output=by_line or printed[:_OUTPUT],
        output_shortened=shortened,
        receipt=tuple(_receipt(grade)),
    )


def _score(value: float | None, most: float) -> Both:
    if value is None:
        return t("still open, of {most} points", most=points(most))
    return t("{points} of {most} points", points=points(value), most=points(most))


def _right(grade: Grade, lab: Lab) -> Both:
    found = joined(lambda language: verdict.what_is_right(grade, lab, language))
    if found:
        return found
    if grade.status != "judged" or all(verdict.tone(part) == "ours" for part in grade.parts):
        return t("Nothing could be judged.")
    return t("Nothing yet; the next line is where to begin.")


def _next(grade: Grade, lab: Lab) -> Both:
    if grade.status != "judged":
        return both(lambda language: verdict.sentence(grade, language))

    def said(language: str) -> str:
        step = verdict.next_step(grade, lab, language)
        if step is None:
            return ""
        return f"{step.part}：{step.what}" if language == "zh" else f"{step.part}: {step.what}"

    found = both(said)
    if found:
        return found
    if any(verdict.tone(part) == "ours" for part in grade.parts):
        return t("Nothing to fix in what was judged.")
    return t("Nothing: everything that was judged is right.")


def _left_out(left: LeftOut, lab: Lab) -> tuple[Both, Both]:
    return (
        both(lambda language: verdict.part_title(lab, left.part, language)),
        both(lambda language: verdict.left_out(left, lab, language)),
    )


def _note(note: Note) -> Both:
    return both(lambda language: verdict.sentence(note, language))


def _receipt(grade: Grade) -> Iterator[tuple[Both, str | Both]]:
    submission, usage = grade.submission, grade.usage
    yield t("file"), one_line(submission.name, 120)
    yield t("SHA-256 of the file"), submission.sha256
    yield t("form"), worded(words.FORMS, submission.form)
    yield t("framework"), submission.framework
    yield t("exercise"), grade.exercise_sha256
    yield t("seed commitment"), grade.seed_commitment
    yield t("engine"), f"{grade.engine}, {grade.engine_sha256}"
    yield t("ran in"), worded(words.TIERS, grade.sandbox_tier)
    yield t("computed on"), grade.device.upper()
    spent = t(
        "{wall} s, of which {cpu} s computing; {memory} MB",
        wall=number(usage.wall_s, 3),
        cpu=number(usage.cpu_s, 3),
        memory=number(usage.peak_rss_mb, 3),
    )
    yield t("resources"), spent
    yield (
        t("to judge it again"),
        t(
            "{check}: the same verdict with public seeds. Who holds the course's secret gets these very seeds: {grade}",
            check=f"autograder check {shlex.quote(one_line(submission.name, 120))} --lab {grade.lab}"
            + (" --device gpu" if grade.device == "gpu" else ""),
            grade=f"autograder grade … --lab {grade.lab} --regrade --dry-run",
        ),
    )
