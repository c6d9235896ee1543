"""Smallest cases of when a training stops and how its steps are counted: up to four epochs with small losses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

from autograder.counterexamples.sheet import Columns, Setting, table
from autograder.record import Cell, Counterexample
from reference.rule import Rule
from reference.run import train

_AFTER = "-"
"""What stands where a training has ended already."""


@dataclass(frozen=True)
class _Reading:
    """A way to understand patience; the defaults are the rule's."""

    compared: str = "best"
    reset: bool = True
    extra: int = 0
    base: int = 0
    told: str = "best"


_READINGS: Mapping[tuple[str, str], _Reading] = {
    ("compared-with-previous", ""): _Reading(compared="previous"),
    ("patience-not-reset", ""): _Reading(reset=False),
    ("best-epoch-lost", ""): _Reading(told="stop"),
    ("stopped-early", "patience"): _Reading(extra=-1),
    ("counting-off", "late"): _Reading(extra=1),
    ("counting-off", "from-one"): _Reading(base=1),
}


def epochs_case(mistake: str, of: str = "") -> Counterexample | None:
    """Return the case of one mistake."""
    reading = _READINGS.get((mistake, of))
    if reading is None:
        return {"stopped-early": _short, "counting-off": _counted}.get(mistake, lambda: None)()
    return _smallest(mistake, reading)


def _smallest(mistake: str, reading: _Reading) -> Counterexample | None:
    """The shortest sequence of different small losses, and the smallest patience, that tell the two apart."""
    for length in (2, 3, 4):
        for patience in (1, 2):
            for losses in permutations(range(1, length + 1)):
                right, mine = (_watched(losses, patience, one) for one in (_Reading(), reading))
                stops = max(_stop(right), _stop(mine))
                if stops < 0 or patience + reading.extra < 1 or _outcome(right) == _outcome(mine):
                    continue
                setting = Setting(
                    (mistake,), "early-stopping", "epochs", {"patience": float(patience)}, first_step=0
                )
                return table(setting, right, mine)
    return None


def _watched(losses: Sequence[int], patience: int, reading: _Reading) -> Columns:
    """What is remembered after each epoch; ``best_at`` is the epoch that would be told as the best."""
    best, best_at, waited, stopped = float("inf"), 0, 0, False
    columns: dict[str, list[list[Cell]]] = {"loss": [], "waited": [], "best_at": [], "stopped": []}
    for epoch, loss in enumerate(losses):
        if stopped:
            row: tuple[Cell, ...] = (float(loss), _AFTER, _AFTER, _AFTER)
        else:
            limit = best if reading.compared == "best" or not epoch else losses[epoch - 1]
            better = loss < limit
            if loss < best:
                best, best_at = loss, epoch
            waited = (0 if reading.reset else waited) if better else waited + 1
            stopped = waited >= patience + reading.extra
            told = epoch if reading.told == "stop" else best_at
            row = (float(loss), float(waited), float(told + reading.base), "stop" if stopped else "go on")
        for name, value in zip(columns, row, strict=True):
            columns[name].append([value])
    return columns


def _stop(columns: Columns) -> int:
    return next((at for at, row in enumerate(columns["stopped"]) if row == ["stop"]), -1)


def _outcome(columns: Columns) -> tuple[int, Cell]:
    at = _stop(columns)
    return at, columns["best_at"][at][0]


def _bowl(steps: int) -> Columns:
    path = train(Rule("sgd"), lambda point: point, [1.0], {"learning_rate": 0.5}, steps)
    losses = [float(theta) ** 2 / 2 for theta in path.theta[:, 0]]
    return {"theta": [[float(theta)] for theta in path.theta[:, 0]], "loss": [[one] for one in losses]}


def _short() -> Counterexample | None:
    """Two steps were asked for, one was made."""
    right = _bowl(2)
    mine = {name: [*column[:-1], [_AFTER]] for name, column in right.items()}
    values = {"learning_rate": 0.5, "steps": 2.0}
    return table(Setting(("stopped-early",), "sgd", "bowl", values, start=(1.0,), first_step=0), right, mine)


def _counted() -> Counterexample | None:
    """Steps until the loss is below 0.2: the start is step 0."""
    right = _bowl(1)
    count = range(len(right["loss"]))
    setting = Setting(
        ("counting-off",), "sgd", "bowl", {"learning_rate": 0.5, "goal": 0.2}, start=(1.0,), first_step=0
    )
    return table(
        setting,
        {**right, "counted": [[float(step)] for step in count]},
        {**right, "counted": [[float(step + 1)] for step in count]},
    )
