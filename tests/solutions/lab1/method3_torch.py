"""Lab 1, method three in PyTorch: y = x w + b."""

import torch

torch.manual_seed(0)
x = torch.rand(80, 1) * 2 - 1
y = 2 * x + 1 + 0.05 * torch.randn(80, 1)
lr = 0.3


def parameters():
    return torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)


def loss_of(w, b):
    return ((x @ w + b - y) ** 2).mean()


def method3():
    w, b = parameters()
    for _ in range(100):
        loss = loss_of(w, b)
        loss.backward()
        with torch.no_grad():
            for parameter in (w, b):
                parameter -= lr * parameter.grad
                parameter.grad.zero_()
    print(float(loss))


method3()
