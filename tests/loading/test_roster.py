"""Whose a file is: by id, by name, by what of them stands in a file's name; never by a guess between two."""

from __future__ import annotations

import re

import pytest

from autograder.loading.roster import Match, Roster, Student

CLASS = (
    Student("2024001", "李华"),
    Student("2024002", "王小明"),
    Student("2024003", "王小"),
    Student("2024004", "Anna Müller"),
    Student("2024005", "陈晨"),
    Student("2024006", "陈晨"),
    Student("s7", ""),
)


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("2024001", "2024001"),
        ("2024001李华_实验六", "2024001"),
        ("lab6-2024002", "2024002"),
        ("李华", "2024001"),
        ("李华_12345", "2024001"),
        ("作业六 王小明", "2024002"),
        ("王小", "2024003"),
        ("mulleranna", "2024004"),
        ("Müller Anna", "2024004"),
        ("annamuller", "2024004"),
        ("S7", "s7"),
        ("2024005陈晨", "2024005"),
    ],
)
def test_a_name_is_one_students(name: str, student: str) -> None:
    assert Roster(CLASS).match(name) == Match(student)


@pytest.mark.parametrize("name", ["20240011", "12024001", "guest", "", "x", "s77", "李"])
def test_a_stranger_is_called_one(name: str) -> None:
    assert Roster(CLASS).match(name) == Match(name, stranger=True)


def test_of_two_that_fit_none_is_taken() -> None:
    assert Roster(CLASS).match("陈晨") == Match("陈晨", stranger=True, fits=("2024005", "2024006"))


def test_the_pattern_reads_the_id_first() -> None:
    pattern = re.compile(r"^\w+?_(\d{7})_")
    assert Roster((), pattern).match("hw_2024009_v2") == Match("2024009")
    assert Roster(CLASS, pattern).match("hw_2024001_v2") == Match("2024001")
    assert Roster((), re.compile(r"\d{7}")).match("a2024009b") == Match("2024009")
    assert Roster((), pattern).match("no id here") == Match("no id here")


def test_who_is_missing() -> None:
    assert Roster(CLASS).missing(["2024001", "s7", "guest"]) == [
        "2024002", "2024003", "2024004", "2024005", "2024006",
    ]  # fmt: skip
    assert Roster().missing(["x"]) == []
