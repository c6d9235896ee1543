"""Tables for spreadsheets, Canvas and Moodle: read by pandas; blank where nothing is decided; no formula survives."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pandas as pd
import pytest

from autograder.errors import CourseError
from autograder.record import Grade
from reports.exporting import canvas, moodle, table
from reports.exporting.results import Export, Results
from tests.exporting.classes import FORMULAS, mixed, of, results
from tests.reports import records

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Lab 6 (771),Lab 3 (772),Essay (773)
    Points Possible,,,,,8,8,(read only)
"Li, Ming",101,2024001,liming@x.edu,A,,3,9
"Wang, Fang",102,2024002,wangfang,A,5,,
"=1+1",103,2024003,evil,A,,,
"Zhang, San",104,2024004,zhangsan,A,7,,-
"""
WORKSHEET = """Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,\
Last modified (submission),Last modified (grade),Feedback comments
Participant 77,Li Ming,liming@x.edu,Submitted,,8.00,Yes,"Monday, 1 June",-,
Participant 78,王 芳,wangfang@x.edu,Submitted,5.00,8.00,Yes,"Monday, 1 June",-,old words
Participant 79,=1+1,evil@x.edu,Submitted,2.00,8.00,Yes,"Monday, 1 June",-,- kept by hand
"""


def only(export: Export) -> bytes:
    (data,) = export.files.values()
    return data


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def frame(data: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(data), dtype={"student": str, "ID number": str, "SIS User ID": str})


def test_pandas_reads_numbers_as_numbers_and_what_is_open_as_missing() -> None:
    read = frame(only(table.table(results(*mixed("s1", "s2", "s3", "s4"))))).set_index("student")
    assert read["lab6 points"].to_dict() == pytest.approx(
        {"s1": records.wrong_adam().points, "s2": float("nan"), "s3": 0.0, "s4": float("nan")}, nan_ok=True
    )
    assert read.loc["s1", "lab6.adam"] == records.wrong_adam().parts[0].points
    assert read.loc["s4", "lab6 status"] == "grader_fault"
    assert (read.loc["s2", "lab3 open"], read.loc["s4", "lab6 open"], read.loc["s1", "lab6 open"]) == (
        2,
        1,
        0,
    )


@pytest.mark.parametrize("write", [table.table, canvas.to_import, moodle.to_import])
def test_no_cell_is_a_formula(write: Callable[[Results], Export]) -> None:
    grades = [of(records.wrong_adam(), name, name) for name in FORMULAS]
    data = only(write(results(*grades, of(records.hostile(), records.HOSTILE))))
    for row in cells(data):
        for cell in row:
            assert not cell.lstrip(" \n").startswith(("=", "+", "-", "@", "＝", "\t")), cell
            assert "\x1b" not in cell
            assert "\u202e" not in cell


def test_canvas_gets_its_own_number_where_the_files_name_has_it() -> None:
    grades = [
        of(records.wrong_adam(), "liming", "liming_LATE_101_9001_adam.py"),
        *mixed("2024002", *"xyz")[:1],
    ]
    read = frame(only(canvas.to_import(results(*grades))))
    assert list(read.columns) == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "lab6"]
    assert read["ID"].tolist()[1] == 101
    assert read["SIS User ID"].tolist()[2] == "2024002"
    assert read["Student"].tolist()[0].strip() == "Points Possible"
    assert read["lab6"].tolist()[0] == records.wrong_adam().max_points


def filled_canvas(*grades: Grade, text: str = CANVAS, **changes: object) -> Export:
    return canvas.filled(results(*grades), text, None, **{"scale": False, **changes})  # type: ignore[arg-type]


def test_canvass_own_table_is_filled_in_and_keeps_what_is_not_ours() -> None:
    """An empty cell would take a grade away: undecided and foreign cells stay."""
    decided, _, unreadable, fault = mixed("liming", "x", "2024003", "WANGFANG")
    export = filled_canvas(decided, unreadable, fault, of(records.wrong_adam(), "stranger"))
    rows = cells(only(export))
    assert [row[0] for row in rows[2:]] == ["Li, Ming", "Wang, Fang", "'=1+1", "Zhang, San"]
    assert [row[5] for row in rows[1:]] == ["8", f"{decided.points:g}", "5", "0", "7"]
    assert [row[6:] for row in rows[1:]] == [["8", "(read only)"], ["3", "9"], ["", ""], ["", ""], ["", "-"]]
    assert export.left_out == ("stranger: no row in the table",)


def test_students_of_one_name_are_told_apart_by_canvass_number_or_left_out() -> None:
    text = CANVAS.replace("Wang, Fang", "Li, Ming")
    told = of(records.wrong_adam(), "liming_102", "liming_102_9001_adam.py")
    assert cells(only(filled_canvas(told, text=text)))[3][5] == f"{told.points:g}"
    guess = filled_canvas(of(records.wrong_adam(), "liming"), text=text)
    assert guess.left_out == ("liming: no row in the table",)


