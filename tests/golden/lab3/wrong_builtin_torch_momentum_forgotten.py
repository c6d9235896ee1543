# expect: lab3.builtin failed different-algorithm | observed torch
import torch
from torch.optim import SGD

x = torch.linspace(0, 1, 30).reshape(-1, 1)
y = 3 * x + 2
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
opt = SGD([w, b], lr=0.3)
for i in range(400):
    loss = ((x @ w + b - y) ** 2).mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
print('loss: %.6f' % loss.item())
