# expect: lab1.method2 failed coordinates-in-turn | observed torch
import torch

x = torch.linspace(0, 2, 40).reshape(-1, 1)
y = 2 * x + 1
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
opt_w = torch.optim.SGD([w], lr=0.1)
opt_b = torch.optim.SGD([b], lr=0.1)


def method2():
    for i in range(400):
        for opt in (opt_w, opt_b):
            opt.zero_grad()
            loss = ((x @ w + b - y) ** 2).mean()
            loss.backward()
            opt.step()
        if i % 50 == 0:
            print(i, loss.item())


method2()
