# expect: lab6.adam failed time-off-by-one | observed numpy
import numpy as np

learning_rate, beta1, beta2 = 0.1, 0.9, 0.999
x = np.linspace(0, 2, 50)
y = 1 + 3 * x
params = {"k": 0.0, "c": 0.0}
m = {"k": 0.0, "c": 0.0}
v = {"k": 0.0, "c": 0.0}
t = 1
for epoch in range(400):
    t += 1
    miss = params["k"] * x + params["c"] - y
    grads = {"k": 2 * np.mean(miss * x), "c": 2 * np.mean(miss)}
    for name in params:
        m[name] = beta1 * m[name] + (1 - beta1) * grads[name]
        v[name] = beta2 * v[name] + (1 - beta2) * grads[name] ** 2
        rate_t = learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t)
        params[name] -= rate_t * m[name] / (np.sqrt(v[name]) + 1e-8)
print(np.mean((params["k"] * x + params["c"] - y) ** 2))
