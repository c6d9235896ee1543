"""Drive a rule: open loop with designed gradients (`run`), closed loop on a gradient function (`train`)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from reference.algorithms.algorithm import Algorithm, Array, Settings, State
from reference.algorithms.around import gradient_in, invisible, parameters_out
from reference.algorithms.choice import Form, choose
from reference.algorithms.sharing import shared_update
from reference.rule import Rule, algorithm
from reference.trajectory import Trajectory

Source = Callable[[int, Array], Array]
DECAYS = frozenset({"momentum", "rho", "beta_1", "beta_2"})


def run(
    rule: Rule,
    gradients: ArrayLike,
    hyperparameters: Mapping[str, ArrayLike],
    *,
    theta0: ArrayLike | None = None,
    layout: Sequence[int] | None = None,
    dtype: DTypeLike = np.float64,
    rates: ArrayLike | None = None,
) -> Trajectory:
    """Feed designed gradients (T, d) to a rule, starting at zeros or theta0.

    Hyperparameters may be arrays of shape (H, 1): H hypotheses run at once and theta is (T+1, H, d).
    Those not given take the lecture's default. `rates` gives one learning rate per step in place of the
    hyperparameter.
    """
    fed = finite_array("gradients", gradients, dtype)
    if fed.ndim <= 1 or 0 in fed.shape:
        raise ValueError(f"gradients must have the shape (steps, coordinates), not {fed.shape}")
    start = np.zeros(fed.shape[-1], fed.dtype) if theta0 is None else finite_array("theta0", theta0, dtype)
    if start.shape[-1:] != fed.shape[-1:]:
        raise ValueError(
            f"theta0 has the shape {start.shape}, but the gradients have {fed.shape[-1]} coordinates"
        )
    rulebook = algorithm(rule.algorithm)
    numbers = checked_numbers(rulebook, hyperparameters, fed.dtype)
    # Designed gradients may have an axis of hypotheses too: then so has the start.
    start = np.broadcast_to(start, np.broadcast_shapes(start.shape, fed.shape[1:]))
    plan = Plan(
        rulebook, rule.all_switches(), start, numbers, planned_rates(rates, numbers, len(fed)), layout
    )
    return _recorded(plan, drive(plan, lambda k, _: fed[k]))


def train(  # noqa: PLR0913 - five things to train with, the rest by keyword
    rule: Rule,
    gradient: Callable[[Array], ArrayLike],
    theta0: ArrayLike,
    hyperparameters: Mapping[str, ArrayLike],
    steps: int,
    *,
    schedule: Callable[[int], float] | None = None,
    loss: Callable[[Array], Any] | None = None,
    dtype: DTypeLike = np.float64,
    layout: Sequence[int] | None = None,
    until: Callable[[Array], bool] | None = None,
) -> Trajectory:
    """Train from theta0, the gradient evaluated where the rule asks for it (its look-ahead included).

    A schedule gives the learning rate of step 0, 1, ... in place of the hyperparameter. `until` is shown
    theta after each step and ends the training by saying True.
    """
    start = finite_array("theta0", theta0, dtype)
    if start.ndim == 0 or 0 in start.shape:
        raise ValueError(f"theta0 must have the shape (coordinates,), not {start.shape}")
    if steps < 1:
        raise ValueError(f"steps must be at least 1, not {steps}")

    def source(_: int, point: Array) -> Array:
        value = np.asarray(gradient(point), start.dtype)
        if value.shape != point.shape:
            raise ValueError(
                f"the gradient function returned the shape {value.shape} for a point of shape {point.shape}"
            )
        return value

    rulebook = algorithm(rule.algorithm)
    numbers = checked_numbers(rulebook, hyperparameters, start.dtype)
    planned = None if schedule is None else [schedule(k) for k in range(steps)]
    rates = planned_rates(planned, numbers, steps)
    plan = Plan(rulebook, rule.all_switches(), start, numbers, rates, layout)
    trained = _recorded(plan, drive(plan, source), until)
    if loss is None:
        return trained
    with np.errstate(all="ignore"):
        return replace(trained, losses=np.asarray([loss(theta) for theta in trained.theta], start.dtype))


class Plan(NamedTuple):
    """What a run is made of; `run`, `train` and `run_many` check the parts."""

    rulebook: Algorithm
    switches: Mapping[str, Form]
    start: Array
    numbers: Mapping[str, Array]
    rates: Array
    layout: Sequence[int] | None


class Step(NamedTuple):
    """One step of a run: where the gradient was asked for, what it was, and where the rule is now."""

    asked: Array
    gradient: Array
    theta: Array
    state: State


def drive(plan: Plan, source: Source) -> Iterator[Step]:
    """Give the state before the first step, then each step."""
    rulebook, switches, start, numbers, rates, layout = plan
    variables = _layout(layout, start.shape[-1])
    coordinates = start.shape[-1]
    for name, number in numbers.items():
        if number.shape[-1:] not in {(), (1,), (coordinates,)}:
            raise ValueError(f"{name} must have the shape (), (H, 1) or ({coordinates},), not {number.shape}")
    shape = np.broadcast_shapes(start.shape, rates.shape[1:], *(number.shape for number in numbers.values()))
    theta = np.broadcast_to(start, shape).copy()
    # Altered rules may divide by zero; that NaN is evidence, not a fault.
    with np.errstate(all="ignore"):
        begun = Settings(numbers, switches, variables)
        bare, kept = invisible(begun), switches.get("state", "kept") == "kept"
        state = rulebook.init(theta, begun)
        update = shared_update(rulebook, numbers["shared"]) if np.any(numbers["shared"]) else rulebook.update
        yield Step(theta, theta, theta, state)
        for k in range(len(rates)):
            time = _time(numbers, switches.get("state", "kept"), k)
            settings = Settings({**numbers, **time, "learning_rate": rates[k]}, switches, variables)
            if not kept:
                state = _afresh(state, rulebook.init(theta, settings), switches["state"])
            point = rulebook.ask(theta, state, settings)
            gradient = source(k, point)
            seen = gradient if bare else gradient_in(gradient, theta, settings)
            if seen.shape != shape:
                seen = _spread(seen, shape)
            moved, state = update(theta, state, seen, settings)
            theta = moved if bare else parameters_out(theta, moved, settings)
            yield Step(point, gradient, theta, state)


def _spread(gradient: Array, shape: tuple[int, ...]) -> Array:
    """Give every hypothesis the gradient; of so few numbers a copy takes a tenth of `broadcast_to`'s time."""
    spread = np.empty(shape, gradient.dtype)
    spread[...] = gradient
    return spread


