"""The built-in optimizer trains the linear regression of lab 1."""

import torch

torch.manual_seed(0)
x = torch.rand(64, 2) * 2 - 1
y = x @ torch.tensor([[2.0], [-3.0]]) + 0.5

w = torch.zeros(2, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=0.05, momentum=0.9)

for step in range(300):
    loss = torch.mean((x @ w + b - y) ** 2)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
print(loss.item())
