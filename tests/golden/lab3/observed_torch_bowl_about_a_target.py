# expect: lab3.momentum passed | observed torch
import torch
target = torch.tensor([3.0, -1.0])
x = torch.zeros(2, requires_grad=True)
v = torch.zeros(2)
for i in range(100):
    f = ((x - target) ** 2 * torch.tensor([1.0, 4.0])).sum()
    f.backward()
    with torch.no_grad():
        v = 0.8 * v + x.grad
        x -= 0.02 * v
    x.grad.zero_()
    if i % 20 == 0:
        print("momentum", i, f.item())
