"""Who handed in what: the layouts that courses have, zips from every system, and names meant to harm."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.loading import folder as folder_module
from autograder.loading.decode import MAX_BYTES
from autograder.loading.folder import Handin, handins
from tests.loading.zips import raw_zip

LABS = ("lab2", "lab3", "lab4", "lab5", "lab6")
Found = list[tuple[str, str | None, str]]


def listed(root: Path, labs: tuple[str, ...] = LABS) -> Found:
    return [(one.student, one.lab, one.path.rpartition("/")[2]) for one in handins(root, labs)]


def tree(root: Path, *paths: str) -> Path:
    for path in paths:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"# {path}\n", encoding="utf-8")
    return root


LAYOUTS: dict[str, tuple[list[str], Found]] = {
    "nbgrader": (
        [
            "submitted/s1/lab3/a.ipynb",
            "submitted/s2/lab6/b.ipynb",
            "source/lab3/a.ipynb",
            "release/lab3/a.ipynb",
        ],
        [("s1", "lab3", "a.ipynb"), ("s2", "lab6", "b.ipynb")],
    ),
    "nbgrader's own folder": (
        ["s1/lab3/a.ipynb", "s2/lab3/a.ipynb"],
        [("s1", "lab3", "a.ipynb"), ("s2", "lab3", "a.ipynb")],
    ),
    "nbgrader below a course's folder": (
        ["course/submitted/s1/lab3/a.ipynb", "course/submitted/s1/other/a.ipynb"],
        [("s1", "lab3", "a.ipynb")],
    ),
    "canvas": (
        ["liming_101_9001_adam.py", "wangfang_LATE_102_9002_adam-2.py"],
        [("liming", None, "liming_101_9001_adam.py"), ("wangfang", None, "wangfang_LATE_102_9002_adam-2.py")],
    ),
    "canvas, two of one name": (
        ["liming_101_9001_adam.py", "liming_102_9002_adam.py", "wang_103_9003_a.py"],
        [
            ("liming_101", None, "liming_101_9001_adam.py"),
            ("liming_102", None, "liming_102_9002_adam.py"),
            ("wang", None, "wang_103_9003_a.py"),
        ],
    ),
    "canvas, a folder per lab": (
        ["lab3/liming_101_9001_m.py", "lab6/liming_101_9002_a.py"],
        [("liming", "lab3", "liming_101_9001_m.py"), ("liming", "lab6", "liming_101_9002_a.py")],
    ),
    "moodle": (
        ["Li Ming_77_assignsubmission_file_/adam.py", "王 芳_78_assignsubmission_file/作业.ipynb"],
        [("Li Ming_77", None, "adam.py"), ("王 芳_78", None, "作业.ipynb")],
    ),
    "moodle without folders": (
        ["Li Ming_77_assignsubmission_file_adam.py", "王 芳_78_assignsubmission_file_a b.py"],
        [
            ("Li Ming_77", None, "Li Ming_77_assignsubmission_file_adam.py"),
            ("王 芳_78", None, "王 芳_78_assignsubmission_file_a b.py"),
        ],
    ),
    "a folder per student": (
        ["s1/adam.py", "s1/momentum.py", "s2/作业/adam.py"],
        [("s1", None, "adam.py"), ("s1", None, "momentum.py"), ("s2", None, "adam.py")],
    ),
    "student and lab": (
        ["s1/lab3/m.py", "s1/Lab 6/a.py", "s2/实验三/m.py", "s2/lab6/src/a.py"],
        [("s1", "lab6", "a.py"), ("s1", "lab3", "m.py"), ("s2", "lab6", "a.py"), ("s2", "lab3", "m.py")],
    ),
    "lab and student": (
        ["lab3/s1/m.py", "lab3/s2/m.py", "lab6/s1/a.py"],
        [("s1", "lab3", "m.py"), ("s2", "lab3", "m.py"), ("s1", "lab6", "a.py")],
    ),
    "lab and flat": (["lab3/s1.py", "lab3/s2.py"], [("s1", "lab3", "s1.py"), ("s2", "lab3", "s2.py")]),
    "flat": (["s1.py", "s2.ipynb"], [("s1", None, "s1.py"), ("s2", None, "s2.ipynb")]),
    "a class's folder around students": (
        ["class/s1/a.py", "class/s2/a.py"],
        [("s1", None, "a.py"), ("s2", None, "a.py")],
    ),
    "a class's folder around student and lab": (["class/s1/lab3/a.py"], [("s1", "lab3", "a.py")]),
    "one student": (["s1/src/a.py"], [("s1", None, "a.py")]),
}


@pytest.mark.parametrize("kind", ["folder", "zip"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_the_layout_tells_student_and_lab(tmp_path: Path, name: str, kind: str) -> None:
    paths, expected = LAYOUTS[name]
    root = tree(tmp_path / "in", *paths)
    if kind == "zip":
        with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
            for path in paths:
                archive.write(root / path, path)
        root = tmp_path / "in.zip"
    assert listed(root) == expected
    assert [one.read().decode() for one in handins(root, LABS)] == [
        f"# {one.path}\n" for one in handins(root, LABS)
    ]


GRADESCOPE = {
    "one": ([{"email": "a@x.edu", "id": 7, "name": "A"}], "a@x.edu"),
    "a group": ([{"email": "a@x.edu"}, {"email": "b@x.edu"}], "a@x.edu, b@x.edu"),
    "no address": ([{"email": None, "id": 7, "name": "王小明"}], "王小明"),
    "a number": ([{"id": 7}], "7"),
}


@pytest.mark.parametrize("name", GRADESCOPE)
def test_gradescopes_metadata_says_whose_the_submission_is(tmp_path: Path, name: str) -> None:
    users, student = GRADESCOPE[name]
    tree(tmp_path, "submission/adam.py", "submission/src/m.py", "source/packages/autograder/cli.py")
    (tmp_path / "submission_metadata.json").write_text(
        json.dumps({"id": 1, "users": users}), encoding="utf-8"
    )
    assert listed(tmp_path) == [(student, None, "adam.py"), (student, None, "m.py")]


@pytest.mark.parametrize(
    "text", ["{", "[]", "{}", '{"users": 1}', '{"users": [[], {"email": ""}]}', "[" * 10_000]
)
def test_gradescopes_metadata_that_names_nobody_is_said_in_one_line(tmp_path: Path, text: str) -> None:
    tree(tmp_path, "submission/adam.py")
    (tmp_path / "submission_metadata.json").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"^[^\n]*submission_metadata.json: [^\n]+$"):
        handins(tmp_path, LABS)


def test_other_labs_and_other_files_are_left_aside(tmp_path: Path) -> None:
    root = tree(
        tmp_path,
        *(
            "s1/lab3/a.py",
            "s1/lab6/b.py",
            "s1/lab6/data.csv",
            "s1/lab6/a.pyc",
            "s1/quiz/q.py",
            "s1/lab6/README",
        ),
    )
    assert listed(root, ("lab6",)) == [("s1", "lab6", "b.py")]


def test_what_tools_leave_behind_is_left_aside(tmp_path: Path) -> None:
    leftovers = [
        "__MACOSX/s1/._a.py",
        "s1/.ipynb_checkpoints/a-checkpoint.ipynb",
        "s1/__pycache__/a.py",
        "s1/.hidden.py",
    ]
    assert listed(tree(tmp_path, "s1/a.py", *leftovers)) == [("s1", None, "a.py")]


@pytest.mark.parametrize(
    "what", ["nothing", "empty folder", "text", "damaged zip", "folder of pictures", "other lab"]
)
def test_a_place_without_submissions_is_said_in_one_line(tmp_path: Path, what: str) -> None:
    root = tmp_path / "in"
    if what in {"empty folder", "folder of pictures", "other lab"}:
        root.mkdir()
    if what == "folder of pictures":
        (root / "a.png").write_bytes(b"")
    if what == "other lab":
        tree(root, "s1/lab3/a.py")
    if what == "text":
        root.write_text("hello", encoding="utf-8")
    if what == "damaged zip":
        with zipfile.ZipFile(root, "w") as archive:
            archive.writestr("s1/a.py", "x = 1")
        root.write_bytes(root.read_bytes()[:-30] + b"PK\5\6" + b"\xff" * 18)
    with pytest.raises(CourseError, match=r"^[^\n]+$") as caught:
        handins(root, ("lab6",))
    assert str(root) in str(caught.value)


def test_names_of_a_chinese_windows_zip_are_read(tmp_path: Path) -> None:
    name = "张三_实验六/作业 1.py"
    path = raw_zip(tmp_path / "in.zip", {name.encode("gbk"): b"x = 1\n", "李四/a.py".encode(): b"y = 2\n"})
    assert [(one.student, one.read()) for one in handins(path, LABS)] == [
        ("张三_实验六", b"x = 1\n"),
        ("李四", b"y = 2\n"),
    ]


@pytest.mark.skipif(os.name == "nt", reason="names are bytes on POSIX only")
def test_names_that_unzip_left_in_gbk_are_read_and_stay_apart(tmp_path: Path) -> None:
    for student in ("张三", "张四"):
        folder = os.fsencode(tmp_path) + b"/" + student.encode("gbk")
        os.mkdir(folder)  # noqa: PTH102 - pathlib takes no bytes
        Path(os.fsdecode(folder), "a.py").write_bytes(b"x = 1\n")
    os.mkdir(os.fsencode(tmp_path) + b"/bad\xff")  # noqa: PTH102
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/bad\xff/a.py")).write_bytes(b"x = 1\n")
    found = handins(tmp_path, LABS)
    assert sorted(one.student for one in found) == sorted(["张三", "张四", "bad\\xff"])
    assert all(one.read() == b"x = 1\n" and one.path.encode() for one in found)


def test_one_name_in_two_spellings_is_one_student(tmp_path: Path) -> None:
    """macOS writes letters and accents apart."""
    path = raw_zip(
        tmp_path / "in.zip", {"Andr\u00e9/lab3/a.py".encode(): b"", "Andre\u0301/lab6/a.py".encode(): b""}
    )
    assert {one.student for one in handins(path, LABS)} == {"Andr\u00e9"}


def test_a_zip_can_t_reach_out(tmp_path: Path) -> None:
    """Members are read from the zip by their place; a name that climbs is no hand-in."""
    (tmp_path / "secret.py").write_text("secret", encoding="utf-8")
    names = [
        b"../secret.py",
        b"/secret.py",
        b"s1/../../secret.py",
        b"..\\secret.py",
        b"C:\\secret.py",
        b"s1/a.py",
    ]
    path = raw_zip(tmp_path / "in.zip", dict.fromkeys(names, b"inside"))
    found = handins(path, LABS)
    assert {one.student for one in found} <= {"s1", "C:"}
    assert {one.read() for one in found} == {b"inside"}
    assert sorted(item.name for item in tmp_path.iterdir()) == ["in.zip", "secret.py"]


def test_two_members_of_one_name_are_both_there(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("s1/a.py", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("s1/a.py", "second")
    assert [one.read() for one in handins(tmp_path / "in.zip", LABS)] == [b"first", b"second"]


def test_a_zip_bomb_is_read_up_to_the_limit_only(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "in.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s1/a.py", b"\0" * (4 * MAX_BYTES))
    (one,) = handins(tmp_path / "in.zip", LABS)
    assert len(one.read()) == MAX_BYTES + 1


def test_a_zip_of_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = raw_zip(tmp_path / "in.zip", {b"s1/a.py": b"x" * 2_000, b"s2/a.py": b"x" * 2_000})
    monkeypatch.setattr(folder_module, "MAX_ZIP_BYTES", 3_000)
    with pytest.raises(CourseError, match="split it"):
        handins(path, LABS)


@pytest.mark.parametrize("damage", ["encrypted", "checksum", "gone"])
def test_a_member_that_can_t_be_read_says_so(tmp_path: Path, damage: str) -> None:
    """The zip's list is whole, one member isn't: only that one fails, as a fault that names it."""
    path = raw_zip(tmp_path / "in.zip", {b"s1/a.py": b"x = 1\n", b"s2/a.py": b"y = 2\n"}, damage=damage)
    first, second = handins(path, LABS)
    with pytest.raises(CourseError, match=r"^s1/a\.py: can't be read"):
        first.read()
    assert second.read() == b"y = 2\n"


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    root = tree(tmp_path, "s1/a.py")
    (one,) = handins(root, LABS)
    (root / "s1" / "a.py").unlink()
    with pytest.raises(CourseError, match=r"^s1/a\.py: can't be read"):
        one.read()


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX links and pipes")
def test_links_pipes_and_folders_named_like_files_are_no_hand_ins(tmp_path: Path) -> None:
    outside = tree(tmp_path / "outside", "secret.py", "deep/secret.py")
    root = tree(tmp_path / "in", "s1/a.py", "s1/folder.py/inner.txt")
    (root / "s1" / "link.py").symlink_to(outside / "secret.py")
    (root / "s2").symlink_to(outside, target_is_directory=True)
    (root / "s1" / "broken.py").symlink_to(tmp_path / "nowhere")
    (root / "s1" / "loop").symlink_to(root, target_is_directory=True)
    os.mkfifo(root / "s1" / "pipe.py")
    assert listed(root) == [("s1", None, "a.py")]


def test_names_with_everything_in_them_are_listed(tmp_path: Path) -> None:
    names = [
        "a b'\"`$(x)",
        "😀",
        "\u202egnp",
        "=1+1",
        "x" * 250,
        "new\nline",
        "tab\there",
        "-rf",
        "%2e%2e",
        "~",
    ]
    root = tree(tmp_path, *(f"{name}/a.py" for name in names))
    assert {one.student for one in handins(root, LABS)} == set(names)


def test_handins_are_sorted_by_path(tmp_path: Path) -> None:
    root = tree(tmp_path, "b/z.py", "a/y.py", "b/a.py", "a/x.ipynb")
    assert [one.path for one in handins(root, LABS)] == ["a/x.ipynb", "a/y.py", "b/a.py", "b/z.py"]
    assert isinstance(handins(root, LABS)[0], Handin)
