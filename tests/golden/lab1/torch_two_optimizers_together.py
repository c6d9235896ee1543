# expect: lab1.method2 passed | observed torch
import torch

x = torch.linspace(0, 2, 40).reshape(-1, 1)
y = 2 * x + 1
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
opt_w = torch.optim.SGD([w], lr=0.1)
opt_b = torch.optim.SGD([b], lr=0.1)


def method2():
    for i in range(400):
        opt_w.zero_grad()
        opt_b.zero_grad()
        loss = ((x @ w + b - y) ** 2).mean()
        loss.backward()
        opt_w.step()
        opt_b.step()
        if i % 50 == 0:
            print(i, loss.item())


method2()
