# expect: lab3.momentum passed; lab3.nesterov passed | observed numpy
import numpy as np
lr, mu = 0.05, 0.9
step = {
    'gd': lambda th, v, g: (th - lr * g(th), v),
    'momentum': lambda th, v, g: (th + (mu * v - lr * g(th)), mu * v - lr * g(th)),
    'nesterov': lambda th, v, g: (th + (mu * v - lr * g(th + mu * v)), mu * v - lr * g(th + mu * v)),
}
rng = np.random.default_rng(0)
A = rng.normal(size=(30, 2)); t = A @ np.array([1., -2.])
grad = lambda th: 2 * A.T @ (A @ th - t) / 30
loss = lambda th: np.mean((A @ th - t) ** 2)
for name in ['gd', 'momentum', 'nesterov']:
    th, v = np.zeros(2), np.zeros(2)
    for k in range(200):
        th, v = step[name](th, v, grad)
    print(name, loss(th))
