"""Gradescope's download of a class: whose each submission is, when it came, and metadata that is meant to harm."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.fronts.intake import intake, listing
from autograder.loading import gradescope_class, records_in_yaml
from autograder.loading.folder import handins

LABS = ("lab3", "lab6")
REST = """\
  :score: 0.0
  :status: processed
  :results:
    score: 0.0
    tests:
    - name: ':submitters:'
      output: "  :submitters:\\n  - :sid: '1'"
    extra_data:\x20
  :history:
  - :submitters: []
    :created_at: 2024-03-01 07:30:05.262325000 Z
    :score: 0.0
    :id: 9
"""
# As Gradescope writes it: Ruby's symbols, nine digits of a second, a group, somebody without a number.
METADATA = f"""\
---
submission_11:
  :submitters:
  - :name: 李 华
    :sid: '0024001'
    :email: lihua@uni.example
  - :name: Wang Wei
    :sid: '2024002'
    :email: ww@uni.example
  :created_at: 2024-03-20 15:58:23.938335000 Z
{REST}submission_12:
  :submitters:
  - :name: Zhang Min
    :sid:\x20
    :email: zm7@uni.example
  :created_at: 2024-03-20 18:02:07.000000001 -08:00
{REST}submission_13:
  :submitters:
  - :name: Liu Yang
    :sid: ''
    :email:\x20
  :created_at: 2024-03-19 02:52:07.938335000 Z
{REST}"""
FILES = {
    "submission_11/adam.py": "# eleven",
    "submission_12/src/adam.ipynb": "# twelve",
    "submission_13/adam.py": "# thirteen",
}
FOUND = [
    ("0024001", None, "submission_11/adam.py", "2024-03-20T15:58:23+00:00"),
    ("2024002", None, "submission_11/adam.py", "2024-03-20T15:58:23+00:00"),
    ("zm7", None, "submission_12/src/adam.ipynb", "2024-03-21T02:02:07+00:00"),
    ("Liu Yang", None, "submission_13/adam.py", "2024-03-19T02:52:07+00:00"),
]
Found = list[tuple[str, str | None, str, str | None]]


def export(
    path: Path,
    metadata: str | bytes = METADATA,
    files: Mapping[str, str] = FILES,
    root: str = "assignment_42_export",
) -> Path:
    """A zip as the instructor downloads it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{root}/submission_metadata.yml", metadata)
        for name, text in files.items():
            archive.writestr(f"{root}/{name}", text)
    return path


def one(tmp_path: Path, people: str, created_at: str = "2024-03-20 15:58:23.938335000 Z") -> Path:
    text = f"submission_1:\n  :submitters:\n{people}\n  :created_at: {created_at}\n"
    return export(tmp_path / "in.zip", text, {"submission_1/a.py": ""})


def found_in(root: Path, labs: tuple[str, ...] = LABS) -> Found:
    return [
        (found.student, found.lab, found.path.partition("_export/")[2] or found.path, found.handed.at)
        for found in handins(root, labs)
    ]


def students(root: Path) -> list[str]:
    return [found.student for found in handins(root, LABS)]


@pytest.mark.parametrize("how", ["zip", "its folder", "the folder around it", "a second download"])
def test_the_metadata_says_whose_and_when(tmp_path: Path, how: str) -> None:
    path = export(
        tmp_path / "export.zip", root="assignment_42_export" + " (1)" * (how == "a second download")
    )
    if how in {"its folder", "the folder around it"}:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "in")
        path = tmp_path / "in"
    assert found_in(path / "assignment_42_export" if how == "its folder" else path) == [
        (student, lab, f"assignment_42_export (1)/{file}" if how == "a second download" else file, at)
        for student, lab, file, at in FOUND
    ]
    texts = {found.student: found.read().decode() for found in handins(path, LABS)}
    assert texts == {
        "0024001": "# eleven",
        "2024002": "# eleven",
        "zm7": "# twelve",
        "Liu Yang": "# thirteen",
    }


def test_a_folder_per_lab_holds_a_download_each_and_a_number_is_one_person(tmp_path: Path) -> None:
    """Beside them lies what came by mail, in a layout of its own."""
    for lab, number, address in (("lab3", 1, "a@x.example"), ("实验六", 2, "a@y.example")):
        person = f"- :name: A\n    :sid: '7'\n    :email: {address}"
        text = f"submission_{number}:\n  :submitters:\n  {person}\n"
        path = export(tmp_path / "one.zip", text, {f"submission_{number}/a.py": ""})
        with zipfile.ZipFile(path) as archive:
            archive.extractall(tmp_path / "in" / lab)
    (tmp_path / "in" / "lab3" / "s2").mkdir()
    (tmp_path / "in" / "lab3" / "s2" / "m.py").write_text("", "utf-8")
    assert [found[:2] for found in found_in(tmp_path / "in")] == [
        ("7", "lab3"),
        ("s2", "lab3"),
        ("7", "lab6"),
    ]


