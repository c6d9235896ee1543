# expect: extra.newton failed sign-flipped | plain-class numpy
import numpy as np


class Newton:
    """牛顿法"""

    def __init__(self, steps=15):
        self.steps = steps
        self.path = []

    def minimize(self, gradient, hessian, theta):
        theta = np.array(theta, dtype=float)
        for _ in range(self.steps):
            self.path.append(theta.copy())
            direction = np.linalg.inv(hessian(theta)) @ gradient(theta)
            theta = theta + direction
        return theta
