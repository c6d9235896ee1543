"""The sentences about old code and missing packages."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

OLD_MESSAGES: dict[str, tuple[str, ...]] = {
    "status.removed": (
        mark(
            "Your code stopped in cell {cell}, line {line}: {old} no longer exists. Write {instead} in its place."
        ),
        mark("Your code stopped in line {line}: {old} no longer exists. Write {instead} in its place."),
        mark("Your code stopped: {old} no longer exists. Write {instead} in its place."),
    ),
    "note.removed": (
        mark(
            "Cell {cell}, line {line} stopped: {old} no longer exists. Write {instead} in its place. "
            "What was defined before was used."
        ),
        mark(
            "Line {line} stopped: {old} no longer exists. Write {instead} in its place. "
            "What was defined before was used."
        ),
    ),
    "status.package_missing": (
        mark(
            "Not judged: it needs the package {package}, which isn't installed here. It costs no points; install it "
            "with pip install {package} and run again, or a person will look at it."
        ),
    ),
}
