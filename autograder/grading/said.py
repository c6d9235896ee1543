"""What is said of one thing that earns points: right, wrong with its name, or not to be told."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.grading.context import Text


@dataclass(frozen=True)
class Said:
    """A verdict on one thing; ``passed`` is None where it can't be told right or wrong."""

    passed: bool | None
    text: Text
    mistake: str = ""
    detail: str = ""
    """What the mistake's id leaves open."""

    @property
    def rank(self) -> int:
        """The more, the better."""
        return 2 if self.passed else 1 if self.passed is None else 0


def right(key: str, values: dict[str, str | float] | None = None) -> Said:
    """Say that it is right."""
    return Said(passed=True, text=(key, values or {}))


def wrong(
    key: str, values: dict[str, str | float] | None = None, mistake: str = "", detail: str = ""
) -> Said:
    """Say what is wrong."""
    return Said(passed=False, text=(key, values or {}), mistake=mistake, detail=detail)


def unclear(key: str, values: dict[str, str | float] | None = None) -> Said:
    """Leave it to a person."""
    return Said(passed=None, text=(key, values or {}))
