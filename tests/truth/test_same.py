"""Which sets of mistakes are one function of a rule: worked out by hand, beside what the harness says."""

from __future__ import annotations

import pytest

from benchmarks.truth.same import same_function

ONE = [
    # Without a correction nobody asks for the time.
    ("adam", ("no-bias-correction",), ("no-bias-correction", "time-frozen")),
    # From an average that begins at zero in each step (1 - rho) g^2 is left, decayed or not.
    ("rmsprop", ("state-not-kept",), ("accumulator-not-decayed", "state-not-kept")),
    # A velocity of zero leads nowhere ahead.
    ("nesterov", ("state-not-kept",), ("lookahead-power", "state-not-kept")),
    # What never divides need not be kept.
    ("rmsprop", ("second-moment-missing",), ("second-moment-missing", "state-not-kept")),
]
TWO = [
    ("adam", ("no-bias-correction",), ("time-off-by-one",)),
    ("adam", ("sign-flipped",), ("gradient-scaled",)),
    ("nesterov", ("lookahead-sign",), ("lookahead-missing",)),
    ("rmsprop", ("state-not-kept",), ("sign-flipped", "state-not-kept")),
]


@pytest.mark.parametrize(("rule", "one", "other"), ONE)
def test_one_function(rule: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert same_function(rule, one, other)
    assert same_function(rule, other, one)


@pytest.mark.parametrize(("rule", "one", "other"), TWO)
def test_two_functions(rule: str, one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert not same_function(rule, one, other)
    assert same_function(rule, one, one)
