# expect: extra.bfgs passed | training-function numpy
import numpy as np


def BFGS(fun, gfun, x0, maxk=500, epsilon=1e-6):
    """用 B 近似海森矩阵，每步解 B d = -g。x 是列向量。"""
    x = x0.reshape(-1, 1)
    n = x.shape[0]
    B = np.eye(n)
    k = 0
    while k < maxk:
        gk = gfun(x)
        if np.linalg.norm(gk) < epsilon:
            break
        dk = -np.linalg.solve(B, gk)
        m = 0
        while m < 40:
            if fun(x + 0.5 ** m * dk) < fun(x) + 0.1 * 0.5 ** m * float((gk.T @ dk)[0, 0]):
                break
            m += 1
        sk = 0.5 ** m * dk
        x_new = x + sk
        yk = gfun(x_new) - gk
        if (yk.T @ sk)[0, 0] > 0:
            Bs = B @ sk
            B = B - Bs @ Bs.T / (sk.T @ Bs)[0, 0] + yk @ yk.T / (yk.T @ sk)[0, 0]
        x = x_new
        k += 1
    return x, fun(x), k
