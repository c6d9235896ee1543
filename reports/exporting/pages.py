"""The students' pages under the names by which other systems know them, ready to upload."""

from __future__ import annotations

from pathlib import PurePosixPath

from autograder.record import Grade
from reports.exporting import canvas, moodle
from reports.exporting.results import Export, Results
from reports.html.student import student_page

NOTEBOOK = ".ipynb"


def for_moodle(results: Results) -> Export:
    """Return pages in the folders of Moodle's download, for "upload multiple feedback files in a zip"."""
    lab = results.only_lab()
    files, left = dict[str, bytes](), list[str]()
    for student, grades in results.students().items():
        if moodle.DOWNLOADED.match(student):
            files[f"{student}_assignsubmission_file_/{lab}.html"] = _page(grades[lab], results)
        else:
            left.append(f"{student}: not graded from Moodle's own download")
    return Export(files, many=True, left_out=tuple(left))


def for_canvas(results: Results) -> Export:
    """Return pages under the names of Canvas's download, for "upload submissions"."""
    lab = results.only_lab()
    files, left = dict[str, bytes](), list[str]()
    for student, grades in results.students().items():
        name = grades[lab].submission.name
        if canvas.DOWNLOADED.match(name):
            files[f"{name}.html"] = _page(grades[lab], results)
        else:
            left.append(f"{student}: not graded from Canvas's own download")
    return Export(files, many=True, left_out=tuple(left))


def for_nbgrader(results: Results) -> Export:
    """Return pages as ``STUDENT/LAB/NOTEBOOK.html``: what nbgrader's own feedback folder holds."""
    files, left = dict[str, bytes](), list[str]()
    for student, grades in results.students().items():
        for lab, grade in grades.items():
            name = PurePosixPath(grade.submission.name)
            if name.suffix.lower() == NOTEBOOK:
                files[f"{student}/{lab}/{name.stem}.html"] = _page(grade, results)
            else:
                left.append(
                    f"{student} {lab}: {name} is no notebook, and nbgrader gives feedback on notebooks only"
                )
    return Export(files, many=True, left_out=tuple(left))


def _page(grade: Grade, results: Results) -> bytes:
    return student_page([grade], results.labs).encode()
