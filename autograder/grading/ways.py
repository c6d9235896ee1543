"""In which way a training was done, and whether that is the way that a part asks for."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.grading.context import Text
from autograder.grading.seen import Seen
from exercises.spec import Part

_BOTH = frozenset({"minimize", "fit"})


@dataclass(frozen=True)
class WayResult:
    """Whether the way is the one that was asked for."""

    mistake: str
    """Empty: it is."""
    text: Text
    details: dict[str, str | float] = field(default_factory=dict)


def natural_way(seen: Seen) -> str:
    """Return the way, as specs call it: ``minimize``, ``apply`` or ``own``."""
    if seen.own:
        return "own"
    one = seen.observation
    # optimizer.step(closure) works out the gradients itself, as minimize does.
    return "minimize" if one.way in _BOTH or "closure" in one.called else "apply"


def judge_way(part: Part, seen: Seen) -> WayResult:
    """Hold the way against the part's.

    PyTorch has no ``minimize``: there ``backward`` and ``step`` under the part's name, or the first of two trainings,
    are method one.
    """
    natural, name = natural_way(seen), seen.observation.builtin
    torch = seen.observation.framework == "torch" and natural == "apply" and part.way == "minimize"
    if natural == part.way or torch:
        return WayResult("", (f"way.right.{part.way}", {}))
    if part.way == "own":
        return WayResult("built-in-used", ("built-in-used", {"name": name}), {"of": name, "name": name})
    if seen.own:
        return WayResult("built-in-missing", (f"way.own-instead.{part.way}", {}))
    if part.way == "apply":
        return WayResult("gradients-not-separate", ("way.minimize-instead", {"name": name}))
    return WayResult("gradients-separate", ("way.apply-instead", {"name": name}))
