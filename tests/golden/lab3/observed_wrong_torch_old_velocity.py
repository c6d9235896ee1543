# expect: lab3.momentum failed old-velocity-applied | observed torch
import torch

x = torch.linspace(-1, 1, 50).reshape(-1, 1)
y = 2 * x + 1
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
v = [torch.zeros(1, 1), torch.zeros(1)]
for epoch in range(200):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        for i, p in enumerate((w, b)):
            p += v[i]
            v[i] = 0.9 * v[i] - 0.05 * p.grad
            p.grad = None
print(loss.item())
