# expect: lab3.momentum failed coordinates-in-turn | observed torch
import torch

torch.manual_seed(3)
X = torch.rand(64, 1) * 2
y = 2.5 * X - 1
w = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
vw, vb = torch.zeros(1), torch.zeros(1)
lr, momentum = 0.02, 0.9
def loss_fn():
    return torch.mean((X * w + b - y) ** 2)
for epoch in range(300):
    gw = torch.autograd.grad(loss_fn(), w)[0]
    vw = momentum * vw - lr * gw
    with torch.no_grad():
        w.add_(vw)
    gb = torch.autograd.grad(loss_fn(), b)[0]
    vb = momentum * vb - lr * gb
    with torch.no_grad():
        b.add_(vb)
    if epoch % 30 == 0:
        print(epoch, loss_fn().item())