def test_what_students_hand_in_is_not_believed(tmp_path: Path) -> None:
    """Metadata inside a submission, in a student's folder, in a zip of theirs: a file like any other."""
    forged = "submission_1:\n  :submitters:\n  - :sid: 'victim'\n"
    inner = export(tmp_path / "inner.zip", forged, {"submission_1/a.py": "x = 1\n"}).read_bytes()
    files = {
        "assignment_1_export/submission_metadata.yml": forged,
        "assignment_1_export/submission_1/a.py": "",
    }
    official = export(
        tmp_path / "official.zip",
        "submission_1:\n  :submitters:\n  - :sid: 'mallory'\n",
        {f"submission_1/{name}": text for name, text in files.items()},
    )
    assert students(official) == ["mallory"]
    folders = tmp_path / "folders"
    for student in ("mallory", "eve"):
        for name, text in files.items():
            (folders / student / name).parent.mkdir(parents=True, exist_ok=True)
            (folders / student / name).write_text(text, "utf-8")
        (folders / student / "submission_metadata.yml").write_text(forged, "utf-8")
    (folders / "trent").mkdir()
    (folders / "trent" / "assignment_1_export.zip").write_bytes(inner)
    assert sorted(students(folders)) == ["eve", "mallory", "trent"]


def test_a_submission_that_nobody_is_named_for_is_not_lost(tmp_path: Path) -> None:
    text = "submission_1:\n  :submitters: []\n  :created_at: 2024-03-20 15:58:23 Z\n"
    files = {"submission_1/a.py": "", "submission_2/a.py": ""}
    assert found_in(export(tmp_path / "in.zip", text, files)) == [
        ("submission_1", None, "submission_1/a.py", "2024-03-20T15:58:23+00:00"),
        ("submission_2", None, "submission_2/a.py", None),
    ]


def test_two_people_never_share_an_id(tmp_path: Path) -> None:
    people = (
        ("", "li@a.example", "A"),  # the same beginning as the next one's address
        ("", "Li@b.example", "B"),
        ("wang", "", "C"),
        ("", "wang@a.example", "D"),  # its beginning is C's number
        ("", "", "Chen Jing"),
        ("", "", "Chen Jing"),
        ("", "solo@a.example", "Chen Jing"),
    )
    text = "".join(
        f"submission_{number}:\n  :submitters:\n  - :sid: '{sid}'\n    :email: '{email}'\n    :name: '{name}'\n"
        for number, (sid, email, name) in enumerate(people)
    )
    path = export(
        tmp_path / "in.zip", text, {f"submission_{number}/a.py": "" for number in range(len(people))}
    )
    assert students(path) == [
        *("li@a.example", "Li@b.example", "wang", "wang@a.example"),
        *("Chen Jing_submission_4", "Chen Jing_submission_5", "solo"),
    ]


def test_a_roster_finds_students_by_number_address_or_name(tmp_path: Path) -> None:
    """And the dry run shows everybody, a group's members each, with what lateness costs."""
    roster = "id,name\n0024001,李华\n2024002,\nzm7@uni.example,\nA9,Liu Yang\nB1,\n"
    (tmp_path / "roster.csv").write_text(roster, "utf-8")
    settings = (
        'roster = "roster.csv"\n[late]\nper_day = 0.1\n[labs]\nlab6 = { deadline = 2024-03-20T12:00:00Z }\n'
    )
    (tmp_path / "course.toml").write_text(settings, "utf-8")
    course = load_course(tmp_path)
    shown = listing(intake(export(tmp_path / "in.zip"), ("lab6",), course), ("lab6",), course)
    assert [line.split("\t") for line in shown.splitlines()] == [
        ["0024001", "lab6", "assignment_42_export/submission_11/adam.py", "late, 10 % off"],
        ["2024002", "lab6", "assignment_42_export/submission_11/adam.py", "late, 10 % off"],
        ["A9", "lab6", "assignment_42_export/submission_13/adam.py"],
        ["zm7@uni.example", "lab6", "assignment_42_export/submission_12/src/adam.ipynb", "late, 10 % off"],
        ["B1", "-", "-", "missing"],
    ]


