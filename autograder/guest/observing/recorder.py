"""The bounded store of the trainings of one job: what is kept of each, and how it is told to the host."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from ..output import Tee
from ..wire import array, clip
from .place import Place, here, loops_of

MAX_OBSERVED_STEPS = 400
"""Steps of one training that are kept; of a longer one only the count and the end."""
MAX_COORDINATES = 64
"""Of a larger model no vectors are kept, only losses, rates and what was called."""
MAX_TRAININGS = 40
MAX_TRUE = 12
_MAX_VARIABLES = 20
_MAX_LINES, _MAX_LINE = 400, 300

Vector = npt.NDArray[np.float64]
Framework = Literal["numpy", "tf1", "tf2", "keras", "torch"]
Way = Literal["minimize", "fit", "apply_gradients", "step", "assign", "loop"]

# Bound at import: the student's code may replace them later.
_stack, _full = np.stack, np.full
_isfinite = np.isfinite


@dataclass
class Training:
    """One training while it goes on. ``step`` is called after each step, with what was seen of it."""

    framework: Framework
    way: Way
    names: tuple[str, ...]
    sizes: tuple[int, ...]
    theta: list[Vector]
    """Before the first step and after each recorded one."""
    single: bool = True
    place: Place = field(default_factory=Place)
    printed_from: int = 0
    clock: Iterator[int] = field(default_factory=itertools.count)
    """Counts the steps of all trainings of the job."""
    began: int = -1
    ended: int = -1
    """Readings of the clock."""
    steps: int = 0
    optimizer: str = ""
    builtin: str = ""
    arguments: dict[str, float] = field(default_factory=dict)
    schedule: str = ""
    schedule_arguments: dict[str, float] = field(default_factory=dict)
    called: list[str] = field(default_factory=list)
    stretched: bool = False
    """Its loss takes the difference of a column and a row, which became a table."""
    in_turn: bool = False
    """A variable's gradient is computed from another one that had moved in the same step."""
    alternates: bool = False
    """Another optimizer moves other variables of its loss, in turn with this one."""
    whole: bool = False
    """The parameters are kept as integers."""
    error: dict[str, Any] | None = None
    last_theta: Vector | None = None
    last_loss: float | None = None
    gradients: dict[int, Vector] = field(default_factory=dict)
    """By step; so are the next four."""
    asked: dict[int, Vector] = field(default_factory=dict)
    rates: dict[int, float] = field(default_factory=dict)
    losses: dict[int, float] = field(default_factory=dict)
    true: dict[int, Vector] = field(default_factory=dict)
    """The loss's own gradients, worked out again at a few steps."""

    @property
    def size(self) -> int:
        """Number of all coordinates."""
        return sum(self.sizes)

    @property
    def vectors(self) -> bool:
        """Whether parameters and gradients are kept: not of a large model."""
        return self.size <= MAX_COORDINATES and len(self.sizes) <= _MAX_VARIABLES

    @property
    def full(self) -> bool:
        """From now on steps are only counted."""
        return self.steps >= MAX_OBSERVED_STEPS

    def step(
        self,
        theta: Vector | None = None,
        *,
        gradient: Vector | None = None,
        rate: float | None = None,
        loss: float | None = None,
        asked: Vector | None = None,
    ) -> None:
        """A step is over: ``theta`` after it; the gradient it was handed, the rate and the loss before it."""
        step = self.steps
        self.steps += 1
        self.ended = next(self.clock)
        self.began = self.ended if step == 0 else self.began
        if loss is not None:
            self.last_loss = loss
        if step >= MAX_OBSERVED_STEPS:
            self.last_theta = theta if theta is not None else self.last_theta
            return
        if self.vectors and theta is not None:
            self.theta.append(_flat(theta, self.size))
        if self.vectors and gradient is not None:
            self.gradients[step] = _flat(gradient, self.size)
        if self.vectors and asked is not None:
            self.asked[step] = _flat(asked, self.size)
        if rate is not None:
            self.rates[step] = float(rate)
        if loss is not None:
            self.losses[step] = float(loss)

    def amend(self, theta: Vector, gradient: Vector | None, where: Vector) -> None:
        """The last step isn't over: other coordinates (1 in ``where``) move in a run of their own."""
        step = self.steps - 1
        if step >= MAX_OBSERVED_STEPS or not self.vectors:
            self.last_theta = theta
            return
        self.theta[-1] = _flat(theta, self.size)
        if gradient is not None and step in self.gradients:
            self.gradients[step] = np.where(where > 0, _flat(gradient, self.size), self.gradients[step])

    def take_back(self) -> None:
        """The only step was none: the move to the point at which the gradients are asked for."""
        self.steps = 0
        del self.theta[1:]
        for table in (self.gradients, self.asked, self.rates, self.losses, self.true):
            table.clear()

    def looked_ahead(self, points: Mapping[int, Vector]) -> None:
        """The gradients were asked for at these points; so the losses are the ones there, not at the parameters."""
        self.asked.clear()
        self.asked.update(points)
        self.losses.clear()
        self.last_loss = None

    def wants_true(self, step: int) -> bool:
        """Whether the gradient of this step should be worked out again: the first few, then ever fewer."""
        return self.vectors and len(self.true) < MAX_TRUE and step in _TRUE_AT

    def message(self, number: int, printed: Sequence[str], *, lent: bool = False) -> dict[str, Any]:
        """The protocol's observation."""
        kept = min(self.steps, MAX_OBSERVED_STEPS, len(self.theta) - 1) if self.vectors else 0
        rows = kept if self.vectors else min(self.steps, MAX_OBSERVED_STEPS)
        last = self.theta[-1] if self.last_theta is None and self.steps <= kept else self.last_theta
        theta = _stack(self.theta[: kept + 1]) if self.vectors else np.zeros((rows + 1, 0))
        true_at = sorted(step for step in self.true if step < rows)
        return {
            "type": "observation",
            "id": f"training-{number}",
            "framework": self.framework,
            "way": self.way,
            "dtype": "float32" if self.single else "float64",
            "variables": [clip(name) for name in self.names[:_MAX_VARIABLES]],
            "sizes": list(self.sizes[:_MAX_VARIABLES]),
            "theta": array(theta),
            "steps": self.steps,
            "gradients": _rows(self.gradients, rows, self.size),
            "asked": _rows(self.asked, rows, self.size),
            "rates": _numbers(self.rates, rows),
            "losses": _numbers(self.losses, rows),
            "last_theta": array(_flat(last, self.size)) if self.vectors and last is not None else None,
            "last_loss": self.last_loss if self.last_loss is not None and _isfinite(self.last_loss) else None,
            "true_gradients": array(_stack([self.true[step] for step in true_at])) if true_at else None,
            "true_at": true_at,
            "optimizer": clip(self.optimizer),
            "builtin": clip(self.builtin),
            "arguments": _finite(self.arguments),
            "schedule": clip(self.schedule),
            "schedule_arguments": _finite(self.schedule_arguments),
            "called": [clip(name) for name in self.called[:_MAX_VARIABLES]],
            "numbers": _finite(self.place.numbers or {}),
            "printed": [clip(line, _MAX_LINE) for line in printed[:_MAX_LINES]],
            "function": clip(self.place.function),
            "cell": self.place.cell,
            "line": self.place.line,
            "stretched": self.stretched,
            "in_turn": self.in_turn,
            "alternates": self.alternates,
            "whole": self.whole,
            "lent": lent,
            "error": self.error,
        }


