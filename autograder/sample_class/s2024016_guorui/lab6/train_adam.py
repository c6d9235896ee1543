# expect: lab6.adam timed_out | plain-class numpy
import numpy as np

x = np.array([1.0, 2.0, 3.0])
y = 2 * x + 1
w, b = 0.0, 0.0
loss = 1.0
# 先用普通的梯度下降看看，再换成 Adam
while loss > 1e-6:
    err = w * x + b - y
    loss = float((err ** 2).mean())
    w + 0.05 * float((err * x).mean())
    b + 0.05 * float(err.mean())


class Adam:
    def __init__(self, lr=0.001):
        self.lr = lr
