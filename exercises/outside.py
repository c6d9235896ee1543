"""Exercises that don't lie in the package: a course's own, each a folder like ours, some with a rule of their own.

``oracle.py`` in such a folder says ``ORACLE = Oracle(...)`` (``reference.oracle``). It is code of the course's, runs as
the grader itself does, in no sandbox, and so only for who says so.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path

from exercises.spec import LABS_FOLDER, OUTSIDE, Lab, SpecError, labs, load_lab
from reference.oracle import Oracle, ScheduleOracle, adopt
from reference.rule import algorithm
from reference.schedules import schedule

ORACLE_FILE = "oracle.py"


def bring(folders: Iterable[Path], *, run_oracles: bool) -> tuple[Oracle | ScheduleOracle, ...]:
    """Make these exercises known (folders of an exercise, or of several); return the rules that they brought.

    Args:
        folders: Where they are; what is known from the same place already stays as it is.
        run_oracles: Whether their ``oracle.py`` may be run.
    """
    adopted = []
    for folder in _exercises(folders):
        known = OUTSIDE.get(folder.name)
        if known == folder:
            continue
        if known is not None or (LABS_FOLDER / folder.name / "lab.toml").exists():
            raise SpecError(
                f"{folder}: there is an exercise {folder.name} already; call the folder otherwise"
            )
        lab = load_lab(folder)
        if (folder / ORACLE_FILE).is_file():
            adopted.append(_oracle(folder / ORACLE_FILE, lab, may_run=run_oracles))
        _require_rules(folder, lab)
        OUTSIDE[folder.name] = folder
        labs.cache_clear()
    return tuple(adopted)


def _exercises(folders: Iterable[Path]) -> Iterator[Path]:
    for given in folders:
        folder = given.resolve()
        found = [folder] if (folder / "lab.toml").exists() else sorted(folder.glob("*/lab.toml"))
        if not found:
            raise SpecError(f"{folder}: no exercise there; an exercise is a folder with lab.toml")
        yield from (one if one.is_dir() else one.parent for one in found)


def _oracle(path: Path, lab: Lab, *, may_run: bool) -> Oracle | ScheduleOracle:
    """Run the file, check what it says, and adopt it."""
    if not may_run:
        raise SpecError(
            f"{path}: this exercise brings code that runs outside the sandbox; if you trust it, name the course "
            "with --course"
        )
    spec = importlib.util.spec_from_file_location(f"oracle_of_{lab.id}", path)
    if spec is None or spec.loader is None:
        raise SpecError(f"{path}: can't be read as Python")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise SpecError(f"{path}: {type(error).__name__}: {error}") from error
    oracle = getattr(module, "ORACLE", None)
    if not isinstance(oracle, Oracle | ScheduleOracle):
        raise SpecError(f"{path}: no ORACLE = Oracle(...) or ScheduleOracle(...) in it")
    if oracle.name not in {part.rule for part in lab.parts}:
        raise SpecError(f"{path}: it brings the rule {oracle.name!r}, which no part of lab.toml asks for")
    try:
        adopt(oracle)
    except Exception as error:
        raise SpecError(f"{path}: {error}") from error
    return oracle


def _require_rules(folder: Path, lab: Lab) -> None:
    for part in lab.parts:
        look_up = {"update": algorithm, "schedule": schedule}.get(part.kind)
        if look_up is None:
            continue
        try:
            look_up(part.rule)
        except ValueError as error:
            raise SpecError(
                f"{folder / 'lab.toml'}: part {part.id}: {error}; an {ORACLE_FILE} can bring a new one"
            ) from error
