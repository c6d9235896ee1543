# expect: lab3.momentum passed | observed torch
import torch
from torch.utils.data import TensorDataset, DataLoader

torch.manual_seed(3)
X = torch.randn(64, 1)
y = 2.5 * X - 1
dl = DataLoader(TensorDataset(X, y), batch_size=16, shuffle=True)
w = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
vw, vb = torch.zeros(1), torch.zeros(1)
lr, momentum = 0.02, 0.9
for epoch in range(40):
    for xb, yb in dl:
        loss = torch.mean((xb * w + b - yb) ** 2)
        gw = torch.autograd.grad(loss, w, retain_graph=True)[0]
        gb = torch.autograd.grad(loss, b)[0]
        vw = momentum * vw - lr * gw
        vb = momentum * vb - lr * gb
        with torch.no_grad():
            w += vw
            b += vb
    print(epoch, torch.mean((X * w + b - y) ** 2).item())
