"""The files about a class: the term, each lab, both without names, a sheet to print, and all of it as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from autograder.record import Grade
from exercises.spec import Lab
from reports.classes.behaviour import alike
from reports.classes.likeness import near_duplicates
from reports.classes.tables import as_json, tables
from reports.classes.tally import by_student, labs_of, one_of_each_group
from reports.html.class_page import Around, ClassRecords, anonymous_page, full_page, sheet
from reports.html.environment import style_sheet
from reports.html.student_folder import ASSET, lab_page

_DATA = "class-data"


def class_files(
    grades: Sequence[Grade],
    labs: Mapping[str, Lab],
    links: Mapping[str, str],
    roster: Mapping[str, str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Make all files, each with its name relative to the folder that ``links`` start from.

    Who is in ``roster`` (names by id) and handed in nothing is shown as well; over a term, so is who left out a lab.
    """
    found = alike(grades, near_duplicates(one_of_each_group(grades)))
    whole = ClassRecords.of(grades, labs, links, roster, found)
    made = tables(whole.grades, labs, whole.roster, found)
    data = {f"{_DATA}/{name}.csv": table.csv() for name, table in made.items()}
    data[f"{_DATA}/class.json"] = as_json(made)
    files = tuple((name.partition("/")[2], name) for name in data)
    several = labs_of(whole.grades)
    pages = {lab: f"class-{lab}.html" for lab in several} if len(several) > 1 else {}
    yield ASSET, style_sheet()
    yield from _pages(whole, "class", pages, "", files)
    several_labs = {student for student, mine in by_student(grades).items() if len(mine) > 1}
    everybody = dict.fromkeys(by_student(grades), "") | dict(whole.roster)
    for lab in pages:
        mine = replace(
            whole,
            grades=tuple(grade for grade in whole.grades if grade.lab == lab),
            links={
                student: lab_page(link, lab) if student in several_labs else link
                for student, link in links.items()
            },
            roster=everybody,
            alike=tuple(one for one in found if one.lab == lab),
        )
        yield from _pages(mine, f"class-{lab}", {}, "class", files)
    yield from data.items()


def _pages(
    records: ClassRecords, name: str, pages: Mapping[str, str], term: str, data: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, bytes]]:
    full = Around(
        asset=ASSET,
        term=f"{term}.html" if term else "",
        labs=pages,
        anonymous=f"{name}-anonymous.html",
        sheet=f"{name}-sheet.html",
        data=data,
    )
    bare = Around(
        asset=ASSET,
        term=f"{term}-anonymous.html" if term else "",
        labs={lab: page.replace(".html", "-anonymous.html") for lab, page in pages.items()},
    )
    printed = Around(asset=ASSET, term=f"{name}.html")
    makers: tuple[tuple[str, Callable[[ClassRecords, Around], str], Around], ...] = (
        (f"{name}.html", full_page, full),
        (full.anonymous, anonymous_page, bare),
        (full.sheet, sheet, printed),
    )
    for file, make, around in makers:
        yield file, make(records, around).encode()
