# expect: lab6.adam failed missing-one-minus-decay | observed numpy
import numpy as np

learning_rate, beta1, beta2 = 0.1, 0.9, 0.999
x = np.linspace(0, 2, 50)
X = np.stack([np.ones(50), x], axis=1)
y = 1 + 3 * x
theta = np.zeros(2)
m, v = np.zeros(2), np.zeros(2)
for step in range(1, 401):
    grad = X.T @ (X @ theta - y) / 50
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + grad**2
    scale = learning_rate * np.sqrt(1 - beta2**step) / (1 - beta1**step)
    theta -= scale * m / (np.sqrt(v) + 1e-8)
    if step % 100 == 0:
        print(step, np.mean((X @ theta - y) ** 2))
