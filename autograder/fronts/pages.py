"""The pages of a class, written anew from its records and what people decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from autograder.grading.records import effective_grades
from autograder.grading.students import page_path, write_whole
from autograder.record import Grade
from exercises.spec import labs
from reports.html.class_folder import class_files
from reports.html.student_folder import student_files

CLASS_PAGE = "class.html"


def write_class_page(out: Path, grades: Sequence[Grade]) -> None:
    """Write the class page over these records and what lies beside it, with links to the students' pages."""
    students = {grade.student for grade in grades if grade.student is not None}
    links = {student: page_path(Path(), student).as_posix() for student in students}
    for name, data in class_files(grades, labs(), links):
        write_whole(out / name, data)


def write_pages(out: Path, students: Collection[str]) -> None:
    """Write the class page, and the pages of these students, over all records of a folder."""
    grades = effective_grades(out)
    for student in sorted(students):
        mine = [grade for grade in grades if grade.student == student]
        for name, data in student_files(page_path(Path(), student).as_posix(), mine, labs()):
            write_whole(out / name, data)
    write_class_page(out, grades)
