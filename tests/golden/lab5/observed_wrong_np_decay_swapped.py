# expect: lab5.rmsprop failed decay-swapped | observed numpy
import numpy as np

x = np.linspace(-2, 2, 30)
y = 0.7 * x + 1.1
w, b, sw, sb = 2.0, -1.0, 0.0, 0.0
decay_rate = 0.9
learning_rate = 0.02
for i in range(500):
    e = w * x + b - y
    dw = 2 * np.mean(e * x)
    db = 2 * np.mean(e)
    sw = (1 - decay_rate) * sw + decay_rate * dw ** 2
    sb = (1 - decay_rate) * sb + decay_rate * db ** 2
    w -= learning_rate * dw / (np.sqrt(sw) + 1e-8)
    b -= learning_rate * db / (np.sqrt(sb) + 1e-8)
    if i % 100 == 0:
        print(i, np.mean(e ** 2))
