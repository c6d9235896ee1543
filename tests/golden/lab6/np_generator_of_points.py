# expect: lab6.adam passed | training-function numpy
import numpy as np

def adam(grad_fn, theta0, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """generator: yields theta after each step"""
    theta = np.array(theta0, dtype=float)
    s = np.zeros_like(theta)
    r = np.zeros_like(theta)
    t = 0
    while True:
        t = t + 1
        g = grad_fn(theta)
        s = beta1 * s + (1 - beta1) * g
        r = beta2 * r + (1 - beta2) * g * g
        theta = theta - lr * (s / (1 - beta1 ** t)) / (np.sqrt(r / (1 - beta2 ** t)) + eps)
        yield theta

rng = np.random.default_rng(1)
x = rng.uniform(-1, 1, (40, 2))
y = x @ np.array([2.0, -3.0])
def grad(th):
    return 2 * x.T @ (x @ th - y) / len(y)
for k, th in enumerate(adam(grad, [0.0, 0.0], lr=0.1)):
    if k % 50 == 0:
        print(k, ((x @ th - y) ** 2).mean())
    if k >= 400:
        break
