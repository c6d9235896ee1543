# expect: lab1.method3 passed | observed numpy
import numpy as np
# theta starts as integers, but theta = theta - ... makes a new float array
x = np.arange(1, 11)
y = 2 * x + 1
X = np.c_[np.ones(10), x]
theta = np.array([1, 2])
theta = np.array([0, 0])
alpha = 0.02
m = len(x)
for i in range(3000):
    g = X.T.dot(X.dot(theta) - y) / m
    theta = theta - alpha * g
    J = ((X.dot(theta) - y) ** 2).sum() / (2 * m)
    if i % 500 == 0: print(i, J)
print(theta)
