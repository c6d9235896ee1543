# expect: extra.coordinate failed own-term-kept | training-function numpy
def coordinate_descent(a, b, theta, sweeps):
    theta = theta.copy()
    for _ in range(sweeps):
        for i in range(len(theta)):
            theta[i] = (b[i] - a[i] @ theta) / a[i, i]
    return theta
