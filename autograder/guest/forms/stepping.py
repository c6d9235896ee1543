"""Which argument of a schedule is the step, which the number of rates, and which the current rate."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ..arguments import Argument
from ..names import meanings, normal
from .observed import STANDARDS

TIME_NAMES = tuple(
    """
    step i t k epoch iteration iter globalstep it currentstep stepnum trainstep curstep nowstep stepindex itr index
    idx j current num x time count 步数 epochnum iternum timestep currentepoch epochidx stepidx n
    """.split()
)
"""What the step is called, the clearest first."""
COUNTS = frozenset(
    """
    trainstep trainsteps nsteps numsteps totalsteps total steps epochs niter numepochs niters nepochs maxiter
    iterations maxsteps n trainingsteps trainepochs
    """.split()
)
"""How many rates are wanted, in code that makes a whole list."""
_LENGTHS = frozenset({"T", "n", "N"})
"""With a value of their own beside an argument that has none, or that is counted up to, they are the decay's length."""
_PLURALS = frozenset("steps epochs iterations iters".split())
"""The step itself, where the body doesn't count up to it."""


def time_argument(arguments: Sequence[Argument], counts: Collection[str] = ()) -> Argument | None:
    """The argument that is the step; None for code that makes a function or a whole list of rates.

    ``counts`` are the names that the body counts up to.
    """
    needed = any(a.required or a.name in counts for a in arguments)
    ranked = [
        (a.name == "T", TIME_NAMES.index(normal(a.name)), position)  # a capital T is where the decay ends
        for position, a in enumerate(arguments)
        if normal(a.name) in TIME_NAMES and not (needed and a.name in _LENGTHS and not a.required)
    ]
    if ranked:
        return arguments[min(ranked)[2]]
    several = [a for a in arguments if a.required and normal(a.name) in _PLURALS and a.name not in counts]
    lengths = [a for a in arguments if {"decay_steps", "decay_interval"} & set(meanings(a.name))]
    if several and lengths != several:
        return several[0]
    unclear = [
        a
        for a in arguments
        if a.required and normal(a.name) not in COUNTS and not (set(meanings(a.name)) & set(STANDARDS))
    ]
    return unclear[0] if unclear else None


def may_be_count(time: Argument | None, counts: Collection[str]) -> bool:
    """Whether what looks like the step may be the number of rates: the body counts up to it."""
    return time is not None and time.name in counts and normal(time.name) in COUNTS


_CURRENT = frozenset(
    "lr learningrate rate currentlr curlr currentrate oldlr prevlr previouslr lastlr nowlr currentlearningrate".split()
)


def current_rate(arguments: Sequence[Argument], time: Argument | None) -> Argument | None:
    """The rate of the step before, in code that makes the next one of it."""
    named = [
        a
        for a in arguments
        if a is not time and a.required and (normal(a.name) in _CURRENT or a.name.strip("_") == "学习率")
    ]
    return named[0] if named else None


def as_hyper(arguments: Sequence[Argument]) -> list[Argument]:
    """All of a schedule's arguments but the step are hyperparameters, whatever an optimizer would call them."""
    return [
        Argument(a.name, a.kind, a.default, "hyper")
        for a in arguments
        if not isinstance(a.default, bool | str)
    ]
