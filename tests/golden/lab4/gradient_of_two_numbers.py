# expect: lab4.adagrad passed | training-function numpy
import numpy as np


def adagrad_2d(df, start, lr=0.001, delta=1e-7, tol=1e-10, max_iter=500):
    point = np.array(start, dtype=float)
    r = np.zeros(2)
    path = [point.copy()]
    for _ in range(max_iter):
        g = np.array(df(point[0], point[1]))
        if np.linalg.norm(g) < tol:
            break
        r += g**2
        point = point - lr * g / (np.sqrt(r) + delta)
        path.append(point.copy())
    return point, np.array(path)


print(adagrad_2d(lambda a, b: (2 * a, 20 * b), [3.0, -1.0], lr=0.5)[0])
