# expect: lab2.builtin passed | observed torch
import torch

x = torch.linspace(-1, 1, 21)
y = 2 * x + 1
w = torch.zeros((), requires_grad=True)
b = torch.zeros((), requires_grad=True)
opt = torch.optim.SGD([w, b], lr=0.3)
scheduler = torch.optim.lr_scheduler.ExponentialLR(opt, gamma=0.96)
for step in range(60):
    opt.zero_grad()
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward()
    opt.step()
    scheduler.step()
print(loss.item(), scheduler.get_last_lr())
