# expect: lab1.method3 failed coordinates-in-turn | observed torch
import torch

torch.manual_seed(0)
x = torch.rand(50, 1) * 2
y = 3 * x + 2

w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
lr = 0.1

# method3
for epoch in range(400):
    loss = ((x @ w + b - y) ** 2).mean()
    gw, = torch.autograd.grad(loss, w)
    with torch.no_grad():
        w -= lr * gw
    loss = ((x @ w + b - y) ** 2).mean()
    gb, = torch.autograd.grad(loss, b)
    with torch.no_grad():
        b -= lr * gb
    if epoch % 50 == 0:
        print(epoch, loss.item())
print(w, b)
