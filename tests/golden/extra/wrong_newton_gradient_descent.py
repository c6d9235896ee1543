# expect: extra.newton failed different-algorithm | training-function numpy
def newton(gradient, hessian, theta, steps, lr=0.1):
    for _ in range(steps):
        theta = theta - lr * gradient(theta)
    return theta
