# expect: extra.bfgs failed different-algorithm | training-function numpy
def bfgs(loss, gradient, theta, steps):
    for _ in range(steps):
        g = gradient(theta)
        t = 1.0
        while loss(theta - t * g) > loss(theta) - 1e-4 * t * g @ g:
            t /= 2
        theta = theta - t * g
    return theta
