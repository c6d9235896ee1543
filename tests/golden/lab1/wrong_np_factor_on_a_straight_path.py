# expect: lab1.method3 failed gradient-wrong | observed numpy
import numpy as np
rng = np.random.default_rng(0)
x = rng.normal(size=100); x = (x - x.mean()) / x.std()
y = 3 * x + 2
w, b = 0.0, 0.0
for i in range(300):
    e = w * x + b - y
    loss = np.mean(e ** 2)
    w -= 0.05 * np.mean(e * x)
    b -= 0.05 * 2 * np.mean(e)
    if i % 50 == 0: print(i, loss)
