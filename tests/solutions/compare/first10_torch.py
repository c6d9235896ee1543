"""PyTorch: the built-in SGD three times."""

import torch

torch.manual_seed(1)
x = torch.rand(30, 2) * 4
y = x @ torch.tensor([1.0, -2.0])

settings = {"gd": {}, "momentum": {"momentum": 0.9}, "nesterov": {"momentum": 0.9, "nesterov": True}}
losses, steps = {}, {}
for method, extra in settings.items():
    w = torch.zeros(2, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.05, **extra)
    losses[method] = []
    for step in range(5000):
        loss = torch.mean((x @ w - y) ** 2)
        if step < 10:
            losses[method].append(loss.item())
        if loss.item() < 1e-6:
            steps[method] = step
            break
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

print(losses, steps)
