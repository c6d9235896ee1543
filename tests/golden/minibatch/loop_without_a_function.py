# expect: minibatch.sampler not_found | sampler numpy
import numpy as np

x = np.random.rand(50, 2)
y = x @ np.array([1.0, 2.0])
w = np.zeros(2)
for epoch in range(3):
    order = np.random.permutation(50)
    for i in range(0, 50, 8):
        b = order[i:i + 8]
        w -= 0.1 * 2 / len(b) * x[b].T @ (x[b] @ w - y[b])
print(w)
