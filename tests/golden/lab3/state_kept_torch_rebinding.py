# expect: lab3.momentum passed; lab3.nesterov not_found | update-function torch
import torch

v = None


def momentum_update(w, g, lr=0.001, gamma=0.9):
    global v
    if v is None:
        v = torch.zeros_like(w)
    v = gamma * v + lr * g
    return w - v


w = torch.zeros(1)
x = torch.linspace(-1, 1, 20)
for i in range(50):
    w = momentum_update(w, 2 * torch.mean((w * x - 3 * x) * x).reshape(1), lr=0.05)
print(w)
