"""The files about a class as text: who is named where, what links where, and what is left out."""

from __future__ import annotations

import msgspec
import pytest

from exercises.spec import labs
from reports.html.class_folder import class_files
from tests.reports import records
from tests.reports.test_pages import ALLOWED, Reader

ROSTER = {"2024888": "韩梅梅", "2024004": ""}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    grades = [make() for make in records.ALL]
    links = {grade.student: f"students/{i}.html" for i, grade in enumerate(grades) if grade.student}
    return {name: data.decode() for name, data in class_files(grades, labs(), links, ROSTER)}


def test_there_is_a_page_for_the_term_and_one_for_each_lab(files: dict[str, str]) -> None:
    for lab in ("lab2", "lab3", "lab6"):
        assert f'href="class-{lab}.html"' in files["class.html"]
        assert 'href="class.html"' in files[f"class-{lab}.html"]
        assert f'href="class-{lab}-anonymous.html"' in files["class-anonymous.html"]


def test_every_link_is_to_a_file_of_the_folder(files: dict[str, str]) -> None:
    for name, page in files.items():
        if name.endswith(".html"):
            links = [value for key, value in Reader(page).attributes if key == "href" and value[0] != "#"]
            assert [one for one in links if one not in files and not one.startswith("students/")] == []
            assert links


def test_one_lab_alone_is_its_own_page() -> None:
    names = [name for name, _ in class_files([records.wrong_adam()], labs(), {})]
    assert [name for name in names if name.endswith(".html")] == [
        "class.html",
        "class-anonymous.html",
        "class-sheet.html",
    ]


def test_the_projector_and_the_sheet_show_nobody(files: dict[str, str]) -> None:
    """No id, no name, no file, no link to a student, no message of a student's code."""
    secrets = {
        "2024",
        "王小明",
        "李雷",
        "韩梅梅",
        "adam_",
        "students/",
        "opening a socket",
    }
    for name, page in files.items():
        if "anonymous" in name or "sheet" in name:
            assert {one for one in secrets if one in page} == set(), name


def test_who_handed_in_nothing_is_there(files: dict[str, str]) -> None:
    for name in ("class.html", "class-lab3.html"):
        assert files[name].count("2024888 韩梅梅") >= 2, name
    assert "2024004" in files["class-lab3.html"]  # handed in another lab only
    assert "2024888,韩梅梅,,,not_handed_in" in files["class-data/results.csv"]


@pytest.mark.parametrize("name", ["class.html", "class-lab6.html", "class-anonymous.html"])
def test_the_only_script_is_ours_and_the_policy_names_it(files: dict[str, str], name: str) -> None:
    page = files[name]
    assert Reader(page).tags <= ALLOWED | {"link", "script", "fieldset", "legend"}
    assert page.count("<script") == 1
    (policy,) = [value for _, value in Reader(page).attributes if value.startswith("default-src 'none'; ")]
    assert "; script-src 'sha256-" in policy
    assert "unsafe" not in policy


def test_the_sheet_has_no_script(files: dict[str, str]) -> None:
    assert Reader(files["class-sheet.html"]).tags <= ALLOWED | {"link"}


def test_an_example_is_the_students_own_lines() -> None:
    grades = [msgspec.structs.replace(records.wrong_adam(), student=f"s{i}") for i in range(3)]
    page = dict(class_files(grades, labs(), {}))["class.html"].decode()
    example = page[page.index('class="example"') :]
    assert "<code>class Adam:" in example
    assert ">5\n6\n7" in example
