"""docs/forms.*.md are what the golden files say today."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from autograder.explaining.catalogue import LANGUAGES
from exercises.spec import PartKind, labs
from tests.golden.headers import HERE
from tests.golden.table import DATA, Cell, cells, document, path, possible, seen, why_not, works, write
from tests.golden.test_headers import FORMS, FRAMEWORKS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_published_table_is_up_to_date(language: str) -> None:
    """Run ``python -m tests.golden.table`` after a change of the golden files."""
    assert path(language).read_text(encoding="utf-8") == document(language)


def test_it_is_written_as_it_is_published(tmp_path: Path) -> None:
    write("zh", tmp_path / "forms.md")
    assert (tmp_path / "forms.md").read_bytes() == path("zh").read_bytes()


def test_a_cell_needs_a_right_and_a_wrong_file() -> None:
    part, cell = labs()["lab3"].part("momentum"), Cell("lab3.momentum", "plain-class", "numpy")
    for counted, expected, reason in (
        ({}, False, "No golden file yet."),
        ({"passed": 2}, False, "No wrong golden file yet."),
        ({"failed": 2}, False, "No right golden file yet."),
        ({"passed": 1, "crashed": 3}, False, "No wrong golden file yet."),
        ({"passed": 1, "failed": 1}, True, ""),
    ):
        found = Counter({(cell, word): count for word, count in counted.items()})
        assert works(part, cell, found) is expected
        assert expected or why_not(part, cell, found, "en") == reason


def test_the_forms_of_the_first_labs_work() -> None:
    """What the golden files have shown since the beginning; a table that says no here is broken."""
    found = seen()
    for lab, part, form, framework in (
        ("lab3", "momentum", "plain-class", "numpy"),
        ("lab6", "adam", "tf1-optimizer", "tf1"),
        ("lab6", "adam", "keras-optimizer", "keras"),
        ("lab4", "adagrad", "update-function", "numpy"),
        ("lab2", "exponential", "schedule", "numpy"),
    ):
        assert works(labs()[lab].part(part), Cell(f"{lab}.{part}", form, framework), found)


def test_every_cell_that_a_golden_file_shows_is_in_the_table() -> None:
    found = seen()
    for cell, word in found:
        if word in {"passed", "failed"}:
            lab, _, part = cell.part.partition(".")
            assert (cell.form, cell.framework) in cells(labs()[lab], found)
            assert possible(labs()[lab].part(part), cell, found)


@pytest.mark.parametrize("kind", DATA["kinds"])
def test_the_data_name_kinds_and_cells_that_exist(kind: PartKind) -> None:
    from typing import get_args

    assert kind in get_args(PartKind)
    for text in DATA["kinds"][kind]:
        form, framework = text.split(" ")
        assert form
        assert framework in {*FRAMEWORKS, "tf2", "torch"}
    assert FORMS


def test_a_reason_fits_some_cell_that_does_not_work() -> None:
    """One that fits none, or only cells that work by now, is out of date."""
    found = seen()
    failing = [
        str(cell)
        for lab in labs().values()
        for part in lab.parts
        for cell in (Cell(f"{lab.id}.{part.id}", *each) for each in cells(lab, found))
        if possible(part, cell, found) and not works(part, cell, found)
    ]
    unused = [
        one["cell"] for one in DATA["reasons"] if not any(fnmatchcase(cell, one["cell"]) for cell in failing)
    ]
    assert unused == [], f"{HERE / 'forms.toml'}: {unused}"
