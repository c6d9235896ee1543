"""What the judges of methods agree on: a verdict per criterion, and the ids that explain it."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.grading.context import Text


@dataclass(frozen=True)
class Judged:
    """One criterion."""

    text: Text
    passed: bool = False
    mistakes: tuple[str, ...] = ()


@dataclass(frozen=True)
class MethodVerdict:
    """One candidate's verdict."""

    criteria: dict[str, Judged]
    mistakes: tuple[str, ...] = ()
    details: dict[str, str | float] = field(default_factory=dict)
    variant: str = ""
    unclear: Text | None = None
    """Why a person has to look: it is neither right nor explained."""

    @property
    def passed(self) -> bool:
        """Whether everything is right."""
        return not self.mistakes and all(one.passed for one in self.criteria.values())

    @property
    def lost(self) -> int:
        """How many criteria are lost."""
        return sum(not one.passed for one in self.criteria.values())
