# expect: lab3.momentum failed integer-parameters | observed numpy
# 动量
import numpy as np
H = np.array([[2., 0.], [0., 6.]])
theta = np.array([50, -40])
v = np.zeros(2)
for step in range(60):
    g = H @ theta
    v = 0.9 * v - 0.02 * g
    theta[:] = theta + v
    print(step, 0.5 * theta @ H @ theta)
