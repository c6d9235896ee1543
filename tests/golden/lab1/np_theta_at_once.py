# expect: lab1.method3 passed | observed numpy
import numpy as np
X = np.array([1., 2., 3., 4.]); y = np.array([2., 4.1, 6.2, 7.9])
theta = np.zeros(2)
alpha = 0.05
m = len(y)
J_history = []
for it in range(1500):
    h = theta[0] + theta[1] * X
    J_history.append(np.sum((h - y) ** 2) / (2 * m))
    temp0 = theta[0] - alpha / m * np.sum(theta[0] + theta[1] * X - y)
    temp1 = theta[1] - alpha / m * np.sum((theta[0] + theta[1] * X - y) * X)
    theta[0] = temp0
    theta[1] = temp1
print(theta, J_history[-1])
