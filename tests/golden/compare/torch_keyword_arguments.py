# expect: compare.first10 passed; compare.convergence passed | observed torch
import torch

x = torch.eye(4) + 0.1 * torch.ones(4, 4)
y = x @ torch.tensor([[2.0], [-3.0], [1.0], [0.5]])
losses, steps = {}, {}
for name, kw in [("gd", {}), ("momentum", dict(momentum=0.5)), ("nesterov", dict(momentum=0.5, nesterov=True))]:
    w = torch.zeros(4, 1, requires_grad=True)
    opt = torch.optim.SGD([w], lr=0.5, **kw)
    hist = []
    for k in range(150):
        opt.zero_grad()
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        hist.append(loss.item())
        opt.step()
    losses[name] = hist[:10]
    steps[name] = next(i for i, value in enumerate(hist) if value < 1e-6)
print(losses)
print(steps)
