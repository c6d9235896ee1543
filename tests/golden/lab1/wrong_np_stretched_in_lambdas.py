# expect: lab1.method3 failed shape-broadcast | observed numpy
import numpy as np
rng = np.random.default_rng(2)
X = rng.normal(size=(40, 1)); y = 3 * X[:, 0] + 0.5
grad_w = lambda xb, yb, w, b: 2 * np.mean((xb * w + b - yb) * xb)
grad_b = lambda xb, yb, w, b: 2 * np.mean(xb * w + b - yb)
w = b = 0.0
for epoch in range(50):
    p = rng.permutation(40)
    for k in range(0, 40, 8):
        xb, yb = X[p[k:k+8]], y[p[k:k+8]]
        dw = grad_w(xb, yb, w, b)
        db = grad_b(xb, yb, w, b)
        w -= 0.05 * dw
        b -= 0.05 * db
print(w, b)
