# expect: extra.newton failed hessian-divided | training-function numpy
def newton(gradient, hessian, theta, steps):
    for _ in range(steps):
        theta = theta - gradient(theta) / hessian(theta)
    return theta
