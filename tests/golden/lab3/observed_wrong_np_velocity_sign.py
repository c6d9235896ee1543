# expect: lab3.momentum failed velocity-sign | observed numpy
# momentum
import numpy as np

rng = np.random.default_rng(0)
X = rng.normal(size=(30, 2))
t = X @ [1.0, -1.0] + 0.3
params = {"w": np.zeros(2), "b": np.zeros(1)}
velocity = {"w": np.zeros(2), "b": np.zeros(1)}
losses = []
for it in range(200):
    d = X @ params["w"] + params["b"] - t
    losses.append(np.mean(d ** 2))
    grads = {"w": 2 * X.T @ d / 30, "b": np.array([2 * d.mean()])}
    for k in params:
        velocity[k] = -0.9 * velocity[k] - 0.05 * grads[k]
        params[k] = params[k] + velocity[k]
print(losses[0], losses[-1])
