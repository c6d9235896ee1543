"""Options that several commands have, and the extras of an installation that some commands need."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Literal

import typer

from autograder.errors import AutograderError

Lang = Literal["zh", "en"]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of messages and pages.")]
DeviceOption = Annotated[
    Literal["cpu", "gpu", "auto"],
    typer.Option(
        help="Where TensorFlow, PyTorch and JAX compute; gpu: an NVIDIA GPU, auto: the same where there is one."
    ),
]
CourseOption = Annotated[
    Path | None,
    typer.Option(help="The course's file; found upward from here if left out.", show_default="course.toml"),
]
DbOption = Annotated[
    str | None,
    typer.Option(help="Gradebook: a SQLite file or a PostgreSQL URL.", show_default="OUT/gradebook.sqlite"),
]
OutOption = Annotated[Path, typer.Option("--out", help="Folder that grade wrote its records to.")]


def require_class_extra() -> None:
    """`check` needs less than a class does, so students don't install what only a gradebook needs."""
    _require(
        ("sqlalchemy", "alembic", "libarchive", "yaml"), "grading a class needs the extra [class]", "class"
    )


def require_cluster_extra() -> None:
    """Whoever grades on one machine needs no Dask."""
    _require(("distributed",), "--scheduler needs the extra [cluster]", "class,cluster")


def _require(modules: tuple[str, ...], why: str, extras: str) -> None:
    for module in modules:
        if find_spec(module) is None:
            raise AutograderError(
                f"{module} is not installed; {why}: pip install '.[{extras}]' here, "
                f"or pip install 'optimizer-autograder[{extras}]'"
            )


def talk(line: str) -> None:
    """Say something to the person, on stderr."""
    typer.echo(line, err=True)
