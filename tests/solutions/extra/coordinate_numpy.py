"""Coordinate descent: each coordinate to its minimum, the others at their newest values."""


def coordinate_descent(a, b, theta, sweeps):
    theta = theta.copy()
    for _ in range(sweeps):
        for i in range(len(theta)):
            theta[i] -= (a[i] @ theta - b[i]) / a[i, i]
    return theta
