# expect: lab4.adagrad passed; lab4.compare passed | observed numpy
import numpy as np

# 实验四：AdaGrad 与 GD 对比
rng = np.random.default_rng(7)
A = rng.normal(size=(40, 2)) * np.array([1.0, 8.0])
b = A @ np.array([2.0, -1.0])


def mse(w):
    return np.mean((A @ w - b) ** 2)


def grad(w):
    return 2.0 / len(b) * A.T @ (A @ w - b)


w = np.zeros(2)
loss_gd = []
for k in range(100):
    loss_gd.append(mse(w))
    w = w - 0.01 * grad(w)

w = np.zeros(2)
r = np.zeros(2)
loss_adagrad = []
for k in range(100):
    loss_adagrad.append(mse(w))
    g = grad(w)
    r = r + g * g
    w = w - 0.5 * g / (1e-7 + np.sqrt(r))

print("GD:", loss_gd[-1])
print("AdaGrad:", loss_adagrad[-1])
if loss_adagrad[-1] < loss_gd[-1]:
    conclusion = "AdaGrad 比 GD 快"
else:
    conclusion = "GD 比 AdaGrad 快"
print(conclusion)
