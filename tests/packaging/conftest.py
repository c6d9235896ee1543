"""One build and one installation for all tests that need them."""

from __future__ import annotations

import shutil
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from tests.packaging.install import ROOT, run, tracked

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet")
FROM_HERE = ("--no-deps", "--no-build-isolation", "--no-index")


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree, so that building leaves nothing behind, in a folder with a name that people use."""
    folder = tmp_path_factory.mktemp("build") / "优化 算法"
    for name in tracked():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return folder


@pytest.fixture(scope="session")
def wheel(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the locked backend and no network."""
    out = tmp_path_factory.mktemp("wheel")
    run(*PIP, "wheel", *FROM_HERE, "-w", out, ".", cwd=source)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def environment(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another environment after `pip install .`: ours is installed there, its requirements are this one's.

    This environment's own site-packages is lent by a path file, behind the new one's. An editable
    installation of ours in it doesn't come along: path files are read in the first folder only.
    """
    folder = tmp_path_factory.mktemp("another environment")
    venv.create(folder, with_pip=False, symlinks=True)
    scheme = {"base": str(folder), "platbase": str(folder)}
    site_packages = Path(sysconfig.get_path("purelib", "venv", vars=scheme))
    (site_packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    python = Path(sysconfig.get_path("scripts", "venv", vars=scheme)) / "python"
    run(*PIP, "--python", python, "install", *FROM_HERE, ".", cwd=source)
    return python
