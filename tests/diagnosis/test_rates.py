"""What a run of rates shows by itself: its steps, how far it may be shifted, and the values read off it."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.diagnosis.rates import RateRun, read_off, rounded_to
from autograder.protocol.arrays import Vector
from reference.schedules import exponential, linear


def run(steps: Vector, rates: list[float], *, counted: bool = True, resolution: float = 0.0) -> RateRun:
    """Return a printed run."""
    return RateRun(
        np.array(rates), {}, observed=True, resolution=resolution, counted=steps if counted else None
    )


@pytest.mark.parametrize(
    ("first", "counted", "shifts"), [(0, True, (0,)), (1, True, (0, -1)), (0, False, (0, 1))]
)
def test_a_print_that_begins_with_step_zero_is_not_shifted(
    *, first: int, counted: bool, shifts: tuple[int, ...]
) -> None:
    steps = np.arange(first, first + 12, dtype=np.float64)
    assert run(steps, list(np.linspace(1, 0.5, 12)), counted=counted).shifts == shifts


def test_a_function_is_asked_for_a_step_and_never_shifted() -> None:
    assert RateRun(np.linspace(1, 0.5, 12), {}, observed=False).shifts == (0,)


@pytest.mark.parametrize("every", [1, 3, 4])
def test_values_are_read_off_a_sparse_print(every: int) -> None:
    """Start, stable rate and tau, also where tau itself was not printed; start and factor per interval."""
    steps = np.arange(0, 60, every, dtype=np.float64)
    falls = linear(0.5, 0.05, 22)
    found = read_off("linear", run(steps, [falls(int(step)) for step in steps]))
    assert found == pytest.approx({"start_lr": 0.5, "stable_lr": 0.05, "decay_steps": 22})
    decays = exponential(0.5, 0.9, 6)
    shown = read_off("exponential", run(steps, [decays(int(step)) for step in steps]))
    assert shown is not None
    assert shown["decay_rate"] ** (1 / shown["decay_interval"]) == pytest.approx(0.9 ** (1 / 6))


@pytest.mark.parametrize("rates", [[0.3] * 20, [0.3] * 10 + [0.003] * 10, [0.3, 0.2] + [0.003] * 18])
def test_a_constant_or_a_single_jump_is_no_linear_decay(rates: list[float]) -> None:
    assert read_off("linear", run(np.arange(20.0), rates)) is None


def test_a_function_that_rounds_its_rates_says_so_itself() -> None:
    falls = linear(0.3, 0.003, 20)
    assert rounded_to(np.array([round(falls(step), 4) for step in range(40)])) == pytest.approx(0.5e-4)
    assert rounded_to(np.array([0.25 * 0.875**step for step in range(40)])) == 0.0
