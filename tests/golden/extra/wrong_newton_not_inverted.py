# expect: extra.newton failed hessian-not-inverted | training-function numpy
def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        theta = theta - hessian(theta) @ gradient(theta)
    return theta
