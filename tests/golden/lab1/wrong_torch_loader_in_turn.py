# expect: lab1.method3 failed coordinates-in-turn | observed torch
import torch
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(7)
features = torch.rand(60, 2) * 2
labels = features @ torch.tensor([[2.0], [-3.4]]) + 4.2
loader = DataLoader(TensorDataset(features, labels), batch_size=20, shuffle=True)


def linreg(X, w, b):
    return X @ w + b


def squared_loss(pred, y):
    return ((pred - y) ** 2).mean() / 2


w = torch.zeros((2, 1), requires_grad=True)
b = torch.zeros(1, requires_grad=True)
lr = 0.2
for epoch in range(150):
    for X, y in loader:
        loss = squared_loss(linreg(X, w, b), y)
        loss.backward()
        with torch.no_grad():
            w.sub_(lr * w.grad)
            w.grad.zero_()
            b.grad.zero_()
        loss = squared_loss(linreg(X, w, b), y)
        loss.backward()
        with torch.no_grad():
            b.sub_(lr * b.grad)
            w.grad.zero_()
            b.grad.zero_()
    if epoch % 30 == 0:
        print('epoch', epoch, squared_loss(linreg(features, w, b), labels).item())
