"""Which of a student's files counts for which lab, and where the records lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.choosing import StudentWork, files_by_lab
from autograder.grading.classrun import by_student
from autograder.grading.files import page_path, record_path, safe_name, write_whole
from autograder.loading.folder import Handin, handins

ALL = ("lab2", "lab3", "lab4", "lab5", "lab6")
ADAM = "class Adam:\n    def step(self): pass\n"
MOMENTUM = "class Momentum:\n    def step(self): pass\n"


def chosen(root: Path, files: dict[str, str], wanted: tuple[str, ...] = ALL) -> dict[str, str]:
    for name, source in files.items():
        path = root / "s1" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    (work,) = by_student(handins(root, wanted))
    return {lab: handin.path.removeprefix("s1/") for lab, handin in files_by_lab(work, wanted).items()}


CASES: dict[str, tuple[dict[str, str], tuple[str, ...], dict[str, str]]] = {
    "the folder's word goes before the file's": (
        {"lab3/adam.py": "# lab6\n" + ADAM, "hw.py": MOMENTUM},
        ALL,
        {"lab3": "lab3/adam.py"},
    ),
    "a tag goes before a definition": (
        {"a.py": "# lab6\nx = 1", "b.py": ADAM},
        ALL,
        {"lab6": "a.py"},
    ),
    "a file's name goes before a definition": (
        {"adam.py": "x = 1", "zzz.py": ADAM},
        ALL,
        {"lab6": "adam.py"},
    ),
    "of two equals the last by name": ({"adam_v1.py": ADAM, "adam_v2.py": ADAM}, ALL, {"lab6": "adam_v2.py"}),
    "a helper's name doesn't take another lab's file away": (
        {"decay.py": "def linear_decay(i): pass", "train_adam.py": ADAM + "def linear_regression(): pass"},
        ALL,
        {"lab2": "decay.py", "lab6": "train_adam.py"},
    ),
    "one file may serve several labs": (
        {"all.py": ADAM + MOMENTUM},
        ALL,
        {"lab3": "all.py", "lab6": "all.py"},
    ),
    "the file of one lab goes before the file of several": (
        {"adam_only.py": "# lab6\n" + ADAM, "z_all.py": "# lab6 lab3\n" + ADAM + MOMENTUM},
        ALL,
        {"lab3": "z_all.py", "lab6": "adam_only.py"},
    ),
    "a helper is not taken for a lab that has its file": (
        {"lab2.py": "x = 1", "utils.py": "def load(): pass"},
        ("lab2",),
        {"lab2": "lab2.py"},
    ),
    "a file that says nothing stands for the only lab asked": (
        {"hw.py": "x = 1"},
        ("lab6",),
        {"lab6": "hw.py"},
    ),
    "and so does one that can't be read": ({"hw.py": "x = ("}, ("lab6",), {"lab6": "hw.py"}),
    "and one whose name is another's, where nothing else is there": (
        {"momentum.py": "x = 1"},
        ("lab6",),
        {"lab6": "momentum.py"},
    ),
    "but not one that says another lab": ({"lab3.py": "x = 1"}, ("lab6",), {}),
    "what fits goes before what says nothing": (
        {"zzz.py": "x = 1", "hw.py": ADAM},
        ("lab6",),
        {"lab6": "hw.py"},
    ),
    "what says nothing goes before what bears another's name": (
        {"hw.py": "x = 1", "momentum.py": "x = 1"},
        ("lab6",),
        {"lab6": "hw.py"},
    ),
    "a broken file has its name": (
        {"adam.py": "x = (", "momentum.py": MOMENTUM},
        ALL,
        {"lab3": "momentum.py", "lab6": "adam.py"},
    ),
    "a broken file without a name is not lost": (
        {"hw.py": "x = (", "adam.py": ADAM},
        ("lab3", "lab6"),
        {"lab3": "hw.py", "lab6": "adam.py"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_file_per_lab_is_chosen(tmp_path: Path, name: str) -> None:
    files, wanted, expected = CASES[name]
    assert chosen(tmp_path, files, wanted) == expected


def test_a_file_that_can_t_be_had_is_chosen_by_its_name(tmp_path: Path) -> None:
    """The record then says what is wrong; the other files are not disturbed."""
    gone = Handin("s1", None, "s1/adam.py", tmp_path / "gone.py")
    assert files_by_lab(StudentWork("s1", (gone,)), ALL) == {"lab6": gone}


# ---- where records lie ---------------------------------------------------------------------------------------------


HOSTILE = [
    *(
        "..",
        ".",
        "/",
        "../../etc/passwd",
        "a/b",
        "a\\b",
        "",
        " ",
        "new\nline",
        "nul\0",
        "😀",
        "\u202egnp",
        "~",
        "%2F",
    ),
    *("x" * 255, "张" * 85, "CON", "a.b", "-rf", "'\"`$(x)", "=1+1", "\udce4"),
]


@pytest.mark.parametrize("student", HOSTILE)
def test_a_record_stays_in_its_folder_under_a_name_that_every_system_takes(
    tmp_path: Path, student: str
) -> None:
    for path, folder in (
        (record_path(tmp_path, "lab6", student), tmp_path / "grades" / "lab6"),
        (page_path(tmp_path, student), tmp_path / "students"),
    ):
        assert path.parent == folder
        write_whole(path, b"x")
        assert [item.name for item in folder.iterdir()] == [path.name]
    assert not set(safe_name(student)) & set('/\\:*?"<>|. ')


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("x" * 300, "x" * 299 + "y"),
        ("张" * 130, "张" * 129 + "李"),
        ("a/b", "a%2Fb"),
        ("..", "%2E%2E"),
        ("", "_"),
    ],
)
def test_two_ids_never_share_a_file(one: str, two: str) -> None:
    assert (safe_name(one) != safe_name(two)) or {one, two} == {"", "_"}


@given(st.text(max_size=200), st.text(max_size=200))
def test_other_ids_have_other_names(one: str, two: str) -> None:
    if one and two:
        assert (safe_name(one) == safe_name(two)) == (one == two)
        assert len(safe_name(one).encode()) <= 200


def test_ordinary_ids_stay_readable() -> None:
    assert [safe_name(one) for one in ("s2024001_lihua", "张三_实验六", "li-ming")] == [
        "s2024001_lihua",
        "张三_实验六",
        "li-ming",
    ]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "grades" / "a.json"
    write_whole(path, b"old")

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new and longer")
    assert path.read_bytes() == b"old"
