"""Who may import whom, and what the guest may know."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("reference", "exercises", "autograder", "reports")
INITS = sorted(path for name in PACKAGES for path in (ROOT / name).rglob("__init__.py"))
GUEST = sorted((ROOT / "autograder" / "guest").rglob("*.py"))
FRAMEWORKS = {"numpy", "tensorflow", "tf_keras", "keras", "torch"}


def place(path: Path) -> str:
    """A path as people name it."""
    return path.relative_to(ROOT).as_posix()


def test_floors_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contracts of pyproject.toml: floors, no circles, the guest apart."""
    monkeypatch.chdir(ROOT)
    assert lint_imports(cache_dir=None) == 0


@pytest.mark.parametrize("path", INITS, ids=place)
def test_an_init_file_holds_a_docstring_only(path: Path) -> None:
    """Import from the defining module; nothing is re-exported."""
    (only,) = ast.parse(path.read_text(encoding="utf-8")).body
    assert isinstance(only, ast.Expr)
    assert isinstance(only.value, ast.Constant)
    assert isinstance(only.value.value, str)


@pytest.mark.parametrize("path", GUEST, ids=place)
def test_the_guest_imports_the_standard_library_numpy_and_frameworks_only(path: Path) -> None:
    """Inside the sandbox there is nothing else, and nothing of ours."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            roots = {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            roots = {(node.module or "").partition(".")[0]}
        else:
            continue
        foreign = roots - sys.stdlib_module_names - FRAMEWORKS
        assert not foreign, f"{place(path)}:{node.lineno} imports {', '.join(sorted(foreign))}"
