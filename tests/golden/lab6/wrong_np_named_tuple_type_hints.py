# expect: lab6.adam failed no-bias-correction | update-function numpy
from __future__ import annotations

from typing import NamedTuple, Tuple

import numpy as np


class AdamState(NamedTuple):
    m: np.ndarray
    v: np.ndarray


def adam_update(w: np.ndarray, grad: np.ndarray, state: AdamState, lr: float = 1e-3,
                betas: Tuple[float, float] = (0.9, 0.999), eps: float = 1e-8) -> Tuple[np.ndarray, AdamState]:
    b1, b2 = betas
    m, v = state
    m = b1 * m + (1 - b1) * grad
    v = b2 * v + (1 - b2) * np.square(grad)
    return w - lr * m / (np.sqrt(v) + eps), AdamState(m, v)
