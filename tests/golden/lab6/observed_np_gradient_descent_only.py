# expect: lab6.adam not_found | observed numpy
import numpy as np

x = np.linspace(0, 1, 20)
y = 2 * x
w = 0.5
for i in range(100):
    g = 2 * np.mean((w * x - y) * x)
    w -= 0.5 * g
    print(np.mean((w * x - y) ** 2))
