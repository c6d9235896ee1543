# expect: lab3.momentum failed integer-parameters | observed numpy
import numpy as np
A = np.array([[3, 1], [1, 2]])
theta = np.array([10, 20])
v = np.zeros_like(theta)
alpha, eps = 0.9, 0.1
for i in range(100):
    g = A @ theta
    v[:] = alpha * v - eps * g
    theta = theta + v
    print(i, theta, 0.5 * theta @ A @ theta)
