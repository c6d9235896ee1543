# expect: extra.coordinate passed | training-function numpy
def seidel(Q, c, theta, sweeps):
    # 直接改 theta
    for s in range(sweeps):
        for k in range(theta.shape[0]):
            theta[k] = theta[k] - (Q[k, :] @ theta - c[k]) / Q[k, k]
