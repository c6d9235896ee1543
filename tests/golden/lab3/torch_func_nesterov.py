# expect: lab3.nesterov passed | observed torch
import torch

x = torch.linspace(0, 1, 30)
y = 2.2 * x - 0.4


def loss_fn(theta):
    return torch.mean((theta[0] * x + theta[1] - y) ** 2)


grad_fn = torch.func.grad(loss_fn)
theta = torch.zeros(2)
v = torch.zeros(2)
alpha, eps = 0.9, 0.03
for k in range(400):
    g = grad_fn(theta + alpha * v)
    v = alpha * v - eps * g
    theta = theta + v
print("nesterov", theta, loss_fn(theta).item())
