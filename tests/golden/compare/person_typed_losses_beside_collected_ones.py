# expect: compare.first10 needs_person; compare.convergence passed | observed numpy
import numpy as np

X = np.array([[1.0, 0.5], [2.0, 1.5], [0.3, 2.2], [1.8, 0.1], [2.5, 2.5]])
Y = X @ np.array([2.0, -3.0])
hist = {}
for name in ["gd", "momentum", "nesterov"]:
    w = np.zeros(2)
    v = np.zeros(2)
    hist[name] = []
    for epoch in range(3000):
        loss = np.mean((X @ w - Y) ** 2)
        hist[name].append(loss)
        if loss < 1e-6:
            break
        ahead = w + 0.9 * v if name == "nesterov" else w
        g = 2 * X.T @ (X @ ahead - Y) / 5
        v = (0.0 if name == "gd" else 0.9) * v - 0.05 * g
        w = w + v
steps = {name: len(each) - 1 for name, each in hist.items()}
print(steps)

# 前十步的代价
losses = {
    "gd": [622.923340, 3.509555, 0.163335, 0.143392, 0.141430, 0.139592, 0.137777, 0.135986, 0.134218, 0.132473],
    "momentum": [622.923340, 3.509555, 574.967834, 330.138885, 43.210865, 474.238281, 146.277573, 92.352264, 354.251617, 47.843769],
    "nesterov": [622.923340, 673.233215, 27.938208, 6.145210, 0.604189, 0.185756, 0.117241, 0.102781, 0.093400, 0.084743],
}
