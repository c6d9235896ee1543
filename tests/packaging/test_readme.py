"""What README.md, the guides and other pages show works: blocks run; what they name and quote exists."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from autograder.cli import app
from autograder.sandbox.tiers import probe

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("exports", "cluster", "gpu", "charts", "guide/student", "guide/instructor", "guide/maintainer")


def _text(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


README = _text("README.md", *(f"docs/{name}.en.md" for name in PAGES))
CHINESE = _text(*(f"docs/{name}.zh.md" for name in PAGES))
COMMANDS = "|".join(get_command(app).commands)  # type: ignore[attr-defined]
# A marker before a block says that a test runs it, and whether it needs the real sandbox.
RUNNABLE = re.findall(r"<!-- runnable(?:: (\w+))? -->\n```sh\n(.*?)```", README, flags=re.DOTALL)
BLOCKS = re.findall(r"```(?:sh|bat)\n(.*?)```", README, flags=re.DOTALL)


def test_some_blocks_are_runnable() -> None:
    """Otherwise the next test would prove nothing."""
    assert len(RUNNABLE) == README.count("<!-- runnable") > 0


@pytest.mark.parametrize(("needs", "block"), RUNNABLE, ids=[block.splitlines()[0] for _, block in RUNNABLE])
def test_a_runnable_block_runs(needs: str, block: str, environment: Path, tmp_path: Path) -> None:
    """As it stands, after `pip install .`, stopped by the first command that fails."""
    if needs == "sandbox" and not probe().isolates:
        pytest.skip(probe().reason)
    for folder in ("autograder/sample_class", "exercises/lab6", "tests/outside"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = os.pathsep.join([str(environment.parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "-euc", block],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "command",
    [
        " ".join(words)
        for block in BLOCKS
        for words in re.findall(rf"autograder ({COMMANDS})\b([^|&>\n]*)", block)
    ],
)
def test_a_command_and_its_options_exist(command: str) -> None:
    """Every option in a block is one that the command line knows."""
    name, *words = command.split()
    known = {flag for option in get_command(app).commands[name].params for flag in option.opts}  # type: ignore[attr-defined]
    assert {word for word in words if word.startswith("-")} <= known


def test_every_make_target_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b", "\n".join(BLOCKS)))
    assert {"demo", "test"} <= named <= targets


def test_every_place_named_exists() -> None:
    """The table of places, the sample files, the picture."""
    folders = "reference|exercises|autograder|reports|tests|docs|locks"
    places = set(re.findall(rf"`((?:{folders})/[\w./-]*)`", README))
    places |= set(re.findall(r"\]\((docs/[^)]+)\)", README))
    places |= set(re.findall(rf"`((?:{folders})/[\w./-]*)`", CHINESE))
    missing = [place for place in sorted(places) if "LAB" not in place and not (ROOT / place).exists()]
    assert missing == []


def test_what_the_guides_quote_stands_in_the_file() -> None:
    quoted = re.findall(r"<!-- from: (\S+) -->\n```\w+\n(.*?)```", README, flags=re.DOTALL)
    assert len(quoted) == README.count("<!-- from:") > 5
    strange = [
        name for name, block in quoted if block not in (ROOT / name).read_text(encoding="utf-8") + "\n"
    ]
    assert strange == []
