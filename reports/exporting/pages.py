"""The students' pages under the names by which other systems know them, ready to upload."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from autograder.record import Grade
from reports.exporting import canvas, moodle
from reports.exporting.results import Export, Results
from reports.html.student import student_page

NOTEBOOK = ".ipynb"


def for_moodle(results: Results) -> Export:
    """Return pages in the folders of Moodle's download, for "upload multiple feedback files in a zip"."""
    lab = results.only_lab()

    def name(student: str, _: Grade) -> str | None:
        return f"{student}_assignsubmission_file_/{lab}.html" if moodle.DOWNLOADED.match(student) else None

    return _named(results, name, lambda student, _: f"{student}: not graded from Moodle's own download")


def for_canvas(results: Results) -> Export:
    """Return pages under the names of Canvas's download, for "upload submissions"."""
    results.only_lab()

    def name(_: str, grade: Grade) -> str | None:
        file = grade.submission.name
        return f"{file}.html" if canvas.DOWNLOADED.match(file) else None

    return _named(results, name, lambda student, _: f"{student}: not graded from Canvas's own download")


def for_nbgrader(results: Results) -> Export:
    """Return pages as ``STUDENT/LAB/NOTEBOOK.html``: what nbgrader's own feedback folder holds."""

    def name(student: str, grade: Grade) -> str | None:
        file = PurePosixPath(grade.submission.name)
        return f"{student}/{grade.lab}/{file.stem}.html" if file.suffix.lower() == NOTEBOOK else None

    return _named(
        results,
        name,
        lambda student, grade: (
            f"{student} {grade.lab}: {PurePosixPath(grade.submission.name)} is no notebook, "
            "and nbgrader gives feedback on notebooks only"
        ),
    )


def _named(
    results: Results, name: Callable[[str, Grade], str | None], why: Callable[[str, Grade], str]
) -> Export:
    """Every page under the name it has there; who has none is left out, and why is said."""
    files, left = dict[str, bytes](), list[str]()
    for student, grades in results.students().items():
        for grade in grades.values():
            file = name(student, grade)
            if file is None:
                left.append(why(student, grade))
            else:
                files[file] = student_page([grade], results.labs).encode()
    return Export(files, many=True, left_out=tuple(left))
