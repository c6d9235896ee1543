"""Gradient descent and momentum from the same start: losses, numbers of steps, a conclusion."""

import torch

torch.manual_seed(2)
x = torch.rand(40, 2) * 3
y = x @ torch.tensor([2.0, 1.0])

optimizers = {"gd": (torch.optim.SGD, {"lr": 0.1}), "momentum": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9})}
losses, steps = {}, {}
for method, (kind, settings) in optimizers.items():
    w = torch.zeros(2, requires_grad=True)
    optimizer = kind([w], **settings)
    losses[method] = []
    for step in range(3000):
        loss = torch.mean((x @ w - y) ** 2)
        losses[method].append(loss.item())
        if loss.item() < 1e-6:
            steps[method] = step
            break
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

faster = {"early": min(losses, key=lambda name: losses[name][5]), "late": min(steps, key=steps.get)}
print(steps, faster)
