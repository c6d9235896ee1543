# expect: lab4.compare failed claim-differs; lab4.builtin passed | observed torch
import torch

x = torch.tensor([[1.0, 0.0], [0.0, 1.0], [0.5, 0.5]])
y = x @ torch.tensor([[1.0], [-2.0]])


def train(make):
    w = torch.zeros(2, 1, requires_grad=True)
    opt = make([w])
    hist = []
    for k in range(100):
        loss = ((x @ w - y) ** 2).mean()
        hist.append(loss.item())
        opt.zero_grad()
        loss.backward()
        opt.step()
    return hist


losses = {"gd": train(lambda p: torch.optim.SGD(p, lr=0.3)), "adagrad": train(lambda p: torch.optim.Adagrad(p, lr=0.01))}
print(losses["gd"][:2], losses["adagrad"][:2])
faster = "adagrad"
