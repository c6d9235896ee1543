# expect: lab3.momentum failed velocity-not-accumulated | training-function numpy
import numpy as np


class Bowl:
    def __init__(self, hessian):
        self.hessian = np.asarray(hessian, dtype=float)

    def loss(self, point):
        return 0.5 * point @ self.hessian @ point

    def grad(self, point):
        return self.hessian @ point


def momentum(bowl, start, lr=0.05, alpha=0.9, iterations=60):
    point = np.array(start, dtype=float)
    losses = []
    for _ in range(iterations):
        v = np.zeros_like(point)
        v = alpha * v - lr * bowl.grad(point)
        point = point + v
        losses.append(bowl.loss(point))
    return point, losses


print(momentum(Bowl([[1.0, 0.0], [0.0, 8.0]]), [2.0, 1.0])[1][-1])
