# expect: lab3.momentum passed | observed numpy
import numpy as np
# integers at the start, but every step makes a new array
A = np.array([[3, 1], [1, 2]])
theta = np.array([1, 2])
v = np.array([0, 0])
alpha, eps = 0.9, 0.01
for i in range(100):
    g = A @ theta
    v = alpha * v - eps * g
    theta = theta + v
    print(i, theta, 0.5 * theta @ A @ theta)
