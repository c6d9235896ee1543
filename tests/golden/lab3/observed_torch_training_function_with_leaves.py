# expect: lab3.nesterov passed | observed torch
import torch

def make_data(n=64):
    torch.manual_seed(42)
    x = torch.rand(n, 1) * 2 - 1
    return x, 3 * x - 0.5

def train_nesterov(x, y, lr=0.05, mu=0.8, steps=150):
    w = torch.zeros(1, 1)
    b = torch.zeros(1)
    vw, vb = torch.zeros_like(w), torch.zeros_like(b)
    history = []
    for t in range(steps):
        wl = (w + mu * vw).requires_grad_(True)
        bl = (b + mu * vb).requires_grad_(True)
        loss = torch.mean((x @ wl + bl - y) ** 2)
        gw, gb = torch.autograd.grad(loss, (wl, bl))
        vw = mu * vw - lr * gw
        vb = mu * vb - lr * gb
        w = w + vw
        b = b + vb
        history.append(loss.item())
    return w, b, history

x, y = make_data()
w, b, h = train_nesterov(x, y)
print(w, b, h[-1])
