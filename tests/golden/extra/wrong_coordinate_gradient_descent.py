# expect: extra.coordinate failed different-algorithm | training-function numpy
def coordinate_descent(a, b, theta, sweeps):
    for _ in range(sweeps):
        theta = theta - 0.1 * (a @ theta - b)
    return theta
