# expect: lab5.rmsprop failed missing-root | observed numpy
from typing import NamedTuple

import numpy as np


class Memory(NamedTuple):
    coef: np.ndarray
    spread: np.ndarray


rng = np.random.default_rng(3)
rows = rng.normal(size=(90, 3))
goals = rows @ np.array([1.5, -0.5, 2.0])


def advance(memory, rows, goals):
    coef, spread = memory.coef, memory.spread
    grad = 2 * rows.T @ (rows @ coef - goals) / len(goals)
    spread = 0.9 * spread + 0.1 * grad**2
    coef = coef - 0.02 * grad / (spread + 1e-7)
    return memory._replace(coef=coef, spread=spread)


memory = Memory(np.zeros(3), np.zeros(3))
for _ in range(400):
    memory = advance(memory, rows, goals)
print(np.mean((rows @ memory.coef - goals) ** 2))
