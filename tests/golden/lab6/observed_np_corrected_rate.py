# expect: lab6.adam passed | observed numpy
import numpy as np

# Adam，偏差修正并入学习率
rng = np.random.RandomState(3)
X = np.c_[rng.randn(60), np.ones(60)]
Y = X.dot(np.array([1.5, -2.0]))
eta = 0.1
b1, b2, eps = 0.9, 0.999, 1e-8
theta = np.zeros(2)
m = np.zeros(2)
v = np.zeros(2)
for t in range(1, 301):
    error = X @ theta - Y
    g = 2 / len(Y) * X.T @ error
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g ** 2
    lr_t = eta * np.sqrt(1 - b2 ** t) / (1 - b1 ** t)
    theta = theta - lr_t * m / (np.sqrt(v) + eps)
    if t % 50 == 0:
        print(t, np.mean(error ** 2))
