# expect: compare.first10 failed report-differs; compare.convergence passed | observed numpy
import numpy as np

X = np.array([[1.0, 0.5], [2.0, 1.5], [0.3, 2.2], [1.8, 0.1], [2.5, 2.5]])
Y = X @ np.array([2.0, -3.0])


def run(method, lr=0.05, beta=0.9):
    w = np.array([0.0, 0.0])
    v = np.zeros_like(w)
    for t in range(5000):
        out = X @ w - Y
        loss = (out ** 2).mean()
        if loss < 1e-6:
            return t
        if method == "nesterov":
            g = 2 * X.T @ (X @ (w + beta * v) - Y) / len(X)
        else:
            g = 2 * X.T @ out / len(X)
        if method == "gd":
            w = w - lr * g
        else:
            v = beta * v - lr * g
            w = w + v
    return None


steps = {"gd": run("gd"), "momentum": run("momentum"), "nesterov": run("nesterov")}

# 前十步的代价
losses = {
    "gd": [622.923340, 3.509555, 0.163335, 0.143392, 0.141430, 0.139592, 0.137777, 0.135986, 0.134218, 0.132473],
    "momentum": [622.923340, 3.509555, 574.967834, 330.138885, 43.210865, 474.238281, 146.277573, 92.352264, 354.251617, 47.843769],
    "nesterov": [622.923340, 673.233215, 27.938208, 6.145210, 0.604189, 0.185756, 0.117241, 0.102781, 0.093400, 0.084743],
}
print(steps)
