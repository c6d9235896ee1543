# expect: lab4.adagrad passed | observed numpy
import numpy as np
x = np.linspace(0, 2, 30)
y = 3 * x - 4
w = 0.0
b = 0.0
r = np.zeros(2)
for t in range(1, 401):
    err = w * x + b - y
    loss = np.mean(err ** 2)
    grad = np.array([2 * np.mean(err), 2 * np.mean(err * x)])
    r = r + grad ** 2
    step = 1.0 * grad / (np.sqrt(r) + 1e-7)
    w, b = w - step[1], b - step[0]
    if t % 100 == 0:
        print(t, loss)
