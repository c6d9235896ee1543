# expect: lab1.method3 failed weight-decay-added | observed numpy
import numpy as np
rs = np.random.RandomState(7)
X = rs.randn(50, 3)
t = X.dot(np.array([1., -2., .5]))
w = rs.randn(3)
lr, lam = .1, .05
for i in range(300):
    err = X.dot(w) - t
    loss = (err ** 2).mean()
    dw = 2 * X.T.dot(err) / len(X)
    w = (1 - lr * lam) * w - lr * dw
    if i % 30 == 0: print(loss)
