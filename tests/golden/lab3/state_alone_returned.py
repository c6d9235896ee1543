# expect: lab3.momentum passed; lab3.nesterov not_found | update-function numpy
import numpy as np

def momentum_step(theta, grad, v, lr=0.001, alpha=0.9):
    v = alpha * v - lr * grad
    theta += v
    return v

theta = np.array([1.0, 2.0])
v = np.zeros_like(theta)
for _ in range(20):
    v = momentum_step(theta, 2 * theta, v)
print(theta)
