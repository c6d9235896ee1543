# expect: lab5.rmsprop failed decay-swapped | observed torch
import torch

torch.manual_seed(0)
X = torch.randn(128, 3)
y = X @ torch.tensor([1.0, -2.0, 0.5]) + 0.1
w = torch.zeros(3, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
r = {id(w): torch.zeros(3), id(b): torch.zeros(1)}
rho, lr, delta = 0.9, 0.01, 1e-6
losses = []
for epoch in range(400):
    loss = ((X @ w + b - y) ** 2).mean()
    losses.append(loss.item())
    loss.backward()
    with torch.no_grad():
        for p in (w, b):
            r[id(p)] = (1 - rho) * r[id(p)] + rho * p.grad ** 2
            p -= lr * p.grad / torch.sqrt(r[id(p)] + delta)
            p.grad = None
print(losses[-1])
