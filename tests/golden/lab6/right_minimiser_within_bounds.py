# expect: lab6.adam passed | training-function numpy
import math
import random


def bowl(u, v):
    return 3 * u**2 + v**2


def slope(u, v):
    return [6 * u, 2 * v]


def adam(objective, slope, bounds, iterations, alpha, rho1, rho2, eps=1e-8):
    """Starts anywhere within the bounds and tells how it goes."""
    point = [low + random.random() * (high - low) for low, high in bounds]
    s, r = [0.0, 0.0], [0.0, 0.0]
    for t in range(1, iterations + 1):
        g = slope(point[0], point[1])
        for i in range(2):
            s[i] = rho1 * s[i] + (1 - rho1) * g[i]
            r[i] = rho2 * r[i] + (1 - rho2) * g[i] ** 2
            step = (s[i] / (1 - rho1**t)) / (math.sqrt(r[i] / (1 - rho2**t)) + eps)
            point[i] -= alpha * step
        if t % 20 == 0:
            print(t, point, objective(point[0], point[1]))
    return point


adam(bowl, slope, [(-2.0, 2.0), (-1.0, 1.0)], 100, 0.05, 0.9, 0.999)