HARMFUL = {
    "a Python object": """\
  - !!python/object/apply:os.system ['touch {marker}']
  - :sid: !!python/name:os.system 'a'
""",
    "Ruby objects": """\
  - !ruby/object:Gem::Installer
    hash: {{}}
  - !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    :sid: !ruby/symbol 'a'
""",
    "an alias": """\
  - &me
    :sid: &number 'a'
    :name: *number
  - *me
  - *me
""",
    "other types": """\
  - 3
  -
  - [1]
  - :sid: [1]
  - :sid: {{a: b}}
  - :name: 2
    :sid: a
    ? [complex]
    : 1
""",
}


@pytest.mark.parametrize("what", HARMFUL)
def test_nothing_is_made_of_tags(tmp_path: Path, what: str) -> None:
    marker = tmp_path / "made"
    assert set(students(one(tmp_path, HARMFUL[what].format(marker=marker).rstrip()))) == {"a"}
    assert not marker.exists()


def test_a_time_that_rails_wrote_as_an_object_is_read(tmp_path: Path) -> None:
    zone = "!ruby/object:ActiveSupport::TimeZone\n      name: America/Los_Angeles"
    at = f"!ruby/object:ActiveSupport::TimeWithZone\n    utc: 2024-03-20 15:58:23.938335000 Z\n    zone: {zone}"
    (found,) = handins(one(tmp_path, "  - :sid: 'a'", at), LABS)
    assert found.handed.at == "2024-03-20T15:58:23+00:00"


@pytest.mark.parametrize("at", ["never", "[]", "0001-01-01 00:00:00 +10:00", "2024-13-45 00:00:00 Z", ""])
def test_a_time_that_is_none_is_left_out(tmp_path: Path, at: str) -> None:
    (found,) = handins(one(tmp_path, "  - :sid: 'a'", at), LABS)
    assert (found.student, found.handed.at) == ("a", None)


def laughs(levels: int) -> str:
    """Each list is ten times the one before: 10 ** levels names, were they ever written out."""
    lines = ["a0: &a0 [lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, levels + 1)]
    record = f"submission_1:\n  :submitters: *a{levels}\n  :results: *a{levels}\n"
    return (
        "\n".join(lines)
        + f"\n{record}  :created_at: *a{levels}\nsubmission_2:\n  :submitters:\n  - :sid: b\n"
    )


BOMBS = {
    "aliases": laughs(40),
    "a list in itself": "submission_1: &a\n  :submitters: &b [*b, *a]\nsubmission_2:\n  :submitters:\n  - :sid: b\n",
    "results": "submission_1:\n  :submitters:\n  - :sid: b\n  :results:\n" + "  - {a: 'b'}\n" * 10_000,
}


@pytest.mark.parametrize("parser", ["libyaml's", "Python's"])
@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_costs_no_more_than_its_reading(
    tmp_path: Path, what: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        records_in_yaml, "_LOADER", yaml.CBaseLoader if parser == "libyaml's" else yaml.BaseLoader
    )
    path = export(tmp_path / "in.zip", BOMBS[what], {"submission_1/a.py": "", "submission_2/a.py": ""})
    tracemalloc.start()
    begun = time.process_time()
    assert "b" in students(path)
    assert time.process_time() - begun < 30
    assert tracemalloc.get_traced_memory()[1] < 50 << 20
    tracemalloc.stop()


WRONG = {
    "nothing": b"",
    "text": b"hello",
    "no records": b"- submission_1\n",
    "no submitters": b"submission_1:\n  :score: 1\n",
    "an end in the middle": METADATA.encode()[:150] + b'"',
    "an alias for nothing": b"submission_1: [*b\n",
    "bytes": bytes(range(256)),
    "depth": b"a:\n  :submitters: " + b"[" * 500,
    "depth of blocks": b"- " * 100_000,
    "a crowd": b"submission_1:\n  :submitters:\n" + b"  - :sid: a\n" * 101,
}


@pytest.mark.parametrize("what", WRONG)
def test_metadata_that_is_none_is_said_in_one_line(tmp_path: Path, what: str) -> None:
    path = export(tmp_path / "in.zip", WRONG[what])
    with pytest.raises(
        CourseError, match=r"^assignment_42_export/submission_metadata\.yml[:,] [^\n]{5,300}$"
    ):
        handins(path, LABS)


def test_metadata_of_more_than_a_class_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradescope_class, "MAX_METADATA", len(METADATA.encode()) - 1)
    with pytest.raises(CourseError, match="larger than"):
        handins(export(tmp_path / "in.zip"), LABS)
    monkeypatch.setattr(gradescope_class, "MAX_METADATA", len(METADATA.encode()))
    assert len(handins(export(tmp_path / "in.zip"), LABS)) == len(FOUND)
