# expect: extra.earlystopping passed; extra.newton passed; extra.bfgs failed different-algorithm; extra.coordinate passed | training-function numpy
import numpy as np


def early_stopping(losses, patience):
    k = 0
    for t, value in enumerate(losses):
        if value < losses[k]:
            k = t
        if t - k == patience:
            return t, k
    return t, k


def newton(gradient, hessian, theta, steps):
    return theta if steps == 0 else newton(gradient, hessian, theta - np.linalg.solve(hessian(theta), gradient(theta)), steps - 1)


def quasi_newton(loss, gradient, theta, steps):
    for _ in range(steps):
        g = gradient(theta)
        t = 1e-3
        theta = theta - t * g
    return theta


def coordinate_descent(a, b, theta, sweeps):
    for i in list(range(len(b))) * sweeps:
        theta = theta.copy()
        theta[i] += (b[i] - a[i] @ theta) / a[i, i]
    return theta
