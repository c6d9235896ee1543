# expect: lab3.nesterov failed lookahead-sign | observed torch
import torch

torch.manual_seed(0)
x = torch.rand(80, 1)
y = 2 * x - 1
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
vw, vb = torch.zeros(1, 1), torch.zeros(1)
lr, mu = 0.03, 0.9

for step in range(150):
    w_ahead = (w - mu * vw).detach().requires_grad_(True)
    b_ahead = (b - mu * vb).detach().requires_grad_(True)
    loss = ((x @ w_ahead + b_ahead - y) ** 2).mean()
    loss.backward()
    gw, gb = w_ahead.grad, b_ahead.grad
    with torch.no_grad():
        vw = mu * vw - lr * gw
        vb = mu * vb - lr * gb
        w += vw
        b += vb
    if step % 10 == 0:
        print("nesterov", step, loss.item())
