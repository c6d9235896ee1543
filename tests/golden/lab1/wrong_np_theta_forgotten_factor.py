# expect: lab1.method3 failed gradient-scaled | observed numpy
import numpy as np
X = np.array([1., 2., 3., 4.]); y = np.array([2., 4.1, 6.2, 7.9])
theta = np.zeros(2)
alpha = 0.05
m = len(y)
for it in range(1500):
    h = theta[0] + theta[1] * X
    J = np.sum((h - y) ** 2) / m
    temp0 = theta[0] - alpha * np.sum(h - y) / m
    temp1 = theta[1] - alpha * np.sum((h - y) * X) / m
    theta[0] = temp0
    theta[1] = temp1
    if it % 100 == 0: print(it, J)
print(theta)