class Recorder:
    """All trainings of one job, in the order in which they began."""

    def __init__(self, tee: Tee) -> None:
        self.tee = tee
        self.trainings: list[Training] = []
        self.clock = itertools.count()
        self.stretched = False
        """Whether the loss whose gradients were asked for last is such a one."""
        self.lent_from: int | None = None
        """Reading of the clock from which on data of ours are trained on."""
        self.left: list[tuple[FrameType, tuple[int, int]]] = []
        """Frames that exceptions came through, each with the cell and the loop that it stood in."""

    def begin(
        self,
        framework: Framework,
        way: Way,
        variables: Mapping[str, int],
        theta: Vector,
        *,
        single: bool = True,
        place: Place | None = None,
        printed_from: int | None = None,
    ) -> Training:
        """A training begins: names and sizes of its variables, and the flat parameters before its first step.

        ``place`` is where the student's code stands now unless the caller knows better; ``printed_from`` an earlier
        ``printed_now`` where lines printed before the first step belong to it.
        """
        sizes = tuple(variables.values())
        training = Training(
            framework,
            way,
            tuple(variables),
            sizes,
            [_flat(theta, sum(sizes)) if sum(sizes) <= MAX_COORDINATES else np.zeros(0)],
            single=single,
            place=place if place is not None else here(self.tee.loops),
            printed_from=self.printed_now() if printed_from is None else printed_from,
            clock=self.clock,
            stretched=self.stretched,
        )
        if len(self.trainings) < MAX_TRAININGS:
            self.trainings.append(training)
        return training

    def drop(self, training: Training) -> None:
        """It was none after all."""
        self.trainings[:] = [each for each in self.trainings if each is not training]

    def left_by(self, error: BaseException) -> None:
        """An exception ended the student's code, or its time was over."""
        self.left += loops_of(error, self.tee.loops)

    def was_cut(self, frame: FrameType | None, loop: tuple[int, int]) -> bool:
        """Whether an exception ended this loop: the step that was going on isn't whole."""
        return any(each is frame and around == loop for each, around in self.left)

    def printed_now(self) -> int:
        """How many lines had been printed when the iteration that runs now began."""
        return self.tee.before_this()

    def messages(self) -> Iterator[dict[str, Any]]:
        """One observation per training that took a step."""
        done = [training for training in self.trainings if training.steps > 0]
        for number, training in enumerate(done):
            # Trainings that go on side by side in one loop share its lines.
            later = (other for other in done[number + 1 :] if other.began > training.ended)
            end = min((other.printed_from for other in later), default=len(self.tee.printed))
            lines = self.tee.printed[training.printed_from : end]
            lent = self.lent_from is not None and training.began > self.lent_from
            yield training.message(number, [line.text for line in lines], lent=lent)


_TRUE_AT = frozenset({0, 1, 2, 3, 5, 9, 19, 39, 79, 159, 299, 399})


def _flat(values: npt.ArrayLike, size: int) -> Vector:
    """A copy as a flat float64 vector of this size."""
    flat = np.array(values, dtype=np.float64).reshape(-1)
    if flat.size != size:
        raise ValueError(f"{flat.size} values for {size} coordinates")
    return flat


def _rows(values: Mapping[int, Vector], count: int, size: int) -> dict[str, Any] | None:
    """(T, d) with NaN in the rows that weren't seen; None where none was."""
    if not any(step < count for step in values):
        return None
    table = _full((count, size), np.nan)
    for step, value in values.items():
        if step < count:
            table[step] = value
    return array(table)


def _numbers(values: Mapping[int, float], count: int) -> dict[str, Any] | None:
    if not any(step < count for step in values):
        return None
    return array([values.get(step, np.nan) for step in range(count)])


def _finite(values: Mapping[str, float]) -> dict[str, float]:
    """JSON has no NaN."""
    return {clip(key): float(value) for key, value in list(values.items())[:100] if _isfinite(value)}
