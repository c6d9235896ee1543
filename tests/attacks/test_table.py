"""Every attack of ``table.toml`` is committed by something that is there, and every attack file stands in the table."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
FILES = Path(__file__).parent / "files"
READ = tomllib.loads((Path(__file__).parent / "table.toml").read_text(encoding="utf-8"))
TABLE, OPEN = READ["attack"], READ["open"]
COMMITTED = [place for attack in TABLE for place in attack["by"]]


@pytest.mark.parametrize("place", sorted(set(COMMITTED)))
def test_what_commits_an_attack_is_there(place: str) -> None:
    path, _, test = place.partition("::")
    source = (TESTS / path).read_text(encoding="utf-8")
    if test:
        assert test in {node.name for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    else:
        assert source.startswith("# expect: ")


def test_every_attack_is_told_once_and_is_committed() -> None:
    told = [(attack["kind"], attack["what"]) for attack in TABLE]
    assert len(told) == len(set(told))
    assert all(attack["by"] for attack in TABLE)


def test_no_attack_file_is_left_out() -> None:
    files = {path.relative_to(TESTS).as_posix() for path in FILES.glob("*.py")}
    assert files == {place for place in COMMITTED if place.startswith("attacks/files/")}


@pytest.mark.parametrize("attack", OPEN, ids=lambda attack: attack["what"])
def test_what_is_not_prevented_is_told_in_the_threat_model(attack: dict[str, str]) -> None:
    readme = (TESTS.parent / "README.md").read_text(encoding="utf-8")
    _, _, threats = readme.partition("## What the sandbox keeps out, and what it can't")
    assert attack["readme"] in " ".join(threats.partition("\n## ")[0].split())
