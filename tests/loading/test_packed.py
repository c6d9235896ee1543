"""Archives as students pack them: one in another, rar and 7z, GBK names, damaged ones; repeated files; times."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from ctypes.util import find_library
from pathlib import Path

import pytest

from autograder.errors import CourseError
from autograder.loading.folder import handins
from autograder.loading.load import Unreadable, load_bytes
from autograder.loading.packed import NotOpened, members
from tests.loading.rars import raw_rar
from tests.loading.zips import raw_zip

LABS = ("lab3", "lab6")
needs_libarchive = pytest.mark.skipif(
    find_library("archive") is None or shutil.which("bsdtar") is None,
    reason="no libarchive on this machine (Debian: apt install libarchive-tools)",
)


def zipped(members: dict[str, bytes]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return raw.getvalue()


def packed(folder: Path, kind: str, members: dict[str, bytes]) -> bytes:
    """Pack by the program of libarchive's own."""
    root = folder / f"for {kind}"
    for name, content in members.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    target = folder / f"packed.{kind}"
    subprocess.run(["bsdtar", "-a", "-cf", target, *members], cwd=root, check=True)
    return target.read_bytes()


def put(root: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


def found(root: Path) -> list[tuple[str, str | None, str, bytes]]:
    return [(one.student, one.lab, one.path, one.read()) for one in handins(root, LABS)]


def test_a_zip_in_a_zip_in_a_students_folder(tmp_path: Path) -> None:
    inner = zipped({"深度学习/lab6/adam.py": b"x = 1\n", "readme.txt": b"no"})
    root = put(tmp_path / "in", {"s1/作业.zip": zipped({"hw.zip": inner, "__MACOSX/lab6/._a.py": b"no"})})
    assert found(root) == [("s1", "lab6", "s1/作业.zip/hw/深度学习/lab6/adam.py", b"x = 1\n")]


def test_the_class_as_a_zip_of_the_students_zips(tmp_path: Path) -> None:
    path = tmp_path / "class.zip"
    path.write_bytes(zipped({"张三.zip": zipped({"a.py": b"1\n"}), "李四.zip": zipped({"b/b.py": b"2\n"})}))
    assert [(student, raw) for student, _, _, raw in found(path)] == [("张三", b"1\n"), ("李四", b"2\n")]


def test_a_zip_per_lab_is_a_folder_per_lab(tmp_path: Path) -> None:
    root = put(
        tmp_path / "in", {"lab3.zip": zipped({"s1.py": b"1\n"}), "lab6.zip": zipped({"s1.py": b"2\n"})}
    )
    assert [(student, lab, raw) for student, lab, _, raw in found(root)] == [
        ("s1", "lab3", b"1\n"),
        ("s1", "lab6", b"2\n"),
    ]


def test_gbk_names_in_a_nested_zip_are_read(tmp_path: Path) -> None:
    inner = raw_zip(tmp_path / "x.zip", {"实验六/亚当.py".encode("gbk"): b"x = 1\n"}).read_bytes()
    root = put(tmp_path / "in", {"s1/hw.zip": inner})
    assert found(root) == [("s1", "lab6", "s1/hw.zip/实验六/亚当.py", b"x = 1\n")]


@needs_libarchive
@pytest.mark.parametrize("kind", ["7z", "tar", "tar.gz", "tgz"])
def test_what_only_libarchive_reads(tmp_path: Path, kind: str) -> None:
    raw = packed(tmp_path, kind, {"实验六/亚当 1.py": b"x = 1\n", "notes.txt": b"no"})
    root = put(tmp_path / "in", {f"s1/作业.{kind}": raw, f"s2.{kind}": raw})
    assert found(root) == [
        ("s1", "lab6", f"s1/作业.{kind}/实验六/亚当 1.py", b"x = 1\n"),
        ("s2", "lab6", f"s2.{kind}/实验六/亚当 1.py", b"x = 1\n"),
    ]


@needs_libarchive
def test_a_rar_as_winrar_writes_it(tmp_path: Path) -> None:
    raw = raw_rar({"实验六/亚当.py": b"x = 1\n", "实验六/图.png": b"no"})
    root = put(tmp_path / "in", {"s1/作业.rar": raw})
    assert found(root) == [("s1", "lab6", "s1/作业.rar/实验六/亚当.py", b"x = 1\n")]
    (tmp_path / "class.rar").write_bytes(raw_rar({"s1/a.py": b"1\n", "s2/hw.zip": zipped({"a.py": b"2\n"})}))
    assert [(one[0], one[3]) for one in found(tmp_path / "class.rar")] == [("s1", b"1\n"), ("s2", b"2\n")]


@needs_libarchive
def test_a_whole_class_as_7z(tmp_path: Path) -> None:
    raw = packed(tmp_path, "7z", {"张三/lab6/a.py": b"1\n", "李四/lab6/a.py": b"2\n"})
    (tmp_path / "class.7z").write_bytes(raw)
    assert [one[0] for one in found(tmp_path / "class.7z")] == ["张三", "李四"]
    (tmp_path / "hurt.7z").write_bytes(raw[:-30])
    with pytest.raises(CourseError, match=r"^[^\n]*hurt\.7z: can't be opened[^\n]*$"):
        handins(tmp_path / "hurt.7z", LABS)


@needs_libarchive
@pytest.mark.parametrize("kind", ["zip", "rar", "7z"])
@pytest.mark.parametrize("damage", ["empty", "cut", "noise", "other files"])
def test_an_archive_that_gives_nothing_is_not_lost(tmp_path: Path, kind: str, damage: str) -> None:
    """Its student has a hand-in, and is told to hand in the file itself."""
    made = "zip" if kind == "zip" else "7z"
    raw = packed(tmp_path, made, {"a.py" if damage == "cut" else "a.txt": b"x = 1\n" * 50})
    raw = {"empty": b"", "cut": raw[: len(raw) // 2], "noise": os.urandom(5_000), "other files": raw}[damage]
    root = put(tmp_path / "in", {f"s1/作业.{kind}": raw, "s2/a.py": b"x\n"})
    first, second = handins(root, LABS)
    assert (first.student, second.student) == ("s1", "s2")
    with pytest.raises(Unreadable) as caught:
        load_bytes(f"作业.{kind}", first.read())
    assert caught.value.finding.key == "unreadable.archive"


def test_a_bomb_of_nested_zips_is_not_followed_down(tmp_path: Path) -> None:
    bomb = zipped({"a.py": b"\0" * (40 << 20)})
    for _ in range(6):
        bomb = zipped({"next.zip": bomb})
    root = put(tmp_path / "in", {"s1/hw.zip": bomb})
    (one,) = handins(root, LABS)
    assert one.path == "s1/hw.zip"


@pytest.mark.parametrize("damage", ["before the file", "no name"])
def test_a_directory_of_a_zip_that_lies_is_damaged(damage: str) -> None:
    """A member that is said to begin before the file does; one without a name beside a good one."""
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("a.py", "x = 1\n")
            archive.writestr("b.py", "")
        raw = file.getvalue()
    if damage == "no name":
        assert [member.parts for member in members("a.zip", raw.replace(b"b.py", b"\0.py"))] == [("a.py",)]
    else:
        with pytest.raises(NotOpened):
            list(members("a.zip", raw[1:]))


def test_a_member_that_climbs_is_left(tmp_path: Path) -> None:
    inner = raw_zip(
        tmp_path / "x.zip", {b"../../s2/a.py": b"no", b"/a.py": b"no", b"a.py": b"yes"}
    ).read_bytes()
    root = put(tmp_path / "in", {"s1/hw.zip": inner})
    assert found(root) == [("s1", None, "s1/hw.zip/a.py", b"yes")]


@pytest.mark.parametrize(
    "again", ["adam (1)", "adam(2)", "adam（1）", "adam - 副本", "adam - Copy (2)", "adam-1"]
)
def test_a_repeated_file_comes_after_what_it_repeats(tmp_path: Path, again: str) -> None:
    """Of equals the last one counts, so the order decides."""
    root = put(tmp_path / "in", {f"s1/{again}.py": b"new", "s1/adam.py": b"old", "s1/adam_x.py": b"x"})
    assert [raw for *_, raw in found(root)][:2] == [b"old", b"new"]


def test_later_repetitions_come_later(tmp_path: Path) -> None:
    names = ["adam.py", *(f"adam ({number}).py" for number in range(1, 12))]
    root = put(tmp_path / "in", {f"s1/{name}": name.encode() for name in reversed(names)})
    assert [raw.decode() for *_, raw in found(root)] == names


def test_a_student_handed_in_twice_is_one_where_the_first_is_there(tmp_path: Path) -> None:
    root = put(tmp_path / "in", {"s1.py": b"1", "s1 (1).py": b"2", "李 (2)/a.py": b"3"})
    assert [(student, raw) for student, _, _, raw in found(root)] == [
        ("s1", b"1"),
        ("s1", b"2"),
        ("李 (2)", b"3"),
    ]


def test_times_are_what_the_course_system_says_or_what_the_files_say(tmp_path: Path) -> None:
    root = put(
        tmp_path / "in",
        {
            "submitted/s1/lab6/timestamp.txt": b"2024-03-20 15:58:23.948203 UTC\n",
            "submitted/s1/lab6/a.py": b"1",
            "submitted/s2/lab6/timestamp.txt": b"2024-03-20T23:58:23+08:00",
            "submitted/s2/lab6/a.py": b"1",
            "submitted/s3/lab6/timestamp.txt": b"yesterday",
            "submitted/s3/lab6/a.py": b"1",
        },
    )
    os.utime(root / "submitted" / "s3" / "lab6" / "a.py", (1_700_000_000, 1_700_000_000))
    said = [one.handed.at for one in handins(root, LABS)]
    assert said == ["2024-03-20T15:58:23+00:00", "2024-03-20T15:58:23+00:00", None]
    assert [one.handed.at for one in handins(root, LABS, file_times=True)][2] == "2023-11-14T22:13:20+00:00"
    canvas = put(tmp_path / "canvas", {"lihua_LATE_12_345_adam.py": b"1", "wangwei_13_346_adam.py": b"1"})
    assert [one.handed.marked_late for one in handins(canvas, LABS)] == [True, False]
