"""One slot for several variables is one variable that is fed their gradients in turn."""

import numpy as np
import pytest

from reference.rule import Rule
from reference.run import run


@pytest.mark.parametrize("algorithm", ["momentum", "adagrad", "rmsprop"])
def test_a_shared_slot_sees_the_gradients_in_turn(algorithm: str) -> None:
    generator = np.random.default_rng(5)
    fed = generator.normal(size=(6, 2, 3))
    shared = run(Rule(algorithm), fed.reshape(6, 6), {"shared": 3.0}).theta
    alone = run(Rule(algorithm), fed.reshape(12, 3), {}).theta
    steps = np.diff(alone, axis=0).reshape(6, 6)
    np.testing.assert_allclose(np.diff(shared, axis=0), steps, rtol=1e-12, atol=1e-15)


def test_all_variables_are_of_one_size() -> None:
    with pytest.raises(ValueError, match="no variables of 4 coordinates"):
        run(Rule("momentum"), np.ones((2, 6)), {"shared": 4.0})
