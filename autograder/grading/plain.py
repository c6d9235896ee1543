"""Numbers as a record holds them."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.protocol.arrays import Vector

MAX_STEPS = 200
MAX_COORDINATES = 12


def plain(values: Vector | None) -> Any:  # noqa: ANN401 - JSON
    """Nested lists of floats with null where a value is not finite."""
    if values is None:
        return None
    array = np.asarray(values, dtype=np.float64)
    finite = np.isfinite(array)
    if finite.all():
        return array.tolist()
    boxed = array.astype(object)
    boxed[~finite] = None
    return boxed.tolist()
