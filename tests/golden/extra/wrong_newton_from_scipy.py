# expect: extra.newton failed built-in-used | training-function numpy
from scipy import optimize


def newton(gradient, hessian, theta, steps):
    call = getattr(optimize, "mini" + "mize")
    return call(lambda t: 0.5 * gradient(t) @ gradient(t), theta).x
