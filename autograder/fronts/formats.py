"""The formats of ``export``: read by the command line before anything else is loaded."""

from __future__ import annotations

from typing import Literal

Format = Literal[
    "csv",
    "canvas",
    "canvas-feedback",
    "moodle",
    "moodle-feedback",
    "gradescope",
    "gradescope-autograder",
    "github-classroom",
    "junit",
    "nbgrader-feedback",
    "prairielearn",
]
