# expect: lab5.rmsprop passed | observed numpy
from collections import namedtuple

import numpy as np

Memory = namedtuple("Memory", "coef spread count")
rng = np.random.default_rng(3)
rows = rng.normal(size=(90, 3))
goals = rows @ np.array([1.5, -0.5, 2.0])


def advance(memory, rows, goals):
    coef, spread, count = memory
    slope = rows.T @ (rows @ coef - goals) / len(goals)
    grad = 2 * slope
    spread = 0.9 * spread + 0.1 * grad**2
    coef = coef - 0.02 * grad / (np.sqrt(spread) + 1e-7)
    return Memory(coef, spread, count + 1)


memory = Memory(np.zeros(3), np.zeros(3), 0)
while memory.count < 400:
    memory = advance(memory, rows, goals)
print(memory.coef, np.mean((rows @ memory.coef - goals) ** 2))