def _recorded(plan: Plan, steps: Iterator[Step], until: Callable[[Array], bool] | None = None) -> Trajectory:
    """Keep everything, up to the step after which ``until`` says so."""
    begun, made = next(steps), list[Step]()
    for step in steps:
        made.append(step)
        if until is not None and until(step.theta):
            break
    slots = [step.state._asdict() for step in (begun, *made)]
    return Trajectory(
        theta=np.array([begun.theta, *(step.theta for step in made)]),
        asked=np.array([step.asked for step in made]),
        gradients=np.array([step.gradient for step in made]),
        rates=plan.rates[: len(made)],
        losses=None,
        slots={name: np.array([slot[name] for slot in slots]) for name in slots[0]},
    )


_TIMES: Mapping[str, Callable[[Array, Array, Array], Array]] = {
    "kept": lambda start, stride, ticks: start + stride * ticks,
    "rebuilt": lambda start, stride, ticks: start + stride * ticks,
    "rebuilt-with-time": lambda start, _, __: start,
}
_STATES: Mapping[str, Callable[[Array, Array], Array]] = {
    "kept": lambda kept, _: kept,
    "rebuilt": lambda _, fresh: fresh,
    "rebuilt-with-time": lambda _, fresh: fresh,
}


_EVERY_STEP = np.ones(())


def _time(numbers: Mapping[str, Array], state: Form, k: int) -> dict[str, Array]:
    """Give the count of a step to the algorithms that have one."""
    if "time_start" not in numbers:
        return {}
    # An algorithm that a course brings along may know of no holding.
    ticks = np.floor(k / numbers.get("time_held", _EVERY_STEP))
    return {"time": choose(_TIMES, state, numbers["time_start"], numbers["time_stride"], ticks)}


def _afresh(state: State, fresh: State, form: Form) -> State:
    """Start the slots anew where they are rebuilt in each step."""
    new = fresh._asdict()
    return type(state)(
        **{name: choose(_STATES, form, old, new[name]) for name, old in state._asdict().items()}
    )


def checked_numbers(
    rulebook: Algorithm, given: Mapping[str, ArrayLike], dtype: "np.dtype[Any]"
) -> dict[str, Array]:
    """Return every number of the algorithm as an array; refuse unknown names and values out of bounds."""
    known = {**rulebook.hyperparameters, **rulebook.numbers}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise ValueError(f"{rulebook.name} has no hyperparameter {unknown[0]!r}; it has: {', '.join(known)}")
    numbers = {name: finite_array(name, given.get(name, default), dtype) for name, default in known.items()}
    for name, value in numbers.items():
        if name in DECAYS and not np.all((value >= 0) & (value < 1)):
            raise ValueError(f"{rulebook.name}: {name} must lie in [0, 1), not {value}")
        if name != "gradient_scale" and not np.all(value >= 0):
            raise ValueError(f"{rulebook.name}: {name} must not be negative, but is {value}")
    return numbers


def planned_rates(rates: ArrayLike | None, numbers: Mapping[str, Array], steps: int) -> Array:
    """Return one learning rate per step."""
    rate = numbers["learning_rate"]
    if rates is None:
        return np.broadcast_to(rate, (steps, *rate.shape))
    planned = finite_array("rates", rates, rate.dtype)
    if planned.shape[:1] != (steps,):
        raise ValueError(
            f"rates must give one learning rate for each of {steps} steps, not the shape {planned.shape}"
        )
    if not np.all(planned >= 0):
        raise ValueError("rates must not be negative")
    return planned


def _layout(layout: Sequence[int] | None, coordinates: int) -> tuple[int, ...] | None:
    if layout is None:
        return None
    sizes = tuple(layout)
    if not sizes or min(sizes) < 1 or sum(sizes) != coordinates:
        raise ValueError(f"layout {sizes} must be positive sizes that add up to {coordinates} coordinates")
    return sizes


def finite_array(name: str, value: ArrayLike, dtype: DTypeLike) -> Array:
    """Return the value as an array of float32 or float64; refuse other precisions, NaN and inf."""
    wanted = np.dtype(dtype)
    if wanted not in {np.dtype(np.float32), np.dtype(np.float64)}:
        raise ValueError(f"dtype must be float32 or float64, not {wanted}")
    array: Array = np.asarray(value, wanted)
    if not np.all(np.isfinite(array)):
        raise ValueError(f"{name} must be finite, but has NaN or inf")
    return array
