"""A student's pages in a class's folder: small, with one style sheet for all; a page per lab, and one over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.record import Grade
from exercises.spec import Lab
from reports import verdict
from reports.html.environment import render
from reports.html.links import href
from reports.html.student import grade_view, student_page, total

ASSET = "report.css"
MOST = 150_000
"""Bytes of a page."""
_MARGIN = 12_000
"""For what goes with the code: headings, marks, line numbers."""


def lab_page(name: str, lab: str) -> str:
    """Return the name of a lab's page beside that over all labs."""
    return f"{name.removesuffix('.html')}.{lab}.html"


def student_files(name: str, grades: Sequence[Grade], labs: Mapping[str, Lab]) -> Iterator[tuple[str, bytes]]:
    """Make a student's pages, each with its name; ``name`` is that of the first, relative to the class's folder."""
    asset = "../" * name.count("/") + ASSET
    if len(grades) == 1:
        yield name, _bounded(grades[0], labs, asset, "")
        return
    file = name.rpartition("/")[2]
    order = list(labs)
    grades = sorted(grades, key=lambda grade: order.index(grade.lab))
    page = render(
        "student_term.html.j2",
        asset=asset,
        language=grades[0].language,
        name=verdict.name_of(grades[0], grades[0].language),
        grades=[
            (grade_view(grade, labs[grade.lab], "g0"), href(lab_page(file, grade.lab))) for grade in grades
        ],
        total=total(grades),
    )
    yield name, page.encode()
    for grade in grades:
        yield lab_page(name, grade.lab), _bounded(grade, labs, asset, href(file))


def _bounded(grade: Grade, labs: Mapping[str, Lab], asset: str, above: str) -> bytes:
    """Make a lab's page; where it is too long, it shows less of the student's code."""
    page = student_page([grade], labs, asset=asset, above=above).encode()
    if len(page) <= MOST:
        return page
    bare = student_page([grade], labs, asset=asset, above=above, code=0).encode()
    return student_page(
        [grade], labs, asset=asset, above=above, code=max(0, MOST - len(bare) - _MARGIN)
    ).encode()
