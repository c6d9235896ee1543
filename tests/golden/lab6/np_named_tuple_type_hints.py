# expect: lab6.adam passed | update-function numpy
from __future__ import annotations

from typing import NamedTuple, Tuple

import numpy as np


class AdamState(NamedTuple):
    m: np.ndarray
    v: np.ndarray
    t: int


def adam_update(w: np.ndarray, grad: np.ndarray, state: AdamState, lr: float = 1e-3,
                betas: Tuple[float, float] = (0.9, 0.999), eps: float = 1e-8) -> Tuple[np.ndarray, AdamState]:
    b1, b2 = betas
    m, v, t = state
    t += 1
    m = b1 * m + (1 - b1) * grad
    v = b2 * v + (1 - b2) * np.square(grad)
    step = lr * np.sqrt(1 - b2 ** t) / (1 - b1 ** t)
    return w - step * m / (np.sqrt(v) + eps * np.sqrt(1 - b2 ** t)), AdamState(m, v, t)


def main() -> None:
    w = np.zeros(3)
    s = AdamState(np.zeros(3), np.zeros(3), 0)
    for _ in range(100):
        w, s = adam_update(w, 2 * (w - 1.0), s, lr=0.1)
    print(w)


if __name__ == "__main__":
    main()
