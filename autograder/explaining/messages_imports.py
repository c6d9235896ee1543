"""What is said of a submission that uses the grader's own packages."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

ABOUT_THE_GRADER: dict[str, tuple[str, ...]] = {
    "status.imports_ours": (
        mark(
            "Cell {cell}, line {line} imports {package}, a package of the grader's: a submission can't use it, so "
            "nothing was run. If it is a file of your own, put its code into what you hand in."
        ),
        mark(
            "Line {line} imports {package}, a package of the grader's: a submission can't use it, so nothing was run. "
            "If it is a file of your own, put its code into what you hand in."
        ),
    ),
}
