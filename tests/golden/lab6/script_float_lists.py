# expect: lab6.adam passed | observed numpy
import math

xs = [0.1 * i for i in range(30)]
ys = [2.0 * x - 1.0 for x in xs]
n = len(xs)
w, b = 0.0, 0.0
m = [0.0, 0.0]
v = [0.0, 0.0]
lr, b1, b2, eps = 0.02, 0.9, 0.999, 1e-8
for t in range(1, 801):
    err = [w * x + b - y for x, y in zip(xs, ys)]
    loss = sum(e * e for e in err) / n
    g = [2 * sum(e * x for e, x in zip(err, xs)) / n, 2 * sum(err) / n]
    for i in range(2):
        m[i] = b1 * m[i] + (1 - b1) * g[i]
        v[i] = b2 * v[i] + (1 - b2) * g[i] ** 2
    mh = [a / (1 - b1 ** t) for a in m]
    vh = [a / (1 - b2 ** t) for a in v]
    w -= lr * mh[0] / (math.sqrt(vh[0]) + eps)
    b -= lr * mh[1] / (math.sqrt(vh[1]) + eps)
    if t % 100 == 0:
        print(t, loss)
