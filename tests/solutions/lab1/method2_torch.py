"""Lab 1, method two in PyTorch: y = x w + b."""

import torch

torch.manual_seed(0)
x = torch.rand(80, 1) * 2 - 1
y = 2 * x + 1 + 0.05 * torch.randn(80, 1)
lr = 0.3


def parameters():
    return torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)


def loss_of(w, b):
    return ((x @ w + b - y) ** 2).mean()


def method2():
    w, b = parameters()
    optimizer = torch.optim.SGD([w, b], lr=lr)
    for _ in range(100):
        optimizer.zero_grad()
        loss = loss_of(w, b)
        loss.backward()
        optimizer.step()
    print(float(loss))


method2()
