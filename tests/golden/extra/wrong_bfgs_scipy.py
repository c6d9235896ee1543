# expect: extra.bfgs failed built-in-used | training-function numpy
from scipy.optimize import minimize


def bfgs(loss, gradient, theta, steps):
    res = minimize(loss, theta, jac=gradient, method="BFGS", options={"maxiter": steps})
    return res.x
