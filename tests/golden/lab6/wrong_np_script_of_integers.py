# expect: lab6.adam failed integer-parameters | observed numpy
import numpy as np
theta = np.array([5, -4])
m = np.zeros(2); s = np.zeros(2)
lr, beta1, beta2, eps = 0.6, 0.9, 0.999, 1e-8
for t in range(1, 80):
    grad = 2 * (theta - np.array([1.0, 2.0]))
    m = beta1 * m + (1 - beta1) * grad
    s = beta2 * s + (1 - beta2) * grad ** 2
    step = lr * (m / (1 - beta1 ** t)) / (np.sqrt(s / (1 - beta2 ** t)) + eps)
    theta = (theta - step).astype(int)
    print(t, theta, np.sum((theta - np.array([1, 2])) ** 2))
