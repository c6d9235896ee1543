# expect: lab3.momentum passed | observed torch
import torch
torch.manual_seed(1)
x = torch.linspace(0, 1, 40)
y = 1.5 * x + 0.5
w, b = torch.tensor(0.0), torch.tensor(0.0)
vw = vb = 0.0
eta, gamma = 0.05, 0.9
for epoch in range(120):
    err = w * x + b - y
    dw, db = 2 * (err * x).mean(), 2 * err.mean()
    vw = gamma * vw - eta * dw
    vb = gamma * vb - eta * db
    w = w + vw
    b = b + vb
    if epoch % 20 == 0:
        print("momentum", epoch, (err ** 2).mean().item())