@pytest.mark.parametrize("there", ["100", "4"])
def test_another_maximum_is_refused_or_converted(there: str) -> None:
    text = CANVAS.replace("Possible,,,,,8", f"Possible,,,,,{there}")
    grade = of(records.wrong_adam(), "2024001")
    with pytest.raises(CourseError, match=f"{there} points there, 8 here"):
        filled_canvas(grade, text=text)
    value = float(cells(only(filled_canvas(grade, text=text, scale=True)))[2][5])
    assert grade.points is not None
    assert value == pytest.approx(grade.points / 8 * float(there), abs=0.005)


def test_a_column_that_nobody_can_tell_is_asked_for() -> None:
    text = CANVAS.replace("Lab 6", "Week 9")
    with pytest.raises(CourseError, match=r"--column with one of: Week 9 \(771\), Lab 3"):
        filled_canvas(of(records.wrong_adam(), "2024001"), text=text)
    named = canvas.filled(results(of(records.wrong_adam(), "2024001")), text, "Week 9", scale=False)
    assert cells(only(named))[2][5] == f"{records.wrong_adam().points:g}"


def test_a_column_that_canvas_takes_nothing_for_is_refused() -> None:
    with pytest.raises(CourseError, match=r"Essay \(773\): it is read only"):
        canvas.filled(results(of(records.wrong_adam(), "2024001")), CANVAS, "Essay", scale=False)


def test_moodle_gets_grade_and_feedback_together() -> None:
    export = moodle.to_import(results(*mixed("s1", "s2", "s3", "s4")))
    read = frame(only(export)).set_index("ID number")
    assert read.loc["s1", "lab6"] == records.wrong_adam().points
    assert pd.isna(read.loc["s4", "lab6"])
    for student in ("s1", "s3", "s4"):
        assert isinstance(read.loc[student, "lab6 feedback"], str)
    assert "together with its grade" in export.remarks[0]


def test_moodles_feedback_is_html_in_which_students_words_are_text() -> None:
    rows = cells(only(moodle.to_import(results(of(records.hostile(), "s1")))))
    said = rows[1][rows[0].index("lab6 feedback")]
    assert "&lt;script&gt;" in said
    assert "<" not in said.replace("<br>", "")


def test_moodles_worksheet_is_filled_in_and_keeps_what_is_not_ours() -> None:
    """Moodle skips an empty grade and takes an empty feedback; a row that isn't ours has neither changed."""
    decided, _, _, fault = mixed("Li Ming_77", "x", "y", "王 芳_78")
    export = moodle.filled(
        results(decided, fault, of(records.wrong_adam(), "nobody_99")), WORKSHEET, None, scale=False
    )
    head, *rows = cells(only(export))
    assert head == WORKSHEET.partition("\n")[0].split(",")
    assert [row[4] for row in rows] == [f"{decided.points:g}", "5.00", "2.00"]
    assert "No bias correction" in rows[0][9]
    assert "Not final" in rows[1][9]
    assert (rows[2][1], rows[2][9]) == ("'=1+1", "- kept by hand")
    assert export.left_out == ("nobody_99: no row in the worksheet",)


@pytest.mark.parametrize(
    ("head", "identifier"),
    [("编号,全名,邮箱,状态,成绩,最高分,可改,提交,修改,评语反馈", "参与者 77"), ("", "参加者77")],
)
def test_a_worksheet_in_another_language_is_understood(head: str, identifier: str) -> None:
    text = WORKSHEET.replace("Participant 77", identifier)
    if head:
        text = head + "\n" + text.partition("\n")[2]
    grade = of(records.wrong_adam(), "Li Ming_77")
    assert cells(only(moodle.filled(results(grade), text, None, scale=False)))[1][4] == f"{grade.points:g}"


def test_a_student_is_found_by_mail_too_and_never_by_a_grade() -> None:
    grade = of(records.wrong_adam(), "LIMING@x.edu")
    assert (
        cells(only(moodle.filled(results(grade), WORKSHEET, None, scale=False)))[1][4] == f"{grade.points:g}"
    )
    lost = moodle.filled(results(of(records.wrong_adam(), "5.00")), WORKSHEET, None, scale=False)
    assert lost.left_out == ("5.00: no row in the worksheet",)


@pytest.mark.parametrize("text", ["", "hello", "a,b\n", "x;y\n1;2\n"])
def test_what_is_no_table_of_theirs_is_said_in_one_line(text: str) -> None:
    for fill in (canvas.filled, moodle.filled):
        with pytest.raises(CourseError, match=r"^--into: [^\n]+$"):
            fill(results(of(records.wrong_adam(), "s1")), text, None, scale=False)


def test_one_worksheet_is_one_lab() -> None:
    with pytest.raises(CourseError, match="lab3, lab6"):
        moodle.filled(results(*mixed("s1", "s2", "s3", "s4")), WORKSHEET, None, scale=False)
