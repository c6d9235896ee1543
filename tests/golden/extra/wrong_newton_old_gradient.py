# expect: extra.newton failed gradient-not-updated | training-function numpy
import numpy as np
def newton(gradient, hessian, theta, steps):
    g = gradient(theta)
    for _ in range(steps):
        theta = theta - np.linalg.solve(hessian(theta), g)
    return theta
