"""Golden submissions and their expectations: the first line of a file, or a notebook's metadata."""

import json
import re
from pathlib import Path
from typing import NamedTuple

from exercises.spec import labs

HERE = Path(__file__).resolve().parent
SAMPLE_CLASS = HERE.parents[1] / "autograder" / "sample_class"
HEADER = re.compile(r"# expect: (?P<verdicts>[^|]+?)(?: \| (?P<form>\S+) (?P<framework>\S+))?")


class Verdict(NamedTuple):
    """What is expected of one part ('' where the whole file can't be read)."""

    lab: str
    part: str
    word: str
    mistakes: tuple[str, ...]


def header(path: Path) -> str:
    """Read a submission's expectation; nobody can write one into an empty file."""
    raw = path.read_bytes()
    if not raw:
        return f"# expect: {path.parent.name} unreadable"
    if path.suffix == ".ipynb":
        found = json.loads(raw)["metadata"]["autograder_expect"]
        assert isinstance(found, str)
        return found
    return raw.split(b"\n", 1)[0].strip().decode("ascii")


def verdicts(text: str) -> tuple[Verdict, ...]:
    """Take a header apart."""
    match = HEADER.fullmatch(text)
    assert match, f"{text!r} is not '# expect: LAB.PART WORD [MISTAKES]; ... | FORM FRAMEWORK'"
    found = []
    for item in match["verdicts"].split("; "):
        where, word, *mistakes = item.split()
        lab, _, part = where.partition(".")
        found.append(Verdict(lab, part, word, tuple(mistakes[0].split(",")) if mistakes else ()))
    return tuple(found)


def submissions() -> list[Path]:
    """All files with an expectation, the sample class included."""
    found = [
        path
        for folder in (HERE, SAMPLE_CLASS)
        for path in sorted(folder.glob("**/*"))
        if path.suffix in {".py", ".ipynb"} and path.parent.name in labs()
    ]
    assert found
    return found


def name(path: Path) -> str:
    return "/".join(path.parts[-3:])
