# expect: lab6.adam passed | training-function numpy
import numpy as np


def adam_minimize(grad_f, x_init, lr=0.001, b1=0.9, b2=0.999, eps=1e-8, max_iter=500):
    """梯度函数、起点、步数进去，终点和轨迹出来"""
    x = np.array(x_init, dtype=np.float64)
    m, v = np.zeros_like(x), np.zeros_like(x)
    track = [x.copy()]
    for k in range(max_iter):
        g = grad_f(x)
        m = b1 * m + (1 - b1) * g
        v = b2 * v + (1 - b2) * g * g
        x -= lr * (m / (1 - b1 ** (k + 1))) / (np.sqrt(v / (1 - b2 ** (k + 1))) + eps)
        track.append(x.copy())
    return x, np.array(track)


if __name__ == "__main__":
    print(adam_minimize(lambda p: 2 * p, [1.0, -2.0], lr=0.05)[0])
