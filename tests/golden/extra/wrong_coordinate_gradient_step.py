# expect: extra.coordinate failed coordinate-step-inexact | training-function numpy
def coordinate_descent(a, b, theta, sweeps, lr=0.05):
    theta = theta.copy()
    for _ in range(sweeps):
        for i in range(len(theta)):
            theta[i] -= lr * (a[i] @ theta - b[i])
    return theta
