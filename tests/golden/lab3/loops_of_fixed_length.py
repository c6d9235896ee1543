# expect: lab3.momentum passed; lab3.nesterov passed | training-function numpy
import numpy as np

STEPS = 80


def run_momentum(start, slope, lr=0.001, alpha=0.9):
    """固定 80 步，梯度太小就提前结束"""
    here = np.array(start, dtype=float)
    velocity = np.zeros_like(here)
    trace = [here.copy()]
    for _ in range(STEPS):
        velocity = alpha * velocity - lr * slope(here)
        here = here + velocity
        trace.append(here.copy())
        if np.linalg.norm(slope(here)) < 1e-9:
            break
    return trace


def run_nesterov(start, slope, lr=0.001, alpha=0.9):
    here = np.array(start, dtype=float)
    velocity = np.zeros_like(here)
    trace = [here.copy()]
    for _ in range(STEPS):
        velocity = alpha * velocity - lr * slope(here + alpha * velocity)
        here = here + velocity
        trace.append(here.copy())
        if np.linalg.norm(slope(here)) < 1e-9:
            break
    return trace


if __name__ == "__main__":
    print(run_momentum([4.0, -2.0], lambda p: 2 * p)[-1])
    print(run_nesterov([4.0, -2.0], lambda p: 2 * p)[-1])
