"""Whole numbers that the code multiplies with, and that are no number of anything in it."""

import pytest

from autograder.loading.load import load_bytes


@pytest.mark.parametrize(
    ("source", "inside", "outside"),
    [
        ("g = 3 * 2 * (e * x).mean()", {3.0}, set()),
        ("g = 6 / len(y) * x.T @ e", {6.0, 3.0}, set()),
        ("x = [1, 2, 4]\ng = 3 * e", set(), {3.0}),
        ("n = 5\ng = 5 * e", set(), {5.0}),
        ("np.random.seed(3)\ng = 3 * e", {3.0}, set()),
        ("x = np.random.rand(8)\ng = 2 * (e * x).sum()", set(), {8.0}),
    ],
)
def test_a_number_of_samples_is_no_factor(source: str, inside: set[float], outside: set[float]) -> None:
    factors = load_bytes("a.py", f"import numpy as np\n{source}\n".encode()).factors
    assert inside <= factors
    assert not outside & factors
