# expect: lab1.method3 failed gradient-wrong,not-converged | observed torch
import torch

torch.manual_seed(1)
x = torch.rand(30)
y = 4 * x + 1
w = torch.tensor(0.0, requires_grad=True)
b = torch.tensor(0.0, requires_grad=True)
for i in range(100):
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        b -= 0.01 * b.grad
    print(i, loss.item())
