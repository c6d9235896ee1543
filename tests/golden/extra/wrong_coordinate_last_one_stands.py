# expect: extra.coordinate failed one-variable-only | training-function numpy
def coordinate_descent(a, b, theta, sweeps):
    theta = theta.copy()
    for _ in range(sweeps):
        for i in range(len(theta) - 1):
            theta[i] -= (a[i] @ theta - b[i]) / a[i, i]
    return theta
