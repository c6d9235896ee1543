# expect: lab3.momentum passed; lab3.nesterov passed | training-function numpy
import numpy as np
from typing import Callable, List, Tuple

Vec = np.ndarray


def momentum(grad: Callable[[Vec], Vec], x0: Vec, lr: float = 1e-3, beta: float = 0.9, n: int = 100) -> Tuple[Vec, List[Vec]]:
    x, v = np.array(x0, float), np.zeros_like(x0, dtype=float)
    hist = [x.copy()]
    for _ in range(n):
        v *= beta
        v -= lr * grad(x)
        x = x + v
        hist.append(x.copy())
    return x, hist


def nesterov(grad: Callable[[Vec], Vec], x0: Vec, lr: float = 1e-3, beta: float = 0.9, n: int = 100) -> Tuple[Vec, List[Vec]]:
    x, y = np.array(x0, float), np.array(x0, float)
    hist = [x.copy()]
    for _ in range(n):
        x_new = y - lr * grad(y)
        y = x_new + beta * (x_new - x)
        x = x_new
        hist.append(x.copy())
    return x, hist
