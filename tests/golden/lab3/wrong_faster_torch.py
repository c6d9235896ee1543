# expect: lab3.faster failed claim-differs; lab3.builtin passed | observed torch
import torch

x = torch.tensor([[1.0, 0.0], [0.0, 0.3], [0.5, 0.5]])
y = x @ torch.tensor([[1.0], [-2.0]])


def train(**kw):
    w = torch.zeros(2, 1, requires_grad=True)
    opt = torch.optim.SGD([w], lr=0.2, **kw)
    hist = []
    for k in range(400):
        loss = ((x @ w - y) ** 2).mean()
        hist.append(loss.item())
        opt.zero_grad()
        loss.backward()
        opt.step()
    return hist


losses = {"gd": train(), "momentum": train(momentum=0.9)}
steps = {name: next(i for i, value in enumerate(hist) if value < 1e-4) for name, hist in losses.items()}
faster = "gd"
print(steps)
